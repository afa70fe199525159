import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { anActor, freshDatabase } from '#test/database.ts';
import { until } from '#test/until.ts';
import { systemClock } from '../clock/system-clock.server.ts';
import { readConfig } from '../config/config.server.ts';
import { inCity } from '../database/transaction.server.ts';
import { createLog, silentLog } from '../log/log.server.ts';
import type { Services } from '../services.server.ts';
import { enqueue, enqueueAll } from './enqueue.server.ts';
import { defineJob } from './job.server.ts';
import { installJobQueue, startWorker } from './queue.server.ts';

const database = await freshDatabase();
afterAll(database.close);

const services: Services = {
	config: readConfig({}, '/tmp'),
	databases: database.databases,
	clock: systemClock,
	log: silentLog,
};

const seen: { text: string; attempt: number }[] = [];
const noteJob = defineJob({
	name: 'note-text',
	input: z.object({ text: z.string() }),
	run: async ({ text }, { attempt }) => {
		seen.push({ text, attempt });
	},
});
const failJob = defineJob({
	name: 'fail-with-secret',
	input: z.object({}),
	retries: 0,
	run: async () => {
		throw new RangeError('the donor is Erika Mustermann');
	},
});
const nightlyJob = defineJob({ name: 'run-nightly', input: z.object({}), schedule: '0 3 * * *', run: async () => {} });

function app<Value>(work: Parameters<typeof inCity<Value>>[2]): Promise<Value> {
	return inCity(database.databases.app, anActor(), work);
}

describe('the job queue', () => {
	test('does what a transaction asked for, once it is committed, and nothing it took back', async () => {
		await installJobQueue(database.url, [noteJob, failJob, nightlyJob], silentLog);
		const worker = await startWorker(services, [noteJob, failJob, nightlyJob]);
		try {
			await app(async (trx) => {
				await enqueue(trx, noteJob, { text: 'kept' });
			});
			await app(async (trx) => {
				await enqueue(trx, noteJob, { text: 'taken back' });
				throw new Error('no');
			}).catch(() => {});
			await app((trx) => enqueueAll(trx, noteJob, [{ input: { text: 'one' } }, { input: { text: 'two' } }]));
			await until(() => seen.length >= 3);
			expect(seen.map(({ text }) => text).sort()).toEqual(['kept', 'one', 'two']);
			expect(seen.every(({ attempt }) => attempt === 1)).toBe(true);
		} finally {
			await worker.stop();
		}
	});

	test('keeps the message of a failure to itself: it may quote a person', async () => {
		const lines: string[] = [];
		const log = createLog({ level: 'debug', form: 'lines', now: () => 0, write: (line) => lines.push(line) });
		const worker = await startWorker({ ...services, log }, [failJob]);
		try {
			await app((trx) => enqueue(trx, failJob, {}));
			await until(async () => (await database.query(`select from job.job where state = 'failed'`)).length === 1);
		} finally {
			await worker.stop();
		}
		const stored = await database.query<{ output: unknown }>(`select output from job.job where state = 'failed'`);
		expect(JSON.stringify(stored)).not.toContain('Mustermann');
		expect(lines.join('\n')).toContain('gave a job up');
		expect(lines.join('\n')).not.toContain('Mustermann');
	});

	test('keeps the schedules of the jobs there are, and drops those of jobs that are gone', async () => {
		const schedules = () => database.query<{ name: string }>('select name from job.schedule order by name');
		await (await startWorker(services, [nightlyJob])).stop();
		expect(await schedules()).toEqual([{ name: 'run-nightly' }]);
		await (await startWorker(services, [noteJob])).stop();
		expect(await schedules()).toEqual([]);
	});

	test('takes turns with what comes round every few seconds, also after a failure, and stops between two turns', async () => {
		let turns = 0;
		const third = Promise.withResolvers<void>();
		const letThirdEnd = Promise.withResolvers<void>();
		const roundJob = defineJob({
			name: 'come-round',
			input: z.object({}),
			everySeconds: 0.02,
			run: async () => {
				turns++;
				if (turns === 1) throw new Error('not yet');
				if (turns < 3) return;
				third.resolve();
				await letThirdEnd.promise;
			},
		});
		const worker = await startWorker(services, [roundJob]);
		await third.promise;
		const stopped = worker.stop();
		letThirdEnd.resolve();
		await stopped;
		expect(turns).toBe(3);
		expect(await database.query(`select from job.job where name = 'come-round'`)).toEqual([]);
	});

	test('refuses an input that the job does not take, when it is asked for', async () => {
		await expect(app((trx) => enqueue(trx, noteJob, { text: 5 } as unknown as { text: string }))).rejects.toThrow();
	});

	test('shows the app no content of any job', async () => {
		await expect(
			app((trx) =>
				trx
					.withSchema('job')
					.selectFrom('jobCommon' as never)
					.selectAll()
					.execute(),
			),
		).rejects.toThrow(/permission denied/);
	});
});
