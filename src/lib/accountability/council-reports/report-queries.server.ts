import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { PaperFormat } from '#lib/platform/papers/paper-format.ts';
import type { ReportId, ReportOutline, ReportState, SectionTexts } from './report.ts';
import type { ReportContent } from './report-content.ts';

/** A report as lists and pages read it. */
export interface ReportRecord extends ReportOutline {
	readonly id: ReportId;
	readonly cityNames: LocalizedText;
	/** The partnership's or the funding's. */
	readonly names: LocalizedText;
	readonly state: ReportState;
	readonly createdAt: Instant;
	readonly texts: SectionTexts;
	/** Set from the day it was handed in. */
	readonly submittedAt: Instant | null;
	readonly sha256: string | null;
	readonly supersedes: ReportId | null;
	readonly supersededBy: ReportId | null;
	readonly withdrawnFor: string | null;
}

const reportRecord = (which: RawBuilder<unknown>): RawBuilder<ReportRecord> => sql`
	select r.id, r.kind, r.partnership_id, r.funding_id, r.period_from as from, r.period_until as until, r.created_at,
		c.names as city_names, coalesce(f.names, p.names) as names, s.submitted_at, s.sha256, s.supersedes,
		later.report_id as superseded_by, w.reason as withdrawn_for,
		case when s.report_id is null then 'draft' when w.report_id is not null then 'withdrawn'
			when later.report_id is not null then 'superseded' else 'submitted' end as state,
		coalesce((select jsonb_object_agg(t.section, t.texts) from report_text t where t.report_id = r.id), '{}') as texts
	from report r
	join city c on c.id = r.city_id
	left join partnership p on p.id = r.partnership_id
	left join funding_current f on f.funding_id = r.funding_id
	left join report_submission s on s.report_id = r.id
	left join report_submission later on later.supersedes = r.id
	left join report_withdrawal w on w.report_id = r.id
	where ${which}
	order by s.report_id is not null, r.period_until desc, r.created_at desc, r.id`;

/** The reports of the acting city: drafts first, then by period, the latest first. */
export async function listReports(trx: Trx): Promise<readonly ReportRecord[]> {
	return (await reportRecord(sql`true`).execute(trx)).rows;
}

export async function findReport(trx: Trx, id: ReportId): Promise<ReportRecord | undefined> {
	return (await reportRecord(sql`r.id = ${id}`).execute(trx)).rows[0];
}

/** A report of the acting city, locked until the end of the transaction. */
export async function lockReport(trx: Trx, id: ReportId): Promise<ReportRecord | undefined> {
	const locked = await sql`select from report where id = ${id} for update`.execute(trx);
	return locked.rows.length > 0 ? findReport(trx, id) : undefined;
}

/** Reports a draft may take the place of: handed in, of the same kind on the same thing. */
export async function listReplaceable(trx: Trx, draft: ReportRecord): Promise<readonly ReportRecord[]> {
	const reports = await reportRecord(sql`r.id <> ${draft.id} and r.kind = ${draft.kind}
		and r.partnership_id is not distinct from ${draft.partnershipId}::uuid
		and r.funding_id is not distinct from ${draft.fundingId}::uuid
		and s.report_id is not null and w.report_id is null and later.report_id is null`).execute(trx);
	return reports.rows;
}

/** What a report said when it was handed in. */
export async function findSubmittedContent(trx: Trx, id: ReportId): Promise<ReportContent | undefined> {
	const { rows } = await sql<{ content: string }>`
		select content from report_submission where report_id = ${id}`.execute(trx);
	return rows[0] && (JSON.parse(rows[0].content) as ReportContent);
}

export interface ReportFile {
	readonly language: Language;
	readonly format: PaperFormat;
	readonly sha256: string;
	readonly size: number;
}

/** The files that were drawn of a report. */
export async function listReportFiles(trx: Trx, id: ReportId): Promise<readonly ReportFile[]> {
	const { rows } = await sql<ReportFile>`
		select language, format, sha256, octet_length(bytes) as size from report_file
		where report_id = ${id} order by language, format`.execute(trx);
	return rows;
}

export async function findReportFile(
	trx: Trx,
	id: ReportId,
	language: Language,
	format: PaperFormat,
): Promise<Uint8Array | undefined> {
	const { rows } = await sql<{ bytes: Uint8Array }>`
		select bytes from report_file where report_id = ${id} and language = ${language} and format = ${format}`.execute(
		trx,
	);
	return rows[0]?.bytes;
}

/** A funding with the days in which its money may be spent, as far as they are settled. */
export interface ProvableFunding {
	readonly id: Id<'funding'>;
	readonly names: LocalizedText;
	readonly eligibleFrom: PlainDate | null;
	readonly eligibleUntil: PlainDate | null;
}

/** Fundings of the acting city that a proof of use can be written for. */
export async function listProvableFundings(trx: Trx): Promise<readonly ProvableFunding[]> {
	const { rows } = await sql<ProvableFunding>`
		select funding_id as id, names, eligible_from, eligible_until from funding_current
		where city_id = current_city() and state in ('granted', 'running', 'settled', 'returned')
		order by recorded_at desc, funding_id`.execute(trx);
	return rows;
}
