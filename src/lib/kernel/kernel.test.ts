import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertDown, convertExactly, factor } from './factor.ts';
import { parseId } from './id.ts';
import { instant } from './instant.ts';
import { languages } from './language.ts';
import { readableText } from './localized-text.ts';
import { parseEuro } from './money.ts';
import { addDays, dayOf, daysBetween, mondayOf, parsePlainDate, plainDate } from './plain-date.ts';
import { largestQuantity, parseQuantity } from './quantity.ts';

const days = fc.integer({ min: -20_000, max: 20_000 }).map((offset) => addDays(plainDate('2023-02-28'), offset));

describe('a quantity', () => {
	it.each([
		[0, true],
		[1, true],
		[largestQuantity, true],
		[-1, 'negative'],
		[0.5, 'not-a-whole-number'],
		[Number.NaN, 'not-a-whole-number'],
		[largestQuantity + 1, 'absurdly-large'],
		[Number.POSITIVE_INFINITY, 'absurdly-large'],
	])('of %d is taken or refused by name', (value, expected) => {
		const parsed = parseQuantity(value);
		expect(parsed.ok ? true : parsed.refusal.kind).toBe(expected);
	});
});

describe('a factor', () => {
	it('converts exactly or not at all', () => {
		const sizes = fc.integer({ min: 1, max: 10_000 });
		fc.assert(
			fc.property(fc.nat(1_000_000), sizes, sizes, (amount, numerator, denominator) => {
				const by = factor(numerator, denominator);
				const there = convertExactly(amount, by);
				if (there === undefined) return (amount * numerator) % denominator !== 0;
				return convertExactly(there, factor(denominator, numerator)) === amount && convertDown(amount, by) === there;
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});
});

describe('a day', () => {
	it.each([
		['2023-03-14', '2023-03-14'],
		['2024-02-29', '2024-02-29'],
		['2023-02-29', undefined],
		['2023-13-01', undefined],
		['14.03.2023', undefined],
		['2023-3-4', undefined],
		['', undefined],
	])('"%s" is read as %s', (text, expected) => {
		expect(parsePlainDate(text)).toBe(expected);
	});

	it('added and subtracted returns to itself, across leap years and summer time', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: -4000, max: 4000 }), (date, span) => {
				const there = addDays(date, span);
				return daysBetween(date, there) === span && addDays(there, -span) === date;
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('lies in a week that begins on a Monday, at most six days before it', () => {
		fc.assert(
			fc.property(days, (date) => {
				const back = daysBetween(mondayOf(date), date);
				return back >= 0 && back <= 6 && new Date(`${mondayOf(date)}T00:00:00Z`).getUTCDay() === 1;
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('begins at midnight where the reader is, not in Greenwich', () => {
		expect(dayOf(instant('2023-03-14T23:30:00Z'))).toBe('2023-03-15');
		expect(dayOf(instant('2023-03-14T22:30:00Z'), 'Europe/Kyiv')).toBe('2023-03-15');
	});
});

describe('an amount of money', () => {
	it.each([
		['1.234,56', 123_456],
		['1,234.56', 123_456],
		['1 234,5 €', 123_450],
		['1234', 123_400],
		['0,01', 1],
		['1.2345', undefined],
		['-5', undefined],
		['viel', undefined],
	])('"%s" is %s cents', (text, cents) => {
		expect(parseEuro(text)).toBe(cents);
	});
});

describe('an id', () => {
	it('is a UUID, in lower case, or nothing', () => {
		expect(parseId('8F14E45F-CEEA-467F-A0E6-0B1A3D5E7C11')).toBe('8f14e45f-ceea-467f-a0e6-0b1a3d5e7c11');
		expect(parseId("1' or '1'='1")).toBeUndefined();
	});
});

describe('a text in some languages', () => {
	it('is read in the reader’s language, else in the nearest, and says which', () => {
		expect(readableText({ de: 'Schytomyr', uk: 'Житомир' }, 'uk')).toEqual({ text: 'Житомир', language: 'uk' });
		expect(readableText({ uk: 'Житомир' }, 'de')).toEqual({ text: 'Житомир', language: 'uk' });
		for (const reader of languages) expect(readableText({}, reader).text).toBe('');
	});
});
