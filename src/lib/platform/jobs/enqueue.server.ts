import { CompiledQuery } from 'kysely';
// The queue's own statement, so that a job can be written in our transaction without a second connection.
import { insertJobs } from 'pg-boss/dist/plans.js';
import type { Instant } from '#lib/kernel/instant.ts';
import { toIso } from '#lib/kernel/instant.ts';
import type { Trx } from '../database/connect.server.ts';
import type { JobRequest } from './job.server.ts';

/** The schema of the job queue. */
export const jobSchema = 'job';

export interface EnqueueOptions {
	readonly notBefore?: Instant;
	/** The id of the job: asked for twice under one id, the work is done once. A UUID. */
	readonly id?: string;
}

/**
 * Asks for work in the transaction of its cause: it is done if and only if that commits. Any role but the public one
 * may ask. Throws where the input isn't what the job takes.
 */
export async function enqueue<Input extends object>(
	trx: Trx,
	job: JobRequest<Input>,
	input: NoInfer<Input>,
	options: EnqueueOptions = {},
): Promise<void> {
	await enqueueAll(trx, job, [{ input, options }]);
}

/** Asks for the same work on many inputs in one statement. */
export async function enqueueAll<Input extends object>(
	trx: Trx,
	job: JobRequest<Input>,
	requests: readonly { readonly input: NoInfer<Input>; readonly options?: EnqueueOptions }[],
): Promise<void> {
	const statement = insertJobs(jobSchema, { table: 'job_common', name: job.name, returnId: true, notify: true });
	const rows = requests.map(({ input, options }) => ({
		id: options?.id,
		data: job.input.parse(input),
		startAfter: options?.notBefore === undefined ? undefined : toIso(options.notBefore),
	}));
	await trx.executeQuery(CompiledQuery.raw(statement, [JSON.stringify(rows)]));
}
