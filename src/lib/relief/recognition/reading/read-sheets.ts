import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { checkCells } from './check-cells.ts';
import type { Grid } from './grid.ts';
import { joinParts, type ReadPart, skip } from './read-document.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ReadingRefusal } from './reading-refusal.ts';
import { instructionSheet } from './reading-words.ts';
import { readTable, rowText } from './table-lines.ts';

/**
 * The lines of a workbook's sheets. Hidden sheets and those that explain the form are passed over, row by row and with
 * the reason, unless nothing else holds a list; a sheet asked for by name is read whatever it is.
 */
export function readSheets(
	grids: readonly Grid[],
	asked: string | undefined,
	limits: ReadingLimits,
): Result<ReadPart, ReadingRefusal> {
	const chosen = asked === undefined ? grids : grids.filter((grid) => sameName(grid.name, asked));
	if (asked !== undefined && chosen.length === 0) {
		return refused({ kind: 'sheet-not-found', sheet: asked, present: grids.map((grid) => grid.name ?? '') });
	}
	for (const grid of chosen) {
		const checked = checkCells(
			grid.rows.map((row) => row.cells),
			grid.name,
			limits,
		);
		if (checked) return checked;
	}
	const passed = asked === undefined ? chosen.filter(isPassedOver) : [];
	const read = chosen.map((grid) => (passed.includes(grid) ? passOver(grid) : readTable(grid)));
	const part = joinParts(read);
	return ok(part.lines.length > 0 || passed.length === 0 ? part : joinParts(chosen.map(readTable)));
}

function sameName(name: string | null, asked: string): boolean {
	return name?.trim().toLowerCase() === asked.trim().toLowerCase();
}

function isPassedOver(grid: Grid): boolean {
	return grid.hidden || instructionSheet.test(grid.name ?? '');
}

function passOver(grid: Grid): ReadPart {
	const reason = grid.hidden ? 'hidden' : 'instruction';
	const skipped = grid.rows.map((row) => skip(row.line, grid.name, reason, rowText(row)));
	return { title: null, columns: [], lines: [], skipped };
}
