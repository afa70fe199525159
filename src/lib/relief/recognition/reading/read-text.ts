import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { checkCells } from './check-cells.ts';
import { findSeparator, parseCsv, type Separator, statedSeparator } from './csv.ts';
import { gridOf } from './grid.ts';
import type { Block } from './html-blocks.ts';
import { readBlocks } from './read-blocks.ts';
import type { ReadDocument, ReadPart } from './read-document.ts';
import { type ReadingLimits, readingLimits } from './reading-limits.ts';
import type { ReadableKind, ReadingRefusal } from './reading-refusal.ts';
import { readTable } from './table-lines.ts';
import { textRows } from './text-row.ts';

/**
 * Reads a pasted text: a letter, a list, or cells copied from a spreadsheet (tab separated). Pure and quick, so that a
 * form can show the lines while it is filled in. Refuses an empty text, one above the limits, and one without a line.
 */
export function readText(text: string, limits: ReadingLimits = readingLimits): Result<ReadDocument, ReadingRefusal> {
	if (text.trim() === '') return refused({ kind: 'empty-file' });
	const part = readTextPart(text, false, limits);
	if (!part.ok) return part;
	return asDocument(part.value.part, part.value.kind, null);
}

/** A part as a document of its own; refused where it holds no line. */
export function asDocument(
	part: ReadPart,
	kind: ReadableKind,
	encoding: string | null,
): Result<ReadDocument, ReadingRefusal> {
	if (part.lines.length === 0) return refused({ kind: 'no-lines' });
	return ok({ kind, encoding, sheets: [], refusedAttachments: [], ...part });
}

/** A text as a table where it is one, else as a letter or list. */
export function readTextPart(
	text: string,
	saidToBeCsv: boolean,
	limits: ReadingLimits,
): Result<{ part: ReadPart; kind: 'csv' | 'text' }, ReadingRefusal> {
	if (text.length > limits.textCharacters) return refused({ kind: 'text-too-long', limit: limits.textCharacters });
	const clean = text
		.replace(/^\ufeff/, '')
		.replaceAll('\0', '')
		.replaceAll('\u001a', '');
	const separator = findSeparator(clean, saidToBeCsv);
	if (separator || saidToBeCsv) {
		const part = readCsv(clean, separator ?? ';', limits);
		return part.ok ? ok({ part: part.value, kind: 'csv' }) : part;
	}
	const rows = textRows(clean);
	if (rows.length > limits.rows) return refused({ kind: 'too-many-rows', sheet: null, limit: limits.rows });
	const long = rows.find((row) => row.text.length > limits.cellCharacters);
	if (long) return refused({ kind: 'cell-too-long', sheet: null, line: long.line, limit: limits.cellCharacters });
	return ok({ part: readBlocks(blocksOf(clean), true), kind: 'text' });
}

function readCsv(text: string, separator: Separator, limits: ReadingLimits): Result<ReadPart, ReadingRefusal> {
	const stated = statedSeparator(text) !== undefined;
	const body = stated ? text.slice(text.indexOf('\n') + 1) : text;
	const records = parseCsv(body, separator).map(separator === '|' ? withoutFrame : (record) => record);
	const checked = checkCells(records, null, limits);
	return checked ?? ok(readTable(gridOf(null, records, stated ? 2 : 1)));
}

/** A Markdown table has an empty field at both ends and a row of dashes under its headings. */
function withoutFrame(record: readonly string[]): readonly string[] {
	const inner = record[0]?.trim() === '' ? record.slice(1) : record;
	const cells = inner.at(-1)?.trim() === '' ? inner.slice(0, -1) : inner;
	return cells.every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell)) ? [] : cells;
}

/** A letter with cells pasted between its paragraphs: runs of rows with tabs are tables, the rest is text. */
function blocksOf(text: string): readonly Block[] {
	const lines = text.split(/\r\n|[\n\r]/);
	const tabbed = lines.map((line) => line.trim().includes('\t'));
	const inTable = tabbed.map((tab, index) => tab && (tabbed[index - 1] === true || tabbed[index + 1] === true));
	const blocks: Block[] = [];
	let from = 0;
	while (from < lines.length) {
		let to = from + 1;
		while (to < lines.length && inTable[to] === inTable[from]) to++;
		const run = lines.slice(from, to);
		if (inTable[from]) {
			const cells = run.map((line) => line.split('\t'));
			blocks.push({ kind: 'table', grid: gridOf(null, cells, from + 1) });
		} else {
			const first = from;
			blocks.push({ kind: 'text', rows: textRows(run.join('\n')).map((row) => ({ ...row, line: row.line + first })) });
		}
		from = to;
	}
	return blocks;
}
