import { type CellValue, readXlsx, type Sheet } from 'hucre/xlsx';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type Grid, type GridRow, type Merge, numberCell, tidyCell } from './grid.ts';
import { checkParts } from './package-parts.server.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ReadingRefusal } from './reading-refusal.ts';
import { columnName, type SheetExtent, sheetExtent } from './sheet-extent.ts';
import type { ZipPart } from './zip-directory.ts';

/** Above this many cells fonts are left unread: bold headings matter in lists that people wrote, and those are short. */
const mostCellsWithFonts = 40_000;

/**
 * The sheets of an xlsx file. How far they are filled is found first, so that a merge down to row 1,048,576 or a cell in
 * the last corner costs nothing: the parser is handed the filled range only.
 */
export async function readXlsxGrids(
	bytes: Uint8Array,
	parts: readonly ZipPart[],
	limits: ReadingLimits,
): Promise<Result<readonly Grid[], ReadingRefusal>> {
	const checked = checkParts(bytes, parts, 'xlsx', (name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
	if (!checked.ok) return checked;
	const extents = [...checked.value.values()].map(sheetExtent);
	const excess = exceeds(extents, limits);
	if (excess) return excess;
	const lastRow = Math.max(1, ...extents.map((extent) => extent.lastRow));
	const lastColumn = Math.max(1, ...extents.map((extent) => extent.lastColumn));
	const cells = extents.reduce((sum, extent) => sum + extent.filledRows * extent.lastColumn, 0);
	try {
		const workbook = await readXlsx(bytes, {
			range: `A1:${columnName(lastColumn)}${lastRow}`,
			readStyles: cells <= mostCellsWithFonts,
		});
		return ok(workbook.sheets.map(asGrid));
	} catch {
		return refused({ kind: 'broken-file', found: 'xlsx' });
	}
}

/** Rows that stand far apart are as costly as filled ones: the parser's rectangle has all of them. */
const tallestSheet = 400_000;

function exceeds(extents: readonly SheetExtent[], limits: ReadingLimits): Result<never, ReadingRefusal> | undefined {
	const filled = extents.reduce((sum, extent) => sum + extent.filledRows, 0);
	if (filled > limits.rows || extents.some((extent) => extent.lastRow > tallestSheet)) {
		return refused({ kind: 'too-many-rows', sheet: null, limit: limits.rows });
	}
	if (extents.some((extent) => extent.lastColumn > limits.columns)) {
		return refused({ kind: 'too-many-columns', sheet: null, limit: limits.columns });
	}
	return undefined;
}

function asGrid(sheet: Sheet): Grid {
	const hiddenColumns = new Set((sheet.columns ?? []).flatMap((column, index) => (column.hidden ? [index] : [])));
	const rows = sheet.rows.flatMap((values, index): GridRow[] => {
		const cells = values.map((value, column) => (hiddenColumns.has(column) ? '' : cellText(value)));
		if (cells.every((cell) => cell === '')) return [];
		const hidden = sheet.rowDefs?.get(index)?.hidden === true;
		return [{ line: index + 1, cells, bold: isBold(sheet, index, cells), hidden }];
	});
	const merges = (sheet.merges ?? []).slice(0, 5_000).map(
		(merge): Merge => ({
			fromLine: merge.startRow + 1,
			toLine: merge.endRow + 1,
			fromColumn: merge.startCol,
			toColumn: merge.endCol,
		}),
	);
	return { name: sheet.name, hidden: sheet.hidden === true || sheet.veryHidden === true, rows, merges };
}

function isBold(sheet: Sheet, row: number, cells: readonly string[]): boolean {
	return cells.every((cell, column) => cell === '' || sheet.cells?.get(`${row},${column}`)?.style?.font?.bold === true);
}

function cellText(value: CellValue | undefined): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'number') return numberCell(value);
	if (typeof value === 'boolean') return value ? '✓' : '';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
	return tidyCell(value);
}
