import type { Id } from '#lib/kernel/id.ts';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import type { ArticleFacts, Deed, WrittenText } from '#lib/newsroom/articles/article.ts';
import {
	approveText,
	beginArticle,
	correctFacts,
	publishText,
	requestReview,
	type ShownEdition,
	saveText,
} from '#lib/newsroom/articles/article-commands.server.ts';
import { type ArticleId, findArticle } from '#lib/newsroom/articles/article-queries.server.ts';
import { type EditionKey, editionKeys } from '#lib/newsroom/articles/edition.ts';
import { parseMarkup } from '#lib/newsroom/articles/markup/parse-markup.ts';
import { addTerm } from '#lib/newsroom/topics/term-commands.server.ts';
import { firstArticle, type TermKey, type ToldEditions, terms, transportArticle } from './story-newsroom.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';

/** The newsroom's topics, the article everything began with, and one that is being written. */
export async function tellNewsroom(teller: Storyteller, now: Instant): Promise<void> {
	const filed = await tellTerms(teller);
	const facts: ArticleFacts = {
		kind: 'news',
		terms: [],
		dateline: { de: 'Dortmund', uk: 'Дортмунд', en: 'Dortmund' },
		pressContact: { name: 'Pressestelle der Stadt Dortmund', phone: '', email: 'presse@dortmund.example' },
		related: [],
		records: [{ kind: 'partnership', id: teller.cast.partnership as Id<'partnership'> }],
		sources: [],
	};
	const under = (...keys: readonly TermKey[]) => ({ ...facts, terms: keys.map((key) => filed[key]) });

	const published = onDay('2023-03-15', 11);
	const first = await tellArticle(
		teller,
		under('international', 'partnership', 'relief'),
		firstArticle,
		later(published, -day),
	);
	const written = editionKeys.filter((each) => each in firstArticle);
	for (const key of written) await submit(teller, first, key, later(published, -4 * hour));
	for (const key of written) await approve(teller, first, key, later(published, -2 * hour));
	for (const key of written) {
		const deed = by(teller, 'editor', published);
		await step(teller, first, key, (trx, shown) => publishText(trx, shown, { kind: 'first' }, deed));
	}

	const second = await tellArticle(
		teller,
		under('international', 'relief', 'energy'),
		transportArticle,
		later(now, -2 * day),
	);
	await submit(teller, second, 'de', later(now, -26 * hour));
	await approve(teller, second, 'de', later(now, -day));
	await submit(teller, second, 'uk', later(now, -5 * hour));
}

type Who = 'editor' | 'coordinator';

function by(teller: Storyteller, who: Who, at: Instant): Deed {
	const city = teller.cast.cities.dortmund as Id<'city'>;
	return { at, account: teller.cast.people[who] as Id<'account'>, city };
}

async function tellTerms(teller: Storyteller): Promise<Readonly<Record<TermKey, Id<'term'>>>> {
	const filed: [string, Id<'term'>][] = [];
	for (const [slug, { kind, names }] of Object.entries(terms)) {
		filed.push([slug, granted(await teller.as('dortmund', (trx) => addTerm(trx, { kind, slug, names })))]);
	}
	return Object.fromEntries(filed) as Record<TermKey, Id<'term'>>;
}

async function tellArticle(
	teller: Storyteller,
	facts: ArticleFacts,
	told: ToldEditions,
	at: Instant,
): Promise<ArticleId> {
	const deed = by(teller, 'editor', at);
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	return teller.as('dortmund', async (trx) => {
		const [key = 'de', ...others] = editionKeys.filter((each) => each in told);
		const draft = { facts: { ...facts, terms: [] }, partnershipId, key, text: textOf(told, key) };
		const id = granted(await beginArticle(trx, draft, deed));
		granted(await correctFacts(trx, { id, shown: 1, facts, mayPublish: true }, deed));
		for (const other of others) {
			granted(await saveText(trx, { id, key: other, startedFrom: 0, text: textOf(told, other) }, deed));
		}
		return id;
	});
}

function textOf(told: ToldEditions, key: EditionKey): WrittenText {
	const { kicker = '', title = '', teaser = '', text = '' } = told[key] ?? {};
	return { slug: null, kicker, title, teaser, blocks: granted(parseMarkup(text)) };
}

function submit(teller: Storyteller, id: ArticleId, key: EditionKey, at: Instant): Promise<void> {
	return step(teller, id, key, (trx, shown) => requestReview(trx, shown, by(teller, 'editor', at)));
}

function approve(teller: Storyteller, id: ArticleId, key: EditionKey, at: Instant): Promise<void> {
	return step(teller, id, key, (trx, shown) => approveText(trx, shown, by(teller, 'coordinator', at)));
}

function step(
	teller: Storyteller,
	id: ArticleId,
	key: EditionKey,
	take: (trx: Parameters<typeof findArticle>[0], shown: ShownEdition) => ReturnType<typeof requestReview>,
): Promise<void> {
	return teller.as('dortmund', async (trx) => {
		const article = await findArticle(trx, id);
		granted(await take(trx, { id, key, shown: article?.editions[key]?.steps ?? 0 }));
	});
}
