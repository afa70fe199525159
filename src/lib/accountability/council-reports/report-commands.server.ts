import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { findFunding } from '#lib/partnerships/funding/funding-queries.server.ts';
import { findPartnership } from '#lib/partnerships/standing/standing-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { canonicalJson } from '#lib/platform/database/run-command.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { composeReport } from './compose.server.ts';
import { drawReportJob } from './draw-report-job.server.ts';
import {
	decidePeriod,
	decideSubmission,
	type ReportId,
	type ReportKind,
	type ReportRefusal,
	type SectionTexts,
} from './report.ts';
import { listReplaceable, lockReport, type ReportRecord } from './report-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly ReportRefusal[]>>;

/** Who does something, and when. */
export interface ReportDeed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

/** What somebody wants a report on. */
export interface ReportWish {
	readonly kind: ReportKind;
	readonly partnershipId: Id<'partnership'> | null;
	readonly fundingId: Id<'funding'> | null;
	readonly from: PlainDate;
	readonly until: PlainDate;
}

/** Begins a report as a draft. Refuses periods that cannot be, partnerships and fundings that are not the city's. */
export async function beginReport(trx: Trx, wish: ReportWish, deed: ReportDeed): Answer<ReportId> {
	const decided = decidePeriod(wish.from, wish.until);
	if (!decided.ok) return decided;
	const proof = wish.kind === 'proof-of-use';
	const funding = proof && wish.fundingId ? await findFunding(trx, wish.fundingId) : undefined;
	if (proof && (!funding || funding.spentByLine === null)) return refused([{ kind: 'funding-unknown' }]);
	const partnershipId = proof ? (funding?.partnershipId ?? null) : wish.partnershipId;
	if (!proof && !(partnershipId && (await findPartnership(trx, partnershipId)))) {
		return refused([{ kind: 'partnership-unknown' }]);
	}
	const id = randomUUID() as ReportId;
	await sql`insert into report (id, city_id, partnership_id, kind, funding_id, period_from, period_until, created_at, created_by)
		values (${id}, current_city(), ${partnershipId}, ${wish.kind}, ${funding?.id ?? null}, ${wish.from}, ${wish.until},
			${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	await recordAudit(trx, { action: 'report.begun', subjectKind: 'report', subjectId: id });
	return ok(id);
}

/** Stands for a draft as a form showed it. */
export function draftMark({ from, until, texts }: Pick<ReportRecord, 'from' | 'until' | 'texts'>): string {
	return markOf({ from, until, texts });
}

/** Changes the period and the texts of a draft. Refuses what was handed in, and forms that show an older draft. */
export async function keepDraft(
	trx: Trx,
	change: {
		readonly id: ReportId;
		readonly mark: string;
		readonly from: PlainDate;
		readonly until: PlainDate;
		readonly texts: SectionTexts;
	},
	deed: ReportDeed,
): Answer<null> {
	const draft = await lockReport(trx, change.id);
	if (!draft) return refused([{ kind: 'not-yours' }]);
	if (draft.state !== 'draft') return refused([{ kind: 'not-a-draft' }]);
	if (draftMark(draft) !== change.mark) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = decidePeriod(change.from, change.until);
	if (!decided.ok) return decided;
	await sql`update report set period_from = ${change.from}, period_until = ${change.until}
		where id = ${change.id}`.execute(trx);
	await sql`delete from report_text where report_id = ${change.id}`.execute(trx);
	await sql`insert into report_text (report_id, section, texts, changed_at, changed_by)
		select ${change.id}, key, value, ${sqlInstant(deed.at)}, ${deed.account}
		from jsonb_each(${sqlJson(change.texts)})`.execute(trx);
	await recordAudit(trx, { action: 'report.written', subjectKind: 'report', subjectId: change.id });
	return ok(null);
}

/**
 * Hands a report in: computes it one last time, keeps it with its hash and has its files drawn. From here on nothing alters
 * it, whatever the ledger tells later.
 */
export async function submitReport(
	trx: Trx,
	{ id, supersedes }: { readonly id: ReportId; readonly supersedes: ReportId | null },
	deed: ReportDeed,
): Answer<null> {
	const draft = await lockReport(trx, id);
	if (!draft) return refused([{ kind: 'not-yours' }]);
	const decided = decideSubmission(draft, dayOf(deed.at));
	if (!decided.ok) return decided;
	if (supersedes && !(await listReplaceable(trx, draft)).some((each) => each.id === supersedes)) {
		return refused([{ kind: 'supersedes-unknown' }]);
	}
	const content = canonicalJson(await composeReport(trx, draft, deed.at));
	const sha256 = createHash('sha256').update(content).digest('hex');
	await sql`insert into report_submission (report_id, content, sha256, submitted_at, submitted_by, supersedes)
		values (${id}, ${content}, ${sha256}, ${sqlInstant(deed.at)}, ${deed.account}, ${supersedes})`.execute(trx);
	await enqueue(trx, drawReportJob, { reportId: id });
	await recordAudit(trx, {
		action: 'report.submitted',
		subjectKind: 'report',
		subjectId: id,
		details: { hash: sha256.slice(0, 12) },
	});
	return ok(null);
}

/** Takes a report back that was handed in; it stays readable, marked and with the reason. */
export async function withdrawReport(
	trx: Trx,
	{ id, reason }: { readonly id: ReportId; readonly reason: string },
	deed: ReportDeed,
): Answer<null> {
	const report = await lockReport(trx, id);
	if (!report) return refused([{ kind: 'not-yours' }]);
	if (report.state !== 'submitted') return refused([{ kind: 'not-submitted' }]);
	await sql`insert into report_withdrawal (report_id, reason, withdrawn_at, withdrawn_by)
		values (${id}, ${reason}, ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	await recordAudit(trx, { action: 'report.withdrawn', subjectKind: 'report', subjectId: id });
	return ok(null);
}

/** Throws a draft away with its texts. */
export async function discardReport(trx: Trx, id: ReportId): Answer<null> {
	const draft = await lockReport(trx, id);
	if (!draft) return refused([{ kind: 'not-yours' }]);
	if (draft.state !== 'draft') return refused([{ kind: 'not-a-draft' }]);
	await sql`delete from report where id = ${id}`.execute(trx);
	await recordAudit(trx, { action: 'report.discarded', subjectKind: 'report', subjectId: id });
	return ok(null);
}
