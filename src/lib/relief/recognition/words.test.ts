import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordSimilarity } from '#lib/i18n/words/word-similarity.ts';
import { splitCompound } from './compound.ts';
import { phraseWords } from './phrase-words.ts';
import { foldWord, tidyText, unmixScripts } from './text.ts';
import { soundOf, transliterate } from './transliteration.ts';
import { wordOf } from './word.ts';

describe('the form under which words are compared', () => {
	it.each([
		['Öfen', 'Oefen'],
		['СРАР', 'срар'],
		['ґрунт', 'грунт'],
		['п’ять', "п'ять"],
		['łóżko', 'LOZKO'],
		['Maße', 'Masse'],
		['насосы', 'насоси'],
	])('%s and %s are one', (a, b) => {
		expect(foldWord(tidyText(a))).toBe(foldWord(tidyText(b)));
	});

	it('keeps й and ї letters of their own', () => {
		expect(foldWord('їжа')).not.toBe(foldWord('іжа'));
	});

	it.each([
		['оsb', 'osb'],
		['cканер', 'сканер'],
		['генератoр', 'генератор'],
		['wlan', 'wlan'],
	])('%s is written in one script', (mixed, plain) => {
		expect(unmixScripts(mixed)).toBe(plain);
	});
});

describe('stems', () => {
	it.each([
		['ковдра', 'ковдр', 'ковдрами'],
		['генератор', 'генераторів', 'генераторами'],
		['ліжко', 'ліжок', 'ліжками'],
		['розкладушка', 'розкладушками', 'розкладушок'],
		['спальний', 'спальних', 'спальними'],
		['Decke', 'Decken', 'Decken'],
		['Stromerzeuger', 'Stromerzeugers', 'Stromerzeugern'],
		['blanket', 'blankets', 'blankets'],
		['battery', 'batteries', 'batteries'],
	])('%s, %s and %s meet', (...forms) => {
		expect(new Set(forms.map((form) => wordOf(form).stem)).size).toBe(1);
	});
});

describe('compounds', () => {
	const known = new Set(['winter', 'schlafsack', 'strom', 'aggregat', 'lampe']);
	const normal = (part: string) => (known.has(part) ? part : undefined);

	it('come apart at the longest last part, which says what the thing is', () => {
		expect(splitCompound('winterschlafsack', normal)?.map(({ word }) => word)).toEqual(['winter', 'schlafsack']);
	});

	it('may have a linking element', () => {
		expect(splitCompound('stromsaggregat', normal)?.map(({ word }) => word)).toEqual(['strom', 'aggregat']);
	});

	it('of unknown parts stay whole', () => {
		expect(splitCompound('quatschwort', normal)).toBeNull();
	});

	it('have shares that add up to one', () => {
		const sum = splitCompound('winterlampe', normal)!.reduce((total, { share }) => total + share, 0);
		expect(sum).toBeCloseTo(1, 9);
	});
});

describe('the official romanisation', () => {
	it.each([
		['Житомир', 'zhytomyr'],
		['Згурський', 'zghurskyi'],
		['Єнакієве', 'yenakiieve'],
		['Щербухи', 'shcherbukhy'],
		['Знам’янка', 'znamianka'],
	])('%s is %s', (written, latin) => {
		expect(transliterate(tidyText(written))).toBe(latin);
	});

	it('lets loan words of both scripts sound alike', () => {
		expect(soundOf('starlink')).toBe(soundOf('старлінк'));
	});
});

describe('likeness of words', () => {
	it.each([
		['generator', 'generator', 1],
		['generator', 'genreator', 1 - 1 / 9],
		['zelt', '', 0],
		['', '', 1],
	])('%j and %j: %d', (a, b, likeness) => {
		expect(wordSimilarity(a, b)).toBeCloseTo(likeness, 9);
	});

	it('is the same both ways, and within 0 and 1', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 90 }), fc.string({ maxLength: 90 }), (a, b) => {
				const likeness = wordSimilarity(a, b);
				expect(likeness).toBe(wordSimilarity(b, a));
				expect(likeness >= 0 && likeness <= 1).toBe(true);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('the say of words', () => {
	const weightOf = (phrase: string, folded: string) =>
		phraseWords(phrase).find((word) => word.folded === folded)?.weight ?? 0;

	it('is less for what comes with the thing than for the thing', () => {
		expect(weightOf('Zelte mit Heizung', 'heizung')).toBeLessThan(weightOf('Zelte mit Heizung', 'zelte'));
	});

	it('is almost none for what is said to be absent, of "non" only for the next word', () => {
		const [sterile, gloves] = phraseWords('non-sterile gloves');
		expect(sterile).toMatchObject({ denied: true });
		expect(gloves).toMatchObject({ denied: false, weight: 1 });
	});
});
