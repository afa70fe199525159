import type { Id } from '#lib/kernel/id.ts';
import { type Language, locales } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

export const mostDecimals = 3;

/**
 * What a project is measured by. Values are whole numbers of the last decimal, so that none is ever a rounding error:
 * 125 with one decimal is 12.5.
 */
export interface IndicatorFacts {
	readonly names: LocalizedText;
	/** "people trained", "% of the demand". */
	readonly unit: string;
	readonly decimals: number;
	/** What it was before; null where nobody counted. */
	readonly baseline: number | null;
	readonly target: number;
}

/** What was measured, of which day and by what source. */
export interface IndicatorValue {
	readonly value: number;
	readonly asOf: PlainDate;
	readonly source: string;
}

export interface Indicator extends IndicatorFacts {
	readonly id: Id<'indicator'>;
	/** The latest measurement; null where there is none yet. */
	readonly actual: IndicatorValue | null;
}

/** The number typed in, as whole units of the last of `decimals` places: "12,5" with one is 125. Undefined where it is none. */
export function parseDecimal(typed: string, decimals: number): number | undefined {
	const compact = typed.replace(/[\s\u00a0\u202f']/g, '').replace(/^\u2212/, '-');
	const match = /^(-?\d{1,12})(?:[.,](\d+))?$/.exec(compact);
	if (!match) return undefined;
	const fraction = (match[2] ?? '').replace(/0+$/, '');
	if (fraction.length > decimals) return undefined;
	const digits = `${match[1]}${fraction.padEnd(decimals, '0')}`;
	const value = Number(digits);
	return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : undefined;
}

/** How many decimals a typed number has, trailing zeros aside. */
export function decimalsOf(typed: string): number {
	return (/[.,](\d+)\s*$/.exec(typed)?.[1] ?? '').replace(/0+$/, '').length;
}

/** A value as people read it: "12,5". */
export function decimalText(value: number, decimals: number, language: Language): string {
	const format = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
	// A text, not a number: what a double can't hold exactly must not be shown as something else.
	return new Intl.NumberFormat(locales[language], format).format(plainDecimal(value, decimals) as `${number}`);
}

/** A value as a form shows it and {@link parseDecimal} reads it: "12.5". */
export function plainDecimal(value: number, decimals: number): string {
	if (decimals === 0) return String(value);
	const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
	return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * Whole per cent of the way from baseline (or zero) to target, rounded down and held between 0 and 100, so that 99.6 %
 * never reads as done; null where nothing was measured. Also for targets below the baseline: fewer tonnes of carbon dioxide.
 */
export function indicatorProgress({ baseline, target, actual }: Pick<Indicator, 'baseline' | 'target' | 'actual'>) {
	if (!actual) return null;
	const from = BigInt(baseline ?? 0);
	const way = BigInt(target) - from;
	if (way === 0n) return actual.value === target ? 100 : 0;
	const gone = (BigInt(actual.value) - from) * (way < 0n ? -1n : 1n);
	const whole = way < 0n ? -way : way;
	if (gone <= 0n) return 0;
	return Number(gone >= whole ? 100n : (gone * 100n) / whole);
}
