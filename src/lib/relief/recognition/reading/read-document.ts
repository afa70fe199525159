import type { SourceLine } from '../source-line.ts';
import type { ReadableKind, ReadingRefusal } from './reading-refusal.ts';

/** Why a filled row is no line of the list. Whoever imports sees these rows and may take one in after all. */
export type SkipReason =
	| 'title'
	| 'header'
	| 'section'
	| 'subtotal'
	| 'empty'
	| 'hidden'
	| 'instruction'
	| 'greeting'
	| 'prose'
	| 'repeated'
	/** Its words went into the note of the line above. */
	| 'continuation'
	| 'mail-header'
	| 'quoted'
	| 'signature'
	| 'attachment';

export interface SkippedRow {
	readonly line: number;
	readonly sheet: string | null;
	readonly reason: SkipReason;
	/** The row's words, cells joined by " | ", at most 200 characters. */
	readonly text: string;
}

/** What a column was taken for. `unused` columns (price, contact) are named here and go no further. */
export type ColumnRole =
	| 'ordinal'
	| 'phrase'
	| 'translation'
	| 'quantity'
	| 'other-quantity'
	| 'unit'
	| 'note'
	| 'category'
	| 'unused';

export interface ColumnReading {
	readonly sheet: string | null;
	/** From 0. */
	readonly column: number;
	readonly heading: string | null;
	readonly role: ColumnRole;
}

/** A list as it stands in its file: its lines, every other row with the reason why it is none, and how columns were read. */
export interface ReadDocument {
	readonly kind: ReadableKind;
	/** The title row, heading or subject, where there is one. */
	readonly title: string | null;
	/** The text encoding a csv or text file turned out to have («windows-1251»); null for packed formats. */
	readonly encoding: string | null;
	/** All sheets in their order, hidden ones too. Empty for texts. */
	readonly sheets: readonly string[];
	readonly columns: readonly ColumnReading[];
	readonly lines: readonly SourceLine[];
	readonly skipped: readonly SkippedRow[];
	/** Attachments of a mail that could not be read, each with its own reason. */
	readonly refusedAttachments: readonly { readonly name: string; readonly refusal: ReadingRefusal }[];
}

/** The part of a document that one sheet, table or text yields. */
export interface ReadPart {
	readonly title: string | null;
	readonly columns: readonly ColumnReading[];
	readonly lines: readonly SourceLine[];
	readonly skipped: readonly SkippedRow[];
}

const longestSkippedText = 200;

export function skip(line: number, sheet: string | null, reason: SkipReason, text: string): SkippedRow {
	return { line, sheet, reason, text: text.slice(0, longestSkippedText) };
}

/** Several parts as one, lines in the order given; the first title wins. */
export function joinParts(parts: readonly ReadPart[]): ReadPart {
	return {
		title: parts.find((part) => part.title !== null)?.title ?? null,
		columns: parts.flatMap((part) => part.columns),
		lines: parts.flatMap((part) => part.lines),
		skipped: parts.flatMap((part) => part.skipped),
	};
}
