import { splitWords } from '#lib/i18n/words/split-words.ts';
import { type WordForms, wordForms } from '#lib/i18n/words/word-forms.ts';
import type { Language } from '#lib/kernel/language.ts';

/** A text something is found by. */
export interface SearchField {
	readonly text: string;
	/** Null where nobody knows: numbers, names, what people typed. */
	readonly language: Language | null;
	/** PostgreSQL's weights: A for titles and references, B for what stands beside them, C and D for running text. */
	readonly weight: 'A' | 'B' | 'C' | 'D';
}

/** A word as the vocabulary keeps it, to take compounds apart and mend typing errors with. */
export interface VocabularyWord {
	readonly word: string;
	readonly stem: string;
}

export interface SearchVector {
	/** A literal of PostgreSQL's type `tsvector`. */
	readonly vector: string;
	readonly vocabulary: readonly VocabularyWord[];
}

// What a lexeme is tells its first letter; a word as written (folded) has none.
export const stemMark = '~';
export const soundMark = '=';
/** Tails are spelt backwards, so that a search for beginnings finds endings: "Generator" in "Stromgenerator". */
export const tailMark = '<';
/** What a record is about in signs of a list: codes, in small letters. */
const signMark = '@';

/** Words of a text beyond these are not searched for: PostgreSQL counts positions to 16,383. */
const mostWords = 3000;
const longestWord = 64;
const shortestCompound = 7;
/** Between two fields, so that no phrase spans both. */
const gap = 20;

/** What a record is found by: every word of its fields as written, as stem, by sound and by its end, with its place. */
export function searchVector(fields: readonly SearchField[], signs: readonly string[] = []): SearchVector {
	const places = new Map<string, string[]>(signs.map((sign) => [signLexeme(sign), ['1B']]));
	const vocabulary = new Map<string, VocabularyWord>();
	let position = 0;
	for (const { text, language, weight } of fields) {
		for (const { text: word } of splitWords(text)) {
			if (++position > mostWords) break;
			const forms = wordForms(word.slice(0, longestWord), language);
			for (const lexeme of lexemesOf(forms)) {
				const place = `${position}${weight}`;
				const known = places.get(lexeme);
				if (known) known.push(place);
				else places.set(lexeme, [place]);
			}
			if (isSpelt(forms.folded)) vocabulary.set(forms.folded, { word: forms.folded, stem: stemForParts(forms) });
		}
		position += gap;
	}
	const vector = Array.from(places, ([lexeme, at]) => `'${lexeme}':${at.slice(0, 200).join(',')}`).join(' ');
	return { vector, vocabulary: [...vocabulary.values()] };
}

/** The lexeme of a sign. */
export function signLexeme(sign: string): string {
	return signMark + sign.toLowerCase().replace(/[^a-z0-9-]/gu, '');
}

/** The stem by which a compound's part and the word itself meet. */
export function stemForParts({ tail, stems }: WordForms): string {
	return tail || stems[0]!;
}

function lexemesOf({ folded, stems, sounds, tail }: WordForms): string[] {
	if (folded === '') return [];
	return [
		folded,
		...stems.map((stem) => stemMark + stem),
		...sounds.map((sound) => soundMark + sound),
		...(tail.length >= shortestCompound ? [tailMark + backwards(tail)] : []),
	];
}

/** Numbers are never corrected: another number is another thing. */
function isSpelt(folded: string): boolean {
	return folded.length >= 4 && folded.length <= 40 && /^\p{L}+$/u.test(folded);
}

export function backwards(word: string): string {
	return Array.from(word).reverse().join('');
}
