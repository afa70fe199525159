import { sentenceWord } from './letter-words.ts';
import { type Mark, splitMark } from './text-marks.ts';
import type { TextRow } from './text-row.ts';

/** Rows that belong together, without their list mark. */
export interface Paragraph {
	readonly line: number;
	readonly text: string;
	/** Where each row of the paragraph begins in `text`. */
	readonly starts: readonly { readonly at: number; readonly line: number }[];
	readonly mark: Mark | null;
	/** An entry of a list, by its mark or its format. */
	readonly listed: boolean;
	readonly style: TextRow['style'];
	/** Reads as running text rather than as an entry. */
	readonly sentence: boolean;
	readonly gapBefore: boolean;
}

/** From this length on a row may have been broken by the writing program and not by the author. */
const wrappedLength = 56;
const longestParagraph = 4000;

/** Joins rows that a mail program or a narrow page broke; a list of short rows stays a list. */
export function paragraphs(rows: readonly TextRow[], wrapped: boolean): readonly Paragraph[] {
	const joined: Paragraph[] = [];
	let gap = true;
	for (const row of rows) {
		// Dots that lead the eye from a thing to its number are a dash.
		const text = row.text.replace(/\s*[._…]{4,}\s*/g, ' – ').trim();
		if (text === '') {
			gap = true;
			continue;
		}
		const { mark, rest } = splitMark(text);
		const before = joined.at(-1);
		if (before && !gap && wrapped && mark === null && continues(before, row, text)) {
			joined[joined.length - 1] = append(before, row, text);
			continue;
		}
		if (rest !== '') joined.push(asParagraph(row, rest, mark, gap));
		gap = false;
	}
	return joined.filter((each) => each.listed).length < 2 ? joined : joined.map(asBesideList);
}

/** Beside marked entries a few words with a full stop are a remark and no entry. */
function asBesideList(paragraph: Paragraph): Paragraph {
	const remark = !paragraph.listed && /\p{L}{3}\.$/u.test(paragraph.text) && paragraph.text.split(/\s+/).length >= 4;
	return remark ? { ...paragraph, sentence: true } : paragraph;
}

function asParagraph(row: TextRow, text: string, mark: Mark | null, gapBefore: boolean): Paragraph {
	return {
		line: row.line,
		text,
		starts: [{ at: 0, line: row.line }],
		mark,
		listed: mark !== null || row.style === 'bullet',
		style: row.style,
		sentence: readsAsSentence(text),
		gapBefore,
	};
}

function append(before: Paragraph, row: TextRow, text: string): Paragraph {
	// A hyphen at the end of a row parts one word, unless a list of compounds goes on («Taschen- und …»).
	const parted =
		/\p{Ll}-$/u.test(before.text) && /^\p{Ll}/u.test(text) && !/^(?:und|oder|bzw|та|і|or|and)\s/u.test(text);
	const stem = parted ? before.text.slice(0, -1) : `${before.text} `;
	const joined = stem + text;
	const starts = [...before.starts, { at: stem.length, line: row.line }];
	return { ...before, text: joined, starts, sentence: readsAsSentence(joined) };
}

function continues(before: Paragraph, row: TextRow, text: string): boolean {
	if (before.text.length + text.length > longestParagraph || before.style !== row.style) return false;
	if (openBracket(before.text)) return true;
	if (/[:：]$/.test(before.text)) return false;
	const lastStart = before.starts.at(-1)?.at ?? 0;
	const lastLength = before.text.length - lastStart;
	const small = /^[\p{Ll}(]/u.test(text);
	if (before.listed)
		return small && (/^\s{2,}|^\t/.test(row.text) || lastLength >= wrappedLength || /[,\p{Ll}]-?$/u.test(before.text));
	if (lastLength < wrappedLength) return false;
	if (before.sentence || before.text.endsWith(',')) return small || !/[.!?;]$/.test(before.text);
	// A long entry of a list in small letters isn't broken: only words that want a continuation show that it goes on.
	return small && !isEntry(text) && (goesOn.test(before.text) || !isEntry(before.text.slice(lastStart)));
}

/** What never ends an entry: a conjunction, a preposition, a hyphen. */
const goesOn =
	/(?:[-–]|\s(?:und|oder|mit|für|von|zur?|der|die|das|та|і|й|або|для|з|із|на|до|від|у|в|and|or|with|for|of|the|to))$/iu;

/** Few words, or a figure with its unit at the end: an entry of a list and no part of a sentence. */
function isEntry(text: string): boolean {
	return text.split(/\s+/u).length <= 4 || /\d\s*(?:\p{L}{1,5}\.?|\p{L}+)?\s*[).;]*$/u.test(text);
}

function openBracket(text: string): boolean {
	const tail = text.slice(-200);
	return tail.lastIndexOf('(') > tail.lastIndexOf(')') && tail.lastIndexOf('(') !== -1;
}

/** Running text has a full stop after some words, or the pronouns and verbs of a letter. */
function readsAsSentence(text: string): boolean {
	const words = text.split(/\s+/).length;
	if (words < 4) return false;
	if (sentenceWord.test(text)) return true;
	return words >= 7 && /[.!?]$/.test(text) && !/\d\s*\p{L}{1,5}\.$/u.test(text);
}
