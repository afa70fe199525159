import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type RecordRef, recordPath } from '#lib/partnerships/record-ref.ts';
import type { Measure } from './measure.ts';
import type { ReportId } from './report.ts';

/** A figure of a report that can be followed down to what it was computed from. */
export type Figure =
	| { readonly kind: 'measure'; readonly key: string }
	/** The goods of a year; null: of the whole report. */
	| { readonly kind: 'goods'; readonly year: number | null };

const measurePrefix = 'measure.';
const goodsPrefix = 'goods.';
const recordPrefix = 'record.';

/** The name a figure has in a paper and in addresses. */
export function figureName(figure: Figure): string {
	if (figure.kind === 'measure') return `${measurePrefix}${figure.key}`;
	return `${goodsPrefix}${figure.year ?? 'all'}`;
}

/** The name of a figure that a record answers for. */
export function recordFigure(kind: RecordRef['kind'], id: string): string {
	return `${recordPrefix}${kind}.${id}`;
}

/** The figure of a name; undefined for anything else. */
export function parseFigure(name: string): Figure | undefined {
	if (name.length > 300) return undefined;
	if (name.startsWith(measurePrefix)) return { kind: 'measure', key: name.slice(measurePrefix.length) };
	const year = name.startsWith(goodsPrefix) ? name.slice(goodsPrefix.length) : '';
	if (year === 'all') return { kind: 'goods', year: null };
	return /^\d{4}$/.test(year) ? { kind: 'goods', year: Number(year) } : undefined;
}

/** Which measures a figure is about. */
export function isCounted(figure: Figure, { key, year }: Pick<Measure, 'key' | 'year'>): boolean {
	if (figure.kind === 'measure') return key === figure.key;
	return figure.year === null || figure.year === year;
}

/** Where the office shows how a figure came about: the page of its record, or the way down from the report. */
export function figurePath(name: string, reportId: ReportId, language: Language): string {
	const record = name.startsWith(recordPrefix) ? name.slice(recordPrefix.length).split('.') : undefined;
	const id = parseId<RecordRef['kind']>(record?.[1] ?? '');
	if (record && id) return `/${language}/office${recordPath({ kind: record[0] as RecordRef['kind'], id })}`;
	return `/${language}/office/reports/${reportId}/figures/${encodeURIComponent(name)}`;
}

/** The same as a full address, for files that leave the house. */
export function figureAddress(origin: string, reportId: ReportId, language: Language): (name: string) => string {
	return (name) => origin + figurePath(name, reportId, language);
}
