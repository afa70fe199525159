import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSeedCatalogue } from '../catalogue/catalogue-file.server.ts';
import { createCatalogueSearch, searchCatalogue } from './catalogue-search.ts';

const index = createCatalogueSearch(loadSeedCatalogue());
const codesFor = (query: string, language: 'de' | 'uk' | 'en' = 'de') =>
	searchCatalogue(index, query, language, 5).map(({ code }) => code);

describe('search as one types', () => {
	it.each([
		['the beginning of a word', 'genera', 'PWR-GEN'],
		['a code', 'pwr-gen-d30', 'PWR-GEN-D30'],
		['another language than the reader’s', 'ковдра', 'SHE-BLA-WOO'],
		['Ukrainian in Latin letters', 'kovdra', 'SHE-BLA-WOO'],
		['Ukrainian in Latin letters, unfinished', 'henerat', 'PWR-GEN'],
		['swapped letters', 'stromerzueger', 'PWR-GEN'],
		['another case', 'генераторами', 'PWR-GEN'],
		['a spelling without umlauts', 'kuehlschrank', 'HOU-FRI'],
		['two words, the last unfinished', 'schlafsack win', 'SHE-SLB'],
		['a word and a size', 'шприц 5', 'MCO-SYR-5'],
	])('finds by %s', (_, query, code) => {
		expect(codesFor(query)[0]).toBe(code);
	});

	it.each(['', '  ', '…', 'xyzzyplugh'])('finds nothing for %j', (query) => {
		expect(codesFor(query)).toEqual([]);
	});

	it('gives at most as many as asked for, each once, for any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.integer({ min: 0, max: 8 }), (query, limit) => {
				const codes = searchCatalogue(index, query, 'uk', limit).map(({ code }) => code);
				expect(codes.length).toBeLessThanOrEqual(limit);
				expect(new Set(codes).size).toBe(codes.length);
			}),
			{ seed: 42, numRuns: 60 },
		);
	});
});
