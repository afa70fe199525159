import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';

/** Forgets who took part in an exchange once it is over; numbers per group remain for the funder. Every night. */
export const forgetExchangePeopleJob = defineJob({
	name: 'forget-exchange-people',
	input: z.object({}),
	schedule: '23 3 * * *',
	run: (_input, { services }) =>
		inWorker(services.databases.worker, async (trx) => {
			await sql`select forget_exchange_people(${dayOf(services.clock.now())})`.execute(trx);
		}),
});
