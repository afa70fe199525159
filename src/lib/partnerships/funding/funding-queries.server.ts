import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { RecordRef } from '../record-ref.ts';
import type { Funding, FundingEvent, FundingReport, ReportKind } from './funding.ts';
import type { FundingPlan, PlanLine } from './funding-plan.ts';

/** A funding as the acting city may read it. */
export interface FundingRecord extends Omit<Funding, 'recordedAt' | 'changedAt'> {
	readonly id: Id<'funding'>;
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly partnershipId: Id<'partnership'> | null;
	/** Null: the city's own money. */
	readonly funder: { readonly id: Id<'organisation'>; readonly names: LocalizedText } | null;
	readonly retainUntil: PlainDate | null;
	/** What vouchers prove for each plan line; null where the vouchers are another city's. */
	readonly spentByLine: readonly { readonly number: string; readonly cents: EuroCents }[] | null;
	/** Of all vouchers, those without a line too. */
	readonly spentCents: EuroCents | null;
}

interface Row extends Omit<FundingRecord, 'funder' | 'plan'> {
	readonly funderNames: LocalizedText | null;
	readonly lines: readonly PlanLine[];
	readonly planTotalCents: EuroCents | null;
	readonly planFunderCents: EuroCents | null;
	readonly planOwnCents: EuroCents | null;
	readonly planOthersCents: EuroCents | null;
}

const record = sql`
	select f.funding_id as id, f.city_id, f.partnership_id, f.version, f.state, f.names, f.programme, f.reference, f.note,
		f.funder_id, f.subjects, f.apply_by, f.eligible_from, f.eligible_until, f.rate_basis_points, f.tolerance_per_cent,
		f.retention_years, f.applied_cents, f.granted_cents, f.drawn_cents, f.settled_cents, f.returned_cents,
		f.plan_total_cents, f.plan_funder_cents, f.plan_own_cents, f.plan_others_cents, f.since, f.closed_on, f.retain_until,
		(select names from city where city.id = f.city_id) as city_names,
		(select names from organisation o where o.id = f.funder_id) as funder_names,
		coalesce((select jsonb_agg(jsonb_build_object('number', l.number, 'label', l.label, 'plannedCents', l.planned_cents)
			order by l.position) from funding_line l where l.funding_id = f.funding_id), '[]') as lines,
		coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'due', r.due, 'submittedOn', r.submitted_on)
			order by r.due, r.id) from funding_report r where r.funding_id = f.funding_id), '[]') as reports,
		case when f.city_id = current_city() then coalesce((
			select jsonb_agg(jsonb_build_object('number', s.line_number, 'cents', s.cents)) from (
				select v.line_number, sum(v.amount_cents) as cents from voucher v
				where v.funding_id = f.funding_id and v.cancelled_at is null and v.line_number is not null
				group by v.line_number) s), '[]') end as spent_by_line,
		case when f.city_id = current_city() then coalesce((
			select sum(v.amount_cents) from voucher v where v.funding_id = f.funding_id and v.cancelled_at is null), 0)::bigint
			end as spent_cents
	from funding_current f`;

function recordOf(row: Row): FundingRecord {
	const { funderNames, lines, planTotalCents, planFunderCents, planOwnCents, planOthersCents, ...rest } = row;
	const plan =
		planTotalCents === null
			? null
			: ({
					totalCents: planTotalCents,
					funderCents: planFunderCents,
					ownCents: planOwnCents,
					othersCents: planOthersCents,
					lines,
				} as FundingPlan);
	const funder = rest.funderId && funderNames ? { id: rest.funderId, names: funderNames } : null;
	return { ...rest, funder, plan };
}

async function listWhere(trx: Trx, condition: RawBuilder<unknown>, limit: number): Promise<readonly FundingRecord[]> {
	const { rows } = await sql<Row>`${record} where ${condition}
		order by coalesce(f.eligible_from, f.since) desc nulls first, f.recorded_at desc, f.funding_id limit ${limit}`.execute(
		trx,
	);
	return rows.map(recordOf);
}

/** All fundings of a partnership with their plans, reports and sums, newest period first; in one query. */
export function listFundingOfPartnership(
	trx: Trx,
	partnershipId: Id<'partnership'>,
): Promise<readonly FundingRecord[]> {
	return listWhere(trx, sql`f.partnership_id = ${partnershipId}`, 1000);
}

/** All fundings the acting city may read, newest period first. */
export function listFunding(trx: Trx): Promise<readonly FundingRecord[]> {
	return listWhere(trx, sql`true`, 1000);
}

/** A funding the acting city may read. */
export async function findFunding(trx: Trx, id: Id<'funding'>): Promise<FundingRecord | undefined> {
	return (await listWhere(trx, sql`f.funding_id = ${id}`, 1))[0];
}

/** Everything that happened to a funding, oldest first, with who did it. */
export async function listFundingEvents(
	trx: Trx,
	id: Id<'funding'>,
): Promise<readonly (FundingEvent & { readonly by: string | null })[]> {
	const { rows } = await sql<{
		kind: string;
		data: object;
		at: Instant;
		accountId: Id<'account'> | null;
		by: string | null;
	}>`select e.kind, e.data, e.at, e.account_id, a.name as by from funding_event e
		left join account a on a.id = e.account_id where e.funding_id = ${id} order by e.sequence`.execute(trx);
	return rows.map(
		({ kind, data, at, accountId, by }) =>
			({ kind, ...data, at, account: accountId, by }) as FundingEvent & { readonly by: string | null },
	);
}

/** Something about money that falls due. */
export interface FundingDeadline {
	readonly subject: RecordRef;
	readonly kind: 'funding-application' | 'funding-report' | 'voucher-retention';
	/** Of a report. */
	readonly reportId: FundingReport['id'] | null;
	readonly reportKind: ReportKind | null;
	readonly due: PlainDate;
	readonly title: LocalizedText;
	readonly partnershipId: Id<'partnership'> | null;
	readonly cityId: Id<'city'>;
}

/**
 * What falls due until a day, overdue first: applications of ideas, reports not handed in, and vouchers whose retention ends
 * (from then on they may be destroyed).
 */
export async function listFundingDeadlines(
	trx: Trx,
	{ until }: { readonly until: PlainDate },
): Promise<readonly FundingDeadline[]> {
	const { rows } = await sql<Omit<FundingDeadline, 'subject'> & { fundingId: Id<'funding'> }>`
		select f.funding_id, d.kind, d.report_id, d.report_kind, d.due, f.names as title, f.partnership_id, f.city_id
		from funding_current f join lateral (
			select 'funding-application' as kind, null::uuid as report_id, null as report_kind, f.apply_by as due
				where f.state = 'idea' and f.apply_by is not null
			union all select 'voucher-retention', null, null, f.retain_until where f.retain_until is not null
			union all select 'funding-report', r.id, r.kind, r.due from funding_report r
				where r.funding_id = f.funding_id and r.submitted_on is null and f.state not in ('rejected', 'dropped', 'returned')
		) d on d.due <= ${until}
		order by d.due, f.funding_id, d.kind`.execute(trx);
	return rows.map(({ fundingId, ...row }) => ({ ...row, subject: { kind: 'funding', id: fundingId } }));
}

/** The numbers of the plan lines that vouchers of the acting city name, cancelled ones too. */
export async function listLinesInUse(trx: Trx, id: Id<'funding'>): Promise<readonly string[]> {
	const { rows } = await sql<{ number: string }>`
		select distinct line_number as number from voucher
		where funding_id = ${id} and line_number is not null order by 1`.execute(trx);
	return rows.map(({ number }) => number);
}
