import { type Result, refused } from '#lib/kernel/result.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ReadingRefusal } from './reading-refusal.ts';

/** The refusal of a table that is too long, too wide or has a monstrous cell; undefined where it keeps the limits. */
export function checkCells(
	rows: readonly (readonly string[])[],
	sheet: string | null,
	limits: ReadingLimits,
): Result<never, ReadingRefusal> | undefined {
	let filled = 0;
	for (const [index, row] of rows.entries()) {
		if (row.some((cell) => cell !== '')) filled++;
		if (filled > limits.rows) return refused({ kind: 'too-many-rows', sheet, limit: limits.rows });
		if (row.length > limits.columns && row.findLastIndex((cell) => cell.trim() !== '') >= limits.columns)
			return refused({ kind: 'too-many-columns', sheet, limit: limits.columns });
		if (row.some((cell) => cell.length > limits.cellCharacters))
			return refused({ kind: 'cell-too-long', sheet, line: index + 1, limit: limits.cellCharacters });
	}
	return undefined;
}
