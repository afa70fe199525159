import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FuzzyDate, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { distinctNames, transliterationsOf } from './person.ts';
import { parsePerson, parsePersonContact, parseTenure } from './person-form.ts';
import { explainPeopleFault, periodInWords } from './person-words.ts';
import { decideTenure, mayHoldOn, surelyOverlap, type Tenure } from './tenure.ts';

const day = (text: string): FuzzyDate | null => (text === '' ? null : parseFuzzyDate(text)!);
const period = (text: string) => {
	const [began = '', ended = ''] = text.split(' – ');
	return { began: day(began.trim()), ended: day(ended.trim()) };
};

describe('two periods', () => {
	it.each([
		['2014 – 2020', '2020 – 2025', false, 'share the year of the handing over'],
		['2014 – 2025-10-31', '2025-10-31 – ', false, 'share the day of the handing over'],
		['2014 – 2025-10-31', '2025-10-30 – ', true, 'share a day before it'],
		['2014 – ', '2023 – ', true, 'both last to this day'],
		['2014 – 2023', '2022 – 2024', true, 'share at least the last day of 2022'],
		['2014 – 2023', '2021 – 2024', true, 'share 2022'],
		[' – 2023', '2014 – 2020', false, 'where nobody knows when the first began'],
		[' – ', '2014 – ', false, 'where of the first nothing is known'],
		['2023-03 – 2023-03', '2023 – 2023', false, 'may be one after the other'],
	])('%s and %s overlap for certain: %s, as they %s', (one, other, expected) => {
		expect(surelyOverlap(period(one), period(other))).toBe(expected);
		expect(surelyOverlap(period(other), period(one))).toBe(expected);
	});

	const fuzzy = fc
		.tuple(
			fc.integer({ min: 2014, max: 2018 }),
			fc.integer({ min: 1, max: 12 }),
			fc.integer({ min: 1, max: 28 }),
			fc.nat(2),
		)
		.map(([year, month, date, exactness]) => {
			const parts = [String(year), String(month).padStart(2, '0'), String(date).padStart(2, '0')];
			return parseFuzzyDate(parts.slice(0, exactness + 1).join('-'))!;
		});
	const exact = (text: FuzzyDate) => text.precision === 'day';

	it('never overlap for certain where their days, were they known, could be told apart', () => {
		fc.assert(
			fc.property(fuzzy, fuzzy, fuzzy, fuzzy, (a, b, c, d) => {
				const [one, other] = [
					{ began: a, ended: b },
					{ began: c, ended: d },
				];
				const apart = exact(b) && exact(c) && b.date <= c.date;
				if (apart) expect(surelyOverlap(one, other)).toBe(false);
				expect(surelyOverlap(one, other)).toBe(surelyOverlap(other, one));
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});
});

describe('a tenure', () => {
	const tenure = (id: string, personId: string, text: string, acting = false) =>
		({ id, personId, personNames: { en: personId }, acting, ...period(text) }) as unknown as Tenure;
	const mayor = tenure('1', 'Sukhomlyn', '2015 – ');
	const kinds = (wanted: Tenure, sole = true, others = [mayor]): string[] => {
		const decided = decideTenure(wanted, sole, others);
		return decided.ok ? [] : decided.refusal.map(({ kind }) => kind);
	};

	it.each([
		['a second mayor', tenure('2', 'Shymanska', '2023 – '), true, ['post-held']],
		['somebody acting beside the mayor', tenure('2', 'Shymanska', '2023 – ', true), true, []],
		['a second member of the council', tenure('2', 'Shymanska', '2023 – '), false, []],
		['the same mayor twice', tenure('2', 'Sukhomlyn', '2020 – ', true), true, ['held-already']],
		['the same tenure corrected', tenure('1', 'Sukhomlyn', '2015-11 – 2025'), true, []],
		['an end before the beginning', tenure('2', 'Shymanska', '2024 – 2023'), true, ['ends-before-it-began']],
		['an end in the year of the beginning', tenure('2', 'Shymanska', '2010-05 – 2010'), true, []],
	])('is decided on: %s', (_, wanted, sole, expected) => {
		expect(kinds(wanted, sole)).toEqual(expected);
	});

	it.each([
		['2023-02-23', true],
		['2014', false],
		['2015', true],
	])('may have been held on %s: %s', (text, expected) => {
		expect(mayHoldOn(mayor, day(text)!)).toBe(expected);
		expect(mayHoldOn(period(' – 2014'), day(text)!)).toBe(text === '2014');
	});

	it.each([
		['2014 – 2025-10', 'de', '2014 bis Oktober 2025'],
		['2015 – ', 'en', 'since 2015'],
		[' – 2025', 'uk', 'до 2025'],
		[' – ', 'de', 'Zeitraum unbekannt'],
	] as const)('from %s in %s reads %s', (text, language, expected) => {
		expect(periodInWords(period(text), language)).toBe(expected);
	});
});

describe('the transliterations of a name', () => {
	const halyna = { national: 'Halyna Shymanska', german: 'Halyna Schymanska' };
	it.each([
		['a Ukrainian name', { uk: 'Галина Шиманська' }, halyna],
		[
			'one with its Latin names by rule',
			{ uk: 'Галина Шиманська', de: 'Halyna Schymanska', en: 'Halyna Shymanska' },
			halyna,
		],
		[
			'one that is written otherwise in one language',
			{ uk: 'Галина Шиманська', de: 'Galina Schimanski', en: 'Halyna Shymanska' },
			halyna,
		],
		['a German name in Cyrillic', { uk: 'Томас Вестфаль', de: 'Thomas Westphal', en: 'Thomas Westphal' }, undefined],
		['a German name alone', { de: 'Thomas Westphal' }, undefined],
	])('of %s', (_, names, expected) => {
		expect(transliterationsOf(names)).toEqual(expected);
	});
});

describe('a form about people', () => {
	it('takes names as they are written in each language', () => {
		const typed = { 'names-de': 'Halyna  Schymanska', 'names-uk': 'Галина Шиманська', publicNameAllowed: 'on' };
		expect(parsePerson(typed)).toEqual({
			ok: true,
			value: {
				names: { de: 'Halyna  Schymanska', uk: 'Галина Шиманська' },
				publicNameAllowed: true,
				isAnother: false,
			},
		});
		expect(distinctNames({ de: 'A', en: 'A', uk: 'А' })).toEqual(['A', 'А']);
	});

	it('says what is wrong with a telephone number and an address at once', () => {
		const parsed = parsePersonContact({ email: 'a b@c', phone: 'none', note: '' });
		expect(!parsed.ok && parsed.refusal).toEqual([
			{ kind: 'not-an-email', typed: 'a b@c' },
			{ kind: 'not-a-telephone', typed: 'none' },
		]);
	});

	it('says what is wrong with a tenure in the reader’s language', () => {
		const parsed = parseTenure({ post: 'x', began: 'gestern' });
		expect(!parsed.ok && parsed.refusal.map((fault) => explainPeopleFault(fault, 'de'))).toEqual([
			{ field: 'post', message: 'Bitte wählen Sie einen Eintrag aus der Liste.', label: 'Amt' },
			{ field: 'began', message: expect.stringContaining('„gestern“ ist kein Tag') as string, label: 'Von' },
		]);
	});
});
