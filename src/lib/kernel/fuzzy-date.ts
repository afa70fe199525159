import { type PlainDate, parsePlainDate } from './plain-date.ts';

/**
 * A day as exactly as the source knows it. "2022" and "March 2023" are facts of their own: written down as 1 January
 * or 1 March they would claim a day nobody knows. `date` is the first day of the year or month, for order.
 */
export interface FuzzyDate {
	readonly date: PlainDate;
	readonly precision: 'year' | 'month' | 'day';
}

/** Reads "2022", "2023-03" or "2023-03-14"; undefined for anything else and for impossible days. */
export function parseFuzzyDate(text: string): FuzzyDate | undefined {
	const typed = text.trim();
	const precision = (['year', 'month', 'day'] as const)[[4, 7, 10].indexOf(typed.length)];
	const date = parsePlainDate(`${typed}${'-01-01'.slice(typed.length - 4)}`);
	return precision && date ? { date, precision } : undefined;
}

/** The text {@link parseFuzzyDate} reads: "2022", "2023-03" or "2023-03-14". */
export function fuzzyDateText({ date, precision }: FuzzyDate): string {
	return date.slice(0, { year: 4, month: 7, day: 10 }[precision]);
}

/** The first day it may mean. */
export function earliestDay({ date }: FuzzyDate): PlainDate {
	return date;
}

/** The last day it may mean: 31 December of a year, 31 March of a March. */
export function latestDay({ date, precision }: FuzzyDate): PlainDate {
	if (precision === 'day') return date;
	if (precision === 'year') return `${date.slice(0, 4)}-12-31` as PlainDate;
	const [year = 0, month = 0] = date.split('-').map(Number);
	return `${date.slice(0, 8)}${new Date(Date.UTC(year, month, 0)).getUTCDate()}` as PlainDate;
}
