import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { checkCells } from './check-cells.ts';
import { type Block, htmlBlocks } from './html-blocks.ts';
import { greeting, introWord, listWord, sentenceWord } from './letter-words.ts';
import { joinParts, type ReadPart } from './read-document.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ReadingRefusal } from './reading-refusal.ts';
import { readTable } from './table-lines.ts';
import { readRows } from './text-lines.ts';
import type { TextRow } from './text-row.ts';

/**
 * Texts and tables in their order as one part. Where a table of several columns holds the list, the words between are
 * read strictly, and a heading above a table names the section of its lines.
 */
export function readBlocks(blocks: readonly Block[], wrapped: boolean): ReadPart {
	const besideTable = blocks.some(isList);
	const parts = blocks.map((block, index) => {
		if (block.kind === 'text') return readRows(block.rows, null, { wrapped, besideTable });
		const before = blocks[index - 1];
		const heading = before?.kind === 'text' ? headingAbove(before.rows) : null;
		const part = readTable(block.grid);
		if (heading === null) return part;
		return { ...part, lines: part.lines.map((line) => ({ ...line, section: line.section ?? heading })) };
	});
	const joined = joinParts(parts);
	return { ...joined, title: joined.title ?? (besideTable ? firstTitle(joined) : null) };
}

function isList(block: Block): boolean {
	return block.kind === 'table' && block.grid.rows.some((row) => row.cells.filter((cell) => cell !== '').length > 1);
}

function headingAbove(rows: readonly TextRow[]): string | null {
	const last = rows.findLast((row) => row.text.trim() !== '');
	const text = last?.text.trim().replace(/[:：]$/, '') ?? '';
	const speaks = introWord.test(text) || sentenceWord.test(text) || greeting.test(text);
	return text === '' || text.length > 80 || speaks || /[.!?,]$/.test(text) ? null : text;
}

function firstTitle(part: ReadPart): string | null {
	const titles = part.skipped.filter((row) => row.reason === 'title');
	// «Додаток 1» stands above «Перелік потреб лікарні», which is what the list is called.
	return (titles.find((row) => listWord.test(row.text)) ?? titles[0])?.text ?? null;
}

/** A page or a Word file as markup; refused where it is longer than the limits allow. */
export function readMarkup(html: string, limits: ReadingLimits): Result<ReadPart, ReadingRefusal> {
	return readWithin(htmlBlocks(html), false, limits);
}

/** {@link readBlocks}, refused where rows, columns or cells exceed the limits. */
export function readWithin(
	blocks: readonly Block[],
	wrapped: boolean,
	limits: ReadingLimits,
): Result<ReadPart, ReadingRefusal> {
	let rows = 0;
	for (const block of blocks) {
		const cells =
			block.kind === 'table' ? block.grid.rows.map((row) => row.cells) : block.rows.map((row) => [row.text]);
		rows += cells.length;
		if (rows > limits.rows) return refused({ kind: 'too-many-rows', sheet: null, limit: limits.rows });
		const checked = checkCells(cells, null, limits);
		if (checked) return checked;
	}
	return ok(readBlocks(blocks, wrapped));
}
