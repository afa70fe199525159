import type { Brand } from '#lib/kernel/brand.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** Names a block within one text: "b7". Figures frozen at publication and findings of checks point to it. */
export type BlockId = Brand<string, 'block-id'>;

export const marks = ['strong', 'emphasis'] as const;
export type Mark = (typeof marks)[number];

/** A stretch of text that looks alike throughout. */
export interface TextRun {
	readonly kind: 'text';
	readonly text: string;
	/** In the order of {@link marks}, each at most once. */
	readonly marks: readonly Mark[];
	/** http(s), mailto or a path of Tandem, as {@link parseLink} writes it. */
	readonly link: string | null;
}

export const measures = ['needed', 'promised', 'received', 'in-use'] as const;
export type Measure = (typeof measures)[number];

/** What a bound figure asks the ledger, through the public projection. */
export interface FigureQuery {
	readonly measure: Measure;
	/** A node of the catalogue; everything below it counts. */
	readonly itemCode: string;
	readonly scope: { readonly kind: 'operation' | 'partnership'; readonly slug: string };
	/** First and last day, both included; null is open. */
	readonly from: PlainDate | null;
	readonly to: PlainDate | null;
}

/** A number in the middle of a sentence that comes from the ledger. */
export interface FigureRun {
	readonly kind: 'figure';
	readonly query: FigureQuery;
}

/** What stands in a line of text. */
export type Run = TextRun | FigureRun;
export type Runs = readonly Run[];

export interface TimelineEntry {
	readonly on: FuzzyDate;
	readonly text: Runs;
}

type Of<Kind extends string, Content> = { readonly id: BlockId; readonly kind: Kind } & Content;

/** A piece of an article's text. The union is closed: what is not in it cannot be stored, least of all HTML. */
export type Block =
	| Of<'paragraph', { readonly text: Runs }>
	| Of<'heading', { readonly level: 2 | 3; readonly text: Runs }>
	| Of<'list', { readonly ordered: boolean; readonly items: readonly Runs[] }>
	| Of<'quote', { readonly text: Runs; readonly speaker: string; readonly role: string | null }>
	| Of<'image', { readonly imageId: Id<'image'>; readonly caption: string | null }>
	| Of<'gallery', { readonly imageIds: readonly Id<'image'>[] }>
	| Of<'figure', { readonly query: FigureQuery; readonly label: string }>
	| Of<'timeline', { readonly entries: readonly TimelineEntry[] }>
	| Of<'map', { readonly operation: string }>
	| Of<'downloads', { readonly documentIds: readonly Id<'document'>[] }>
	| Of<
			'story-line',
			{ readonly partnership: string; readonly fromYear: number | null; readonly toYear: number | null }
	  >;

export type BlockKind = Block['kind'];

/** How much of everything a text may hold; lengths in UTF-16 units. */
export const bounds = {
	blocks: 400,
	characters: 100_000,
	runs: 500,
	paragraph: 5000,
	heading: 200,
	items: 100,
	item: 1000,
	speaker: 200,
	caption: 500,
	label: 200,
	images: 30,
	documents: 30,
	entries: 60,
	link: 1000,
} as const;

/** All lines of text a block holds, with the name of the part each is, for checks that read every word. */
export function textsOf(block: Block): readonly Runs[] {
	switch (block.kind) {
		case 'paragraph':
		case 'heading':
		case 'quote':
			return [block.text];
		case 'list':
			return block.items;
		case 'timeline':
			return block.entries.map(({ text }) => text);
		default:
			return [];
	}
}

/** The words of a line without marks, links and figures. */
export function plainText(runs: Runs): string {
	return runs.map((run) => (run.kind === 'text' ? run.text : '')).join('');
}
