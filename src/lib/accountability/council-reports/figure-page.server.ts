import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import type { PostingReason } from '#lib/relief/ledger/canonical-posting.ts';
import { reasonName } from '#lib/relief/ledger/ledger-texts.ts';
import { type Figure, figureName, figurePath, isCounted, parseFigure } from './figure.ts';
import { type Measure, type Movement, measureKey, measuresOf, worthOf } from './measure.ts';
import { listCountedPostings, listMovements, listTracedReceipts } from './measure-queries.server.ts';
import { amountText, euroOr } from './paper-parts.ts';
import type { ReportId } from './report.ts';
import { mayReadReport } from './report-desk.server.ts';
import { findReport, findSubmittedContent, type ReportRecord } from './report-queries.server.ts';

const mostPostings = 500;
const itemNames = (code: string): LocalizedText => currentCatalogue().byCode.get(code)?.names ?? { de: code };

/**
 * How a figure of a report came about: from the measure over its shipments and receipts down to the postings of the ledger,
 * with what the report said of it. Undefined where there is no such report or figure.
 */
export async function loadFigure(desk: OfficeDesk, idText: string, name: string) {
	const id = parseId<'report'>(idText);
	const figure = parseFigure(name);
	if (!id || !figure) return undefined;
	return readForPage(desk, async (trx) => {
		const report = await findReport(trx, id);
		if (!report || !mayReadReport(desk, report)) return undefined;
		const movements = (await listMovements(trx, report)).filter((each) =>
			isCounted(figure, { key: measureKey(each), year: each.year }),
		);
		const said =
			(await findSubmittedContent(trx, id))?.measures.filter((measure) => isCounted(figure, measure)) ?? null;
		const measures = measuresOf(movements, itemNames);
		if (measures.length === 0 && !said?.length) return undefined;
		return {
			report: { id, name: readableText(report.names, desk.language) },
			state: report.state,
			...(await traced(trx, desk, report, figure, movements, measures, said)),
		};
	});
}

async function traced(
	trx: Trx,
	desk: OfficeDesk,
	report: ReportRecord,
	figure: Figure,
	movements: readonly Movement[],
	measures: readonly Measure[],
	said: readonly Measure[] | null,
) {
	const { language } = desk;
	const shown = {
		today: totals(measures, desk),
		said: said && totals(said, desk),
		measures: measures.map((measure) => measureLine(measure, report.id, desk)),
	};
	if (figure.kind === 'goods')
		return { ...shown, year: figure.year, measure: null, shipments: [], receipts: [], postings: [] };
	const lots = [...new Set(movements.map(({ lotId }) => lotId))];
	const shipmentIds = [...new Set(movements.flatMap(({ shipmentId }) => shipmentId ?? []))];
	const first = measures[0] ?? said?.[0];
	const amount = (units: number) => amountText(units, first?.baseUnit ?? 'pcs', language);
	const receipts = await listTracedReceipts(trx, shipmentIds, lots);
	const postings = await listCountedPostings(trx, report, lots, mostPostings);
	// The same lots may have arrived in another year too: that is another figure.
	const ofYear = postings.filter(({ occurredAt }) => Number(dayOf(occurredAt).slice(0, 4)) === first?.year);
	return {
		...shown,
		year: first?.year ?? null,
		measure: first ? measureLine(first, report.id, desk) : null,
		shipments: [...Map.groupBy(movements, ({ shipmentId }) => shipmentId)].map(([shipmentId, parts]) => ({
			href: shipmentId && `/${language}/office/shipments/${shipmentId}`,
			number: parts[0]?.shipmentNumber ?? null,
			arrived: amount(parts.reduce((sum, part) => sum + part.arrived, 0)),
			failed: amount(parts.reduce((sum, part) => sum + part.failed, 0)),
		})),
		receipts: receipts.map(({ shipmentId, shipmentNumber, number, receivedAt, beside, ...counts }) => ({
			href: `/${language}/office/shipments/${shipmentId}`,
			shipmentNumber,
			number,
			received: formatInstant(receivedAt, language),
			beside,
			accepted: amount(counts.accepted),
			damaged: amount(counts.damaged),
			missing: amount(counts.missing),
			refused: amount(counts.refused),
		})),
		postings: ofYear.map((posting) => ({
			lotHref: may(desk.session, 'stock.read') ? `/${language}/office/stock/${posting.lotId}` : null,
			sequence: posting.sequence,
			mark: posting.mark,
			reason: reasonName(posting.reason as PostingReason, language),
			occurred: formatInstant(posting.occurredAt, language),
			arrived: amount(posting.arrived),
			failed: amount(posting.failed),
		})),
	};
}

function totals(measures: readonly Measure[], { language }: OfficeDesk) {
	const worth = worthOf(measures);
	const units = new Set(measures.map(({ baseUnit }) => baseUnit));
	const arrived = measures.reduce((sum, measure) => sum + measure.arrived, 0);
	const [unit] = units;
	return {
		arrived:
			unit !== undefined && units.size === 1 && measures.length === 1 ? amountText(arrived, unit, language) : null,
		value: worth.unknown > 0 && worth.cents === 0 ? null : euroOr(worth.cents, '', language),
		unknown: worth.unknown,
		measures: measures.length,
	};
}

function measureLine(measure: Measure, reportId: ReportId, { language }: OfficeDesk) {
	const { key, year, item, donor, operation, baseUnit, arrived, failed, valueCents } = measure;
	return {
		href: figurePath(figureName({ kind: 'measure', key }), reportId, language),
		year,
		item: readableText(item, language),
		donor: donor && readableText(donor, language),
		operation: readableText(operation, language),
		arrived: amountText(arrived, baseUnit, language),
		failed: failed === 0 ? null : amountText(failed, baseUnit, language),
		value: valueCents === null ? null : euroOr(valueCents, '', language),
	};
}
