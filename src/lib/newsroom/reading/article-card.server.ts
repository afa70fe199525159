import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { cardMark, drawCard } from '../link-cards/draw-card.server.ts';
import { cardPath, type LinkCard, parseCardAddress } from '../link-cards/link-card.ts';
import type { PlacedCard } from './machine-view.ts';
import { readingMessages } from './reading-messages.ts';
import { findCardWords, type ReadArticle } from './reading-queries.server.ts';

/** What of an article its card says. */
type CardWords = Pick<
	ReadArticle,
	'publicId' | 'language' | 'easy' | 'kind' | 'kicker' | 'title' | 'partnership' | 'firstPublishedAt'
>;

function cardOf(article: CardWords): LinkCard {
	const { language, easy, kind, title, partnership, firstPublishedAt } = article;
	const say = speak(readingMessages, language);
	const kicker = article.kicker || say(kind === 'press-release' ? 'press-release' : 'kind-news');
	return {
		language,
		kicker: easy ? `${kicker} · ${say('easy-label')}` : kicker,
		title,
		partnership: partnership && readableText(partnership.names, language).text,
		date: formatDate(dayOf(firstPublishedAt), language),
	};
}

/** The card of an article and where it is. */
export function placedCard(article: CardWords): PlacedCard {
	const card = cardOf(article);
	return { card, path: cardPath(article.publicId, cardMark(card)) };
}

/** As images: for browsers for good, for caches that answer others twenty seconds, so that hiding reaches them (R14). */
const foundControl = 'public, max-age=31536000, s-maxage=20, stale-if-error=86400, immutable';
const changedControl = 'public, max-age=20';
/** Other sites show the card beside the link. */
const shared = { 'cross-origin-resource-policy': 'cross-origin' } as const;

/**
 * Answers the address of a card. What is not published, withdrawn, hidden, not there or misspelt is the same "not found"; the
 * address of an earlier title leads to that of now.
 */
export async function answerCard(
	publicDb: Db,
	request: Request,
	{ publicId, file }: { readonly publicId: string; readonly file: string },
): Promise<Response> {
	const asked = parseCardAddress(publicId, file);
	const article = asked && (await inPublic(publicDb, (trx) => findCardWords(trx, asked.publicId)));
	if (!article) {
		const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': changedControl };
		return new Response('not found\n', { status: 404, headers });
	}
	const { card, path } = placedCard(article);
	const { mark } = asked;
	if (!path.endsWith(`/${file}`)) {
		const headers = { ...shared, location: path, 'cache-control': changedControl };
		return new Response(null, { status: 302, headers });
	}
	const headers = { ...shared, etag: `"${mark}"`, 'cache-control': foundControl };
	if (request.headers.get('if-none-match')?.includes(headers.etag)) return new Response(null, { status: 304, headers });
	return new Response(await drawCard(card), {
		headers: {
			...headers,
			'content-type': 'image/png',
			'content-security-policy': "default-src 'none'; sandbox",
		},
	});
}
