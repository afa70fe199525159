import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { checkCells } from './check-cells.ts';
import { findSeparator, parseCsv, type Separator, statedSeparator } from './csv.ts';
import { gridOf } from './grid.ts';
import type { Block } from './html-blocks.ts';
import { readWithin } from './read-blocks.ts';
import type { ReadDocument, ReadPart } from './read-document.ts';
import { type ReadingLimits, readingLimits } from './reading-limits.ts';
import type { ReadableKind, ReadingRefusal } from './reading-refusal.ts';
import { readTable } from './table-lines.ts';
import { textRows } from './text-row.ts';

/** What is read without a thread: some sixty pages, for which the worst text takes less than a second. */
const longestInForm = 200_000;

/**
 * Reads a pasted text: a letter, a list, or cells copied from a spreadsheet (tab separated). Pure and quick, so that a
 * form can show the lines while it is filled in; `readFile` takes longer texts. Refuses an empty text, one above the
 * limits, and one without a line.
 */
export function readText(text: string, limits: ReadingLimits = readingLimits): Result<ReadDocument, ReadingRefusal> {
	if (text.trim() === '') return refused({ kind: 'empty-file' });
	if (text.length > longestInForm) return refused({ kind: 'text-too-long', limit: longestInForm });
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
	const part = readWithin(blocksOf(clean), true, limits);
	return part.ok ? ok({ part: part.value, kind: 'text' }) : part;
}

function readCsv(text: string, separator: Separator, limits: ReadingLimits): Result<ReadPart, ReadingRefusal> {
	const stated = statedSeparator(text) !== undefined;
	const body = stated ? text.slice(text.indexOf('\n') + 1) : text;
	const records = parseCsv(body, separator);
	const checked = checkCells(records, null, limits);
	return checked ?? ok(readTable(gridOf(null, records, stated ? 2 : 1)));
}

/** A Markdown table has an empty field at both ends and a row of dashes under its headings. */
function withoutFrame(record: readonly string[]): readonly string[] {
	const inner = record[0]?.trim() === '' ? record.slice(1) : record;
	const cells = inner.at(-1)?.trim() === '' ? inner.slice(0, -1) : inner;
	return cells.every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell)) ? [] : cells;
}

/** A letter with cells pasted between its paragraphs: runs of rows with tabs or bars are tables, the rest is text. */
function blocksOf(text: string): readonly Block[] {
	const lines = text.split(/\r\n|[\n\r]/);
	const separated = lines.map((line) =>
		line.trim().includes('\t') ? '\t' : /^\s*\|.*\||\s\|\s/.test(line) ? '|' : null,
	);
	const kinds = separated.map((kind, index) => {
		return kind !== null && (separated[index - 1] === kind || separated[index + 1] === kind) ? kind : null;
	});
	const blocks: Block[] = [];
	let from = 0;
	while (from < lines.length) {
		let to = from + 1;
		while (to < lines.length && kinds[to] === kinds[from]) to++;
		blocks.push(blockOf(lines.slice(from, to), kinds[from] ?? null, from + 1));
		from = to;
	}
	return blocks;
}

function blockOf(lines: readonly string[], separator: '\t' | '|' | null, firstLine: number): Block {
	if (separator === null) {
		const rows = textRows(lines.join('\n')).map((row) => ({ ...row, line: row.line + firstLine - 1 }));
		return { kind: 'text', rows };
	}
	const cells = lines.map((line) => line.split(separator));
	const table = separator === '|' ? cells.map(withoutFrame) : cells;
	return { kind: 'table', grid: gridOf(null, table, firstLine) };
}
