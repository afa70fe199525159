import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type Grid, type GridRow, type Merge, numberCell, tidyCell } from './grid.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ReadableKind, ReadingRefusal } from './reading-refusal.ts';

/** The sheets of an old xls, an ods or a spreadsheet in XML. */
export function readWorkbookGrids(
	bytes: Uint8Array,
	kind: Extract<ReadableKind, 'xls' | 'ods' | 'xml-table'>,
	limits: ReadingLimits,
): Result<readonly Grid[], ReadingRefusal> {
	let workbook: WorkBook;
	try {
		workbook = read(bytes, {
			type: 'array',
			dense: true,
			cellDates: true,
			cellFormula: false,
			cellHTML: false,
			cellText: false,
			cellStyles: kind !== 'ods',
			sheetRows: limits.rows * 5,
			UTC: true,
		});
	} catch (error) {
		const locked = error instanceof Error && /password|encrypt/i.test(error.message);
		return refused(locked ? { kind: 'password-protected' } : { kind: 'broken-file', found: kind });
	}
	return asGrids(workbook, limits);
}

function asGrids(workbook: WorkBook, limits: ReadingLimits): Result<readonly Grid[], ReadingRefusal> {
	const grids: Grid[] = [];
	let filled = 0;
	for (const [index, name] of workbook.SheetNames.entries()) {
		const sheet = workbook.Sheets[name];
		if (!sheet) continue;
		const grid = asGrid(name, sheet, (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0, limits);
		filled += grid.rows.length;
		if (filled > limits.rows) return refused({ kind: 'too-many-rows', sheet: name, limit: limits.rows });
		const wide = grid.rows.some((row) => row.cells.length > limits.columns);
		if (wide) return refused({ kind: 'too-many-columns', sheet: name, limit: limits.columns });
		grids.push(grid);
	}
	return ok(grids);
}

function asGrid(name: string, sheet: WorkSheet, hidden: boolean, limits: ReadingLimits): Grid {
	const data = (sheet['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[];
	const hiddenColumns = sheet['!cols'] ?? [];
	const rows: GridRow[] = [];
	for (const [index, cells] of data.entries()) {
		if (!cells || rows.length > limits.rows) continue;
		const last = cells.findLastIndex((cell) => cell?.v !== undefined && cell.v !== '');
		const texts = Array.from({ length: last + 1 }, (_, column) =>
			hiddenColumns[column]?.hidden ? '' : cellText(cells[column]),
		);
		if (texts.every((text) => text === '')) continue;
		rows.push({ line: index + 1, cells: texts, bold: false, hidden: sheet['!rows']?.[index]?.hidden === true });
	}
	const merges = (sheet['!merges'] ?? [])
		.slice(0, 5_000)
		.map(({ s, e }): Merge => ({ fromLine: s.r + 1, toLine: e.r + 1, fromColumn: s.c, toColumn: e.c }));
	return { name, hidden, rows, merges };
}

function cellText(cell: CellObject | undefined): string {
	if (!cell || cell.v === undefined || cell.t === 'z') return '';
	if (cell.t === 'e') return '';
	if (cell.v instanceof Date) return Number.isNaN(cell.v.getTime()) ? '' : cell.v.toISOString().slice(0, 10);
	if (typeof cell.v === 'number') return numberCell(cell.v);
	if (typeof cell.v === 'boolean') return cell.v ? '✓' : '';
	return tidyCell(cell.v);
}
