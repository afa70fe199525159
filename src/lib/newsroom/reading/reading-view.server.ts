import { formatDate } from '#lib/i18n/format.ts';
import { type Instant, toIso } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Alternates } from '#lib/ui/navigation.ts';
import { viewFigures } from '../articles/figures/figure-view.server.ts';
import { imagesIn } from '../articles/images-in.ts';
import { parseLink } from '../articles/link.ts';
import { showBlocks } from '../articles/shown-block.ts';
import { placedCard } from './article-card.server.ts';
import { machineView } from './machine-view.ts';
import { articlePath, termPath } from './news-paths.ts';
import { type FindStory, publicLookup } from './public-lookup.server.ts';
import {
	type ArticleLine,
	type EditionAddress,
	listEditions,
	listRelated,
	listTermsInUse,
	type ReadArticle,
	type TermInUse,
} from './reading-queries.server.ts';
import { findShownImages } from './shown-image.server.ts';

/** A moment as a page writes it: the day with its year, and the moment for machines. */
export interface Dated {
	readonly iso: string;
	readonly text: string;
}

export function dated(at: Instant, language: Language): Dated {
	return { iso: toIso(at), text: formatDate(dayOf(at), language) };
}

const listWidth = 640;

/** Articles as a list shows them, each with its picture where one is public. */
export async function cardsOf(trx: Trx, lines: readonly ArticleLine[], language: Language) {
	const ids = lines.flatMap(({ imageId }) => imageId ?? []);
	const images = await findShownImages(trx, ids, { language, shape: 'wide', upTo: listWidth });
	return lines.map((line) => ({
		id: line.publicId,
		href: articlePath(line.language, line.slug),
		kind: line.kind,
		kicker: line.kicker,
		title: line.title,
		teaser: line.teaser,
		published: dated(line.firstPublishedAt, language),
		picture: (line.imageId && images.get(line.imageId)?.picture) ?? null,
	}));
}

export type ArticleCard = Awaited<ReturnType<typeof cardsOf>>[number];

/** The addresses of an article in each language it exists in, written the same way. */
export function alternatesOfArticle(editions: readonly EditionAddress[], easy: boolean): Alternates {
	return Object.fromEntries(
		editions.flatMap((each) => (each.easy === easy ? [[each.language, articlePath(each.language, each.slug)]] : [])),
	);
}

const mostRelated = 4;

/** What the site tells the newsroom: its address, and what only others know. */
export interface SiteWish {
	readonly origin: string;
	readonly findStory: FindStory;
}

/** The page of a live article, with what machines read of it. */
export async function articleView(trx: Trx, article: ReadArticle, { origin, findStory }: SiteWish) {
	const { language, easy, content } = article;
	const editions = await listEditions(trx, article.articlePublicId);
	const terms = await listTermsInUse(trx, language);
	const other = editions.find((each) => each.language === language && each.easy !== easy);
	const figures = await viewFigures(trx, article.blocks, { frozen: content.figures, language });
	const lookup = await publicLookup(trx, article.blocks, { language, figures, findStory });
	const blocks = showBlocks(article.blocks, lookup);
	const changed = article.publicUpdatedAt > article.firstPublishedAt ? article.publicUpdatedAt : null;
	return {
		id: article.publicId,
		kind: article.kind,
		language,
		easy,
		kicker: article.kicker,
		title: article.title,
		teaser: article.teaser,
		path: articlePath(language, article.slug),
		dateline: content.dateline ? readableText(content.dateline, language).text : null,
		published: dated(article.firstPublishedAt, language),
		updated: changed === null ? null : dated(changed, language),
		blocks,
		/** Of the pictures of the text, shown or not. */
		images: imagesIn(article.blocks),
		/** Where the public knows of it. */
		partnership: article.partnership?.slug ?? null,
		figures: figures.rows,
		machine: machineView(article, blocks, placedCard(article), origin),
		notes: content.notes.toReversed().map((note) => ({ ...note, at: dated(note.at, language) })),
		sources: content.sources.filter(({ url }) => parseLink(url) === url),
		pressContact: content.pressContact,
		terms: termLinks(article.terms, terms, language),
		/** The same article in the other way of writing. */
		otherWay: other ? articlePath(other.language, other.slug) : null,
		languages: [...new Set(editions.map((each) => each.language))],
		alternates: alternatesOfArticle(editions, easy),
		related: await cardsOf(trx, await listRelated(trx, article.publicId, mostRelated), language),
	};
}

export type ArticleView = Awaited<ReturnType<typeof articleView>>;

/** The categories and topics of an article, by name; keywords are for finding only. */
function termLinks(filed: readonly string[], terms: readonly TermInUse[], language: Language) {
	return terms
		.filter(({ kind, slug }) => kind !== 'keyword' && filed.includes(`${kind}/${slug}`))
		.map((term) => ({ href: termPath(language, term.kind, term.slug), name: readableText(term.names, language) }));
}
