import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { type PaperFormat, paperFormats } from '#lib/platform/papers/paper-format.ts';
import { renderPaper } from '#lib/platform/papers/render-paper.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { lineOf, type Typed } from '#lib/ui/form/typed-form.ts';
import { composeReport } from './compose.server.ts';
import { figureAddress } from './figure.ts';
import type { ReportId, ReportRefusal } from './report.ts';
import {
	beginReport,
	discardReport,
	keepDraft,
	type ReportDeed,
	submitReport,
	withdrawReport,
} from './report-commands.server.ts';
import { readDraft, readReason, readSupersedes, readWish } from './report-form.ts';
import { reportPaper } from './report-paper.ts';
import { findReport, findReportFile, findSubmittedContent, type ReportRecord } from './report-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly ReportRefusal[]>>;

const deedOf = (desk: OfficeDesk): ReportDeed => ({ at: desk.now, account: desk.actor.account });

/** A proof of use lists vouchers, which not everybody who reads reports may see. */
export function mayReadReport(desk: OfficeDesk, { kind }: Pick<ReportRecord, 'kind'>): boolean {
	return kind === 'council' || may(desk.session, 'funding.read');
}

/** Begins the report a form describes; answers its id. */
export async function addReport(desk: OfficeDesk, typed: Typed): Answer<ReportId> {
	const read = readWish(typed);
	if (!read.ok) return read;
	return runForm<ReportId, ReportRefusal>(desk, { name: 'begin-report', subject: null, typed }, (trx) =>
		beginReport(trx, read.value, deedOf(desk)),
	);
}

/** Keeps the period and texts of a draft. */
export async function writeReport(desk: OfficeDesk, idText: string, typed: Typed): Answer<null> {
	const report = await readableReport(desk, idText);
	if (!report) return refused([{ kind: 'not-yours' }]);
	const read = readDraft(typed, report.kind);
	if (!read.ok) return read;
	const change = { id: report.id, mark: lineOf(typed, 'mark'), ...read.value };
	return runForm<null, ReportRefusal>(desk, { name: 'write-report', subject: report.id, typed }, (trx) =>
		keepDraft(trx, change, deedOf(desk)),
	);
}

export type ReportWork = 'submit' | 'withdraw' | 'discard';

/** What the forms on a report's page ask for. */
export async function moveReport(desk: OfficeDesk, idText: string, work: ReportWork, typed: Typed): Answer<null> {
	const id = parseId<'report'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	const [supersedes, reason] = [readSupersedes(typed), work === 'withdraw' ? readReason(typed) : ok('')];
	if (!supersedes.ok) return supersedes;
	if (!reason.ok) return reason;
	const input = { id, supersedes: supersedes.value, reason: reason.value };
	return runForm<null, ReportRefusal>(desk, { name: `${work}-report`, subject: id, typed }, (trx) => {
		if (work === 'submit') return submitReport(trx, input, deedOf(desk));
		return work === 'withdraw' ? withdrawReport(trx, input, deedOf(desk)) : discardReport(trx, id);
	});
}

async function readableReport(desk: OfficeDesk, idText: string): Promise<ReportRecord | undefined> {
	const id = parseId<'report'>(idText);
	const report = id && (await readForPage(desk, (trx) => findReport(trx, id)));
	return report && mayReadReport(desk, report) ? report : undefined;
}

/** A file to take along: its bytes as handed in or, of a draft, as it would be now. */
export interface DownloadedReport {
	readonly bytes: Uint8Array;
	readonly format: PaperFormat;
	readonly name: string;
}

/**
 * The file "de.pdf" of a report; undefined for other names and reports the reader may not see. What was handed in comes as
 * it was kept or, until a job has drawn it, from the frozen content.
 */
export async function downloadReport(
	desk: OfficeDesk,
	idText: string,
	fileName: string,
): Promise<DownloadedReport | 'too-long' | undefined> {
	const [language, format] = fileName.split('.') as [Language, PaperFormat];
	const known = languages.includes(language) && paperFormats.includes(format) && fileName === `${language}.${format}`;
	const report = known ? await readableReport(desk, idText) : undefined;
	if (!report) return undefined;
	const name = `${report.kind}-${report.from}-${report.until}-${language}${report.state === 'draft' ? '-draft' : ''}.${format}`;
	const kept = await readForPage(desk, (trx) => findReportFile(trx, report.id, language, format));
	if (kept) return { bytes: kept, format, name };
	const paper = reportPaper(await contentOf(desk, report), language);
	const addressOf = figureAddress(publicOrigin(services().config.http), report.id as Id<'report'>, language);
	const drawn = await renderPaper(paper, [format], desk.now, addressOf);
	return drawn.ok ? { bytes: drawn.value[format]!, format, name } : 'too-long';
}

/** What a report says: as it was handed in or, of a draft, as the records tell now. */
export function contentOf(desk: OfficeDesk, report: ReportRecord) {
	return inCity(desk.app, desk.actor, async (trx) => {
		const frozen = report.state === 'draft' ? undefined : await findSubmittedContent(trx, report.id);
		return frozen ?? composeReport(trx, report, desk.now);
	});
}
