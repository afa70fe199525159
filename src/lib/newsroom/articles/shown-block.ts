import { unreachable } from '#lib/kernel/assert.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { PictureView } from '#lib/media/images/picture.ts';
import type { DrawnMap } from '#lib/ui/map.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import type { Block, FigureQuery, Runs, TextRun } from './block.ts';
import { parseLink } from './link.ts';

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
	/** Both as a sentence holds them, in the language of the text: "14 Stück (heute: 12 Stück)". */
	readonly words: string;
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

/** An operation with the map of its cities, each one point (R4). */
export interface ShownMap extends ShownLink {
	readonly map: DrawnMap;
}

/** A partnership with what happened in it; none where the text only leads there. */
export interface ShownStory extends ShownLink {
	readonly events: readonly TimelineEvent[];
}

/** A document to take away. */
export interface ShownDocument {
	readonly href: string;
	readonly title: { readonly text: string; readonly language: Language };
	/** "PDF, 3,4 MB" */
	readonly format: string;
	/** Of the text in the file; null where it has none or is in another language. */
	readonly language: Language | null;
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
	| Of<'map', { readonly place: ShownMap }>
	| Of<'downloads', { readonly documents: readonly ShownDocument[] }>
	| Of<'story-line', { readonly story: ShownStory }>;

/** A block that tells of a partnership over some years. */
export type StoryBlock = Extract<Block, { readonly kind: 'story-line' }>;

/** Finds what a text names, for one reader; undefined for what this reader may not see, which is then left out. */
export interface Lookup {
	/** The text is written in. */
	readonly language: Language;
	readonly image: (id: Id<'image'>) => ShownImage | undefined;
	readonly figure: (query: FigureQuery) => ShownFigure;
	readonly document: (id: Id<'document'>) => ShownDocument | undefined;
	readonly operation: (slug: string) => ShownMap | undefined;
	readonly story: (block: StoryBlock) => ShownStory | undefined;
}

/** For texts that are nothing but words. */
const wordsOnly: Lookup = {
	language: 'en',
	image: () => undefined,
	figure: () => ({ published: null, today: { text: '', asOf: null }, words: '', moved: false, row: null }),
	document: () => undefined,
	operation: () => undefined,
	story: () => undefined,
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
			const place = lookup.operation(block.operation);
			return place && { id, kind: 'map', place };
		}
		case 'story-line': {
			const story = lookup.story(block);
			return story && { id, kind: 'story-line', story };
		}
		case 'downloads': {
			const documents = block.documentIds.flatMap((each) => lookup.document(each) ?? []);
			return documents.length > 0 ? { id, kind: 'downloads', documents } : undefined;
		}
		default:
			return unreachable(block);
	}
}

function showRuns(text: Runs, lookup: Lookup): ShownRuns {
	return text.map((run) =>
		run.kind === 'text' ? withLink(run) : { kind: 'figure', figure: lookup.figure(run.query) },
	);
}

/** A link is shown only if it would be taken as one today, whatever way it got into the text. */
const withLink = (run: TextRun): TextRun => (run.link === null ? run : { ...run, link: parseLink(run.link) ?? null });
