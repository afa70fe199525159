import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowQuery, noWidening, possibleParts, readQuery, wideQuery, wordsOfQuery } from './search-query.ts';
import { searchVector } from './search-vector.ts';
import { hitFinder, markHits, snippetOf } from './snippet.ts';

const termsOf = (typed: string) =>
	readQuery(typed).terms.map(({ words, isPhrase }) => {
		const said = words.map(({ typed: word }) => word).join(' ');
		return isPhrase ? `"${said}"` : said;
	});

const anyText = fc
	.array(fc.oneof(fc.nat(0x7f), fc.nat(0x2fff), fc.integer({ min: 0xe000, max: 0x10ffff })), { maxLength: 80 })
	.map((points) => String.fromCodePoint(...points));

describe('what was typed', () => {
	it.each([
		['Generatoren Dortmund', ['Generatoren', 'Dortmund']],
		['"zwei Worte" drei', ['"zwei Worte"', 'drei']],
		['„Solidaritäts Partnerschaft“', ['"Solidaritäts Partnerschaft"']],
		['«зварювальний апарат» Житомир', ['"зварювальний апарат"', 'Житомир']],
		['"offen geblieben', ['offen', 'geblieben']],
		['"eins"', ['eins']],
		['Generatoren für die Krankenhäuser', ['Generatoren', 'Krankenhäuser']],
		['угода про партнерство', ['угода', 'партнерство']],
		['und', ['und']],
		['a & b | !c :* <-> (d', ['b', 'c', 'd']],
		["O'Brien's", ["O'Brien's"]],
		['SN-00000500', ['SN', '00000500']],
		['', []],
		[' … — !?', []],
	])('%s is read as %j', (typed, terms) => {
		expect(termsOf(typed)).toEqual(terms);
	});

	it('is cut where it is absurdly long, and says so', () => {
		expect(readQuery('a'.repeat(10_000)).isCut).toBe(true);
		const many = Array.from({ length: 40 }, (_, at) => `w${at}`).join(' ');
		expect(readQuery(many).terms).toHaveLength(12);
		expect(readQuery(many).isCut).toBe(true);
		expect(readQuery('word '.repeat(40)).terms).toHaveLength(1);
		expect(readQuery('word '.repeat(40)).isCut).toBe(false);
		expect(readQuery('Generator').isCut).toBe(false);
	});

	it('may be unfinished in its last word only', () => {
		const unfinished = (typed: string) =>
			wordsOfQuery(readQuery(typed))
				.filter(({ isLast }) => isLast)
				.map(({ typed: word }) => word);
		expect(unfinished('zwei gen')).toEqual(['gen']);
		expect(unfinished('zwei "gen"')).toEqual([]);
	});

	it('asks for phrases as neighbours', () => {
		expect(narrowQuery(readQuery('"камп табір"'))).toBe(
			"('камп' | '~камп') <-> ('табір' | '~таб')".replace('~таб', '~табр'),
		);
	});

	it('never becomes anything but words for the database, whatever it was', () => {
		fc.assert(
			fc.property(anyText, (typed) => {
				const query = readQuery(typed);
				for (const text of [wideQuery(query, noWidening), narrowQuery(query), wideQuery(query, noWidening, false)]) {
					expect(text).toMatch(/^(?:'[~=<]?[\p{L}\p{N}]*'(?::\*)?|[ &|()]|<->)*$/u);
				}
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('a compound', () => {
	it('may be taken apart wherever two parts of three letters remain', () => {
		const [word] = wordsOfQuery(readQuery('Feuerwehrfahrzeuge'));
		expect(possibleParts(word!)).toContainEqual(['feurwehr', 'fahrzeug']);
	});

	it('is no number, no short word and no word in Cyrillic letters', () => {
		for (const typed of ['Zelt', '12345678901', 'автогідропідіймач']) {
			expect(possibleParts(wordsOfQuery(readQuery(typed))[0]!)).toEqual([]);
		}
	});
});

describe('the words of a record', () => {
	it('have weights and places, and stand by stem, sound and end', () => {
		const { vector, vocabulary } = searchVector([
			{ text: 'Stromgeneratoren', language: 'de', weight: 'A' },
			{ text: '2023-014', language: null, weight: 'B' },
		]);
		expect(vector).toContain("'stromgeneratoren':1A");
		expect(vector).toContain("'~stromgenerator':1A");
		expect(vector).toContain("'<rotarenegmorts':1A");
		expect(vector).toContain("'014':23B");
		expect(vocabulary).toEqual([{ word: 'stromgeneratoren', stem: 'stromgenerator' }]);
	});

	it('are never more than a database counts', () => {
		const { vector } = searchVector([{ text: 'Wort '.repeat(50_000), language: 'de', weight: 'C' }]);
		expect(vector.length).toBeLessThan(20_000);
	});
});

describe('a hit', () => {
	const mark = (typed: string, text: string) =>
		markHits(text, hitFinder(wordsOfQuery(readQuery(typed)), noWidening)(text, null))
			.map(({ text: piece, isHit }) => (isHit ? `[${piece}]` : piece))
			.join('');

	it.each([
		['Generator', 'Ein Stromgenerator, zwei Generatoren', 'Ein [Stromgenerator], zwei [Generatoren]'],
		['генератор', '25 генераторів та ліжка', '25 [генераторів] та ліжка'],
		['Schymanska', 'Підписала Галина Шиманська.', 'Підписала Галина [Шиманська].'],
		['<script>', '<script>alert(1)</script>', '<[script]>alert(1)</[script]>'],
		['Feuerwehr', 'Feuerwehrfahrzeuge der Wehr', '[Feuerwehrfahrzeuge] der Wehr'],
		['xyz', 'nichts davon', 'nichts davon'],
	])('of %s in "%s" is %s', (typed, text, marked) => {
		expect(mark(typed, text)).toBe(marked);
	});

	it('is shown with what stands around it, cut between words', () => {
		const text = `${'vorher '.repeat(60)}der Generator steht ${'nachher '.repeat(60)}`;
		const segments = snippetOf(text, hitFinder(wordsOfQuery(readQuery('Generator')), noWidening)(text, 'de'));
		const shown = segments.map((segment) => segment.text).join('');
		expect(segments.filter(({ isHit }) => isHit)).toEqual([{ text: 'Generator', isHit: true }]);
		expect(shown).toMatch(/^… vorher .*nachher …$/);
		expect(shown.length).toBeLessThanOrEqual(186);
	});

	it('leaves the letters of any text as they are', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 100 }), fc.string({ maxLength: 20 }), (text, typed) => {
				const segments = markHits(text, hitFinder(wordsOfQuery(readQuery(typed)), noWidening)(text, null));
				expect(segments.map((segment) => segment.text).join('')).toBe(text);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});
