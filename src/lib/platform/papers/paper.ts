import type { Language } from '#lib/kernel/language.ts';

/**
 * A paper as an administration hands it in, without any look: what DOCX, PDF and the preview are all made of. Its texts
 * are final, in the paper's language; numbers stand in it as they are written.
 */
export interface Paper {
	readonly language: Language;
	readonly title: string;
	readonly subtitle: string | null;
	/** Who hands it in, for the properties of the file. */
	readonly author: string;
	/** Stands at the foot of each page beside the page's number. */
	readonly footer: string;
	readonly words: PaperWords;
	readonly blocks: readonly PaperBlock[];
}

/** The few words a renderer has to say itself, in the paper's language. */
export interface PaperWords {
	readonly contents: string;
	/** "Table", before its number and caption. */
	readonly table: string;
	/** "Page", before its number. */
	readonly page: string;
}

export type PaperBlock =
	| PaperHeading
	| PaperProse
	| { readonly kind: 'list'; readonly items: readonly string[] }
	| { readonly kind: 'terms'; readonly entries: readonly PaperTerm[] }
	| PaperTable;

export interface PaperHeading {
	readonly kind: 'heading';
	readonly level: 1 | 2 | 3;
	readonly text: string;
}

/** A paragraph, or a note that is set apart from the text: a gap, a warning, an explanation. */
export interface PaperProse {
	readonly kind: 'paragraph' | 'note';
	readonly text: string;
	/** Set where the text is in another language than the paper, for whoever reads it aloud. */
	readonly language?: Language;
}

export interface PaperTerm {
	readonly term: string;
	readonly text: string;
	readonly figure?: string;
}

export interface PaperTable {
	readonly kind: 'table';
	/** Says what the table shows to somebody who cannot see it at a glance. */
	readonly caption: string;
	/** The first column names the row. */
	readonly columns: readonly PaperColumn[];
	readonly rows: readonly (readonly PaperCell[])[];
	/** A last row that sums up; its first cell names it. */
	readonly total: readonly PaperCell[] | null;
}

export interface PaperColumn {
	readonly label: string;
	/** Numbers are set flush right. */
	readonly numeric: boolean;
	/** How wide beside the others; 2 is twice as wide as 1. */
	readonly width: number;
}

export interface PaperCell {
	readonly text: string;
	/** Names what the number was computed from; a renderer that knows an address for it links there. */
	readonly figure?: string;
}

/** Where readers find how a figure came about; undefined where there is nothing to show. */
export type FigureAddress = (figure: string) => string | undefined;

/** What the fonts of the PDF hold, as code points from and until: a test sets every one of them. */
export const printableRanges: readonly (readonly [from: number, until: number])[] = [
	[0x20, 0x7e],
	[0xa0, 0x17f],
	[0x218, 0x21b],
	[0x384, 0x3ce],
	[0x400, 0x45f],
	[0x490, 0x491],
	[0x2010, 0x2026],
	[0x2030, 0x2033],
	[0x2039, 0x203a],
	[0x20ac, 0x20ac],
	[0x2116, 0x2116],
	[0x2190, 0x2193],
	[0x2212, 0x2212],
	[0x2260, 0x2260],
	[0x2264, 0x2265],
	[0x25a1, 0x25a1],
];
const noCharacter = new Set([0x038b, 0x038d, 0x03a2]);
const invisible = /\p{Cf}|\p{Variation_Selector}|\p{Cc}/gu;
const spaces = /[\t\v\f]|\p{Zs}/gu;

/**
 * A text as it can be printed everywhere. Lines end with "\n". What no font of ours holds, emoji and other scripts in a
 * donor's name, becomes a hollow square: a PDF with a glyph no font has fails PDF/UA (ISO 14289-1, 7.21.8). Control
 * characters go, because they are no XML (DOCX).
 */
export function printable(text: string): string {
	return text
		.normalize('NFC')
		.replaceAll('₴', 'UAH')
		.split(/\r\n?|[\n\u2028\u2029]/)
		.map((line) => [...line.replace(spaces, keptSpace).replace(invisible, '')].map(printableCharacter).join(''))
		.join('\n');
}

/** Numbers are grouped by spaces that keep a line from breaking there. */
function keptSpace(space: string): string {
	return space === '\u00a0' || space === '\u202f' ? '\u00a0' : ' ';
}

function printableCharacter(character: string): string {
	const point = character.codePointAt(0) ?? 0;
	const held = printableRanges.some(([from, until]) => point >= from && point <= until) && !noCharacter.has(point);
	return held ? character : '□';
}
