import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Block } from '../articles/block.ts';
import type { BlockFault, BlockRefusal } from '../articles/block-refusal.ts';
import { type DraftBlock, draftBlocks, parseMarkup } from '../articles/markup/parse-markup.ts';
import { printMarkup, printRuns } from '../articles/markup/print-markup.ts';
import { blocksOf, type DocumentNode, documentOf, type WritingBlock, type WritingEntry } from './document.ts';

/** The fields of the form that hold a text: the written form, and which blocks it is of ("b1 b7 -", "-" for a new one). */
export interface WrittenBlocks {
	readonly blocks: string;
	readonly blockIds: string;
}

/** What the form has to hold for what stands in the editor, finished or not. */
export function writtenBlocks(document: DocumentNode): WrittenBlocks {
	const blocks = blocksOf(document);
	return { blocks: blocks.map(printBlock).join('\n\n'), blockIds: blocks.map(({ id }) => id ?? '-').join(' ') };
}

/** What an editor that is not finished has is written as far as it goes; a day that is none stands before its words. */
function printBlock(block: WritingBlock): string {
	if (block.kind !== 'timeline') return printMarkup([block as unknown as Block]);
	return (block['entries'] as readonly WritingEntry[]).map(printEntry).join('\n');
}

function printEntry({ typedDay, text }: WritingEntry): string {
	const day = printRuns([{ kind: 'text', text: typedDay, marks: [], link: null }]);
	return `@ ${day}${day === '' ? '' : ': '}${printRuns(text)}`;
}

/** What an editor lets somebody mend. Other faults are of the signs themselves: read on, words would be lost. */
const mendable: ReadonlySet<BlockFault['kind']> = new Set([
	'missing',
	'too-long',
	'too-many',
	'not-a-day',
	'forbidden-character',
	'ends-before-it-begins',
] as const);

/** Reads what stands in the form for the editor. Refuses what only the plain text field can show without losing words. */
export function openWritten({ blocks, blockIds }: WrittenBlocks): Result<DocumentNode, readonly BlockRefusal[]> {
	const read = parseMarkup(blocks);
	const hindering = read.ok ? [] : read.refusal.filter(({ fault }) => !mendable.has(fault.kind));
	if (hindering.length > 0) return refused(hindering);
	const drafts: readonly DraftBlock[] = draftBlocks(blocks);
	const told = blockIds.split(' ').map((id) => (/^[a-z0-9]{1,12}$/.test(id) ? id : null));
	return ok(documentOf(drafts, told.length === drafts.length ? told : []));
}
