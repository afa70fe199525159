import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { openMandateStates } from '#lib/partnerships/council/mandate-states.ts';
import { openPromiseStates } from '#lib/partnerships/promises/promise-states.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';

/** An event or an exchange on days that are known. */
export interface Meeting {
	readonly subject: { readonly kind: 'event' | 'exchange'; readonly id: Id<'event' | 'exchange'> };
	readonly title: LocalizedText;
	readonly place: LocalizedText | null;
	readonly from: PlainDate;
	readonly until: PlainDate | null;
	/** Where an hour is known. */
	readonly startsAt: Instant | null;
}

/** What takes place on some of these days, of both cities of a partnership, the earliest first. */
export async function listMeetings(
	trx: Trx,
	{ today, until }: { readonly today: PlainDate; readonly until: PlainDate },
): Promise<readonly Meeting[]> {
	const { rows } = await sql<Meeting>`
		select jsonb_build_object('kind', 'exchange', 'id', id) as subject, title, place, starts_on as "from", ends_on as until,
			null::timestamptz as starts_at
		from exchange
		where state in ('planned', 'confirmed') and starts_on <= ${until} and ends_on >= ${today}
		union all
		select jsonb_build_object('kind', 'event', 'id', id), title, place, began_on,
			last_day_of(ended_on, ended_precision), starts_at
		from event
		where state in ('planned', 'confirmed') and began_precision = 'day' and began_on <= ${until}
			and coalesce(last_day_of(ended_on, ended_precision), began_on) >= ${today}
		order by "from", starts_at nulls first, subject limit 12`.execute(trx);
	return rows;
}

/** How much is still to be done of what was promised and of what councils ordered, and how much of it should be done by now. */
export interface OpenWork {
	readonly promises: number;
	readonly overduePromises: number;
	readonly mandates: number;
	readonly overdueMandates: number;
}

export async function countOpenWork(trx: Trx, today: PlainDate): Promise<OpenWork> {
	const { rows } = await sql<OpenWork>`
		select p.promises, p.overdue_promises, m.mandates, m.overdue_mandates
		from (select count(*)::int as promises,
				count(*) filter (where last_day_of(due_on, due_precision) < ${today})::int as overdue_promises
			from promise_current where state = any (${[...openPromiseStates]}::text[])) p,
			(select count(*)::int as mandates, count(*) filter (where due < ${today})::int as overdue_mandates
			from mandate_current where state = any (${[...openMandateStates]}::text[])) m`.execute(trx);
	return rows[0] ?? { promises: 0, overduePromises: 0, mandates: 0, overdueMandates: 0 };
}
