import { day, type Instant, later } from '#lib/kernel/instant.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { findNewsList } from '../reading/news-list.server.ts';
import { listWords, type NewsList } from '../reading/news-list.ts';
import { articlePath } from '../reading/news-paths.ts';
import { listAllAddresses, listPublicArticles, listTermsInUse } from '../reading/reading-queries.server.ts';
import { atomFeed, type Feed, type FeedName, jsonFeed } from './feed.ts';
import { newsSitemap, type SitemapPage, sitemap } from './sitemap.ts';

/** How many articles a feed holds: more than anybody misses between two looks. */
const feedLength = 50;

/** Programs that read feeds in a browser are pages of other sites. */
const readElsewhere = { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' } as const;

interface FeedWish {
	readonly language: Language;
	readonly list: NewsList;
	readonly name: FeedName;
	readonly origin: string;
}

const types = {
	'feed.atom': 'application/atom+xml; charset=utf-8',
	'feed.json': 'application/feed+json; charset=utf-8',
} as const satisfies Record<FeedName, string>;

/** The feed of a list; undefined where there is no such list. */
export async function answerFeed(publicDb: Db, wish: FeedWish): Promise<Response | undefined> {
	const feed = await inPublic(publicDb, (trx) => findFeed(trx, wish));
	if (!feed) return undefined;
	const body = wish.name === 'feed.atom' ? atomFeed(feed) : jsonFeed(feed);
	return new Response(body, { headers: { 'content-type': types[wish.name], ...readElsewhere } });
}

async function findFeed(trx: Trx, { language, list, name, origin }: FeedWish): Promise<Feed | undefined> {
	const found = await findNewsList(trx, list, language);
	if (!found) return undefined;
	const lines = await listPublicArticles(trx, found.wish, { limit: feedLength });
	const terms = await listTermsInUse(trx, language);
	const nameOf = (filed: string) => {
		const term = terms.find(({ kind, slug }) => `${kind}/${slug}` === filed);
		return term ? [readableText(term.names, language).text] : [];
	};
	return {
		title: listWords(list.kind, found.name?.text ?? '', language).title,
		language,
		pageUrl: origin + found.path,
		feedUrl: `${origin}${found.path}/${name}`,
		since: 0 as Instant,
		entries: lines.map((line) => ({
			publicId: line.publicId,
			url: origin + articlePath(language, line.slug),
			title: line.title,
			summary: line.teaser,
			terms: line.terms.flatMap(nameOf),
			published: line.firstPublishedAt,
			updated: line.publicUpdatedAt,
		})),
	};
}

const xml = { headers: { 'content-type': 'application/xml; charset=utf-8' } };

/** Pages that are always there, below the language. */
const standing = [
	'',
	'/news',
	'/press',
	'/figures',
	'/offer',
	'/imprint',
	'/privacy',
	'/accessibility',
	'/easy-language',
];

/** Every public page of the newsroom and those that are always there. */
export async function answerSitemap(publicDb: Db, origin: string): Promise<Response> {
	const articles = await inPublic(publicDb, listAllAddresses);
	const fixed = standing.flatMap((path): readonly SitemapPage[] => {
		const all = languages.map((language) => ({ language, url: `${origin}/${language}${path}` }));
		return all.map(({ url }) => ({ url, changed: null, languages: all }));
	});
	const byArticle = Map.groupBy(articles, ({ articlePublicId, easy }) => `${articlePublicId} ${easy}`);
	const pages = articles.map((article): SitemapPage => {
		const editions = byArticle.get(`${article.articlePublicId} ${article.easy}`) ?? [];
		return {
			url: origin + articlePath(article.language, article.slug),
			changed: article.publicUpdatedAt,
			languages: editions.map(({ language, slug }) => ({ language, url: origin + articlePath(language, slug) })),
		};
	});
	return new Response(sitemap([...fixed, ...pages]), xml);
}

/** The articles of the last two days in all languages. */
export async function answerNewsSitemap(publicDb: Db, origin: string, now: Instant): Promise<Response> {
	const since = later(now, -2 * day);
	const lines = await inPublic(publicDb, async (trx) => {
		const found = [];
		for (const language of languages)
			found.push(...(await listPublicArticles(trx, { language, since }, { limit: 1000 })));
		return found;
	});
	const pages = lines.map(({ language, slug, title, firstPublishedAt }) => ({
		url: origin + articlePath(language, slug),
		title,
		language,
		published: firstPublishedAt,
	}));
	return new Response(newsSitemap(pages), xml);
}
