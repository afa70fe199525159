import { isQuantityLike } from './cell-shapes.ts';
import { headingMeaning } from './column-roles.ts';
import type { Grid, GridRow, Merge } from './grid.ts';

/** A stretch of a sheet with one set of headings. */
export interface TableSegment {
	/** Rows above the headings that belong to no table. */
	readonly above: readonly GridRow[];
	readonly headingRows: readonly GridRow[];
	/** The words over each column, those of several heading rows joined. */
	readonly headings: readonly string[];
	readonly body: readonly GridRow[];
}

const lastRowForFirstHeading = 60;

/** Splits a sheet where headings stand: once as a rule, several times where tables stand below one another. */
export function findSegments(grid: Grid): readonly TableSegment[] {
	const { rows } = grid;
	const starts = headingStarts(rows);
	if (starts.length === 0) return [{ above: [], headingRows: [], headings: [], body: rows }];
	const firsts = starts.map((start, index) => (index === 0 ? firstOfHeading(rows, start, grid.merges) : start));
	const tops = firsts.map((first, index) => (index === 0 ? 0 : captionStart(rows, first, starts[index - 1]!)));
	return starts.map((start, index) => {
		const last = lastOfHeading(rows, start, grid.merges);
		const headingRows = rows.slice(firsts[index], last + 1);
		return {
			above: rows.slice(tops[index], firsts[index]),
			headingRows,
			headings: joinHeadings(headingRows, grid.merges),
			body: rows.slice(last + 1, tops[index + 1] ?? rows.length),
		};
	});
}

/** Where the caption of a further table begins: lone cells directly above its headings. */
function captionStart(rows: readonly GridRow[], heading: number, previous: number): number {
	let top = heading;
	const isLone = (row: GridRow | undefined) => row?.cells.filter((cell) => cell !== '').length === 1;
	while (top - 1 > previous && heading - top < 2 && isLone(rows[top - 1])) top--;
	return top;
}

/** Different meanings in a row's cells; a row with a quantity in it is no heading. */
function headingScore(row: GridRow): number {
	if (row.cells.some((cell) => /\d/.test(cell) && isQuantityLike(cell))) return 0;
	const meanings = row.cells.map(headingMeaning).filter((meaning) => meaning !== undefined);
	const filled = row.cells.filter((cell) => cell !== '').length;
	// A sentence that happens to hold two known words is no heading: at least a third of the cells must speak.
	return meanings.length >= filled / 3 ? new Set(meanings).size : 0;
}

function headingStarts(rows: readonly GridRow[]): readonly number[] {
	let best = -1;
	let bestScore = 1;
	for (const [index, row] of rows.slice(0, lastRowForFirstHeading).entries()) {
		const score = headingScore(row);
		if (score > bestScore) {
			best = index;
			bestScore = score;
		}
	}
	if (best === -1) return contrastHeading(rows) ?? soleHeading(rows);
	const words = new Set(wordsOf(rows[best]!));
	return rows.flatMap((row, index) => {
		if (index === best) return [index];
		if (Math.abs(index - best) < 2 || headingScore(row) < 2) return [];
		const own = wordsOf(row);
		const same = own.filter((word) => words.has(word)).length;
		const alike = same >= 2 || (same === 1 && own.every((word) => headingMeaning(word) !== undefined));
		return alike || (row.bold && headingScore(row) >= 3) ? [index] : [];
	});
}

/** Words nobody foresaw above a column of numbers are headings too: every cell of theirs is a word. */
function contrastHeading(rows: readonly GridRow[]): readonly number[] | undefined {
	for (const [index, row] of rows.slice(0, 3).entries()) {
		const filled = row.cells.flatMap((cell, column) => (cell === '' ? [] : [column]));
		const below = rows.slice(index + 1, index + 21);
		if (filled.length < 2 || below.length < 2) continue;
		if (row.cells.some((cell) => /\d/.test(cell) || cell.length > 60 || isQuantityLike(cell))) continue;
		const overNumbers = filled.some((column) => {
			const cells = below.map((each) => each.cells[column] ?? '').filter((cell) => cell !== '');
			return cells.length >= 2 && cells.filter((cell) => /^[\d\s.,]+$/.test(cell)).length >= cells.length * 0.7;
		});
		if (overNumbers) return [index];
	}
	return undefined;
}

/** A list of one column, or of a numbered one, has one heading word at most: «Потреби», "Bedarf". */
export function soleHeading(rows: readonly GridRow[]): readonly number[] {
	const index = rows.slice(0, 3).findIndex((row) => {
		const filled = row.cells.filter((cell) => cell !== '');
		const words = filled.length === 1 ? (filled[0]?.split(/\s+/).length ?? 9) : 9;
		const meaning = words <= 2 ? headingMeaning(filled[0] ?? '') : undefined;
		return meaning === 'phrase' || meaning === 'need';
	});
	return index === -1 ? [] : [index];
}

function wordsOf(row: GridRow): readonly string[] {
	return row.cells.filter((cell) => cell !== '').map((cell) => cell.toLowerCase());
}

function mergedAcross(row: GridRow, merges: readonly Merge[]): readonly Merge[] {
	return merges.filter((merge) => merge.fromLine === row.line && merge.toColumn > merge.fromColumn);
}

/** A row above that groups columns («Кількість» over «потреба» and «наявність») is part of the heading. */
function firstOfHeading(rows: readonly GridRow[], start: number, merges: readonly Merge[]): number {
	const above = rows[start - 1];
	if (!above || above.line !== (rows[start]?.line ?? 0) - 1) return start;
	const filled = above.cells.filter((cell) => cell !== '').length;
	const width = rows[start]?.cells.length ?? 0;
	const groups = mergedAcross(above, merges).filter((merge) => merge.toColumn - merge.fromColumn + 1 < width);
	const speaks = above.cells.some((cell) => headingMeaning(cell) !== undefined);
	return filled >= 1 && groups.length > 0 && speaks && headingScore(above) > 0 ? start - 1 : start;
}

function lastOfHeading(rows: readonly GridRow[], start: number, merges: readonly Merge[]): number {
	let last = start;
	for (let next = start + 1; next <= start + 2; next++) {
		const row = rows[next];
		if (!row || !(isSubHeading(row, rows[start]!, merges) || isColumnNumbering(row))) break;
		last = next;
	}
	return last;
}

function isSubHeading(row: GridRow, heading: GridRow, merges: readonly Merge[]): boolean {
	const filled = row.cells.flatMap((cell, column) => (cell === '' ? [] : [{ cell, column }]));
	if (filled.some(({ cell }) => /\d/.test(cell) || cell.length > 60)) return false;
	const grouped = mergedAcross(heading, merges);
	if (grouped.length === 0) return false;
	const below = filled.filter(
		({ column }) =>
			grouped.some((merge) => column >= merge.fromColumn && column <= merge.toColumn) || !heading.cells[column],
	);
	return below.length === filled.length && filled.some(({ cell }) => headingMeaning(cell) !== undefined);
}

/** Ukrainian forms number their columns under the headings: 1 | 2 | 3 | 4. */
export function isColumnNumbering(row: GridRow): boolean {
	const filled = row.cells.filter((cell) => cell !== '');
	return filled.length >= 3 && filled.every((cell, index) => cell === String(index + 1));
}

function joinHeadings(rows: readonly GridRow[], merges: readonly Merge[]): readonly string[] {
	const width = Math.max(0, ...rows.map((row) => row.cells.length));
	const spread = rows
		.filter((row) => !isColumnNumbering(row))
		.map((row) => {
			const cells = Array.from({ length: width }, (_, column) => row.cells[column] ?? '');
			for (const merge of mergedAcross(row, merges)) {
				for (let column = merge.fromColumn + 1; column <= Math.min(merge.toColumn, width - 1); column++)
					cells[column] ||= cells[merge.fromColumn] ?? '';
			}
			return cells;
		});
	return Array.from({ length: width }, (_, column) => headingOf(spread.map((cells) => cells[column] ?? '')));
}

/** The lower heading says more; the upper one is kept in front where the lower one alone means nothing known. */
function headingOf(words: readonly string[]): string {
	const filled = words.filter((word, index) => word !== '' && words.indexOf(word) === index);
	const lowest = filled.at(-1) ?? '';
	return headingMeaning(lowest) ? lowest.replaceAll('\n', ' ') : filled.join(' ').replaceAll('\n', ' ');
}

/** The unit a heading states for its whole column: «Кількість, шт.», "Menge (kg)". */
export function headingUnit(heading: string): string | null {
	const match = /(?:[,(/]\s*|\sв\s|\sin\s)(?:в\s|in\s)?([\p{L}.²³]{1,12}(?:\s?[\p{L}.]{1,4})?)\s*\)?\s*$/u.exec(
		heading,
	);
	return match?.[1] ?? null;
}
