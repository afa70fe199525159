/** How far the filled cells of a worksheet reach, counted without building anything. */
export interface SheetExtent {
	/** From 1; 0 where nothing is filled. */
	readonly lastRow: number;
	/** From 1. */
	readonly lastColumn: number;
	readonly filledRows: number;
}

/**
 * Scans the XML of an xlsx worksheet (ECMA-376 part 1, 18.3.1) for cells that hold a value. Formatted but empty cells
 * are passed over: a sheet coloured down to row 1,048,576 has as many rows as its author wrote.
 */
export function sheetExtent(xml: string): SheetExtent {
	const tags = /<(?:\w+:)?(row|c)\b([^>]*)>/g;
	let row = 0;
	let column = 0;
	let lastRow = 0;
	let lastColumn = 0;
	let filledRows = 0;
	let rowIsFilled = false;
	for (let match = tags.exec(xml); match !== null; match = tags.exec(xml)) {
		const [, tag, attributes = ''] = match;
		if (tag === 'row') {
			row = Number(/\br="(\d{1,7})"/.exec(attributes)?.[1] ?? row + 1);
			column = 0;
			rowIsFilled = false;
			continue;
		}
		column = columnOf(attributes) ?? column + 1;
		if (attributes.endsWith('/') || !holdsValue(xml, tags.lastIndex)) continue;
		if (!rowIsFilled) filledRows++;
		rowIsFilled = true;
		lastRow = Math.max(lastRow, row);
		lastColumn = Math.max(lastColumn, column);
	}
	return { lastRow, lastColumn, filledRows };
}

function columnOf(attributes: string): number | undefined {
	const letters = /\br="([A-Za-z]{1,3})\d{1,7}"/.exec(attributes)?.[1];
	if (!letters) return undefined;
	return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** A value follows before the cell ends: `<v>` or an inline string. */
function holdsValue(xml: string, from: number): boolean {
	const head = xml.slice(from, from + 400);
	const end = head.search(/<\/(?:\w+:)?c>/);
	const inside = end === -1 ? head : head.slice(0, end);
	return /<(?:\w+:)?(?:v|is|t)\b[^>]*[^/]?>(?!<\/)/.test(inside) || (end === -1 && /<(?:\w+:)?f\b/.test(inside));
}

/** A1 style: 3 → "C". */
export function columnName(column: number): string {
	let name = '';
	for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
		name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
	}
	return name;
}
