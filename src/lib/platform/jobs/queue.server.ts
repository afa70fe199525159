import { type JobWithMetadata, PgBoss, type Queue } from 'pg-boss';
import { withRole } from '../database/connect.server.ts';
import type { Log } from '../log/log.server.ts';
import type { Services } from '../services.server.ts';
import { jobSchema } from './enqueue.server.ts';
import type { Job } from './job.server.ts';
import { startTurns } from './turns.server.ts';

/** A running worker. */
export interface Worker {
	/** Takes no new job, waits for those that run (at most so long), then lets go of the database. */
	stop(withinMilliseconds?: number): Promise<void>;
}

/**
 * Installs or updates the job queue in a database and lets the other roles ask for work. The queue belongs to
 * `tandem_worker`; the app may write jobs and read no job's content.
 */
export async function installJobQueue(url: string, jobs: readonly Job[], log: Log): Promise<void> {
	const boss = openBoss(url, log, { supervise: false, schedule: false, registerInstance: false });
	await boss.start();
	try {
		await boss.getDb().executeSql(grants);
		for (const job of jobs) await registerQueue(boss, job);
	} finally {
		await boss.stop({ graceful: false });
	}
}

const grants = `
	grant usage on schema ${jobSchema} to tandem_app, tandem_owner;
	grant insert, select (id, start_after) on ${jobSchema}.job_common to tandem_app;
	grant select on ${jobSchema}.queue to tandem_app;
`;

/**
 * Runs jobs until stopped. Several workers share the work. A job that fails is tried again as it says; each failure is
 * logged with the job's name and id only.
 */
export async function startWorker(services: Services, jobs: readonly Job[]): Promise<Worker> {
	const { log, databases } = services;
	const boss = openBoss(databases.url, log, { supervise: true, schedule: true, useListenNotify: true });
	await boss.start();
	for (const job of jobs) {
		await registerQueue(boss, job);
		for (let worker = 0; worker < job.concurrency; worker++) await work(boss, job, services);
	}
	await keepSchedules(boss, jobs);
	const turns = startTurns(services, jobs);
	log.info('the worker is ready', { count: jobs.length });
	return {
		stop: async (timeout = 10_000) => {
			await Promise.all([turns.stop(), boss.stop({ graceful: true, timeout })]);
		},
	};
}

async function work(boss: PgBoss, job: Job, services: Services): Promise<void> {
	const handle = handlerOf(job, services);
	let id = '';
	id = await boss.work(job.name, { includeMetadata: true, notifyPollingIntervalSeconds: 10 }, async (batch) => {
		for (const found of batch) await handle(found);
		// One notification may stand for many jobs: look for the next at once instead of after the polling interval.
		boss.notifyWorker(id);
	});
}

function openBoss(url: string, log: Log, options: ConstructorParameters<typeof PgBoss>[0] & object): PgBoss {
	const boss = new PgBoss({
		connectionString: withRole(url, 'worker'),
		schema: jobSchema,
		createSchema: false,
		max: 4,
		openTelemetry: { enabled: false },
		...options,
	});
	boss.on('error', (error) => log.warn('the job queue had an error', { error }));
	return boss;
}

function handlerOf(job: Job, services: Services): (found: JobWithMetadata<unknown>) => Promise<void> {
	return async (found) => {
		const log = services.log.with({ job: job.name, id: found.id, attempt: found.retryCount + 1 });
		const lastAttempt = found.retryCount >= found.retryLimit;
		const context = { services, log, attempt: found.retryCount + 1, lastAttempt, signal: found.signal };
		const began = performance.now();
		try {
			await job.runOn(found.data, context);
			log.info('did a job', { milliseconds: Math.round(performance.now() - began) });
		} catch (error) {
			log[lastAttempt ? 'error' : 'warn'](lastAttempt ? 'gave a job up' : 'will try a job again', { error });
			// The queue stores what it is given: the kind of failure, never a message that may quote somebody's data.
			throw new Error(error instanceof Error ? error.name : 'failure');
		}
	};
}

async function registerQueue(boss: PgBoss, job: Job): Promise<void> {
	const options: Omit<Queue, 'name'> = {
		retryLimit: job.retries,
		retryDelay: 30,
		retryBackoff: true,
		retryDelayMax: 3600,
		expireInSeconds: job.timeLimitSeconds,
		notify: true,
	};
	if (await boss.getQueue(job.name)) await boss.updateQueue(job.name, options);
	else await boss.createQueue(job.name, options);
}

/** Sets the schedules of the jobs and removes those that no job has any more. */
async function keepSchedules(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
	const wanted = new Map(jobs.flatMap((job) => (job.schedule ? [[job.name, job.schedule] as const] : [])));
	for (const [name, cron] of wanted) await boss.schedule(name, cron, {}, { tz: 'Europe/Berlin', missed: 'once' });
	for (const { name } of await boss.getSchedules()) {
		if (!wanted.has(name)) await boss.unschedule(name);
	}
}
