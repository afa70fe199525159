import type { SourceLine } from '../source-line.ts';
import { hasLetters, isBareNumber, isDate, isEmptySign, isQuantityLike } from './cell-shapes.ts';
import { type ColumnRoles, columnRoles } from './column-roles.ts';
import type { Grid, GridRow, Merge } from './grid.ts';
import { introWord } from './letter-words.ts';
import { joinParts, type ReadPart, type SkippedRow, skip } from './read-document.ts';
import { dittoMark, isUnit, signatureRow, totalRow } from './reading-words.ts';
import { findSegments, headingUnit, isColumnNumbering, soleHeading, type TableSegment } from './table-headings.ts';
import { isSection, type SectionContext } from './table-sections.ts';
import { readRows } from './text-lines.ts';
import { splitCell, stripMark } from './text-marks.ts';

/**
 * The lines of one sheet or table, with every other filled row and why it is none. Expects cells tidied by `tidyCell`;
 * merged cells hold their value in the first cell only.
 */
export function readTable(grid: Grid): ReadPart {
	const hidden = grid.rows.filter((row) => row.hidden).map((row) => skip(row.line, grid.name, 'hidden', rowText(row)));
	const shown: Grid = { ...grid, rows: grid.rows.filter((row) => !row.hidden) };
	const part = isPlainColumn(shown) ? readColumn(shown) : readSegments(shown);
	return { ...part, skipped: sorted([...part.skipped, ...hidden, ...emptyRows(grid)]) };
}

export function rowText(row: GridRow): string {
	return row.cells.filter((cell) => cell !== '').join(' | ');
}

function sorted(rows: readonly SkippedRow[]): readonly SkippedRow[] {
	return [...rows].sort((a, b) => a.line - b.line);
}

/** Blank rows between filled ones, so that every row the author sees is accounted for; a long gap counts once. */
function emptyRows(grid: Grid): readonly SkippedRow[] {
	return grid.rows.slice(1).flatMap((row, index) => {
		const before = grid.rows[index]!.line;
		return row.line - before > 1 ? [skip(before + 1, grid.name, 'empty', '')] : [];
	});
}

/** Never more than one filled cell in a row: a text that happens to stand in a sheet. */
function isPlainColumn(grid: Grid): boolean {
	return grid.rows.every((row) => row.cells.filter((cell) => cell !== '').length <= 1);
}

function readColumn(grid: Grid): ReadPart {
	const heading = grid.rows[soleHeading(grid.rows)[0] ?? -1];
	const skipped = heading ? [skip(heading.line, grid.name, 'header', rowText(heading))] : [];
	const listed = heading ? grid.rows.filter((row) => row !== heading) : grid.rows;
	const rows = listed.map((row) => ({
		line: row.line,
		text: rowText(row).replaceAll('\n', ' '),
		style: row.bold && grid.rows.some((each) => !each.bold) ? ('bold' as const) : ('plain' as const),
		quoted: false,
	}));
	const part = readRows(rows, grid.name);
	return { ...part, skipped: [...skipped, ...part.skipped] };
}

function readSegments(grid: Grid): ReadPart {
	const segments = findSegments(grid);
	return joinParts(
		segments.flatMap((segment) => {
			const heading = segment.headingRows.map((row) => skip(row.line, grid.name, 'header', rowText(row)));
			const body = readBody(segment, grid);
			const above = readAbove(segment.above, grid);
			// Where tables follow one another, what stands over each says what kind of things it lists.
			const caption = segments.length > 1 && above.title !== null && !introWord.test(above.title) ? above.title : null;
			const lines = body.lines.map((line) => ({ ...line, section: line.section ?? caption }));
			return [above, { ...body, lines, skipped: [...heading, ...body.skipped] }];
		}),
	);
}

/** What stands above the headings: a title as a rule, lines of their own where they carry quantities. */
function readAbove(rows: readonly GridRow[], grid: Grid): ReadPart {
	const listed = rows.filter((row) => row.cells.some((cell) => isQuantityLike(cell) && /\d/.test(cell)));
	if (listed.length >= 2) return readBody({ above: [], headingRows: [], headings: [], body: rows }, grid);
	const title = rows.find((row) => hasLetters(rowText(row)));
	return {
		title: title ? rowText(title).replaceAll('\n', ' ') : null,
		columns: [],
		lines: [],
		skipped: rows.map((row) => skip(row.line, grid.name, 'title', rowText(row))),
	};
}

function readBody(segment: TableSegment, grid: Grid): ReadPart {
	const { title, body } =
		segment.headingRows.length > 0 ? { title: null, body: segment.body } : withoutTitle(segment.body);
	const roles = columnRoles(
		segment.headings,
		body.map((row) => row.cells),
	);
	const reader = new BodyReader(segment.headings, roles, grid, filledDown(body, roles, grid.merges));
	const { lines, skipped } = reader.read();
	const columns = roles.byColumn.map((role, column) => ({
		sheet: grid.name,
		column,
		heading: segment.headings[column] || null,
		role,
	}));
	const titles = title ? [skip(title.line, grid.name, 'title', rowText(title))] : [];
	return { title: title ? rowText(title) : null, columns, lines, skipped: [...titles, ...skipped] };
}

/** A table without headings may still begin with its title: one cell where the rows below have more. */
function withoutTitle(rows: readonly GridRow[]): { title: GridRow | undefined; body: readonly GridRow[] } {
	const filled = (row: GridRow | undefined) => row?.cells.filter((cell) => cell !== '').length ?? 0;
	const [first, second] = rows;
	const isTitle = first && filled(first) === 1 && filled(second) >= 2 && !first.cells.some(isQuantityLike);
	return isTitle ? { title: first, body: rows.slice(1) } : { title: undefined, body: rows };
}

/** Values of cells merged downwards, repeated in each row; a quantity is not, or it would be asked for several times. */
function filledDown(body: readonly GridRow[], roles: ColumnRoles, merges: readonly Merge[]): readonly GridRow[] {
	const tall = merges.filter((merge) => merge.toLine > merge.fromLine && merge.toColumn - merge.fromColumn < 4);
	if (tall.length === 0) return body;
	const byLine = new Map(body.map((row) => [row.line, [...row.cells]]));
	const lastLine = body.at(-1)?.line ?? 0;
	for (const merge of tall) {
		const column = merge.fromColumn;
		const role = roles.byColumn[column];
		const value = byLine.get(merge.fromLine)?.[column];
		if (!value || role === 'quantity' || role === 'other-quantity' || role === 'ordinal') continue;
		for (let line = merge.fromLine + 1; line <= Math.min(merge.toLine, lastLine); line++) {
			const cells = byLine.get(line);
			if (cells && !cells[column]) cells[column] = value;
		}
	}
	return body.map((row) => ({ ...row, cells: byLine.get(row.line) ?? row.cells }));
}

class BodyReader {
	readonly #headings: readonly string[];
	readonly #roles: ColumnRoles;
	readonly #grid: Grid;
	readonly #rows: readonly GridRow[];
	readonly #lines: SourceLine[] = [];
	readonly #skipped: SkippedRow[] = [];
	readonly #context: SectionContext;
	#section: string | null = null;
	#category: string | null = null;

	constructor(headings: readonly string[], roles: ColumnRoles, grid: Grid, rows: readonly GridRow[]) {
		this.#headings = headings;
		this.#roles = roles;
		this.#grid = grid;
		this.#rows = rows;
		const counted = rows.filter((row) => roles.quantities.some((column) => row.cells[column]));
		const bold = rows.filter((row) => row.bold);
		this.#context = {
			roles,
			merges: grid.merges,
			quantityShare: counted.length / Math.max(1, rows.length),
			boldMeansSomething: bold.length > 0 && bold.length <= rows.length / 2,
		};
	}

	read(): { lines: readonly SourceLine[]; skipped: readonly SkippedRow[] } {
		for (const [index, row] of this.#rows.entries()) this.#readRow(row, index);
		return { lines: this.#lines, skipped: this.#skipped };
	}

	#cell(row: GridRow, column: number | undefined): string {
		const text = column === undefined ? '' : (row.cells[column] ?? '');
		return isEmptySign(text) ? '' : text;
	}

	#skip(row: GridRow, reason: SkippedRow['reason']): void {
		this.#skipped.push(skip(row.line, this.#grid.name, reason, rowText(row)));
	}

	#readRow(row: GridRow, index: number): void {
		const words = row.cells.filter(hasLetters);
		if (isColumnNumbering(row) && index < 3) {
			this.#skip(row, 'header');
			return;
		}
		if (words[0] !== undefined && totalRow.test(words[0].toLowerCase())) {
			this.#skip(row, 'subtotal');
			return;
		}
		const section = isSection(this.#rows, index, this.#context);
		if (section) {
			this.#section = section;
			this.#category = null;
			this.#skip(row, 'section');
			return;
		}
		if (words.length <= 2 && signatureRow.test(words[0] ?? '') && !this.#quantity(row)) {
			this.#skip(row, 'signature');
			return;
		}
		const phrase = this.#phrase(row);
		if (phrase === '') {
			this.#readWordless(row);
			return;
		}
		this.#addLines(row, phrase);
	}

	/** A row without words in the phrase column: a note that goes on from the row above, or a sum. */
	#readWordless(row: GridRow): void {
		const quantity = this.#quantity(row);
		const note = this.#notes(row);
		const last = this.#lines.at(-1);
		if (quantity === null && note && last) {
			this.#lines[this.#lines.length - 1] = { ...last, noteText: last.noteText ? `${last.noteText}; ${note}` : note };
			this.#skip(row, 'continuation');
			return;
		}
		if (note && hasLetters(note)) {
			this.#addLines(row, note);
			return;
		}
		this.#skip(row, row.cells.every(isEmptySign) ? 'empty' : 'subtotal');
	}

	#phrase(row: GridRow): string {
		const text = this.#cell(row, this.#roles.phrase);
		const words = this.#ditto(text, () => this.#lines.at(-1)?.phrase ?? '') ?? '';
		if (hasLetters(words) || /\p{L}/u.test(words)) return words;
		const translated = this.#roles.translations.map((column) => this.#cell(row, column)).find(hasLetters);
		return translated ?? '';
	}

	#ditto(text: string, above: () => string | null): string | null {
		return dittoMark.test(text) && this.#lines.length > 0 ? above() : text;
	}

	#quantity(row: GridRow): string | null {
		for (const column of this.#roles.quantities) {
			const text = this.#ditto(this.#cell(row, column), () => this.#lines.at(-1)?.quantityText ?? null);
			// Excel turns «5-8» into a day in May: what is left of it is no number any more, and unknown is the truth.
			if (text && !isDate(text)) return text;
		}
		return null;
	}

	#unit(row: GridRow, quantity: string | null): string | null {
		const text = this.#ditto(this.#cell(row, this.#roles.unit), () => this.#lines.at(-1)?.unitText ?? null);
		if (text) return text;
		const heading = this.#headings[this.#roles.quantities[0] ?? -1];
		const stated = heading && quantity && /^[\d\s.,–—-]+$/.test(quantity) ? headingUnit(heading) : null;
		return stated && isUnit(stated) ? stated : null;
	}

	#notes(row: GridRow): string | null {
		const { phrase, translations, notes, otherQuantities, quantities } = this.#roles;
		const described = [...translations, ...notes]
			.filter((column) => column !== phrase)
			.map((column) => {
				const text = this.#cell(row, column);
				const heading = this.#headings[column];
				return heading && (isBareNumber(text) || isDate(text)) ? `${heading}: ${text}` : text;
			});
		const lastNote = this.#lines.at(-1)?.noteText ?? null;
		const words = described.map((text) => this.#ditto(text, () => lastNote));
		const used = quantities.find((column) => this.#cell(row, column));
		const labelled = [...otherQuantities, ...quantities.filter((column) => column !== used)].flatMap((column) => {
			const value = this.#cell(row, column);
			const heading = this.#headings[column];
			return value && heading ? [`${heading}: ${value}`] : [];
		});
		const dates = quantities.map((column) => this.#cell(row, column)).filter(isDate);
		const all = [...words, ...labelled, ...dates].filter((text) => text !== null && text !== '');
		return all.length > 0 ? [...new Set(all)].join('; ').replaceAll('\n', ' ') : null;
	}

	#addLines(row: GridRow, phrase: string): void {
		const category = this.#cell(row, this.#roles.category);
		if (category) this.#category = category.replaceAll('\n', ' ');
		const quantityText = this.#quantity(row);
		const unitText = this.#unit(row, quantityText);
		const noteText = this.#notes(row);
		for (const piece of splitCell(phrase, quantityText)) {
			this.#lines.push({
				line: row.line,
				sheet: this.#grid.name,
				phrase: stripMark(piece.phrase),
				quantityText: piece.quantityText,
				unitText: unitText?.replaceAll('\n', ' ') ?? null,
				noteText: noteText === phrase ? null : noteText,
				section: this.#category ?? this.#section,
			});
		}
	}
}
