import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { type Language, locales } from '#lib/kernel/language.ts';
import { zoneOf } from '#lib/kernel/local-time.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** "14. März 2023", "14 березня 2023 р.", "14 March 2023": always with the year. */
export function formatDate(date: PlainDate, language: Language): string {
	const format = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' });
	return unbroken(format.format(new Date(`${date}T00:00:00Z`)));
}

/** The Ukrainian abbreviation of "year" never stands alone at the beginning of a line. */
function unbroken(text: string): string {
	return text.replace(/ (?=\u0440\.)/gu, '\u00a0');
}

/** "2022", "März 2023" or "14. März 2023": never more exact than the source. */
export function formatFuzzyDate({ date, precision }: FuzzyDate, language: Language): string {
	if (precision === 'day') return formatDate(date, language);
	if (precision === 'year') return date.slice(0, 4);
	const format = new Intl.DateTimeFormat(locales[language], { month: 'long', year: 'numeric', timeZone: 'UTC' });
	return unbroken(format.format(new Date(`${date}T00:00:00Z`)));
}

/** Day and minute on the reader's clock (Kyiv or Central Europe), always with the year. */
export function formatInstant(at: Instant, language: Language): string {
	const format = new Intl.DateTimeFormat(locales[language], {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: zoneOf(language),
	});
	return unbroken(format.format(at));
}

export function formatNumber(value: number, language: Language, options: Intl.NumberFormatOptions = {}): string {
	return new Intl.NumberFormat(locales[language], options).format(value);
}

/** "1.234,50 €", "1 234,50 €", "€1,234.50": always with both cents, so that amounts stand below each other. */
export function formatEuro(cents: EuroCents, language: Language): string {
	const options = { style: 'currency', currency: 'EUR', currencyDisplay: 'narrowSymbol' } as const;
	return new Intl.NumberFormat(locales[language], options).format(cents / 100);
}

/** A share as whole per cent, rounded down so that 99.6 % never reads as done. */
export function formatShare(part: number, whole: number, language: Language): string {
	const share = whole === 0 ? 0 : Math.floor((part / whole) * 100) / 100;
	return new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** What a language is called in another: "Englisch", "німецька". */
export function languageIn(named: Language, language: Language): string {
	return new Intl.DisplayNames(locales[language], { type: 'language' }).of(named) ?? named;
}
