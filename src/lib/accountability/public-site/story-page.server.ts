import type { Trx } from '#lib/platform/database/connect.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import type { PublicRef } from '../disclosure/public-ref.ts';
import {
	countPublicStory,
	findPublicStoryPlace,
	listNewestStory,
	listPublicStory,
} from '../story-line/public-story-queries.server.ts';
import { filterForPlace, parseStoryFilter, parseStoryId, windowOf } from '../story-line/story-line.ts';
import {
	kindChoices,
	neighbours,
	type StoryItem,
	type StoryReader,
	storyItem,
	storyYears,
	yearChoices,
} from '../story-line/story-view.ts';
import { findPartnershipHead } from './partnership-head.server.ts';
import { type PartnershipAddress, partnershipPath, publicRefPath } from './public-paths.ts';

function readerOf(address: PartnershipAddress): StoryReader<PublicRef> {
	const story = partnershipPath(address, 'story');
	return {
		language: address.language,
		catalogue: currentCatalogue(),
		hrefOf: (source) => publicRefPath(source, address),
		entryPath: (id) => `${story}?entry=${id}`,
	};
}

/** The public story of a partnership, as its address asks for it; undefined where the partnership is not public. */
export async function findStoryPage(trx: Trx, asked: PartnershipAddress, query: URLSearchParams) {
	const { slug, language } = asked;
	const head = await findPartnershipHead(trx, asked, 'story');
	if (!head) return undefined;
	const entry = parseStoryId(query.get('entry'));
	const counts = await countPublicStory(trx, slug);
	const place = entry === undefined ? undefined : await findPublicStoryPlace(trx, slug, entry);
	const filter = entry === undefined ? parseStoryFilter(query) : filterForPlace(counts, place);
	const shown = windowOf(counts, filter);
	const part = { kind: filter.kind, year: shown.year, offset: shown.offset };
	return {
		...head,
		isEmpty: counts.length === 0,
		isEntryGone: entry !== undefined && place === undefined,
		filter: { kind: filter.kind, year: shown.year },
		choices: { kinds: kindChoices(counts, language), years: yearChoices(counts) },
		years: storyYears(await listPublicStory(trx, slug, part), readerOf(asked)),
		shown,
		...neighbours(counts, filter, shown, {}),
	};
}
export type StoryPageData = NonNullable<Awaited<ReturnType<typeof findStoryPage>>>;

/** How many entries the front page of a partnership shows. */
const newestShown = 5;

/** What happened last, the newest first. */
export async function listNewestItems(trx: Trx, asked: PartnershipAddress): Promise<readonly StoryItem[]> {
	const entries = await listNewestStory(trx, asked.slug, newestShown);
	return entries.map((entry) => storyItem(entry, readerOf(asked)));
}

/** How many entries stand within an article, so that it stays one. */
const mostInText = 40;

/** What happened in some years of a partnership, in order, to stand within a text: the newest, where it is too much. */
export async function listStoryForText(
	trx: Trx,
	{
		fromYear,
		toYear,
		...address
	}: PartnershipAddress & { readonly fromYear: number | null; readonly toYear: number | null },
): Promise<readonly TimelineEvent[]> {
	const entries = await listNewestStory(trx, address.slug, mostInText, { from: fromYear, to: toYear });
	return entries.toReversed().map((entry) => {
		const { id: _id, permanent: _permanent, detail, ...event } = storyItem(entry, readerOf(address));
		return { ...event, text: detail?.text };
	});
}
