import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../database/connect.server.ts';
import { inWorker } from '../database/transaction.server.ts';
import { defineJob } from './job.server.ts';

/**
 * Forgets, each night, which commands had their effect more than 400 days ago. A form that lay open for so long, or a phone
 * that was away for so long, meets the versions and states of what it changes; the key is for those who send twice.
 */
export const sweepCommandsJob = defineJob({
	name: 'sweep-commands',
	input: z.object({}),
	schedule: '37 2 * * *',
	run: (_, { services: { databases } }) => inWorker(databases.worker, sweepCommands),
});

/** See {@link sweepCommandsJob}. */
export async function sweepCommands(trx: Trx): Promise<void> {
	await sql`delete from command where done_at < now() - interval '400 days'`.execute(trx);
}
