import { figuresForWords, isNumberWord } from '#lib/relief/recognition/number-words.ts';

/** A text with its numbers in figures, and where each place of it stands in the text as written. */
export interface Figures {
	readonly text: string;
	/** The place in the text as written, of a place in `text`. */
	origin(at: number): number;
}

const word = /\p{L}[\p{L}'’ʼ]*/gu;

/**
 * Writes number words as figures and plain spaces for narrow ones: "zwölf", «двадцять п’ять», "three hundred". A lone "one"
 * stays a word, because in German and English it is an article.
 */
export function withFigures(written: string): Figures {
	const plain = written.replace(/[\u00a0\u2009\u202f]/gu, ' ');
	const runs = numberRuns(plain);
	const moves: { readonly at: number; readonly shift: number }[] = [];
	let text = '';
	let done = 0;
	for (const { from, to } of runs) {
		const figures = figuresForWords(plain.slice(from, to).replace(/[’ʼ]/gu, "'"));
		if (!/^[\d ]+$/u.test(figures)) continue;
		text += plain.slice(done, from);
		const begin = text.length;
		text += figures;
		moves.push({ at: begin, shift: from - begin }, { at: begin + 1, shift: to - text.length });
		done = to;
	}
	text += plain.slice(done);
	const origin = (at: number) => {
		const shift = moves.findLast((move) => move.at <= at)?.shift ?? 0;
		return Math.max(0, Math.min(written.length, at + shift));
	};
	return { text, origin };
}

/** Stretches of number words with nothing between them but a space or a hyphen. */
function numberRuns(text: string): { from: number; to: number }[] {
	const runs: { from: number; to: number }[] = [];
	for (const { 0: found, index } of text.matchAll(word)) {
		if (!isNumberWord(found.replace(/[’ʼ]/gu, "'"))) continue;
		const last = runs.at(-1);
		if (last && /^[ -]$/u.test(text.slice(last.to, index))) last.to = index + found.length;
		else runs.push({ from: index, to: index + found.length });
	}
	return runs;
}
