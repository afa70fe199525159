import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { figureName, recordFigure } from './figure.ts';
import type { Measure } from './measure.ts';
import type { FundingLine, PromiseLine, ReportContent } from './report-content.ts';

/** A figure that is another today than in the report as it was handed in; null where there was or is none. */
export type FigureChange =
	| {
			readonly kind: 'arrived' | 'failed';
			readonly of: LocalizedText;
			readonly baseUnit: string;
			readonly before: number | null;
			readonly today: number | null;
			readonly figure: string;
	  }
	| {
			readonly kind: 'value' | 'granted' | 'spent';
			readonly of: LocalizedText;
			readonly before: number | null;
			readonly today: number | null;
			readonly figure: string;
	  }
	| {
			readonly kind: 'promise';
			readonly of: LocalizedText;
			readonly before: PromiseLine['state'] | null;
			readonly today: PromiseLine['state'] | null;
			readonly figure: string;
	  };

/** What differs between a report as it was handed in and the same report computed today, in the order of the report. */
export function changedFigures(before: ReportContent, today: ReportContent): readonly FigureChange[] {
	return [
		...pairs(before.measures, today.measures, ({ key }) => key).flatMap(measureChanges),
		...pairs(fundingsOf(before), fundingsOf(today), ({ id }) => id).flatMap(fundingChanges),
		...pairs(promisesOf(before), promisesOf(today), ({ id }) => id).flatMap(promiseChange),
	].filter((change) => change.before !== change.today);
}

type Pair<Line> = readonly [before: Line | undefined, today: Line | undefined, either: Line];

function pairs<Line>(before: readonly Line[], today: readonly Line[], keyOf: (line: Line) => string): Pair<Line>[] {
	const [old, current] = [before, today].map((lines) => new Map(lines.map((line) => [keyOf(line), line])));
	const keys = new Set([...(old?.keys() ?? []), ...(current?.keys() ?? [])]);
	return [...keys].map((key) => {
		const [one, other] = [old?.get(key), current?.get(key)];
		return [one, other, (one ?? other)!];
	});
}

function measureChanges([before, today, { item, baseUnit, key }]: Pair<Measure>): FigureChange[] {
	const shared = { of: item, figure: figureName({ kind: 'measure', key }) };
	const value = (measure: Measure | undefined) => measure?.valueCents ?? null;
	return [
		{ ...shared, kind: 'arrived', baseUnit, before: before?.arrived ?? null, today: today?.arrived ?? null },
		{ ...shared, kind: 'failed', baseUnit, before: before?.failed ?? null, today: today?.failed ?? null },
		{ ...shared, kind: 'value', before: value(before), today: value(today) },
	];
}

const fundingsOf = (content: ReportContent): readonly FundingLine[] =>
	content.kind === 'council' ? content.fundings : [content.funding];
const promisesOf = (content: ReportContent): readonly PromiseLine[] =>
	content.kind === 'council' ? content.promises : [];

function fundingChanges([before, today, { id, names }]: Pair<FundingLine>): FigureChange[] {
	const shared = { of: names, figure: recordFigure('funding', id) };
	const spent = (line: FundingLine | undefined) => line?.settledCents ?? line?.spentCents ?? null;
	return [
		{ ...shared, kind: 'granted', before: before?.grantedCents ?? null, today: today?.grantedCents ?? null },
		{ ...shared, kind: 'spent', before: spent(before), today: spent(today) },
	];
}

function promiseChange([before, today, { id, text }]: Pair<PromiseLine>): FigureChange[] {
	return [
		{
			kind: 'promise',
			of: text,
			figure: recordFigure('promise', id),
			before: before?.state ?? null,
			today: today?.state ?? null,
		},
	];
}
