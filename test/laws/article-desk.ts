import { randomUUID } from 'node:crypto';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, instant } from '#lib/kernel/instant.ts';
import type { Deed, WrittenText } from '#lib/newsroom/articles/article.ts';
import {
	approveText,
	beginArticle,
	publishText,
	requestReview,
	type ShownEdition,
	saveText,
} from '#lib/newsroom/articles/article-commands.server.ts';
import { type ArticleId, findArticle } from '#lib/newsroom/articles/article-queries.server.ts';
import { parseBlocks } from '#lib/newsroom/articles/parse-blocks.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, type FreshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership } from '#test/people.ts';
import { noFacts as facts, granted } from './newsroom-world.ts';

type Who = 'editor' | 'coordinator' | 'officer';

/** When things happen at this desk unless a test says otherwise. */
export const now = instant('2023-03-14T09:00:00Z');

/** A text of one paragraph. */
export function textOf(words: string, slug: string | null = null): WrittenText {
	const parsed = parseBlocks([
		{ id: 'b1', kind: 'paragraph', text: [{ kind: 'text', text: words, marks: [], link: null }] },
	]);
	return { slug, kicker: '', title: `Titel ${words}`, teaser: 'Vorspann', blocks: granted(parsed) };
}

/** Why something was refused; empty where it was not. */
export function kindsOf(answer: { ok: true } | { ok: false; refusal: readonly { kind: string }[] }): readonly string[] {
	return answer.ok ? [] : answer.refusal.map(({ kind }) => kind);
}

/**
 * A desk where articles are written step by step, and each step may be refused: Dortmund in partnership with Zhytomyr, and
 * a city that is no partner of theirs.
 */
export async function anArticleDesk(database: FreshDatabase) {
	const cities = await layOutCities(database);
	const [partnership, stranger] = [anId<'partnership'>(), anId<'city'>()];
	await database.query(
		`insert into city (id, slug, names, country, latitude, longitude, time_zone)
		values ($1, 'lviv', '{"en": "Lviv"}', 'UA', 50, 24, 'Europe/Kyiv')`,
		[stranger],
	);
	await layOutPartnership(database, [cities.dortmund, cities.zhytomyr], { id: partnership, kind: 'solidarity' });

	const deedOf = (who: Who = 'editor', at: Instant = now): Deed => ({
		at,
		account: cities.dortmund[who],
		city: cities.dortmund.id,
	});
	const theirs = (at: Instant = now): Deed => ({ at, account: cities.zhytomyr.officer, city: cities.zhytomyr.id });
	const as = <Value>(deed: Deed, work: (trx: Trx) => Promise<Value>) => inCity(database.databases.app, deed, work);
	const read = (id: ArticleId) => as(deedOf(), async (trx) => (await findArticle(trx, id))!);
	const shownOf = async (id: ArticleId): Promise<ShownEdition> => ({
		id,
		key: 'de',
		shown: (await read(id)).editions.de!.steps,
	});
	const begin = async (
		words: string = randomUUID(),
		partnershipId: Id<'partnership'> | null = partnership,
		deed = deedOf(),
	) =>
		granted(await as(deed, (trx) => beginArticle(trx, { facts, partnershipId, key: 'de', text: textOf(words) }, deed)));
	const submit = async (id: ArticleId) => {
		const shown = await shownOf(id);
		return as(deedOf(), (trx) => requestReview(trx, shown, deedOf()));
	};
	const approve = async (id: ArticleId, who: Who = 'coordinator') => {
		const shown = await shownOf(id);
		return as(deedOf(who), (trx) => approveText(trx, shown, deedOf(who)));
	};
	const publish = async (id: ArticleId) => {
		const shown = await shownOf(id);
		return as(deedOf(), (trx) => publishText(trx, shown, { kind: 'first' }, deedOf()));
	};
	const save = (id: ArticleId, startedFrom: number, words: string, deed = deedOf()) =>
		as(deed, (trx) => saveText(trx, { id, key: 'de', startedFrom, text: textOf(words) }, deed));
	const approved = async () => {
		const id = await begin();
		granted(await submit(id));
		granted(await approve(id));
		return id;
	};
	return { cities, stranger, deedOf, theirs, as, read, shownOf, begin, submit, approve, publish, save, approved };
}
