import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { findOrganisation } from '#lib/directory/directory-queries.server.ts';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import {
	type Deed,
	evolveFunding,
	type Funding,
	type FundingEvent,
	type FundingFacts,
	type FundingMove,
	type FundingReport,
	retainUntil,
} from './funding.ts';
import {
	decideCorrection,
	decideDraw,
	decideDropping,
	decideFacts,
	decideMove,
	decidePlanSet,
	decideSubmission,
} from './funding-decisions.ts';
import type { FundingPlan } from './funding-plan.ts';
import { listLinesInUse } from './funding-queries.server.ts';
import type { FundingRefusal } from './funding-refusal.ts';

type FundingId = Id<'funding'>;
type Answer<Value> = Promise<Result<Value, readonly FundingRefusal[]>>;

/** Which funding a form is about, and the version its page showed. */
export interface Shown {
	readonly id: FundingId;
	readonly shown: number;
}

/** Puts a funding on record as an idea. Refuses funders that are not on the city's record and partnerships it is not part of. */
export async function recordFunding(
	trx: Trx,
	{ partnershipId, facts }: { readonly partnershipId: Id<'partnership'> | null; readonly facts: FundingFacts },
	deed: Deed,
): Answer<FundingId> {
	const decided = decideFacts(facts);
	if (!decided.ok) return decided;
	if (!(await funderKnown(trx, facts))) return refused([{ kind: 'unknown-funder' }]);
	if (partnershipId !== null && !(await isMember(trx, partnershipId)))
		return refused([{ kind: 'unknown-partnership' }]);
	const id = randomUUID() as FundingId;
	await sql`insert into funding (id, city_id, partnership_id, created_at, created_by)
		values (${id}, current_city(), ${partnershipId}, ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	await append(trx, id, undefined, { kind: 'fundingRecorded', facts, ...deed });
	return ok(id);
}

async function funderKnown(trx: Trx, { funderId }: FundingFacts): Promise<boolean> {
	return funderId === null || (await findOrganisation(trx, funderId)) !== undefined;
}

async function isMember(trx: Trx, id: Id<'partnership'>): Promise<boolean> {
	const { rows } = await sql`select from partnership_city
		where partnership_id = ${id} and city_id = current_city()`.execute(trx);
	return rows.length === 1;
}

/** Changes what is said of a funding; what stood there before stays in its history. */
export async function correctFunding(
	trx: Trx,
	{ facts, ...which }: Shown & { facts: FundingFacts },
	deed: Deed,
): Answer<null> {
	if (!(await funderKnown(trx, facts))) return refused([{ kind: 'unknown-funder' }]);
	return change(trx, which, (funding) => decideCorrection(funding, facts, deed));
}

/** Sets the plan, or puts another in its place. Lines that vouchers name stay. */
export async function setPlan(trx: Trx, { plan, ...which }: Shown & { plan: FundingPlan }, deed: Deed): Answer<null> {
	const linesInUse = await listLinesInUse(trx, which.id);
	return change(trx, which, (funding) => decidePlanSet(funding, plan, linesInUse, deed));
}

/** Moves a funding on: applied for, granted, running, settled … */
export function moveFunding(trx: Trx, { move, ...which }: Shown & { move: FundingMove }, deed: Deed): Answer<null> {
	return change(trx, which, (funding) => decideMove(funding, move, { ...deed, today: dayOf(deed.at) }));
}

/** Notes money that was called from the funder. */
export function drawMoney(
	trx: Trx,
	{ draw, ...which }: Shown & { draw: { readonly cents: EuroCents; readonly on: PlainDate; readonly note: string } },
	deed: Deed,
): Answer<null> {
	return change(trx, which, (funding) => decideDraw(funding, draw, { ...deed, today: dayOf(deed.at) }));
}

/** Notes that a report is due. */
export function expectReport(
	trx: Trx,
	{ report, ...which }: Shown & { report: Pick<FundingReport, 'kind' | 'due'> },
	deed: Deed,
): Answer<null> {
	const id = randomUUID() as FundingReport['id'];
	return change(trx, which, () => ok({ kind: 'reportSet', report: { ...report, id, submittedOn: null }, ...deed }));
}

/** Notes that a report was handed in. */
export function submitReport(
	trx: Trx,
	{ reportId, on, ...which }: Shown & { reportId: FundingReport['id']; on: PlainDate },
	deed: Deed,
): Answer<null> {
	return change(trx, which, (funding) => decideSubmission(funding, reportId, on, { ...deed, today: dayOf(deed.at) }));
}

/** Takes back that a report is due, with a reason. */
export function dropReport(
	trx: Trx,
	{ reportId, note, ...which }: Shown & { reportId: FundingReport['id']; note: string },
	deed: Deed,
): Answer<null> {
	return change(trx, which, (funding) => decideDropping(funding, reportId, note, deed));
}

async function change(
	trx: Trx,
	{ id, shown }: Shown,
	decide: (funding: Funding) => Result<FundingEvent, readonly FundingRefusal[]>,
): Answer<null> {
	const funding = await lockFunding(trx, id);
	if (!funding) return refused([{ kind: 'not-yours' }]);
	if (funding.version !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = decide(funding);
	if (!decided.ok) return decided;
	await append(trx, id, funding, decided.value);
	return ok(null);
}

/** Locks a funding of the acting city until the transaction ends and folds its history. */
export async function lockFunding(trx: Trx, id: FundingId): Promise<Funding | undefined> {
	const locked = await sql`select from funding_current
		where funding_id = ${id} and city_id = current_city() for update`.execute(trx);
	if (locked.rows.length === 0) return undefined;
	const { rows } = await sql<{ kind: string; data: object; at: Instant; accountId: Id<'account'> | null }>`
		select kind, data, at, account_id from funding_event where funding_id = ${id} order by sequence`.execute(trx);
	const folded = rows.reduce<Funding | undefined>(
		(before, { kind, data, at, accountId }) =>
			evolveFunding(before, { kind, ...data, at, account: accountId } as FundingEvent),
		undefined,
	);
	return present(folded, 'the history of a funding');
}

async function append(trx: Trx, id: FundingId, before: Funding | undefined, event: FundingEvent): Promise<void> {
	const after = evolveFunding(before, event);
	const { kind, at, account, ...data } = event;
	await sql`insert into funding_event (funding_id, city_id, sequence, kind, data, at, account_id)
		values (${id}, current_city(), ${after.version}, ${kind}, ${sqlJson(data)}, ${sqlInstant(at)}, ${account})`.execute(
		trx,
	);
	await project(trx, id, after);
	if (before?.plan !== after.plan) await replaceLines(trx, id, after.plan);
	if (before?.reports !== after.reports) await replaceReports(trx, id, after.reports);
	await recordAudit(trx, { action: `funding.${verbOf(event)}`, subjectKind: 'funding', subjectId: id });
}

/** Writes what the history adds up to where lists read it. */
async function project(trx: Trx, id: FundingId, after: Funding): Promise<void> {
	const { plan } = after;
	const columns = {
		version: after.version,
		state: after.state,
		names: sqlJson(after.names),
		programme: after.programme,
		reference: after.reference,
		note: after.note,
		funder_id: after.funderId,
		subjects: sqlJson(after.subjects),
		apply_by: after.applyBy,
		eligible_from: after.eligibleFrom,
		eligible_until: after.eligibleUntil,
		rate_basis_points: after.rateBasisPoints,
		tolerance_per_cent: after.tolerancePerCent,
		retention_years: after.retentionYears,
		applied_cents: after.appliedCents,
		granted_cents: after.grantedCents,
		drawn_cents: after.drawnCents,
		settled_cents: after.settledCents,
		returned_cents: after.returnedCents,
		plan_total_cents: plan?.totalCents ?? null,
		plan_funder_cents: plan?.funderCents ?? null,
		plan_own_cents: plan?.ownCents ?? null,
		plan_others_cents: plan?.othersCents ?? null,
		since: after.since,
		closed_on: after.closedOn,
		retain_until: retainUntil(after),
		changed_at: sqlInstant(after.changedAt),
	};
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	const values = sql.join(Object.values(columns));
	if (after.version > 1) {
		await sql`update funding_current set (${names}) = row (${values}) where funding_id = ${id}`.execute(trx);
		return;
	}
	await sql`insert into funding_current (funding_id, partnership_id, city_id, recorded_at, ${names})
		select id, partnership_id, city_id, ${sqlInstant(after.recordedAt)}, ${values} from funding where id = ${id}`.execute(
		trx,
	);
}

async function replaceLines(trx: Trx, id: FundingId, plan: FundingPlan | null): Promise<void> {
	await sql`delete from funding_line where funding_id = ${id}`.execute(trx);
	await sql`insert into funding_line (funding_id, city_id, position, number, label, planned_cents)
		select ${id}, current_city(), line.position, line.content ->> 'number', line.content ->> 'label',
			(line.content ->> 'plannedCents')::bigint
		from jsonb_array_elements(${sqlJson(plan?.lines ?? [])}) with ordinality as line (content, position)`.execute(trx);
}

async function replaceReports(trx: Trx, id: FundingId, reports: readonly FundingReport[]): Promise<void> {
	await sql`delete from funding_report where funding_id = ${id}`.execute(trx);
	await sql`insert into funding_report (id, funding_id, city_id, kind, due, submitted_on)
		select (report ->> 'id')::uuid, ${id}, current_city(), report ->> 'kind', (report ->> 'due')::date,
			(report ->> 'submittedOn')::date
		from jsonb_array_elements(${sqlJson(reports)}) as report`.execute(trx);
}

function verbOf(event: FundingEvent): string {
	const verbs = {
		fundingRecorded: 'recorded',
		fundingCorrected: 'corrected',
		planSet: 'plan-set',
		fundingMoved: event.kind === 'fundingMoved' ? event.to : '',
		moneyDrawn: 'money-drawn',
		reportSet: 'report-expected',
		reportSubmitted: 'report-submitted',
		reportDropped: 'report-dropped',
	} as const satisfies Record<FundingEvent['kind'], string>;
	return verbs[event.kind];
}
