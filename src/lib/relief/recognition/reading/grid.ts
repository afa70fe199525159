/** One row of a table that has at least one filled cell. Empty cells are ''. */
export interface GridRow {
	/** From 1, as the author sees it. */
	readonly line: number;
	readonly cells: readonly string[];
	/** All filled cells are bold (or are heading cells, in HTML). */
	readonly bold: boolean;
	readonly hidden: boolean;
}

/** A merged range, all bounds inclusive: lines from 1, columns from 0. */
export interface Merge {
	readonly fromLine: number;
	readonly toLine: number;
	readonly fromColumn: number;
	readonly toColumn: number;
}

export interface Grid {
	readonly name: string | null;
	readonly hidden: boolean;
	readonly rows: readonly GridRow[];
	readonly merges: readonly Merge[];
}

/** Rows from cells, empty ones left out: what csv, pasted tables and tests have. */
export function gridOf(name: string | null, cells: readonly (readonly string[])[], firstLine = 1): Grid {
	const rows = cells
		.map((row, index) => ({ line: firstLine + index, cells: row.map(tidyCell), bold: false, hidden: false }))
		.filter((row) => row.cells.some((cell) => cell !== ''));
	return { name, hidden: false, rows, merges: [] };
}

/** Blanks of every kind become one space, line breaks stay: they can mean several things in one cell. */
export function tidyCell(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n[ \n]*/g, '\n')
		.trim();
}

/**
 * A numeric cell as text. A value with exactly three decimals gets a fourth, because "1.125" reads as one thousand one
 * hundred and twenty-five in half of Europe.
 */
export function numberCell(value: number): string {
	if (!Number.isFinite(value)) return '';
	const plain = Number(value.toPrecision(12));
	if (Number.isInteger(plain)) return Math.abs(plain) < 1e15 ? String(plain) : plain.toExponential();
	const text = String(plain);
	return /\.\d{3}$/.test(text) ? `${text}0` : text;
}
