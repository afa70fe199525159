import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { units } from '../recognition/recognised-line.ts';
import { editableAmount, explainConversion, formatBase } from './amount-text.ts';
import { baseUnitOf, baseUnits, readingUnitOf, toBase, typedUnits } from './base-unit.ts';
import { catalogueUnits } from './catalogue.ts';
import { parseDecimal } from './decimal.ts';

describe('the units a person may type', () => {
	it('are those a list is read in and those the catalogue stocks in', () => {
		expect(new Set(typedUnits)).toEqual(new Set([...units, ...catalogueUnits]));
	});
});

describe('what was typed becomes whole base units', () => {
	it.each([
		['25', null, { unit: 'pcs' }, 'de', 25],
		['237,5', 'l', { unit: 'l' }, 'uk', 237_500],
		['4,7', 't', { unit: 'kg' }, 'uk', 4_700_000],
		['1.234,5', 'kg', { unit: 'kg' }, 'de', 1_234_500],
		['1,234.5', 'kg', { unit: 'kg' }, 'en', 1_234_500],
		['1 200', 'pcs', { unit: 'pcs' }, 'uk', 1200],
		['1.500', 'pcs', { unit: 'pcs' }, 'de', 1500],
		['1,500', 'pcs', { unit: 'pcs' }, 'en', 1500],
		['3', 'box', { unit: 'pcs', content: 24 }, 'de', 72],
		['2', 'pallet', { unit: 'kg', content: 500 }, 'de', 1_000_000],
		['0,5', 'pallet', { unit: 'pcs', content: 48 }, 'de', 24],
		['10', 'pcs', { unit: 'pair' }, 'de', 5],
		['10', 'pair', { unit: 'pcs' }, 'de', 20],
		['40', 'pcs', { unit: 'set' }, 'de', 40],
		['2', 'm3', { unit: 'l' }, 'de', 2_000_000],
		['150', 'l', { unit: 'm3' }, 'de', 150],
		['12,5', 'm2', { unit: 'm2' }, 'de', 12_500],
		['500', 'kg', { unit: null }, 'de', 500_000],
		['7', null, { unit: null }, 'de', 7],
	] as const)('%s %s of an item in %o (%s) is %i', (amount, unit, item, language, expected) => {
		expect(toBase(amount, unit, item, language)).toEqual({ ok: true, value: expected });
	});

	it.each([
		['2,5', 'pcs', { unit: 'pcs' }, 'not-whole'],
		['3', 'pcs', { unit: 'pair' }, 'not-whole'],
		['-4', 'pcs', { unit: 'pcs' }, 'not-positive'],
		['0', 'pcs', { unit: 'pcs' }, 'not-positive'],
		['viele', 'pcs', { unit: 'pcs' }, 'not-a-number'],
		['', 'pcs', { unit: 'pcs' }, 'not-a-number'],
		['1e9', 'pcs', { unit: 'pcs' }, 'not-a-number'],
		['9'.repeat(13), 'pcs', { unit: 'pcs' }, 'absurdly-large'],
		['9'.repeat(23), 'kg', { unit: 'kg' }, 'absurdly-large'],
		['9'.repeat(400), 'kg', { unit: 'kg' }, 'not-a-number'],
		['3', 'box', { unit: 'pcs' }, 'content-unknown'],
		['100', 'pcs', { unit: 'pack' }, 'content-unknown'],
		['3', 'pallet', { unit: 'pcs' }, 'content-unknown'],
		['3', 'kg', { unit: 'pcs' }, 'unit-does-not-fit'],
		['3', 'm', { unit: 'kg' }, 'unit-does-not-fit'],
	] as const)('%s %s of an item in %o is refused as %4$s', (amount, unit, item, kind) => {
		const result = toBase(amount, unit, item, 'de');
		expect(result).toMatchObject({ ok: false, refusal: { kind } });
		if (result.ok) return;
		for (const language of languages) expect(explainConversion(result.refusal, language)).not.toMatch(/[{}]/);
	});

	it('asks back where a Ukrainian point could divide thousands or decimals', () => {
		expect(toBase('1.500', 'kg', { unit: 'kg' }, 'uk')).toMatchObject({
			ok: false,
			refusal: { kind: 'ambiguous-number', whole: '1500', decimal: '1,5' },
		});
	});

	it('takes a number from the recognition for exactly what it says', () => {
		expect(toBase(237.5, 'l', { unit: 'l' }, 'uk')).toEqual({ ok: true, value: 237_500 });
		expect(toBase(1.5, 'kg', { unit: 'kg' }, 'de')).toEqual({ ok: true, value: 1500 });
	});
});

describe('conversion is exact', () => {
	it('gives for every decimal of up to three places its thousandfold in grams', () => {
		const parts = fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 999 }));
		fc.assert(
			fc.property(parts, ([whole, thousandths]) => {
				const text = `${whole},${String(thousandths).padStart(3, '0')}0`;
				expect(toBase(text, 'kg', { unit: 'kg' }, 'de')).toEqual({ ok: true, value: whole * 1000 + thousandths });
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('writes into a field what reads back as the same quantity', () => {
		const cases = fc.tuple(
			fc.integer({ min: 1, max: 1_000_000_000 }),
			fc.constantFrom(...baseUnits),
			fc.constantFrom(...languages),
		);
		fc.assert(
			fc.property(cases, ([quantity, baseUnit, language]) => {
				const { unit } = readingUnitOf(baseUnit);
				const stocked = catalogueUnits.find((each) => baseUnitOf(each) === baseUnit && each !== 't')!;
				const back = toBase(editableAmount(quantity, baseUnit, language), unit, { unit: stocked }, language);
				expect(back).toEqual({ ok: true, value: quantity });
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});

	it('answers any text, unit and item with a whole quantity or a refusal, and never throws', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[\d.,' ]{0,12}$/)),
				fc.option(fc.constantFrom(...typedUnits)),
				fc.option(fc.constantFrom(...catalogueUnits)),
				fc.option(fc.integer({ min: 1, max: 10_000 })),
				fc.constantFrom(...languages),
				(text, typed, unit, content, language) => {
					const result = toBase(text, typed, { unit, content }, language);
					if (result.ok) expect(Number.isSafeInteger(result.value) && result.value > 0).toBe(true);
				},
			),
			{ seed: 42, numRuns: 2000 },
		);
	});
});

describe('a quantity in words', () => {
	it.each([
		[25, 'pcs', 'de', '25 Stück'],
		[1, 'pack', 'uk', '1 упаковка'],
		[3, 'pack', 'uk', '3 упаковки'],
		[25, 'pack', 'uk', '25 упаковок'],
		[2500, 'g', 'de', '2,5 kg'],
		[1_234_000, 'g', 'en', '1,234 kg'],
		[1, 'ml', 'uk', '0,001 л'],
		[12_500, 'm2-thousandth', 'de', '12,5 m²'],
	] as const)('%i %s in %s reads %s', (quantity, baseUnit, language, text) => {
		expect(formatBase(quantity, baseUnit, language)).toBe(text);
	});
});

describe('numbers as people write them', () => {
	it.each([
		['12.345.678', 'de', '12345678/1'],
		['12.345,678', 'de', '12345678/1000'],
		['0,500', 'de', '500/1000'],
		['1 234 567', 'uk', '1234567/1'],
		["1'234.5", 'en', '12345/10'],
	] as const)('%s (%s) is %s', (text, language, expected) => {
		const read = parseDecimal(text, language);
		expect(read.kind === 'decimal' && `${read.numerator}/${read.denominator}`).toBe(expected);
	});

	it.each(['1.23.456', '1,2,3', '1.234,5.6', '12 34', '.5', '5.', '1,,2', '--1', '٣'])('%s is no number', (text) => {
		expect(parseDecimal(text, 'de').kind).toBe('not-a-number');
	});
});
