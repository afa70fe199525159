import type { Language } from '#lib/kernel/language.ts';
import { nameKey } from '../transliteration/name-key.ts';
import { foldWord } from './fold-word.ts';
import { stemEnglish } from './stem-english.ts';
import { stemGerman } from './stem-german.ts';
import { stemUkrainian, wholeStemUkrainian, withoutEndingUkrainian } from './stem-ukrainian.ts';

/** What a word is found by. */
export interface WordForms {
	readonly folded: string;
	/** Without its inflection: one per language it may be in, the nearest first. */
	readonly stems: readonly string[];
	/** Of a word in Latin letters: what is left for a longer compound to end with; empty for others. */
	readonly tail: string;
	/** How it sounds in any script and transliteration; empty for numbers and words too short to tell. */
	readonly sounds: readonly string[];
}

const cyrillic = /\p{Script=Cyrillic}/u;
const latin = /\p{Script=Latin}/u;
const shortestSound = 4;

const memory = new Map<string, WordForms>();
const memoryLimit = 30_000;

/**
 * The forms of a word in a text of `language`; null where nobody knows, as with what people type. A Ukrainian text quotes
 * German names and the other way round, so the script decides before the language does.
 */
export function wordForms(word: string, language: Language | null): WordForms {
	const key = `${language} ${word}`;
	const remembered = memory.get(key);
	if (remembered) return remembered;
	const forms = makeForms(word, language);
	// Texts repeat their words, so each is prepared once.
	if (memory.size >= memoryLimit) memory.clear();
	memory.set(key, forms);
	return forms;
}

function makeForms(word: string, language: Language | null): WordForms {
	const folded = foldWord(word);
	const stems = stemsOf(folded, language);
	const isLatin = latin.test(folded) && !/\d/u.test(folded);
	return { folded, stems, tail: isLatin ? stemGerman(folded) : '', sounds: soundsOf(folded) };
}

/** The stems of a word alone. */
export function wordStems(word: string, language: Language | null): string[] {
	return stemsOf(foldWord(word), language);
}

function stemsOf(folded: string, language: Language | null): string[] {
	if (/\d/u.test(folded)) return [folded];
	if (cyrillic.test(folded)) {
		const whole = wholeStemUkrainian(folded);
		return distinct([stemUkrainian(folded), ...(whole === undefined ? [] : [whole])]);
	}
	if (language === 'en') return [stemEnglish(folded)];
	if (language === 'de') return [stemGerman(folded)];
	return distinct([stemGerman(folded), stemEnglish(folded)]);
}

/**
 * Names are declined where they stand in Ukrainian («Шиманської») and are not in German, so a sound has no vowels at its
 * end. The whole word and the word without its ending: names meet by the one, loan words («генераторів») by the other.
 */
function soundsOf(folded: string): string[] {
	if (/\d/u.test(folded)) return [];
	const bare = cyrillic.test(folded)
		? withoutEndingUkrainian(folded)
		: latin.test(folded)
			? stemGerman(folded)
			: folded;
	const whole = nameKey(folded);
	const keys = [whole, nameKey(bare)].map((key) => key.replace(/(?<=..)[aeou]+$/u, ''));
	const telling = distinct(keys).filter((key) => key.length >= shortestSound);
	// Of a short name (Kyiv) the whole sound alone tells enough.
	return telling.length === 0 && folded.length >= shortestSound && whole.length > 1 ? [whole] : telling;
}

function distinct(texts: readonly string[]): string[] {
	return [...new Set(texts)];
}
