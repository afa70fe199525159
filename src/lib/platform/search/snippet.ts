import { splitWords, type TextWord } from '#lib/i18n/words/split-words.ts';
import { wordForms } from '#lib/i18n/words/word-forms.ts';
import type { Language } from '#lib/kernel/language.ts';
import { isBeginning, type QueryWord, type Widening } from './search-query.ts';

/** A piece of text as it stands, marked where it is what was searched for. Plain text: whoever shows it escapes it. */
export interface Segment {
	readonly text: string;
	readonly isHit: boolean;
}

/** Which words of a text are hits. Made once per search. */
export type HitFinder = (text: string, language: Language | null) => TextWord[];

/** Finds the words of a text for which a search found it: the same words, stems, sounds, beginnings and ends. */
export function hitFinder(words: readonly QueryWord[], { parts, spellings }: Widening): HitFinder {
	const folded = new Set<string>();
	const stems = new Set<string>();
	const sounds = new Set<string>();
	const beginnings = new Set<string>();
	const tails = new Set<string>();
	for (const { forms, isLast } of words) {
		folded.add(forms.folded);
		for (const stem of forms.stems) stems.add(stem);
		for (const sound of forms.sounds) sounds.add(sound);
		if (forms.folded.length >= (isLast ? 2 : 4)) beginnings.add(forms.folded);
		for (const stem of forms.stems) if (isBeginning(stem, forms.folded)) beginnings.add(stem);
		if (forms.tail.length >= 4) tails.add(forms.tail);
		for (const stem of (parts.get(forms.folded) ?? []).flat()) {
			stems.add(stem);
			beginnings.add(stem);
			tails.add(stem);
		}
		for (const spelling of spellings.get(forms.folded) ?? []) {
			folded.add(spelling);
			for (const stem of wordForms(spelling, null).stems) stems.add(stem);
		}
	}
	return (text, language) =>
		splitWords(text).filter(({ text: word }) => {
			const forms = wordForms(word, language);
			return (
				folded.has(forms.folded) ||
				forms.stems.some((stem) => stems.has(stem)) ||
				forms.sounds.some((sound) => sounds.has(sound)) ||
				some(beginnings, (each) => forms.folded.startsWith(each)) ||
				some(tails, (each) => forms.tail.endsWith(each))
			);
		});
}

function some(set: ReadonlySet<string>, test: (each: string) => boolean): boolean {
	for (const each of set) if (test(each)) return true;
	return false;
}

/** The whole text with its hits marked. */
export function markHits(text: string, hits: readonly TextWord[]): Segment[] {
	const segments: Segment[] = [];
	let at = 0;
	for (const { start, end } of hits) {
		if (start > at) segments.push({ text: text.slice(at, start), isHit: false });
		segments.push({ text: text.slice(start, end), isHit: true });
		at = end;
	}
	if (at < text.length) segments.push({ text: text.slice(at), isHit: false });
	return segments;
}

/** The part of a text around its hits, at most about `length` letters, cut between words. */
export function snippetOf(text: string, hits: readonly TextWord[], length = 180): Segment[] {
	if (text.length <= length) return markHits(text, hits);
	const start = wordBorder(text, bestStart(hits, length));
	const cut = text.lastIndexOf(' ', start + length);
	const end = start + length >= text.length ? text.length : cut > start ? cut : start + length;
	const part = text.slice(start, end);
	const inside = hits
		.filter((hit) => hit.start >= start && hit.end <= end)
		.map((hit) => ({ ...hit, start: hit.start - start, end: hit.end - start }));
	const marked = markHits(part, inside);
	return [
		...(start > 0 ? [{ text: '… ', isHit: false }] : []),
		...marked,
		...(end < text.length ? [{ text: ' …', isHit: false }] : []),
	];
}

/** A little before the hit after which most others follow within the length. */
function bestStart(hits: readonly TextWord[], length: number): number {
	let best = 0;
	let most = 0;
	for (const { start } of hits) {
		const count = hits.filter((hit) => hit.start >= start && hit.end <= start + length - 40).length;
		if (count > most) [most, best] = [count, start];
	}
	return Math.max(0, best - 40);
}

function wordBorder(text: string, from: number): number {
	if (from === 0) return 0;
	const space = text.indexOf(' ', from);
	return space === -1 || space - from > 39 ? from : space + 1;
}
