import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Block, TextRun } from './block.ts';

/** A piece of a text as a reader sees it: what the text only names has been looked up. */
export type ShownRun = TextRun;
export type ShownRuns = readonly ShownRun[];

type Of<Kind extends string, Content> = { readonly id: string; readonly kind: Kind } & Content;

export type ShownBlock =
	| Of<'paragraph', { readonly text: ShownRuns }>
	| Of<'heading', { readonly level: 2 | 3; readonly text: ShownRuns }>
	| Of<'list', { readonly ordered: boolean; readonly items: readonly ShownRuns[] }>
	| Of<'quote', { readonly text: ShownRuns; readonly speaker: string; readonly role: string | null }>
	| Of<'timeline', { readonly entries: readonly { readonly on: FuzzyDate; readonly text: ShownRuns }[] }>;

const wordsOf = (runs: Extract<Block, { kind: 'paragraph' }>['text']): ShownRuns =>
	runs.filter((run) => run.kind === 'text');

/** The blocks that are nothing but words, ready to be shown; all others are left out. */
export function shownText(blocks: readonly Block[]): readonly ShownBlock[] {
	return blocks.flatMap((block): readonly ShownBlock[] => {
		switch (block.kind) {
			case 'paragraph':
			case 'heading':
			case 'quote':
				return [{ ...block, text: wordsOf(block.text) }];
			case 'list':
				return [{ ...block, items: block.items.map(wordsOf) }];
			case 'timeline':
				return [{ ...block, entries: block.entries.map(({ on, text }) => ({ on, text: wordsOf(text) })) }];
			default:
				return [];
		}
	});
}
