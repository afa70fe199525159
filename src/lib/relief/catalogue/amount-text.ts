import { speak } from '#lib/i18n/catalogue.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type BaseUnit, type ConversionRefusal, readingUnitOf, type TypedUnit } from './base-unit.ts';
import { catalogueMessages } from './catalogue-messages.ts';

const unitKeys = {
	pcs: 'unitPcs',
	pair: 'unitPair',
	box: 'unitBox',
	pack: 'unitPack',
	set: 'unitSet',
	roll: 'unitRoll',
	bag: 'unitBag',
	dose: 'unitDose',
	trip: 'unitTrip',
	kg: 'unitKg',
	t: 'unitT',
	l: 'unitL',
	m: 'unitM',
	m2: 'unitM2',
	m3: 'unitM3',
	pallet: 'unitPallet',
	truck: 'unitTruck',
} as const satisfies Record<TypedUnit, keyof typeof catalogueMessages.en>;

/** A unit as a choice in a form: "Packungen", "упаковки", "packs". */
export function unitName(unit: TypedUnit, language: Language): string {
	return speak(catalogueMessages, language)(unitKeys[unit]);
}

/** The unit people read a base unit in: grams are read in kilograms. */
export function baseUnitName(baseUnit: BaseUnit, language: Language): string {
	return unitName(readingUnitOf(baseUnit).unit, language);
}

/** A quantity as a person reads it: "25 Stück", "2,5 kg", "1 упаковка". Nothing is rounded away. */
export function formatBase(quantity: number, baseUnit: BaseUnit, language: Language): string {
	const { unit, perUnit } = readingUnitOf(baseUnit);
	if (perUnit === 1) return speak(catalogueMessages, language)(unit as 'pcs', { count: quantity });
	return `${formatNumber(quantity / perUnit, language, { maximumFractionDigits: 3 })} ${unitSymbol(baseUnit, language)}`;
}

function unitSymbol(baseUnit: BaseUnit, language: Language): string {
	const cyrillic = language === 'uk';
	if (baseUnit === 'g') return cyrillic ? 'кг' : 'kg';
	if (baseUnit === 'ml') return cyrillic ? 'л' : 'l';
	if (baseUnit === 'mm') return cyrillic ? 'м' : 'm';
	if (baseUnit === 'm2-thousandth') return cyrillic ? 'м²' : 'm²';
	return cyrillic ? 'м³' : 'm³';
}

/** What to write into a number field so that it reads back as the same quantity: "2.5" in English, "2,5" elsewhere. */
export function editableAmount(quantity: number, baseUnit: BaseUnit, language: Language): string {
	const { perUnit } = readingUnitOf(baseUnit);
	const whole = Math.trunc(quantity / perUnit);
	const rest = quantity % perUnit;
	if (rest === 0) return String(whole);
	const fraction = String(rest).padStart(3, '0').replace(/0+$/, '');
	return `${whole}${language === 'en' ? '.' : ','}${fraction}`;
}

/** What is wrong with a typed amount and what to do about it. */
export function explainConversion(refusal: ConversionRefusal, language: Language): string {
	const say = speak(catalogueMessages, language);
	switch (refusal.kind) {
		case 'not-a-number':
			return say('notANumber', { typed: refusal.typed });
		case 'ambiguous-number':
			return say('ambiguousNumber', { typed: refusal.typed, whole: refusal.whole, decimal: refusal.decimal });
		case 'not-positive':
			return say('notPositive', { typed: refusal.typed });
		case 'absurdly-large':
			return say('absurdlyLarge', { typed: refusal.typed });
		case 'not-whole':
			return say('notWhole', { typed: refusal.typed, unit: baseUnitName(refusal.baseUnit, language) });
		case 'content-unknown':
			return say('contentUnknown', {
				unit: unitName(refusal.unit, language),
				base: baseUnitName(refusal.baseUnit, language),
			});
		case 'unit-does-not-fit':
			return say('unitDoesNotFit', {
				unit: unitName(refusal.unit, language),
				base: baseUnitName(refusal.baseUnit, language),
			});
		default:
			return unreachable(refusal);
	}
}
