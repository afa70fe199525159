import { type Grid, type GridRow, type Merge, tidyCell } from './grid.ts';
import { decodeEntities } from './html-entities.ts';
import type { TextRow } from './text-row.ts';

export type Block =
	| { readonly kind: 'text'; readonly rows: readonly TextRow[] }
	| { readonly kind: 'table'; readonly grid: Grid };

const widestSpan = 64;
const tallestSpan = 500;
const silent = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'math', 'object']);
const breaking = /^(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|header|footer|blockquote|hr|pre|dd|dt|center)$/;

interface TableInProgress {
	readonly rows: GridRow[];
	readonly merges: Merge[];
	/** Cells taken by a row span from above: column → lines left. */
	readonly reserved: Map<number, number>;
	cells: string[] | undefined;
	boldCells: number;
	filledCells: number;
	column: number;
	inCell: boolean;
	cellIsBold: boolean;
	/** Holds another table: it arranges the page and is no list. */
	layout: boolean;
}

/**
 * The paragraphs, list entries, headings and tables of a page in their order, each with a running number. Reads any
 * markup in one pass, closes what is left open and runs nothing. Word files arrive here too, as mammoth's markup.
 */
export function htmlBlocks(html: string): readonly Block[] {
	return new BlockReader().read(html);
}

class BlockReader {
	readonly #blocks: Block[] = [];
	readonly #tables: TableInProgress[] = [];
	#rows: TextRow[] = [];
	#line = 0;
	#text = '';
	#boldCharacters = 0;
	#bold = 0;
	#quoted = 0;
	#style: TextRow['style'] = 'plain';
	readonly #leftOpen = new Set<string>();

	read(html: string): readonly Block[] {
		let at = 0;
		while (at < html.length) {
			const open = html.indexOf('<', at);
			const until = open === -1 ? html.length : open;
			if (until > at) this.#addText(decodeEntities(html.slice(at, until)));
			if (open === -1) break;
			at = this.#readTag(html, open);
		}
		while (this.#tables.length > 0) this.#closeTable();
		this.#endParagraph();
		this.#endRows();
		return this.#blocks;
	}

	/** Handles the tag at `open`, gives the place after it. */
	#readTag(html: string, open: number): number {
		if (html.startsWith('<!--', open)) {
			const end = html.indexOf('-->', open + 4);
			return end === -1 ? html.length : end + 3;
		}
		const close = html.indexOf('>', open);
		if (close === -1) return html.length;
		const tag = html.slice(open + 1, close);
		const name = /^\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase();
		if (!name) {
			if (!/^[!?/]/.test(tag)) {
				this.#addText('<');
				return open + 1;
			}
			return close + 1;
		}
		const closing = tag.startsWith('/');
		if (silent.has(name) && !closing && !tag.endsWith('/')) {
			return this.#skipSilent(html, name, close + 1);
		}
		this.#applyTag(name, closing, tag);
		return close + 1;
	}

	/** The place after the closing tag; an element left open hides nothing, or a forgotten </head> would hide the page. */
	#skipSilent(html: string, name: string, from: number): number {
		if (this.#leftOpen.has(name)) return from;
		const closing = new RegExp(`</${name}[^>]*>?`, 'gi');
		closing.lastIndex = from;
		if (closing.test(html)) return closing.lastIndex;
		this.#leftOpen.add(name);
		return from;
	}

	#applyTag(name: string, closing: boolean, tag: string): void {
		if (name === 'b' || name === 'strong') this.#bold = Math.max(0, this.#bold + (closing ? -1 : 1));
		if (name === 'blockquote' || /class="?gmail_quote/.test(tag)) this.#quoted += closing ? -1 : 1;
		this.#quoted = Math.max(0, this.#quoted);
		if (name === 'table') {
			if (closing) this.#closeTable();
			else this.#openTable();
			return;
		}
		const table = this.#tables.at(-1);
		if (table && (name === 'tr' || name === 'td' || name === 'th')) {
			this.#tableTag(table, name, closing, tag);
			return;
		}
		if (!breaking.test(name)) return;
		if (table?.inCell && !table.layout) {
			if (this.#text !== '' && !this.#text.endsWith('\n')) this.#text += '\n';
			if (name === 'li' && !closing) this.#text += '• ';
			return;
		}
		this.#endParagraph();
		if (closing) this.#style = 'plain';
		else if (name === 'li') this.#style = 'bullet';
		else if (/^h[1-6]$/.test(name)) this.#style = 'heading';
	}

	#addText(text: string): void {
		const spaced = text.replace(/\s+/g, ' ');
		const last = this.#text.at(-1);
		const added = last === undefined || last === ' ' || last === '\n' ? spaced.trimStart() : spaced;
		this.#text += added;
		if (this.#bold > 0) this.#boldCharacters += added.trim().length;
	}

	#takeText(): { text: string; bold: boolean } {
		const text = tidyCell(this.#text);
		const bold = text !== '' && this.#boldCharacters >= text.replace(/\s/g, '').length * 0.9;
		this.#text = '';
		this.#boldCharacters = 0;
		return { text, bold };
	}

	#endParagraph(): void {
		const { text, bold } = this.#takeText();
		if (text === '') return;
		const style = this.#style === 'plain' && bold ? 'bold' : this.#style;
		this.#rows.push({ line: ++this.#line, text: text.replaceAll('\n', ' '), style, quoted: this.#quoted > 0 });
		if (this.#style !== 'plain') this.#style = 'plain';
	}

	#endRows(): void {
		if (this.#rows.length > 0) this.#blocks.push({ kind: 'text', rows: this.#rows });
		this.#rows = [];
	}

	#openTable(): void {
		const outer = this.#tables.at(-1);
		if (outer) outer.layout = true;
		this.#endParagraph();
		this.#endRows();
		this.#tables.push({
			rows: [],
			merges: [],
			reserved: new Map(),
			cells: undefined,
			boldCells: 0,
			filledCells: 0,
			column: 0,
			inCell: false,
			cellIsBold: false,
			layout: false,
		});
	}

	#closeTable(): void {
		const table = this.#tables.pop();
		if (!table) return;
		if (table.layout) {
			this.#endParagraph();
			return;
		}
		this.#endCell(table);
		this.#endRow(table);
		if (table.rows.length > 0) {
			const grid = { name: null, hidden: false, rows: table.rows, merges: table.merges };
			this.#blocks.push({ kind: 'table', grid });
		}
	}

	#tableTag(table: TableInProgress, name: string, closing: boolean, tag: string): void {
		if (table.layout) {
			this.#endParagraph();
			return;
		}
		this.#endCell(table);
		if (name === 'tr') {
			this.#endRow(table);
			if (!closing) {
				table.cells = [];
				this.#line++;
			}
			return;
		}
		if (closing) return;
		if (!table.cells) {
			table.cells = [];
			this.#line++;
		}
		this.#openCell(table, name, tag);
	}

	#openCell(table: TableInProgress, name: string, tag: string): void {
		while ((table.reserved.get(table.column) ?? 0) > 0) this.#fill(table, '');
		const width = spanOf(tag, 'colspan', widestSpan);
		const height = spanOf(tag, 'rowspan', tallestSpan);
		table.inCell = true;
		table.cellIsBold = name === 'th';
		if (width > 1 || height > 1) {
			table.merges.push({
				fromLine: this.#line,
				toLine: this.#line + height - 1,
				fromColumn: table.column,
				toColumn: table.column + width - 1,
			});
		}
		for (let i = 0; i < width; i++) if (height > 1) table.reserved.set(table.column + i, height);
		table.cells?.push(...Array.from({ length: width }, () => ''));
		table.column += width;
	}

	/** Writes the collected text into the first column of the open cell. */
	#endCell(table: TableInProgress): void {
		if (!table.inCell || !table.cells) return;
		const { text, bold } = this.#takeText();
		table.inCell = false;
		const merge = table.merges.at(-1);
		const width =
			merge?.fromLine === this.#line && merge.toColumn === table.column - 1 ? merge.toColumn - merge.fromColumn + 1 : 1;
		table.cells[table.column - width] = text;
		if (text === '') return;
		table.filledCells++;
		if (bold || table.cellIsBold) table.boldCells++;
	}

	#endRow(table: TableInProgress): void {
		if (!table.cells) return;
		for (const [column, left] of table.reserved) if (left > 0) table.reserved.set(column, left - 1);
		if (table.filledCells > 0) {
			const bold = table.boldCells === table.filledCells;
			table.rows.push({ line: this.#line, cells: table.cells, bold, hidden: false });
		}
		table.cells = undefined;
		table.column = 0;
		table.filledCells = 0;
		table.boldCells = 0;
	}

	#fill(table: TableInProgress, text: string): void {
		table.cells?.push(text);
		table.column++;
	}
}

function spanOf(tag: string, attribute: 'colspan' | 'rowspan', most: number): number {
	const match = new RegExp(`${attribute}\\s*=\\s*["']?(\\d{1,9})`, 'i').exec(tag);
	return Math.min(most, Math.max(1, Number(match?.[1] ?? 1)));
}
