import { sql } from 'kysely';
import type { Role } from '#lib/access/roles.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { listAgreementDeadlines } from '#lib/partnerships/agreements/agreement-queries.server.ts';
import { listMandateDeadlines } from '#lib/partnerships/council/mandate-queries.server.ts';
import { listEventDeadlines } from '#lib/partnerships/events/event-queries.server.ts';
import { listFundingDeadlines } from '#lib/partnerships/funding/funding-queries.server.ts';
import { listMilestoneDeadlines } from '#lib/partnerships/projects/project-queries.server.ts';
import { listPromiseDeadlines } from '#lib/partnerships/promises/promise-queries.server.ts';
import { listPartnershipDeadlines } from '#lib/partnerships/standing/standing-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type Deadline, type DeadlineKind, distributionReportDays } from './deadline.ts';

type Found = Omit<Deadline, 'key' | 'ownerRole' | 'count'> & Partial<Pick<Deadline, 'ownerRole' | 'count'>>;

function named(found: Found, ...names: readonly (string | null)[]): Deadline {
	const { kind, subject, due, title, partnershipId, cityId, ownerRole = null, count = null } = found;
	const key = [kind, subject.id, ...names.filter((name) => name !== null)].join(':');
	return { key, kind, subject, due, title, partnershipId, cityId, ownerRole, count };
}

/**
 * Everything that falls due until a day and is not done, earliest first, overdue included: all the acting city may read, or,
 * in the worker's transaction, that of all cities. One query per source; each record says itself what is due of it.
 */
export async function listDeadlines(
	trx: Trx,
	{ today, until }: { readonly today: PlainDate; readonly until: PlainDate },
): Promise<readonly Deadline[]> {
	const found = [
		...(await listFundingDeadlines(trx, { until })).map((each) =>
			named(each, each.reportId, each.kind === 'voucher-retention' ? each.due : null),
		),
		...(await listPartnershipDeadlines(trx, { until })).map((each) => named(each, each.cityId, each.due)),
		...(await listAgreementDeadlines(trx, { until })).map((each) => named(each, each.due)),
		...(await listMandateDeadlines(trx, { until })).map((each) => named(each, each.mandateId)),
		...(await listMilestoneDeadlines(trx, { until })).map((each) => named(each, each.due)),
		...(await listPromiseDeadlines(trx, { until })).map((each) => named(each)),
		...(await listEventDeadlines(trx, { until })).map((each) => named(each)),
		...(await listDistributionReports(trx, until)).map((each) => named(each)),
		...(await listStaleNeeds(trx, today, until)).map((each) => named(each)),
	];
	const done = await listDone(trx);
	return distinct(found)
		.filter(({ cityId, key }) => !done.has(`${cityId} ${key}`))
		.toSorted((a, b) => a.due.localeCompare(b.due) || a.key.localeCompare(b.key));
}

/** Two milestones of a project that are due on one day have the same name; the second is called ":2". */
function distinct(deadlines: readonly Deadline[]): readonly Deadline[] {
	const seen = new Map<string, number>();
	return deadlines.map((deadline) => {
		const times = (seen.get(deadline.key) ?? 0) + 1;
		seen.set(deadline.key, times);
		return times === 1 ? deadline : { ...deadline, key: `${deadline.key}:${times}` };
	});
}

async function listDone(trx: Trx): Promise<ReadonlySet<string>> {
	const { rows } = await sql<{ name: string }>`
		select city_id || ' ' || key as name from deadline_mark group by city_id, key having count(*) % 2 = 1`.execute(trx);
	return new Set(rows.map(({ name }) => name));
}

/**
 * Reports on distribution: of each shipment to Ukraine of which something was received, by its receiving city. Those marked as
 * done are left out here already: they grow with every delivery, what is open does not.
 */
async function listDistributionReports(trx: Trx, until: PlainDate): Promise<readonly Found[]> {
	const { rows } = await sql<Found>`
		select jsonb_build_object('kind', 'shipment', 'id', s.id) as subject, 'distribution-report' as kind,
			(coalesce(c.cleared_at, c.received_at) at time zone 'Europe/Kyiv')::date + ${distributionReportDays}::int as due,
			o.partnership_id, by.city_id, jsonb_build_object('de', s.number, 'uk', s.number, 'en', s.number) as title
		from shipment_current c join shipment s on s.id = c.shipment_id join operation o on o.id = c.operation_id
		cross join lateral (select coalesce(o.partner_city_id, o.lead_city_id) as city_id) by
		where o.country = 'UA' and c.received_at is not null
			and coalesce(c.cleared_at, c.received_at)
				< (${until}::date - ${distributionReportDays}::int + 1)::timestamp at time zone 'Europe/Kyiv'
			and (select count(*) from deadline_mark m where m.city_id = by.city_id and m.key = 'distribution-report:' || s.id) % 2 = 0
		order by due, s.id`.execute(trx);
	return rows;
}

/** Needs that leave matching unless somebody confirms them, per operation: the day of the first. Those past it have left. */
async function listStaleNeeds(trx: Trx, today: PlainDate, until: PlainDate): Promise<readonly Found[]> {
	const { rows } = await sql<Found>`
		select jsonb_build_object('kind', 'operation', 'id', o.id) as subject, 'stale-needs' as kind,
			min((n.valid_until at time zone 'Europe/Kyiv')::date) as due, o.partnership_id,
			coalesce(o.partner_city_id, o.lead_city_id) as city_id, o.names as title, count(*)::int as count
		from need_current n join operation o on o.id = n.operation_id
		where n.state in ('submitted', 'verified', 'open') and n.valid_until >= ${today}::timestamp at time zone 'Europe/Kyiv'
			and n.valid_until < (${until}::date + 1)::timestamp at time zone 'Europe/Kyiv'
		group by o.id order by due, o.id`.execute(trx);
	return rows;
}

/** What was marked as done of a city's deadlines, newest first. */
export interface DeadlineMark {
	readonly key: string;
	readonly kind: DeadlineKind;
	readonly sequence: number;
	readonly note: string;
	readonly at: Instant;
	readonly by: string | null;
}

/** The deadlines of the acting city that were marked as done lately. */
export async function listDoneDeadlines(trx: Trx): Promise<readonly DeadlineMark[]> {
	const { rows } = await sql<DeadlineMark>`
		select m.key, split_part(m.key, ':', 1) as kind, m.sequence, m.note, m.at, a.name as by
		from deadline_mark m left join account a on a.id = m.account_id
		where m.done and m.city_id = current_city() and not exists (
			select from deadline_mark later where later.city_id = m.city_id and later.key = m.key and later.sequence > m.sequence)
		order by m.at desc, m.key limit 50`.execute(trx);
	return rows;
}

/** How often the acting city marked a deadline: the number of its last mark, 0 where there is none. Locks it. */
export async function lockMarks(trx: Trx, key: string): Promise<number> {
	await sql`select pg_advisory_xact_lock(hashtextextended('tandem.deadline ' || current_city() || ${key}, 0))`.execute(
		trx,
	);
	const { rows } = await sql<{ sequence: number }>`
		select coalesce(max(sequence), 0) as sequence from deadline_mark
		where city_id = current_city() and key = ${key}`.execute(trx);
	return rows[0]?.sequence ?? 0;
}

/** Whose calendar a secret address opens; undefined where it opens none any more. Needs the worker's transaction. */
export async function findFeedOwner(
	trx: Trx,
	tokenHash: Buffer,
): Promise<
	{ readonly accountId: Id<'account'>; readonly cityId: Id<'city'>; readonly roles: readonly Role[] } | undefined
> {
	const { rows } = await sql<{ accountId: Id<'account'>; cityId: Id<'city'>; roles: Role[] }>`
		select a.id as account_id, a.city_id, array(select r.role from account_role r where r.account_id = a.id) as roles
		from deadline_feed f join account a on a.id = f.account_id
		where f.token_hash = ${tokenHash} and f.revoked_at is null and a.disabled_at is null`.execute(trx);
	return rows[0];
}

/** Since when the acting person has a calendar address; null where they have none. */
export async function findOwnFeed(trx: Trx): Promise<Instant | null> {
	const { rows } = await sql<{ createdAt: Instant }>`
		select created_at from deadline_feed where account_id = current_account() and revoked_at is null`.execute(trx);
	return rows[0]?.createdAt ?? null;
}
