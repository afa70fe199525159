import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { publicDocumentAddress } from '#lib/media/documents/document-address.ts';
import { listPublicDocuments, type PublicDocument } from '#lib/media/documents/document-queries.server.ts';
import { formatInWords } from '#lib/media/documents/document-texts.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { listPlaceNames, listPublicCities, listPublicOperations } from '#lib/relief/figures/figure-queries.server.ts';
import { publicMap } from '#lib/relief/figures/public-map.server.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import type { Block } from '../articles/block.ts';
import { documentsIn } from '../articles/documents-in.ts';
import type { FigureView } from '../articles/figures/figure-view.server.ts';
import { imagesIn } from '../articles/images-in.ts';
import type { Lookup, ShownDocument, ShownMap, ShownStory, StoryBlock } from '../articles/shown-block.ts';
import { findShownImages } from './shown-image.server.ts';

/** Which part of the story of a partnership a text tells. */
export interface StoryWish {
	readonly language: Language;
	readonly slug: string;
	/** Both included; null is open. */
	readonly fromYear: number | null;
	readonly toYear: number | null;
}

/** Finds what happened in a partnership in public; given by who knows the story line. */
export type FindStory = (trx: Trx, wish: StoryWish) => Promise<readonly TimelineEvent[]>;

/** What a text is shown to readers with. */
export interface ReaderWish {
	readonly language: Language;
	readonly figures: FigureView;
	readonly findStory: FindStory;
}

/** What a text names, as the public may see it now. Run inside inPublic. */
export async function publicLookup(
	trx: Trx,
	blocks: readonly Block[],
	{ language, figures, findStory }: ReaderWish,
): Promise<Lookup> {
	const images = await findShownImages(trx, imagesIn(blocks), { language, shape: 'whole' });
	const documents = await listPublicDocuments(trx, documentsIn(blocks));
	const shownDocuments = new Map(documents.map((each) => [each.id, shownDocument(each, language)]));
	const maps = await findMaps(trx, blocks, language);
	const stories = await findStories(trx, blocks, language, findStory);
	return {
		language,
		image: (id: Id<'image'>) => images.get(id),
		figure: figures.find,
		document: (id) => shownDocuments.get(id),
		operation: (slug) => maps.get(slug),
		story: (block) => stories.get(block.id),
	};
}

function shownDocument(document: PublicDocument, language: Language): ShownDocument {
	return {
		href: publicDocumentAddress(document),
		title: readableText(document.title, language),
		format: formatInWords(document, language),
		language: document.language,
	};
}

async function findMaps(
	trx: Trx,
	blocks: readonly Block[],
	language: Language,
): Promise<ReadonlyMap<string, ShownMap>> {
	const slugs = blocks.flatMap((block) => (block.kind === 'map' ? [block.operation] : []));
	const found = new Map<string, ShownMap>();
	if (slugs.length === 0) return found;
	const cities = await listPublicCities(trx);
	for (const operation of await listPublicOperations(trx)) {
		const { slug, names } = operation;
		if (!slugs.includes(slug)) continue;
		const map = await publicMap(cities, [operation], language);
		found.set(slug, { href: `/${language}/operations/${slug}`, label: readableText(names, language).text, map });
	}
	return found;
}

async function findStories(
	trx: Trx,
	blocks: readonly Block[],
	language: Language,
	findStory: FindStory,
): Promise<ReadonlyMap<string, ShownStory>> {
	const told = blocks.filter((block): block is StoryBlock => block.kind === 'story-line');
	const partnerships = told.map(({ partnership }) => partnership);
	const names =
		told.length > 0 ? await listPlaceNames(trx, { operations: [], partnerships }) : new Map<string, never>();
	const found = new Map<string, ShownStory>();
	for (const { id, partnership: slug, fromYear, toYear } of told) {
		const known = names.get(`partnership ${slug}`);
		if (!known) continue;
		const events = await findStory(trx, { language, slug, fromYear, toYear });
		found.set(id, {
			href: `/${language}/partnerships/${slug}/story`,
			label: readableText(known, language).text,
			events,
		});
	}
	return found;
}
