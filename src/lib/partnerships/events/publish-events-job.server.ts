import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';

/**
 * Writes anew what the public may read of events: those whose keeper said so, once they are confirmed. Where and at what
 * hour something is to take place stays unsaid until it took place, unless the keeper said otherwise (law 8). Never a guest,
 * an interpreter or a link.
 */
export async function publishEvents(trx: Trx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('tandem.publish-events'))`.execute(trx);
	await sql`delete from public_event`.execute(trx);
	await sql`
		insert into public_event (id, partnership_slug, kind, title, summary, began_on, began_precision, ended_on, ended_precision,
			time_zone, starts_at, ends_at, mode, place, people, state, revision, changed_at)
		select e.id, p.slug, e.kind, e.title, e.summary, e.began_on, e.began_precision, e.ended_on, e.ended_precision,
			case when told.openly then e.time_zone end, case when told.openly then e.starts_at end, case when told.openly then e.ends_at end,
			e.mode, case when told.openly then e.place end, e.people, e.state, e.revision, e.changed_at
		from event e join partnership p on p.id = e.partnership_id
		cross join lateral (select e.place_ahead or e.mode = 'online' or e.state = 'held') as told (openly)
		where e.is_public and (e.state in ('confirmed', 'held') or (e.state = 'cancelled' and exists (
			select from event_step s where s.event_id = e.id and s.deed = 'confirm')))`.execute(trx);
}

/** Asked for with each change of an event; each hour in case one was lost. */
export const publishEventsJob = defineJob({
	name: 'publish-events',
	input: z.object({}),
	schedule: '11 * * * *',
	run: (_input, { services }) => inWorker(services.databases.worker, publishEvents),
});

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
