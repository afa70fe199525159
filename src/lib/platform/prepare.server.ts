import { migrate } from './database/migrate.server.ts';
import type { Job } from './jobs/job.server.ts';
import { installJobQueue } from './jobs/queue.server.ts';
import { type Log, silentLog } from './log/log.server.ts';

export interface PrepareOptions {
	readonly log?: Log;
	readonly jobs: readonly Job[];
	/** See migrate. */
	readonly until?: number;
}

/** Brings a database up to date: roles, tables, job queue. Safe to repeat and to run in several processes at once. */
export async function prepareDatabase(url: string, options: PrepareOptions): Promise<readonly string[]> {
	const log = options.log ?? silentLog;
	const applied = await migrate(url, { log, ...(options.until === undefined ? {} : { until: options.until }) });
	await installJobQueue(url, options.jobs, log);
	return applied;
}
