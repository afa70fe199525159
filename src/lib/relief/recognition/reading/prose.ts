import { additive, leadIn, leadOut, needCue, negation, thanks } from './letter-words.ts';
import type { Paragraph } from './paragraphs.ts';
import { dropStop } from './text-stops.ts';

export interface Sentence {
	readonly line: number;
	readonly text: string;
	/** The things a sentence asks for, with their numbers; null where it asks for nothing. */
	readonly phrase: string | null;
}

/**
 * The sentences of a paragraph. One that asks («Wir brauchen …», «… необхідні …») gives its things, verbatim and without
 * the words around them; one that says that something is *not* needed stays whole, or its sense would turn round.
 */
export function readSentences(paragraph: Paragraph, asked: boolean): readonly Sentence[] {
	let askedBefore = asked;
	return splitSentences(paragraph.text).map(({ at, text }) => {
		const line = paragraph.starts.findLast((start) => start.at <= at)?.line ?? paragraph.line;
		if (thanks.test(text)) return { line, text, phrase: null };
		const asks = needCue.test(text);
		const goesOn = askedBefore && (additive.test(text) || isEnumeration(text));
		askedBefore = asks || goesOn;
		return { line, text, phrase: asks || goesOn || isEnumeration(text) ? thingsOf(text) : null };
	});
}

const abbreviations =
	'z\\.\\s?b|ca|bzw|inkl|max|min|usw|etc|nr|str|dr|st|stk|u\\.a|d\\.h|i\\.d\\.r|evtl|ggf|mind|т\\.?\\s?[дпч]|ін|напр|шт|уп' +
	'|од|кг|грн|тис|млн|ім|вул|м|кв|куб|e\\.g|i\\.e|approx|pcs|no|vol|np|szt|tys|ok|m\\.in';
const abbreviation = new RegExp(`(?:^|[\\s(])(?:${abbreviations})$`, 'iu');

/** Sentences and where they begin. A stop after an abbreviation, a number or an initial ends none. */
export function splitSentences(text: string): readonly { readonly at: number; readonly text: string }[] {
	const sentences: { at: number; text: string }[] = [];
	let from = 0;
	for (const match of text.matchAll(/[.!?…]+["»“)]?\s+(?=["«„(]?[\p{Lu}\d])/gu)) {
		const before = text.slice(Math.max(from, match.index - 12), match.index);
		if (
			match[0].startsWith('.') &&
			(abbreviation.test(before) || /(?:^|\s)\p{Lu}$/u.test(before) || /\d$/.test(before))
		)
			continue;
		const end = match.index + match[0].length;
		sentences.push({ at: from, text: text.slice(from, end).trim() });
		from = end;
	}
	if (from < text.length) sentences.push({ at: from, text: text.slice(from).trim() });
	return sentences;
}

/** Three or more short pieces between commas: a list, though nothing introduces it. */
function isEnumeration(text: string): boolean {
	const pieces = text.replace(/\([^)]*\)/g, '').split(/,|;|\s(?:und|та|і|and|oraz)\s/u);
	if (pieces.length < 3) return false;
	const words = pieces.map((piece) => piece.trim().split(/\s+/).length);
	return words.reduce((sum, count) => sum + count, 0) / pieces.length <= 3 && Math.max(...words) <= 6;
}

function thingsOf(text: string): string | null {
	if (negation.test(text)) return dropStop(text);
	const afterCue = dropStop(text.replace(leadIn, '').replace(additive, ''));
	const things = afterCue.length >= 3 && /\p{L}{2}/u.test(afterCue) ? afterCue : dropStop(text);
	const beforeCue = afterLabel(things).replace(leadOut, '').trim();
	return dropStop(beforeCue.length >= 3 ? beforeCue : things);
}

/** «… folgende Sachen: Decken, Kissen» – the words before the colon only introduce. */
function afterLabel(text: string): string {
	const label = /^[^:,;.\d]{2,50}:\s+(?=.*[,;])/u.exec(text);
	return label ? text.slice(label[0].length) : text;
}
