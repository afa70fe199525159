import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '#lib/kernel/language.ts';
import { loadSeedCatalogue } from '#lib/relief/catalogue/catalogue-file.server.ts';
import { createRecogniser } from '#lib/relief/recognition/recogniser.ts';
import { claimRecords } from '#test/fixtures/claims/claim-records.ts';
import { readClaimCases, shortFindings } from '#test/fixtures/claims/read-cases.ts';
import { checkClaims } from './check-claims.ts';
import type { Records, Said } from './claim.ts';
import { goodsReader } from './goods.ts';

const seed = loadSeedCatalogue();
const readGoods = goodsReader(createRecogniser(seed), seed);
const check = (text: string, records: Records = claimRecords) => checkClaims([{ block: 1, text }], records, readGoods);
const inLanguage = (language: Language): Records => ({ ...claimRecords, language });
const tables = ['sentences', 'held-out'].map((name) => ({
	name,
	cases: readClaimCases(`test/fixtures/claims/${name}.txt`),
}));
const sentences = tables.flatMap(({ cases }) => cases.map(({ sentence }) => sentence));

describe('the claims of a text', () => {
	it.each(tables.flatMap(({ cases }) => cases.map((each) => [each.sentence, each.expected, each.language] as const)))(
		'are found and judged: %s',
		(sentence, expected, language) => {
			expect(shortFindings(check(sentence, inLanguage(language)))).toEqual(expected);
		},
	);

	it('have sentences of every language in either table, 50 or more', () => {
		for (const { cases } of tables) {
			for (const language of ['de', 'uk', 'en']) {
				expect(cases.filter((each) => each.language === language).length).toBeGreaterThanOrEqual(50);
			}
		}
	});

	it('come with what the records say', () => {
		const [finding] = check('Bislang sind 35 Generatoren in Schytomyr angekommen.');
		expect(finding).toMatchObject({ kind: 'amount', verdict: 'differs', words: '35 Generatoren', block: 1 });
		expect(finding?.said).toEqual([
			{
				kind: 'figure',
				figure: {
					measure: 'received',
					itemCode: 'PWR-GEN',
					scope: { kind: 'operation', slug: 'schytomyr-2023' },
				},
				value: 25,
				unit: 'pcs',
				names: claimRecords.operations[0]?.names,
				part: null,
			},
		]);
	});

	it('name the right weekday, the nearest day, the holder of a post and the right spelling', () => {
		const said = (text: string) => check(text).find(({ verdict }) => verdict === 'differs')?.said[0];
		expect(said('Am Freitag, dem 23. Februar 2023, kamen alle.')).toEqual({ kind: 'weekday', weekday: 3 });
		expect(said('Unterzeichnet wurde am 8. Juli 2025.')).toMatchObject({ began: { date: '2025-07-09' } });
		expect(said('Oberbürgermeister Peter Müller kam.')).toMatchObject({ names: { de: 'Thomas Westphal' } });
		expect(said('Grüße aus Schitomir.')).toMatchObject({ names: { de: 'Schytomyr' } });
	});

	it('are judged sentence by sentence', () => {
		const text = 'Angekommen sind 25 Generatoren. Gebraucht werden 60 Generatoren. Angekommen sind 60 Generatoren.';
		expect(check(text).map(({ words, verdict }) => [words, verdict])).toEqual([
			['25 Generatoren', 'matches'],
			['60 Generatoren', 'matches'],
			['60 Generatoren', 'differs'],
		]);
	});

	it('spell no city wrong whose name in the language of the text is not on record', () => {
		const names = [{ of: 'city', names: { en: 'Zhytomyr' } }] as const;
		const found = (language: Language) => check('Grüße aus Schytomyr.', { ...claimRecords, names, language });
		expect(found('de')).toEqual([]);
		expect(found('en').map(({ verdict }) => verdict)).toEqual(['differs']);
	});

	it('are nothing to compare where there are no records', () => {
		const none = { ...claimRecords, operations: [], dated: [], people: [], names: [], papers: [], standings: [] };
		const found = sentences.flatMap((sentence) => check(sentence, none));
		const byCalendar = ({ kind }: Said) => kind === 'weekday' || kind === 'no-such-day';
		expect(found.filter(({ verdict, said }) => verdict !== 'nothing-to-compare' && !said.every(byCalendar))).toEqual(
			[],
		);
	});

	it('stand where they are said to, apart from one another, and are the same each time', () => {
		const texts = fc
			.array(fc.oneof(fc.constantFrom(...sentences), fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 4 })
			.map((parts) => parts.join(' '));
		fc.assert(
			fc.property(texts, (text) => {
				const found = check(text);
				for (const { from, to, words } of found) {
					expect(from).toBeGreaterThanOrEqual(0);
					expect(to).toBeGreaterThan(from);
					expect(text.slice(from, to)).toBe(words);
				}
				for (const [at, each] of found.slice(1).entries()) expect(each.from).toBeGreaterThanOrEqual(found[at]!.to);
				expect(check(text)).toEqual(found);
			}),
			{ seed: 42, numRuns: 100 },
		);
	});
});
