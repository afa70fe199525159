import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';

/** Forgets, each night, who was a guest of what ended a year ago; how many took part stays with the event. */
export const forgetGuestsJob = defineJob({
	name: 'forget-guests',
	input: z.object({}),
	schedule: '29 3 * * *',
	run: (_input, { services }) =>
		inWorker(services.databases.worker, async (trx) => {
			await sql`delete from event_guest g using event e where e.id = g.event_id
				and last_day_of(coalesce(e.ended_on, e.began_on), coalesce(e.ended_precision, e.began_precision))
					< ${dayOf(services.clock.now())}::date - 365`.execute(trx);
		}),
});
