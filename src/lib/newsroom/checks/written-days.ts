import { type FuzzyDate, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Span } from './claim.ts';
import { anyMonth, anyWeekday, monthNamed, weekdayNamed, yearWords } from './claim-words.ts';

/** A day as a text names it. */
export interface WrittenDay extends Span {
	/** Null where the year is missing and no day before names one, or there is no such day. */
	readonly on: FuzzyDate | null;
	/** The year is that of the day before it in the passage. */
	readonly yearBefore: boolean;
	/** It names a day no calendar has, such as the 30th of February. */
	readonly impossible: boolean;
	/** The weekday that stands before it, 0 for Monday. */
	readonly weekday: number | null;
}

const lead = `(?:(?<weekday>${anyWeekday}),?\\s+(?:(?:dem|den|the)\\s+)?)?`;
const year = '(?<year>(?:19|20)\\d\\d)(?!\\d)';
const [before, after] = ['(?<![\\p{L}\\d.,/-])', '(?![\\p{L}\\d])'];
const patterns = [
	`${before}${lead}(?<day>\\d{1,2})(?:\\.|st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>${anyMonth})\\.?${after}(?:,?\\s+(?:des Jahres\\s+)?${year})?`,
	`${before}${lead}(?<month>${anyMonth})\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?${after}(?:,?\\s+${year})?`,
	`${before}${lead}(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.${year}`,
	`${before}${year}-(?<month>\\d\\d)-(?<day>\\d\\d)${after}`,
	`${before}(?<month>${anyMonth})\\.?,?\\s+(?:des Jahres\\s+)?${year}`,
	`${before}${year}(?=\\s+(?:${yearWords.after}))`,
	`(?<=${before}(?:${yearWords.before})\\s)${year}${after}`,
].map((pattern) => new RegExp(pattern, 'giu'));

/** The days of a passage in order, as exactly as they are named; of those that overlap the one that says most. */
export function writtenDays(text: string): readonly WrittenDay[] {
	const found: (WrittenDay & { readonly inYear?: string })[] = [];
	for (const pattern of patterns) {
		for (const match of text.matchAll(pattern)) {
			const span = { from: match.index, to: match.index + match[0].length };
			if (found.some((day) => day.from < span.to && span.from < day.to)) continue;
			found.push({ ...span, ...readDay(match.groups ?? {}) });
		}
	}
	const days: WrittenDay[] = [];
	for (const day of found.toSorted((one, other) => one.from - other.from)) days.push(withYear(day, days.at(-1)));
	return days;
}

/** "On 9 February 2023 …, on 23 February …" */
function withYear(day: WrittenDay & { readonly inYear?: string }, before: WrittenDay | undefined): WrittenDay {
	const { inYear, ...written } = day;
	if (inYear === undefined || !before?.on) return written;
	const on = parseFuzzyDate(`${before.on.date.slice(0, 4)}-${inYear}`);
	return on ? { ...written, on, yearBefore: true } : written;
}

function readDay(groups: Partial<Record<string, string>>): Omit<WrittenDay, keyof Span> & { readonly inYear?: string } {
	const { day, year: yearText } = groups;
	const month = groups['month'] === undefined ? undefined : monthOf(groups['month']);
	const weekday = groups['weekday'] === undefined ? null : (weekdayNamed(groups['weekday']) ?? null);
	const parts = [yearText ?? '2024', month && twoFigures(month), day && twoFigures(Number(day))];
	const read = parseFuzzyDate(parts.filter((part) => part !== undefined).join('-'));
	const inYear =
		yearText === undefined && month && day ? { inYear: `${twoFigures(month)}-${twoFigures(Number(day))}` } : {};
	return {
		on: yearText === undefined ? null : (read ?? null),
		yearBefore: false,
		impossible: read === undefined,
		weekday,
		...inYear,
	};
}

const monthOf = (text: string) => (/^\d/u.test(text) ? Number(text) : monthNamed(text));
const twoFigures = (number: number) => String(number).padStart(2, '0');

/** The weekday of a day, 0 for Monday. */
export function weekdayOf(date: PlainDate): number {
	return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}
