import {
	type FigureAddress,
	type Paper,
	type PaperBlock,
	type PaperCell,
	type PaperTable,
	type PaperTerm,
	printable,
} from './paper.ts';

/** A cell or entry with the address it links to in place of the name of its figure. */
export type Linked<Part extends PaperCell | PaperTerm> = Omit<Part, 'figure'> & { readonly href?: string };

export interface LinkedTable extends Omit<PaperTable, 'rows' | 'total'> {
	readonly rows: readonly (readonly Linked<PaperCell>[])[];
	readonly total: readonly Linked<PaperCell>[] | null;
}

export type LinkedBlock =
	| Exclude<PaperBlock, { readonly kind: 'terms' | 'table' }>
	| { readonly kind: 'terms'; readonly entries: readonly Linked<PaperTerm>[] }
	| LinkedTable;

/** A paper ready to be drawn: every text printable, every figure with its address. Plain data, fit for another thread. */
export interface LinkedPaper extends Omit<Paper, 'blocks'> {
	readonly blocks: readonly LinkedBlock[];
	/** It is long enough to need a table of contents. */
	readonly contents: boolean;
}

/** Makes a paper ready to be drawn. */
export function linkPaper(paper: Paper, addressOf: FigureAddress = () => undefined): LinkedPaper {
	const linked = <Part extends PaperCell | PaperTerm>({ figure, ...part }: Part): Linked<Part> => {
		const href = figure === undefined ? undefined : addressOf(figure);
		return href === undefined ? part : { ...part, href };
	};
	const blocks = paper.blocks.map((block): LinkedBlock => {
		if (block.kind === 'terms') return { ...block, entries: block.entries.map(linked) };
		if (block.kind !== 'table') return block;
		return { ...block, rows: block.rows.map((row) => row.map(linked)), total: block.total?.map(linked) ?? null };
	});
	return cleaned({ ...paper, blocks, contents: hasContents(paper) }) as LinkedPaper;
}

function cleaned(value: unknown): unknown {
	if (typeof value === 'string') return printable(value);
	if (Array.isArray(value)) return value.map(cleaned);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'href' ? part : cleaned(part)]));
}

/** A paper of four chapters and more has a table of contents. */
function hasContents(paper: Paper): boolean {
	return paper.blocks.filter((block) => block.kind === 'heading' && block.level === 1).length >= 4;
}

/**
 * Whether headings go down one level at a time, beginning with the first: a level left out is a gap in the outline that
 * people find their way by (PDF/UA-1, 7.4).
 */
export function hasSoundOutline(blocks: readonly PaperBlock[]): boolean {
	let last = 0;
	return blocks.every((block) => {
		if (block.kind !== 'heading') return true;
		const sound = block.level <= last + 1;
		last = block.level;
		return sound;
	});
}
