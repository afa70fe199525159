import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { PictureView } from '#lib/media/images/picture.ts';
import type { Block, FigureQuery, Runs, TextRun } from './block.ts';

/** A number as a reader sees it, with its unit, or that it is not known; and the moment this speaks of. */
export interface FigureText {
	readonly text: string;
	/** Null before anything was public. */
	readonly asOf: string | null;
}

/** A bound figure: what it was when the text was published, null for a text that is not, and what it is now. */
export interface ShownFigure {
	readonly published: FigureText | null;
	readonly today: FigureText;
	/** Whether the two differ. */
	readonly moved: boolean;
	/** The id of the row of a table that explains the figure; null where the page has none. */
	readonly row: string | null;
}

export interface ShownFigureRun {
	readonly kind: 'figure';
	readonly figure: ShownFigure;
}
export type ShownRun = TextRun | ShownFigureRun;
export type ShownRuns = readonly ShownRun[];

/** A picture with everything that stands below it. */
export interface ShownImage {
	readonly picture: PictureView;
	readonly caption: { readonly text: string; readonly language: Language } | null;
	readonly credit: string | null;
	readonly licence: { readonly name: string; readonly href: string | null } | null;
}

/** A page of the public site that a block leads to. */
export interface ShownLink {
	readonly href: string;
	readonly label: string;
}

type Of<Kind extends string, Content> = { readonly id: string; readonly kind: Kind } & Content;

/** A piece of a text as a reader sees it: what the text only names has been looked up. */
export type ShownBlock =
	| Of<'paragraph', { readonly text: ShownRuns }>
	| Of<'heading', { readonly level: 2 | 3; readonly text: ShownRuns }>
	| Of<'list', { readonly ordered: boolean; readonly items: readonly ShownRuns[] }>
	| Of<'quote', { readonly text: ShownRuns; readonly speaker: string; readonly role: string | null }>
	| Of<'timeline', { readonly entries: readonly { readonly on: FuzzyDate; readonly text: ShownRuns }[] }>
	| Of<'images', { readonly images: readonly ShownImage[] }>
	| Of<'figure', { readonly label: string; readonly figure: ShownFigure }>
	| Of<'link', { readonly of: 'map' | 'story-line'; readonly link: ShownLink }>;

/** Finds what a text names, for one reader; undefined for what this reader may not see, which is then left out. */
export interface Lookup {
	/** The text is written in. */
	readonly language: Language;
	readonly image: (id: Id<'image'>) => ShownImage | undefined;
	readonly figure: (query: FigureQuery) => ShownFigure;
	readonly operation: (slug: string) => ShownLink | undefined;
	readonly partnership: (slug: string) => ShownLink | undefined;
}

/** For texts that are nothing but words. */
const wordsOnly: Lookup = {
	language: 'en',
	image: () => undefined,
	figure: () => ({ published: null, today: { text: '', asOf: null }, moved: false, row: null }),
	operation: () => undefined,
	partnership: () => undefined,
};

/** The blocks of a text that are nothing but words; all others are left out. */
export function shownText(blocks: readonly Block[]): readonly ShownBlock[] {
	return showBlocks(blocks, wordsOnly).filter(({ kind }) => kind !== 'figure');
}

/** A text as a reader sees it. */
export function showBlocks(blocks: readonly Block[], lookup: Lookup): readonly ShownBlock[] {
	return blocks.flatMap((block) => showBlock(block, lookup) ?? []);
}

function showBlock(block: Block, lookup: Lookup): ShownBlock | undefined {
	const { id } = block;
	const runs = (text: Runs) => showRuns(text, lookup);
	switch (block.kind) {
		case 'paragraph':
		case 'heading':
		case 'quote':
			return { ...block, text: runs(block.text) };
		case 'list':
			return { ...block, items: block.items.map(runs) };
		case 'timeline':
			return { ...block, entries: block.entries.map(({ on, text }) => ({ on, text: runs(text) })) };
		case 'image': {
			const image = lookup.image(block.imageId);
			if (!image) return undefined;
			const own = block.caption === null ? image.caption : { text: block.caption, language: lookup.language };
			return { id, kind: 'images', images: [{ ...image, caption: own }] };
		}
		case 'gallery': {
			const images = block.imageIds.flatMap((each) => lookup.image(each) ?? []);
			return images.length > 0 ? { id, kind: 'images', images } : undefined;
		}
		case 'figure':
			return { id, kind: 'figure', label: block.label, figure: lookup.figure(block.query) };
		case 'map': {
			const link = lookup.operation(block.operation);
			return link && { id, kind: 'link', of: 'map', link };
		}
		case 'story-line': {
			const link = lookup.partnership(block.partnership);
			return link && { id, kind: 'link', of: 'story-line', link };
		}
		default:
			return undefined;
	}
}

function showRuns(text: Runs, lookup: Lookup): ShownRuns {
	return text.map((run) => (run.kind === 'text' ? run : { kind: 'figure', figure: lookup.figure(run.query) }));
}
