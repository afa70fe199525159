import type { Span } from './claim.ts';
import { abbreviation } from './claim-words.ts';

const stop = /[.!?…](?=[»“”"')\]]*\s+[„“"«(]*[\p{Lu}\d])|\n/gu;

/** The sentences of a passage in order. The point behind "23." or «вул.» ends none. */
export function sentencesOf(text: string): readonly Span[] {
	const spans: Span[] = [];
	let from = 0;
	for (const { 0: mark, index } of text.matchAll(stop)) {
		if (mark === '.' && endsNoSentence(text.slice(from, index), text.slice(index + 1))) continue;
		spans.push({ from, to: index + mark.length });
		from = index + mark.length;
	}
	if (text.slice(from).trim() !== '') spans.push({ from, to: text.length });
	return spans;
}

function endsNoSentence(before: string, after: string): boolean {
	const last = /[\p{L}\d]+$/u.exec(before)?.[0] ?? '';
	if (/^\d{1,2}$/u.test(last) && !/^\s+[\p{Lu}]\p{L}*\s+\p{Ll}/u.test(after)) return true;
	if (/^\d{1,2}$/u.test(last)) return abbreviation.month.test(after.trimStart());
	return abbreviation.word.test(last) || /^\p{Lu}$/u.test(last);
}

/** The sentence of a passage that a place in it lies in. */
export function sentenceAt(sentences: readonly Span[], at: number): Span {
	return sentences.find(({ from, to }) => from <= at && at < to) ?? { from: at, to: at };
}
