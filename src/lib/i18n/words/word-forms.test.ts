import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWord } from './fold-word.ts';
import { splitWords } from './split-words.ts';
import { stemEnglish } from './stem-english.ts';
import { stemGerman } from './stem-german.ts';
import { wordForms } from './word-forms.ts';

const meet = (one: string, other: string): boolean => {
	const [a, b] = [wordForms(one, null), wordForms(other, null)];
	return a.stems.some((stem) => b.stems.includes(stem)) || a.sounds.some((sound) => b.sounds.includes(sound));
};

describe('a word as it is compared', () => {
	it.each([
		['Öfen', 'Oefen', 'ofen'],
		['Straße', 'Strasse', 'strasse'],
		['CAFÉ', 'café', 'cafe'],
		['м’яч', "м'яч", 'мяч'],
		['Ґанок', 'ганок', 'ганок'],
		['район', 'РАЙОН', 'район'],
		['Київ', 'Київ', 'київ'],
	])('%s and %s are %s', (one, other, folded) => {
		expect(foldWord(one)).toBe(folded);
		expect(foldWord(other)).toBe(folded);
	});

	it('stays apart where a letter is another letter', () => {
		expect(foldWord('мій')).not.toBe(foldWord('мии'));
	});
});

describe('German words', () => {
	it.each([
		['Generator', 'Generatoren', 'Generators'],
		['Haus', 'Häuser', 'Hauses', 'Häusern'],
		['Fahrzeug', 'Fahrzeuge', 'Fahrzeugen', 'Fahrzeuges'],
		['Decke', 'Decken'],
		['Bett', 'Betten', 'Bettes'],
		['Partnerschaft', 'Partnerschaften'],
		['humanitäre', 'humanitären', 'humanitärer', 'humanitärem'],
		['Abkommen', 'Abkommens'],
		['Zelt', 'Zelte', 'Zelten'],
	])('%s meets its other cases', (...words) => {
		expect(new Set(words.map((word) => stemGerman(foldWord(word)))).size, words.join()).toBe(1);
	});

	it.each([
		['Messe', 'Masse'],
		['Wasser', 'Waschen'],
	])('%s is not %s', (one, other) => {
		expect(stemGerman(foldWord(one))).not.toBe(stemGerman(foldWord(other)));
	});
});

describe('English words', () => {
	// Examples of the paper itself.
	it.each([
		['caresses', 'caress'],
		['ponies', 'poni'],
		['agreed', 'agre'],
		['plastered', 'plaster'],
		['motoring', 'motor'],
		['conflated', 'conflat'],
		['hopping', 'hop'],
		['falling', 'fall'],
		['filing', 'file'],
		['happy', 'happi'],
		['relational', 'relat'],
		['conditional', 'condit'],
		['vietnamization', 'vietnam'],
		['triplicate', 'triplic'],
		['hopefulness', 'hope'],
		['allowance', 'allow'],
		['adjustment', 'adjust'],
		['adoption', 'adopt'],
		['probate', 'probat'],
		['controll', 'control'],
		['roll', 'roll'],
		['sky', 'sky'],
	])('%s has the stem %s', (word, stem) => {
		expect(stemEnglish(word)).toBe(stem);
	});
});

describe('words meet', () => {
	it.each([
		['генератор', 'генераторів'],
		['генератор', 'генераторами'],
		['ліжко', 'ліжок'],
		['обладнання', 'обладнань'],
		['угода', 'угоди'],
		['Шиманська', 'Шиманської'],
		['Шиманська', 'Schymanska'],
		['Шиманської', 'Shymanska'],
		['Schymanska', 'Shimanskaya'],
		['Сухомлин', 'Suchomlyn'],
		['Сухомлина', 'Sukhomlyn'],
		['Житомир', 'Schytomyr'],
		['Житомира', 'Zhytomyr'],
		['Київ', 'Kyiv'],
		['generators', 'Generatoren'],
		['генераторів', 'Generator'],
		['трансформаторів', 'Transformator'],
		['Partnerschaft', 'Partnerschaften'],
		['agreement', 'agreements'],
		['hospital', 'hospitals'],
	])('%s and %s', (one, other) => {
		expect(meet(one, other)).toBe(true);
	});

	it.each([
		['генератор', 'Generation'],
		['Вода', 'Вогонь'],
		['Шиманська', 'Шевченко'],
		['Zelt', 'Welt'],
		['2023', '2024'],
	])('but not %s and %s', (one, other) => {
		expect(meet(one, other)).toBe(false);
	});
});

describe('any text', () => {
	const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

	it('falls into words that stand where they say', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				for (const { text: word, start, end } of splitWords(text)) expect(text.slice(start, end)).toBe(word);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	it('has forms of letters and digits alone, the same for capitals', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				for (const { text: word } of splitWords(text)) {
					const { folded, stems, sounds, tail } = wordForms(word, null);
					expect([folded, tail, ...stems, ...sounds].join('')).toMatch(/^[\p{L}\p{N}]*$/u);
				}
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});
