import type { SourceLine } from '../source-line.ts';
import { isQuantityLike } from './cell-shapes.ts';
import { partLetter } from './letter-parts.ts';
import { introWord, listWord, metaLabel, needCue } from './letter-words.ts';
import { type Paragraph, paragraphs } from './paragraphs.ts';
import { readSentences, splitSentences } from './prose.ts';
import { type ReadPart, type SkippedRow, type SkipReason, skip } from './read-document.ts';
import { totalRow } from './reading-words.ts';
import type { TextRow } from './text-row.ts';
import { dropStop } from './text-stops.ts';

const longestHeading = 90;

export interface TextSurroundings {
	/** A paragraph may run over several rows, as in plain text. */
	readonly wrapped?: boolean;
	/** The list itself stands in a table: words around it are needs only where they are marked or ask. */
	readonly besideTable?: boolean;
}

/** The lines of a letter, mail or plain list: its list entries, its bare lines and the sentences that ask for something. */
export function readRows(rows: readonly TextRow[], sheet: string | null, around: TextSurroundings = {}): ReadPart {
	const parts = partLetter(rows, sheet);
	const read = readBody(parts.body, sheet, around);
	const inBody = { ...read, title: parts.title ?? read.title, skipped: ordered([...read.skipped, ...parts.skipped]) };
	if (read.lines.length > 0 || parts.quoted.length === 0) return inBody;
	// «Siehe unten»: the list is in the mail that was answered or forwarded.
	const quoted = readRows(parts.quoted, sheet, around);
	if (quoted.lines.length === 0) return inBody;
	const unread = parts.skipped.filter((row) => row.reason !== 'quoted');
	return {
		...quoted,
		title: inBody.title ?? quoted.title,
		skipped: ordered([...unread, ...read.skipped, ...quoted.skipped]),
	};
}

function ordered(rows: readonly SkippedRow[]): readonly SkippedRow[] {
	return [...rows].sort((a, b) => a.line - b.line);
}

function readBody(rows: readonly TextRow[], sheet: string | null, around: TextSurroundings): ReadPart {
	const entries = paragraphs(rows, around.wrapped ?? false);
	const besideTable = around.besideTable ?? false;
	const read = new EntryReader(sheet, entries, besideTable).read(false);
	// A text that never says "we need" may still be nothing but needs.
	return read.lines.length > 0 || besideTable ? read : new EntryReader(sheet, entries, false).read(true);
}

class EntryReader {
	readonly #sheet: string | null;
	readonly #entries: readonly Paragraph[];
	readonly #lines: SourceLine[] = [];
	readonly #skipped: SkippedRow[] = [];
	readonly #besideTable: boolean;
	#title: string | null = null;
	#section: string | null = null;
	#asked = false;

	constructor(sheet: string | null, entries: readonly Paragraph[], besideTable: boolean) {
		this.#sheet = sheet;
		this.#entries = entries;
		this.#besideTable = besideTable;
	}

	read(takeProse: boolean): ReadPart {
		for (const [index, entry] of this.#entries.entries()) this.#readEntry(entry, index, takeProse);
		return { title: this.#title, columns: [], lines: this.#lines, skipped: this.#skipped };
	}

	#skip(line: number, reason: SkipReason, text: string): void {
		this.#skipped.push(skip(line, this.#sheet, reason, text));
	}

	#add(line: number, phrase: string, section: string | null): void {
		const last = this.#lines.at(-1);
		// Some content systems print each line twice.
		if (last && last.line < line && last.phrase === phrase && last.section === section && !/\d/.test(phrase)) {
			this.#skip(line, 'repeated', phrase);
			return;
		}
		this.#lines.push({ line, sheet: this.#sheet, phrase, quantityText: null, unitText: null, noteText: null, section });
	}

	#readEntry(entry: Paragraph, index: number, takeProse: boolean): void {
		const text = entry.text;
		if (!/\p{L}/u.test(text) || /^(?:#[\p{L}\d_]+\s*)+$/u.test(text)) {
			this.#skip(entry.line, 'empty', text);
			return;
		}
		if (totalRow.test(text.toLowerCase())) {
			this.#skip(entry.line, 'subtotal', text);
			return;
		}
		if (this.#readHeading(entry, index)) return;
		// A section of marked entries ends where, after a blank row, something unmarked begins.
		if (entry.gapBefore && !entry.listed && this.#entries[index - 1]?.listed) this.#section = null;
		if (this.#readLabelled(entry)) return;
		if (this.#besideTable && !entry.listed && !entry.sentence) {
			this.#skip(entry.line, 'title', text);
			return;
		}
		const speaks = entry.sentence || needCue.test(text) || splitSentences(text).length > 1;
		if (entry.listed || !speaks) {
			this.#add(entry.line, dropStop(text), this.#section);
			return;
		}
		for (const sentence of readSentences(entry, this.#asked || takeProse)) {
			if (sentence.phrase === null && !takeProse) this.#skip(sentence.line, 'prose', sentence.text);
			else this.#add(sentence.line, sentence.phrase ?? dropStop(sentence.text), this.#section);
		}
	}

	/** Headings: by format, by their colon, or because a list follows. The first one of a text is its title. */
	#readHeading(entry: Paragraph, index: number): boolean {
		const next = this.#entries[index + 1];
		const text = entry.text
			.replace(/^#{1,6}\s*/, '')
			.replace(/^\*\*(.+)\*\*:?$/, '$1')
			.replace(/^[=_*\s]+|[=_*\s]+$/g, '');
		if (!next || text.length > longestHeading * 2) return false;
		const colon = /[:：]$/.test(text);
		const styled = entry.style === 'heading' || entry.style === 'bold' || text !== entry.text;
		const shouted = /\p{Lu}{4}/u.test(text) && !/\p{Ll}/u.test(text) && text.length <= 60 && next.gapBefore === false;
		const overList =
			entry.mark !== 'bullet' && next.listed && (!entry.listed || (entry.mark === 'number' && next.mark === 'bullet'));
		const named = index === 0 && listWord.test(text) && !/[.!?]$/.test(text) && text.length <= longestHeading;
		if (!colon && !styled && !shouted && !named && !(overList && text.length <= longestHeading)) return false;
		if (entry.mark === 'bullet' && !colon && !named) return false;
		if (isQuantityLike(text) || (/\d/.test(text) && !colon && !styled)) return false;
		const words = text
			.replace(/[:：]$/, '')
			.replace(/(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\ufe0f)+\s*$/u, '')
			.trim();
		if (entry.sentence && needCue.test(words) && !colon) return false;
		if (colon && needCue.test(words)) this.#asked = true;
		const opening = this.#lines.length === 0 && this.#title === null && this.#section === null;
		if (entry.sentence || introWord.test(words) || (opening && !colon && entry.style === 'heading')) {
			const isTitle = opening && !entry.sentence && (listWord.test(words) || !colon);
			if (isTitle) this.#title = words;
			this.#section = null;
			this.#skip(entry.line, isTitle ? 'title' : 'header', entry.text);
		} else {
			this.#section = words;
			this.#skip(entry.line, 'section', entry.text);
		}
		return true;
	}

	/** «Hygiene: Seife, Shampoo»: the label is the section of this one line. «Decken: 20» is a line as it stands. */
	#readLabelled(entry: Paragraph): boolean {
		const match = /^([^:.;,!?\d]{2,60}?)\s*:\s+(.{2,})$/su.exec(entry.text);
		if (!match || (!entry.listed && splitSentences(entry.text).length > 1)) return false;
		const [, label = '', rest = ''] = match;
		if (metaLabel.test(label.trim())) {
			this.#skip(entry.line, 'signature', entry.text);
			return true;
		}
		if (needCue.test(label) || introWord.test(label)) {
			this.#asked = true;
			this.#add(entry.line, dropStop(rest), this.#section);
			return true;
		}
		if (this.#besideTable && !entry.listed) return false;
		const listing = /[,;]|\s(?:und|та|і|й|and|oder|або|or|i|oraz)\s/u.test(rest) && !/\d/.test(rest);
		if (!listing || label.trim().split(/\s+/).length > 5) return false;
		this.#add(entry.line, dropStop(rest), label.trim());
		return true;
	}
}
