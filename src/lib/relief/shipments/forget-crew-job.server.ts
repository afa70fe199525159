import { sql } from 'kysely';
import { z } from 'zod';
import { day, later } from '#lib/kernel/instant.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';

/** How long drivers and number plates are kept after a shipment ended (R12). */
const keptForDays = 30;

/** Forgets drivers, number plates and their phones 30 days after their shipment ended. Every night. */
export const forgetCrewJob = defineJob({
	name: 'forget-crew',
	input: z.object({}),
	schedule: '17 3 * * *',
	run: (_input, { services }) =>
		inWorker(services.databases.worker, async (trx) => {
			const ended = later(services.clock.now(), -keptForDays * day);
			await sql`delete from shipment_crew c using shipment_current s
				where s.shipment_id = c.shipment_id and s.ended_at < ${sqlInstant(ended)}`.execute(trx);
		}),
});
