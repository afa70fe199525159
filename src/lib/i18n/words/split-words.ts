/** A word of a text and where it stands there, in UTF-16 units. */
export interface TextWord {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

const wordPattern = /[\p{L}\p{N}\p{M}]+(?:['’ʼ‘`′][\p{L}\p{M}]+)*/gu;

/** The words of a text in order. Hyphens and points part words, apostrophes inside one don't («м’яч»). */
export function splitWords(text: string): TextWord[] {
	return Array.from(text.matchAll(wordPattern), ({ 0: found, index }) => ({
		text: found,
		start: index,
		end: index + found.length,
	}));
}
