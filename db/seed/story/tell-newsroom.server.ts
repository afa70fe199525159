import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import type { ArticleFacts, Deed, Update, WrittenText } from '#lib/newsroom/articles/article.ts';
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
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { articles, visitDraft } from './story-newsroom.ts';
import { sources, type TermKey, terms } from './story-terms.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';
import type { CouncilPapers } from './tell-council.server.ts';
import type { ToldPictures } from './tell-pictures.server.ts';
import type { ToldArticle, ToldEditions, ToldRecord, ToldShipments } from './told-article.ts';

/** What the articles tell of, and what they need to be told. */
export interface Material {
	readonly papers: CouncilPapers;
	/** By the day they were signed. */
	readonly agreements: ReadonlyMap<string, Id<'agreement'>>;
	readonly shipments: ToldShipments;
	readonly pictures: ToldPictures;
	/** Brings what the public reads to a moment: an article has the figures of its own day, and tells of what was public then. */
	readonly publishAsOf: (at: Instant) => Promise<unknown>;
}

/** The newsroom's topics, the articles of 2022 to 2025, and one that is being written. */
export async function tellNewsroom(teller: Storyteller, material: Material, now: Instant): Promise<void> {
	const filed = await tellTerms(teller);
	for (const article of articles) await tellArticle(teller, article, material, filed);
	await material.publishAsOf(now);
	await tellDraft(teller, material, filed, now);
}

type Filed = Readonly<Record<TermKey, Id<'term'>>>;

async function tellTerms(teller: Storyteller): Promise<Filed> {
	const filed: [string, Id<'term'>][] = [];
	for (const [slug, { kind, names }] of Object.entries(terms)) {
		filed.push([slug, granted(await teller.as('dortmund', (trx) => addTerm(trx, { kind, slug, names })))]);
	}
	return Object.fromEntries(filed) as Filed;
}

const facts: ArticleFacts = {
	kind: 'news',
	terms: [],
	dateline: { de: 'Dortmund', uk: 'Дортмунд', en: 'Dortmund' },
	pressContact: { name: 'Pressestelle der Stadt Dortmund (Beispiel)', phone: '', email: 'presse@dortmund.example' },
	related: [],
	records: [],
	sources: [],
};

async function tellArticle(teller: Storyteller, told: ToldArticle, material: Material, filed: Filed): Promise<void> {
	const published = onDay(told.on, 11);
	if (told.records.some((record) => 'shipment' in record)) await material.publishAsOf(published);
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	await teller.as('dortmund', async (trx) => {
		const records = await Promise.all(told.records.map((record) => refsOf(trx, record, material, teller)));
		const article: ArticleFacts = {
			...facts,
			kind: told.kind,
			terms: told.terms.map((key) => filed[key]),
			records: [{ kind: 'partnership', id: partnershipId }, ...records.flat()],
			sources: told.sources.map((key) => sources[key]),
		};
		const desk: Desk = { trx, teller, pictures: material.pictures };
		const id = await write(desk, article, told.editions, later(published, -day));
		for (const key of written(told.editions)) await release(desk, { id, key }, { kind: 'first' }, published);
		if (!told.update) return;
		const again = onDay(told.update.on, 10);
		for (const key of written(told.update.texts)) {
			const update = present(told.update.told[key], 'what readers are told of a change');
			await rewrite(desk, { id, key, text: textOf(desk, told.update.texts, key) }, later(again, -3 * hour));
			await release(desk, { id, key }, update, again);
		}
	});
}

async function refsOf(
	trx: Trx,
	record: ToldRecord,
	{ papers, agreements, shipments }: Material,
	{ cast }: Storyteller,
): Promise<readonly RecordRef[]> {
	if ('paper' in record) return [{ kind: 'paper', id: papers[record.paper] }];
	if ('operation' in record) return [{ kind: 'operation', id: cast.operations[record.operation] as Id<'operation'> }];
	if ('agreementOf' in record) {
		const id = present(agreements.get(record.agreementOf), 'an agreement by its day');
		return [{ kind: 'agreement', id }];
	}
	if ('shipment' in record) {
		return [shipments[record.shipment]].flat().map((id) => ({ kind: 'shipment', id: id as Id<'shipment'> }));
	}
	const { rows } = await sql<{ id: Id<'event'> }>`
		select id from event where began_on = ${record.event.padEnd(10, '-01')} and began_precision =
			${record.event.length === 4 ? 'year' : 'day'}`.execute(trx);
	return rows.map(({ id }) => ({ kind: 'event', id }));
}

/** Where the newsroom of Dortmund works: one transaction for all that happens to an article. */
interface Desk {
	readonly trx: Trx;
	readonly teller: Storyteller;
	readonly pictures: ToldPictures;
}

interface Named {
	readonly id: ArticleId;
	readonly key: EditionKey;
}

function by({ teller }: Desk, who: 'editor' | 'coordinator', at: Instant): Deed {
	const city = teller.cast.cities.dortmund as Id<'city'>;
	return { at, account: teller.cast.people[who] as Id<'account'>, city };
}

const written = (told: ToldEditions) => editionKeys.filter((key) => key in told);

async function write(desk: Desk, article: ArticleFacts, told: ToldEditions, at: Instant): Promise<ArticleId> {
	const deed = by(desk, 'editor', at);
	const partnershipId = desk.teller.cast.partnership as Id<'partnership'>;
	const [key = 'de', ...others] = written(told);
	const draft = { facts: { ...article, terms: [] }, partnershipId, key, text: textOf(desk, told, key) };
	const id = granted(await beginArticle(desk.trx, draft, deed));
	granted(await correctFacts(desk.trx, { id, shown: 1, facts: article, mayPublish: true }, deed));
	for (const other of others) {
		granted(await saveText(desk.trx, { id, key: other, startedFrom: 0, text: textOf(desk, told, other) }, deed));
	}
	return id;
}

/** A text in the written form, with the ids of its pictures in the stead of their names. */
function textOf({ pictures }: Desk, told: ToldEditions, key: EditionKey): WrittenText {
	const { kicker, title, teaser, text } = present(told[key], 'a text of the story');
	const named = text.replace(/(?<=\[\[(?:image|gallery): )[a-z, -]+(?=\]\])/g, (names) =>
		names
			.split(', ')
			.map((name) => present(pictures[name as keyof ToldPictures], `the picture ${name}`))
			.join(', '),
	);
	return { slug: null, kicker, title, teaser, blocks: granted(parseMarkup(named)) };
}

async function rewrite(desk: Desk, { id, key, text }: Named & { readonly text: WrittenText }, at: Instant) {
	granted(await saveText(desk.trx, { id, key, startedFrom: 1, text }, by(desk, 'editor', at)));
}

async function release(desk: Desk, named: Named, update: Update, at: Instant): Promise<void> {
	await step(desk, named, (shown) => requestReview(desk.trx, shown, by(desk, 'editor', later(at, -2 * hour))));
	await step(desk, named, (shown) => approveText(desk.trx, shown, by(desk, 'coordinator', later(at, -hour))));
	await step(desk, named, (shown) => publishText(desk.trx, shown, update, by(desk, 'editor', at)));
}

async function step(
	{ trx }: Desk,
	{ id, key }: Named,
	take: (shown: ShownEdition) => ReturnType<typeof requestReview>,
): Promise<void> {
	const article = await findArticle(trx, id);
	granted(await take({ id, key, shown: article?.editions[key]?.steps ?? 0 }));
}

async function tellDraft(teller: Storyteller, { pictures }: Material, filed: Filed, now: Instant): Promise<void> {
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	await teller.as('dortmund', async (trx) => {
		const desk: Desk = { trx, teller, pictures };
		const article: ArticleFacts = {
			...facts,
			terms: [filed.international, filed.partnership, filed.youth],
			records: [{ kind: 'partnership', id: partnershipId }],
		};
		const id = await write(desk, article, visitDraft, later(now, -2 * day));
		const review = (key: EditionKey, at: Instant) =>
			step(desk, { id, key }, (shown) => requestReview(trx, shown, by(desk, 'editor', at)));
		await review('de', later(now, -26 * hour));
		await step(desk, { id, key: 'de' }, (shown) => approveText(trx, shown, by(desk, 'coordinator', later(now, -day))));
		await review('uk', later(now, -5 * hour));
	});
}
