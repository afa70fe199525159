import { sql } from 'kysely';
import { z } from 'zod';
import type { Id } from '#lib/kernel/id.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { defineJob, type JobOf } from '#lib/platform/jobs/job.server.ts';
import { importSlice, usualLimits } from './oparl-import.server.ts';
import { endRun, findRun, findSource, insertRun } from './oparl-store.server.ts';

/** How long one job works before it hands on to the next, so that stopping a process never loses long work. */
const slice = 5 * 60_000;

interface ImportInput {
	readonly runId: string;
	readonly cityId: string;
}

/** Reads from a council information system, a few minutes at a time. */
export const importOparlJob: JobOf<ImportInput> = defineJob<ImportInput>({
	name: 'import-oparl',
	input: z.object({ runId: z.uuid(), cityId: z.uuid() }),
	retries: 8,
	timeLimitSeconds: 1200,
	run: async (input, { services, signal, lastAttempt }) => {
		const runId = input.runId as Id<'oparl-run'>;
		const cityId = input.cityId as Id<'city'>;
		const { databases, clock } = services;
		const here = <Value>(work: (trx: Trx) => Promise<Value>) =>
			inCity(databases.app, { city: cityId, account: null }, work);
		try {
			const ground = { app: databases.app, clock, cityId, limits: usualLimits, signal };
			const more = await importSlice(ground, runId, clock.now() + slice);
			if (more) await here((trx) => enqueue(trx, importOparlJob, input));
		} catch (error) {
			// A run nobody works on must not look as if it went on for ever.
			if (lastAttempt) {
				await here(async (trx) => {
					const run = await findRun(trx, runId);
					if (run) await endRun(trx, run, { state: 'failed', failure: { kind: 'broken' } }, clock.now());
				});
			}
			throw error;
		}
	},
});

/** Asks every source that is read daily what has changed. */
export const readCouncilsJob = defineJob({
	name: 'read-councils',
	input: z.object({}),
	schedule: '40 2 * * *',
	run: async (_input, { services }) => {
		const { databases, clock } = services;
		const sources = await inWorker(databases.worker, async (trx) => {
			const found = await sql<{ id: Id<'oparl-source'>; cityId: Id<'city'> }>`
				select id, city_id from oparl_source where daily order by id`.execute(trx);
			return found.rows;
		});
		for (const { id, cityId } of sources) {
			await inCity(databases.app, { city: cityId, account: null }, async (trx) => {
				const source = await findSource(trx, id);
				const runId = source && (await insertRun(trx, source, false, { at: clock.now(), account: null }));
				if (runId) await enqueue(trx, importOparlJob, { runId, cityId });
			});
		}
	},
});
