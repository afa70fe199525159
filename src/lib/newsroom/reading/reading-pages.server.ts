import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { parseLink } from '../articles/link.ts';
import type { TermKind } from '../topics/term.ts';
import { alternatesOfList, type FoundList, findNewsList, monthInWords } from './news-list.server.ts';
import { listWords, type NewsList } from './news-list.ts';
import { articlePath, monthPath, partnershipNewsPath, termPath } from './news-paths.ts';
import { readingMessages } from './reading-messages.ts';
import {
	findPublicArticle,
	listMonths,
	listPartnershipsInNews,
	listPublicArticles,
	listTermsInUse,
	type ReadArticle,
	type TermInUse,
} from './reading-queries.server.ts';
import { articleView, cardsOf, dated, type SiteWish } from './reading-view.server.ts';

const pageSize = 20;

/** "?page=3" as a number from 1; 1 for anything else. */
function pageOf(query: URLSearchParams): number {
	const page = Number(query.get('page') ?? '1');
	return Number.isInteger(page) && page >= 1 && page <= 500 ? page : 1;
}

/** One page of a list of articles, with the ways back and forth; undefined behind the last. */
export async function listPage(trx: Trx, { path, wish }: FoundList, query: URLSearchParams) {
	const page = pageOf(query);
	const lines = await listPublicArticles(trx, wish, { offset: (page - 1) * pageSize, limit: pageSize + 1 });
	if (page > 1 && lines.length === 0) return undefined;
	const addressOf = (number: number) => (number === 1 ? path : `${path}?page=${number}`);
	return {
		cards: await cardsOf(trx, lines.slice(0, pageSize), wish.language),
		path,
		page,
		previous: page > 1 ? addressOf(page - 1) : undefined,
		next: lines.length > pageSize ? addressOf(page + 1) : undefined,
	};
}

function termsInWords(terms: readonly TermInUse[], kind: TermKind, language: Language) {
	return terms
		.filter((term) => term.kind === kind)
		.map((term) => ({
			href: termPath(language, kind, term.slug),
			name: readableText(term.names, language),
			count: countInWords(term.articles, language),
		}));
}

const countInWords = (count: number, language: Language) =>
	speak(readingMessages, language)('count-articles', { count });

/** All news of a language, the newest first, with the ways to their categories, topics, partnerships and months. */
export function loadNews(publicDb: Db, language: Language, query: URLSearchParams) {
	return inPublic(publicDb, async (trx) => {
		const list = await findNewsList(trx, { kind: 'news' }, language);
		const page = list && (await listPage(trx, list, query));
		if (!page) return undefined;
		const terms = await listTermsInUse(trx, language);
		return {
			...page,
			categories: termsInWords(terms, 'category', language),
			topics: termsInWords(terms, 'topic', language),
			partnerships: (await listPartnershipsInNews(trx, language)).map(({ slug, names, articles }) => ({
				href: partnershipNewsPath(language, slug),
				name: readableText(names, language),
				count: countInWords(articles, language),
			})),
			months: (await listMonths(trx, language)).map(({ month, articles }) => ({
				href: monthPath(language, month),
				name: { text: monthInWords(month, language), language },
				count: countInWords(articles, language),
			})),
		};
	});
}

/** A list of articles; undefined where it holds nothing in this language, or not so many pages. */
export function loadList(publicDb: Db, language: Language, list: NewsList, query: URLSearchParams) {
	return inPublic(publicDb, async (trx) => {
		const found = await findNewsList(trx, list, language);
		const page = found && (await listPage(trx, found, query));
		if (!found?.name || !page) return undefined;
		const { text, language: spoken } = found.name;
		const words = listWords(list.kind, text, language);
		return { of: list.kind, ...words, lang: spoken, alternates: await alternatesOfList(trx, list), ...page };
	});
}

export type ArticleListData = NonNullable<Awaited<ReturnType<typeof loadList>>>;

/** The articles in easy language, for the page that introduces it. */
export function loadEasyArticles(publicDb: Db, language: Language) {
	return inPublic(publicDb, async (trx) => {
		const lines = await listPublicArticles(trx, { language, easy: true }, { limit: pageSize });
		return { cards: await cardsOf(trx, lines, language) };
	});
}

/** What stands at the address of an article; undefined where nothing does. */
export function loadArticle(publicDb: Db, language: Language, slug: string, site: SiteWish) {
	return inPublic(publicDb, async (trx) => {
		const article = await findPublicArticle(trx, language, slug);
		if (!article) return undefined;
		if (article.state === 'withdrawn') return { kind: 'withdrawn', gone: goneView(article) } as const;
		if (article.slug !== slug) return { kind: 'moved', to: articlePath(language, article.slug) } as const;
		return { kind: 'live', article: await articleView(trx, article, site) } as const;
	});
}

/** Says that an article was taken back and why, and nothing of what it said. */
function goneView({ content, language, firstPublishedAt }: ReadArticle) {
	const { withdrawal } = content;
	return {
		reason: withdrawal?.reason ?? '',
		date: dated(withdrawal?.at ?? firstPublishedAt, language).text,
		leadsTo: (withdrawal?.leadsTo && parseLink(withdrawal.leadsTo)) || null,
	};
}
