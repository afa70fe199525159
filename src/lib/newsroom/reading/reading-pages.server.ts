import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate } from '#lib/i18n/format.ts';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import type { Alternates } from '#lib/ui/navigation.ts';
import type { TermKind } from '../topics/term.ts';
import { articlePath, monthPath, newsPath, parseMonth, termPath } from './news-paths.ts';
import { readingMessages } from './reading-messages.ts';
import {
	findPublicArticle,
	type ListWish,
	listMonths,
	listPublicArticles,
	listTermsInUse,
	type ReadArticle,
	type TermInUse,
} from './reading-queries.server.ts';
import { articleView, cardsOf, dated } from './reading-view.server.ts';

const pageSize = 20;

/** "?page=3" as a number from 1; 1 for anything else. */
function pageOf(query: URLSearchParams): number {
	const page = Number(query.get('page') ?? '1');
	return Number.isInteger(page) && page >= 1 && page <= 500 ? page : 1;
}

/** One page of a list of articles, with the ways back and forth. */
async function listPage(trx: Trx, wish: ListWish, path: string, query: URLSearchParams) {
	const page = pageOf(query);
	const lines = await listPublicArticles(trx, wish, { offset: (page - 1) * pageSize, limit: pageSize + 1 });
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
			count: speak(readingMessages, language)('count-articles', { count: term.articles }),
		}));
}

const monthInWords = (month: string, language: Language): string => {
	const date = parseFuzzyDate(month);
	return date ? formatFuzzyDate(date, language) : month;
};

/** All news of a language, the newest first, with the ways to their categories, topics and months. */
export function loadNews(publicDb: Db, language: Language, query: URLSearchParams) {
	return inPublic(publicDb, async (trx) => {
		const terms = await listTermsInUse(trx, language);
		const months = await listMonths(trx, language);
		return {
			...(await listPage(trx, { language }, newsPath(language), query)),
			categories: termsInWords(terms, 'category', language),
			topics: termsInWords(terms, 'topic', language),
			months: months.map(({ month, articles }) => ({
				href: monthPath(language, month),
				name: monthInWords(month, language),
				count: speak(readingMessages, language)('count-articles', { count: articles }),
			})),
		};
	});
}

/** The articles filed under a term; undefined where there are none in this language. */
export function loadTerm(publicDb: Db, language: Language, kind: TermKind, slug: string, query: URLSearchParams) {
	return inPublic(publicDb, async (trx) => {
		const inUse = async (each: Language) =>
			(await listTermsInUse(trx, each)).find((term) => term.kind === kind && term.slug === slug);
		const term = await inUse(language);
		if (!term) return undefined;
		const alternates: Record<string, string> = {};
		for (const each of languages) if (await inUse(each)) alternates[each] = termPath(each, kind, slug);
		return {
			name: readableText(term.names, language),
			alternates: alternates as Alternates,
			...(await listPage(trx, { language, term: { kind, slug } }, termPath(language, kind, slug), query)),
		};
	});
}

/** The articles of a month; undefined where there are none in this language. */
export function loadMonth(publicDb: Db, language: Language, text: string, query: URLSearchParams) {
	const month = parseMonth(text);
	if (!month) return undefined;
	return inPublic(publicDb, async (trx) => {
		const inMonth = async (each: Language) => (await listMonths(trx, each)).some((line) => line.month === month);
		if (!(await inMonth(language))) return undefined;
		const alternates: Record<string, string> = {};
		for (const each of languages) if (await inMonth(each)) alternates[each] = monthPath(each, month);
		return {
			name: monthInWords(month, language),
			alternates: alternates as Alternates,
			...(await listPage(trx, { language, month }, monthPath(language, month), query)),
		};
	});
}

/** The articles in easy language, for the page that introduces it. */
export function loadEasyArticles(publicDb: Db, language: Language) {
	return inPublic(publicDb, async (trx) => {
		const lines = await listPublicArticles(trx, { language, easy: true }, { limit: pageSize });
		return { cards: await cardsOf(trx, lines, language) };
	});
}

/** What stands at the address of an article; undefined where nothing does. `origin` is the address of the site. */
export function loadArticle(publicDb: Db, language: Language, slug: string, origin: string) {
	return inPublic(publicDb, async (trx) => {
		const article = await findPublicArticle(trx, language, slug);
		if (!article) return undefined;
		if (article.state === 'withdrawn') return { kind: 'withdrawn', gone: goneView(article) } as const;
		if (article.slug !== slug) return { kind: 'moved', to: articlePath(language, article.slug) } as const;
		return { kind: 'live', article: await articleView(trx, article, origin) } as const;
	});
}

/** Says that an article was taken back and why, and nothing of what it said. */
function goneView({ content, language, firstPublishedAt }: ReadArticle) {
	const { withdrawal } = content;
	return {
		reason: withdrawal?.reason ?? '',
		date: dated(withdrawal?.at ?? firstPublishedAt, language).text,
		leadsTo: withdrawal?.leadsTo ?? null,
	};
}
