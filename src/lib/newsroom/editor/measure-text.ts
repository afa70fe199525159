import type { Language } from '#lib/kernel/language.ts';
import { plainText, type Runs } from '../articles/block.ts';
import { blocksOf, type DocumentNode, type WritingBlock, type WritingEntry } from './document.ts';

/** How long a text is, and how much it asks of its readers. */
export interface TextMeasure {
	readonly words: number;
	/** Words in a sentence on average, rounded; null where there is no sentence. */
	readonly sentenceLength: number | null;
	/** Null in languages without an accepted formula, and for texts too short for one. */
	readonly ease: { readonly score: number; readonly level: 'easy' | 'medium' | 'hard' } | null;
}

const leastWords = 30;

/**
 * Measures the words of a document. Reading ease is Flesch's for English (Flesch 1948: 206.835 − 1.015 × words per sentence −
 * 84.6 × syllables per word) and Amstad's for German (1978: 180 − words per sentence − 58.5 × syllables per word); for Ukrainian
 * there is no accepted one. Syllables are groups of vowels, which is what both formulas are commonly computed with.
 */
export function measureText(document: DocumentNode, language: Language): TextMeasure {
	const lines = blocksOf(document).flatMap(linesOf);
	const words = lines.flatMap((line) => line.match(/[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}’'-]|(?<=\d)[.,](?=\d))*/gu) ?? []);
	const sentences = lines.reduce((sum, line) => sum + sentencesIn(line), 0);
	const perSentence = sentences === 0 ? null : words.length / sentences;
	const sentenceLength = perSentence === null ? null : Math.round(perSentence);
	if (perSentence === null || words.length < leastWords || language === 'uk') {
		return { words: words.length, sentenceLength, ease: null };
	}
	const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0) / words.length;
	const raw =
		language === 'de' ? 180 - perSentence - 58.5 * syllables : 206.835 - 1.015 * perSentence - 84.6 * syllables;
	const score = Math.round(Math.min(100, Math.max(0, raw)));
	return {
		words: words.length,
		sentenceLength,
		ease: { score, level: score >= 60 ? 'easy' : score >= 35 ? 'medium' : 'hard' },
	};
}

/** Headings and names are no sentences: only what is told is measured. */
function linesOf(block: WritingBlock): readonly string[] {
	switch (block.kind) {
		case 'paragraph':
		case 'quote':
			return plainText(block['text'] as Runs).split('\n');
		case 'list':
			return (block['items'] as readonly Runs[]).map(plainText);
		case 'timeline':
			return (block['entries'] as readonly WritingEntry[]).map(({ text }) => plainText(text));
		default:
			return [];
	}
}

/** Ends of sentences; dots of ordinals ("3. Mai"), of abbreviations before small letters and within numbers end none. */
function sentencesIn(line: string): number {
	const ends = line.match(/(?<!\d)[.!?…]+(?=[\s"“”»)]*(?:\s+[\p{Lu}\p{N}„"«(]|$))/gu)?.length ?? 0;
	return Math.max(ends, line.trim() === '' ? 0 : 1);
}

function syllablesIn(word: string): number {
	return Math.max(1, word.toLowerCase().match(/[aeiouyäöüàáâèéêìíîòóôùúû]+/gu)?.length ?? 0);
}
