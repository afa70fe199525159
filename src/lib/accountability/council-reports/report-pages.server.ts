import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { listPartnershipChoices } from '#lib/partnerships/choice-queries.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { linkPaper } from '#lib/platform/papers/paper-layout.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { composeReport } from './compose.server.ts';
import { figurePath } from './figure.ts';
import { sectionsOf } from './report.ts';
import { changedFigures } from './report-changes.ts';
import { draftMark } from './report-commands.server.ts';
import { contentOf, mayReadReport } from './report-desk.server.ts';
import { draftForm } from './report-form.ts';
import { reportPaper } from './report-paper.ts';
import {
	findReport,
	listProvableFundings,
	listReplaceable,
	listReportFiles,
	listReports,
	type ReportRecord,
} from './report-queries.server.ts';
import { changeInWords } from './report-words.ts';

function lineOfReport(report: ReportRecord, { language }: OfficeDesk) {
	const { id, kind, names, from, until, state, submittedAt } = report;
	return {
		id,
		kind,
		state,
		name: readableText(names, language),
		from: formatDate(from, language),
		until: formatDate(until, language),
		submitted: submittedAt === null ? null : formatInstant(submittedAt, language),
	};
}

/** The list of reports. */
export async function loadReports(desk: OfficeDesk) {
	const reports = await readForPage(desk, listReports);
	return {
		reports: reports.filter((report) => mayReadReport(desk, report)).map((report) => lineOfReport(report, desk)),
		mayWrite: may(desk.session, 'reports.write'),
	};
}

/** The form of a new report: for last year or, on a funding that the address names, for the days its money is for. */
export async function loadNewReport(desk: OfficeDesk, query: URLSearchParams) {
	const offered = await readForPage(desk, async (trx) => ({
		partnerships: await listPartnershipChoices(trx),
		fundings: await listProvableFundings(trx),
	}));
	const choices = (list: typeof offered.fundings | typeof offered.partnerships) =>
		list.map(({ id, names }) => ({ value: id as string, label: readableText(names, desk.language).text }));
	const lastYear = String(Number(dayOf(desk.now).slice(0, 4)) - 1);
	const partnerships = choices(offered.partnerships);
	const funding = offered.fundings.find(({ id }) => id === query.get('funding'));
	const typed: Typed = {
		kind: query.get('kind') ?? 'council',
		partnership: query.get('partnership') ?? partnerships[0]?.value ?? '',
		funding: query.get('funding') ?? '',
		from: funding?.eligibleFrom ?? `${lastYear}-01-01`,
		until: funding?.eligibleUntil ?? `${lastYear}-12-31`,
	};
	return { partnerships, fundings: choices(offered.fundings), typed, idempotencyKey: randomUUID() };
}

/** The form of a draft; undefined where there is none of the city's. */
export async function loadDraft(desk: OfficeDesk, idText: string) {
	const id = parseId<'report'>(idText);
	const report = id && (await readForPage(desk, (trx) => findReport(trx, id)));
	if (report?.state !== 'draft') return undefined;
	const { kind, from, until, texts } = report;
	const typed: Typed = { ...draftForm(kind, texts), from, until, mark: draftMark(report) };
	return { ...lineOfReport(report, desk), sections: sectionsOf[kind], typed, idempotencyKey: randomUUID() };
}

/** A report as it reads: the preview, its files, and what became of its figures since. Undefined where it is nobody's to see. */
export async function loadReport(desk: OfficeDesk, idText: string) {
	const id = parseId<'report'>(idText);
	const found = id && (await readForPage(desk, (trx) => findReport(trx, id)));
	if (!found || !mayReadReport(desk, found)) return undefined;
	const { language } = desk;
	const content = await contentOf(desk, found);
	const paper = linkPaper(reportPaper(content, language), (name) => figurePath(name, found.id, language));
	const besides = await readForPage(desk, async (trx) => ({
		files: await listReportFiles(trx, found.id),
		replaceable: found.state === 'draft' ? await listReplaceable(trx, found) : [],
	}));
	return {
		...lineOfReport(found, desk),
		paper,
		files: besides.files,
		hash: found.sha256,
		supersedes: found.supersedes,
		supersededBy: found.supersededBy,
		withdrawnFor: found.withdrawnFor,
		changes: found.state === 'submitted' ? await changesSince(desk, found, content) : [],
		replaceable: besides.replaceable.map((report) => {
			const { name, from, until } = lineOfReport(report, desk);
			return { value: report.id, label: `${name.text}, ${from} – ${until}` };
		}),
		mayWrite: may(desk.session, 'reports.write'),
		idempotencyKey: randomUUID(),
	};
}

async function changesSince(desk: OfficeDesk, report: ReportRecord, then: Awaited<ReturnType<typeof contentOf>>) {
	const now = await inCity(desk.app, desk.actor, (trx) => composeReport(trx, report, desk.now));
	return changedFigures(then, now).map((change) => {
		const { figure, ...words } = changeInWords(change, desk.language);
		return { ...words, href: figurePath(figure, report.id, desk.language) };
	});
}
