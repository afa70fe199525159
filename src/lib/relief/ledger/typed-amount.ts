import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result } from '#lib/kernel/result.ts';
import { type BaseUnit, type ConversionRefusal, readingUnitOf, toBase } from '../catalogue/base-unit.ts';

/**
 * The base units a person means who types an amount in the unit the page shows (kilograms for grams). An empty field and
 * "0" are nothing. Refuses what {@link toBase} refuses: no number, no whole number of base units.
 */
export function parseAmount(text: string, baseUnit: BaseUnit, language: Language): Result<number, ConversionRefusal> {
	const typed = text.trim();
	if (typed === '' || /^0+$/.test(typed)) return ok(0);
	const { unit } = readingUnitOf(baseUnit);
	return toBase(typed, unit, { unit: unit === 'pallet' || unit === 'truck' ? null : unit }, language);
}
