import { assert } from '#lib/kernel/assert.ts';
import { type Factor, factor, one } from '#lib/kernel/factor.ts';
import type { Language } from '#lib/kernel/language.ts';
import { parseQuantity, type Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { CatalogueUnit } from './catalogue.ts';
import { type Decimal, parseDecimal } from './decimal.ts';

/**
 * What the ledger counts in, always whole (law 5). Things are counted in the unit their catalogue item is stocked in;
 * what is weighed or measured counts in grams, millilitres, millimetres and thousandths of a square or cubic metre.
 */
export const baseUnits = [
	'pcs',
	'pair',
	'box',
	'pack',
	'set',
	'roll',
	'bag',
	'dose',
	'trip',
	'g',
	'ml',
	'mm',
	'm2-thousandth',
	'm3-thousandth',
] as const;
export type BaseUnit = (typeof baseUnits)[number];

/** Units a person may type: those a list is read in, and those the catalogue stocks in. */
export const typedUnits = [
	'pcs',
	'pair',
	'box',
	'pack',
	'set',
	'roll',
	'bag',
	'dose',
	'trip',
	'kg',
	't',
	'l',
	'm',
	'm2',
	'm3',
	'pallet',
	'truck',
] as const;
export type TypedUnit = (typeof typedUnits)[number];

const measures = {
	kg: { base: 'g', perUnit: 1_000 },
	t: { base: 'g', perUnit: 1_000_000 },
	l: { base: 'ml', perUnit: 1_000 },
	m: { base: 'mm', perUnit: 1_000 },
	m2: { base: 'm2-thousandth', perUnit: 1_000 },
	m3: { base: 'm3-thousandth', perUnit: 1_000 },
} as const satisfies Partial<Record<TypedUnit, { base: BaseUnit; perUnit: number }>>;

function isMeasure(unit: string): unit is keyof typeof measures {
	return unit in measures;
}

export function isTypedUnit(text: string): text is TypedUnit {
	return (typedUnits as readonly string[]).includes(text);
}

export function isBaseUnit(text: string): text is BaseUnit {
	return (baseUnits as readonly string[]).includes(text);
}

/**
 * The base unit of what is stocked in `unit`. A category (null) is stocked in nothing of its own: it takes the measure
 * that was `typed` and else counts pieces.
 */
export function baseUnitOf(unit: CatalogueUnit | null, typed: TypedUnit | null = null): BaseUnit {
	if (unit !== null) return isMeasure(unit) ? measures[unit].base : unit;
	return typed !== null && isMeasure(typed) ? measures[typed].base : 'pcs';
}

/** What an amount should be converted to: the catalogue item's unit and, for packs, what one of them holds. */
export interface CountedItem {
	/** Null for a category. */
	readonly unit: CatalogueUnit | null;
	/** Item units in one pack, box, pallet or truck as typed, where somebody said so: "a box holds 24". */
	readonly content?: number | null;
}

export type ConversionRefusal =
	| { readonly kind: 'not-a-number'; readonly typed: string }
	| { readonly kind: 'ambiguous-number'; readonly typed: string; readonly whole: string; readonly decimal: string }
	| { readonly kind: 'not-positive'; readonly typed: string }
	| { readonly kind: 'absurdly-large'; readonly typed: string }
	| { readonly kind: 'not-whole'; readonly typed: string; readonly baseUnit: BaseUnit }
	| { readonly kind: 'content-unknown'; readonly unit: TypedUnit; readonly baseUnit: BaseUnit }
	| { readonly kind: 'unit-does-not-fit'; readonly unit: TypedUnit; readonly baseUnit: BaseUnit };

/**
 * The whole number of base units an amount means, computed with exact fractions: 237.5 l are 237,500 ml, 3 boxes of 24
 * are 72 pieces. A bare number (unit null) counts in the item's own unit.
 * Refuses what isn't a positive number, what isn't whole in the base unit (2.5 generators), packs of unknown content and
 * units of another kind (kilograms of a thing that is counted).
 */
export function toBase(
	amount: string | number,
	unit: TypedUnit | null,
	item: CountedItem,
	language: Language = 'en',
): Result<Quantity, ConversionRefusal> {
	const typed = String(amount);
	const decimal = parseDecimal(typed, typeof amount === 'number' ? 'en' : language);
	if (decimal.kind === 'not-a-number') return refused({ kind: 'not-a-number', typed });
	if (decimal.kind === 'ambiguous') return refused({ ...decimal, kind: 'ambiguous-number', typed });
	if (decimal.numerator <= 0n) return refused({ kind: 'not-positive', typed });
	const baseUnit = baseUnitOf(item.unit, unit);
	const by = factorTo(unit, item);
	if (!by.ok) return by;
	const whole = wholeProduct(decimal, by.value);
	if (whole === undefined) return refused({ kind: 'not-whole', typed, baseUnit });
	if (whole > BigInt(Number.MAX_SAFE_INTEGER)) return refused({ kind: 'absurdly-large', typed });
	const quantity = parseQuantity(Number(whole));
	return quantity.ok ? quantity : refused({ kind: 'absurdly-large', typed });
}

function wholeProduct(decimal: Decimal, by: Factor): bigint | undefined {
	const product = decimal.numerator * BigInt(by.numerator);
	const divisor = decimal.denominator * BigInt(by.denominator);
	return product % divisor === 0n ? product / divisor : undefined;
}

/** Base units in one `unit` of `item`. */
function factorTo(unit: TypedUnit | null, item: CountedItem): Result<Factor, ConversionRefusal> {
	const baseUnit = baseUnitOf(item.unit, unit);
	if (unit === null) return ok(item.unit !== null && isMeasure(item.unit) ? factor(measures[item.unit].perUnit) : one);
	if (isMeasure(unit)) return measureFactor(unit, baseUnit);
	if (unit === item.unit || unit === baseUnit) return ok(one);
	if (item.content) return ok(factor(contentFactor(item, item.content)));
	if (baseUnit === 'pair' && unit === 'pcs') return ok(factor(1, 2));
	if (baseUnit === 'pcs' && unit === 'pair') return ok(factor(2));
	// "40 pieces" of what is stocked in sets, rolls or bags: people call one set a piece. A pack or box of many they don't.
	if (unit === 'pcs' && (['set', 'roll', 'bag', 'trip'] as readonly string[]).includes(baseUnit)) return ok(one);
	if (unit === 'set' && baseUnit === 'pcs') return ok(one);
	if (holdsMany(unit) || holdsMany(baseUnit)) return refused({ kind: 'content-unknown', unit, baseUnit });
	return refused({ kind: 'unit-does-not-fit', unit, baseUnit });
}

function measureFactor(unit: keyof typeof measures, baseUnit: BaseUnit): Result<Factor, ConversionRefusal> {
	const { base, perUnit } = measures[unit];
	if (base === baseUnit) return ok(factor(perUnit));
	if (unit === 'm3' && baseUnit === 'ml') return ok(factor(1_000_000));
	if (unit === 'l' && baseUnit === 'm3-thousandth') return ok(one);
	return refused({ kind: 'unit-does-not-fit', unit, baseUnit });
}

function contentFactor(item: CountedItem, content: number): number {
	assert(Number.isSafeInteger(content) && content > 0, `content ${content} of a pack`);
	return item.unit !== null && isMeasure(item.unit) ? content * measures[item.unit].perUnit : content;
}

function holdsMany(unit: TypedUnit | BaseUnit): boolean {
	return ['pack', 'box', 'bag', 'pallet', 'truck', 'set', 'dose', 'roll'].includes(unit);
}

/** The unit a person reads a base unit in, and how many base units one of it is. */
export function readingUnitOf(baseUnit: BaseUnit): { readonly unit: TypedUnit; readonly perUnit: number } {
	for (const unit of ['kg', 'l', 'm', 'm2', 'm3'] as const) {
		if (measures[unit].base === baseUnit) return { unit, perUnit: measures[unit].perUnit };
	}
	return { unit: baseUnit as TypedUnit, perUnit: 1 };
}
