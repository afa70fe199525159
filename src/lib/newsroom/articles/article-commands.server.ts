import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { noteImageUses } from '#lib/media/images/image-commands.server.ts';
import { findImages } from '#lib/media/images/image-queries.server.ts';
import { isPartnershipOfCity } from '#lib/partnerships/choice-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { areTermsKnown } from '../topics/term-queries.server.ts';
import type { ArticleFacts, ArticleText, Deed, WrittenText } from './article.ts';
import type { Blocker } from './article-blockers.ts';
import {
	type ArticleAnswer,
	decideAgreement,
	decideApproval,
	decideCallingOff,
	decideEmbargo,
	decideEmbargoedRelease,
	decideFacts,
	decideLifting,
	decideProposal,
	decidePublication,
	decideReturn,
	decideSave,
	decideSchedule,
	decideSubmission,
	decideWithdrawal,
	isDue,
	type Named,
	releaseByClock,
} from './article-decisions.ts';
import { type ArticleId, type ArticleRecord, findRevision, lockArticle } from './article-queries.server.ts';
import type { ArticleRefusal } from './article-refusal.ts';
import { appendEvent, claimSlug, hashOf, recordEvent } from './article-store.server.ts';
import { claimBlockers } from './claims/claim-check.server.ts';
import { disclosureBlockers } from './disclosure/disclosure-check.server.ts';
import { type EditionKey, editionKeys } from './edition.ts';
import { imagesIn } from './images-in.ts';
import { blockersOf } from './reference-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly ArticleRefusal[]>>;

/** Which edition, after how many steps the page showed it. */
export interface ShownEdition {
	readonly id: ArticleId;
	readonly key: EditionKey;
	readonly shown: number;
}

/** Begins an article with its first text. Refuses partnerships the city is no part of and terms nobody keeps. */
export async function beginArticle(
	trx: Trx,
	input: {
		readonly facts: ArticleFacts;
		readonly partnershipId: Id<'partnership'> | null;
		readonly key: EditionKey;
		readonly text: WrittenText;
	},
	deed: Deed,
): Answer<ArticleId> {
	const { facts, partnershipId, key, text } = input;
	if (partnershipId && !(await isPartnershipOfCity(trx, partnershipId))) {
		return refused([{ kind: 'unknown-partnership' }]);
	}
	if (!(await areTermsKnown(trx, facts.terms))) return refused([{ kind: 'unknown-term' }]);
	const id = randomUUID() as ArticleId;
	await sql`insert into article (id, city_id, partnership_id, created_at, created_by)
		values (${id}, current_city(), ${partnershipId}, ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	await sql`insert into article_current (article_id, city_id, partnership_id, version, kind, facts, facts_version, terms, changed_at)
		values (${id}, current_city(), ${partnershipId}, 1, ${facts.kind}, ${sqlJson(facts)}, 1, ${[...facts.terms]}::uuid[],
			${sqlInstant(deed.at)})`.execute(trx);
	await appendEvent(trx, id, 1, { kind: 'articleBegun', facts, partnershipId, ...deed });
	const saved = await saveText(trx, { id, key, startedFrom: 0, text }, deed);
	return saved.ok ? ok(id) : saved;
}

/** Corrects what holds for an article in every language, or proposes it where readers have a text. */
export async function correctFacts(
	trx: Trx,
	input: {
		readonly id: ArticleId;
		readonly shown: number;
		readonly facts: ArticleFacts;
		/** Whether who corrects them may publish as well. */
		readonly mayPublish: boolean;
	},
	deed: Deed,
): Answer<null> {
	const { id, shown, facts } = input;
	if (!(await areTermsKnown(trx, facts.terms))) return refused([{ kind: 'unknown-term' }]);
	return change(trx, id, (article) => {
		if (article.cityId !== deed.city) return refused([{ kind: 'not-yours' }]);
		if (article.factsVersion !== shown) return refused([{ kind: 'changed-meanwhile' }]);
		return decideFacts(article, input, deed);
	});
}

/** Takes a proposed change of what readers are told, or drops it. Refuses what disclosure keeps from them. */
export function answerProposal(
	trx: Trx,
	{ id, shown, taken }: { readonly id: ArticleId; readonly shown: Instant; readonly taken: boolean },
	deed: Deed,
): Answer<null> {
	return change(trx, id, async (article) => {
		if (article.cityId !== deed.city) return refused([{ kind: 'not-yours' }]);
		const blockers = taken ? await liveBlockers(trx, article) : [];
		return decideProposal(article, { shown, taken, blockers }, deed);
	});
}

/** What disclosure keeps from the readers of the live texts once an article tells what is proposed. */
async function liveBlockers(trx: Trx, { id, proposed, editions }: ArticleRecord): Promise<readonly Blocker[]> {
	const found: Blocker[] = [];
	for (const key of editionKeys) {
		const number = editions[key]?.live?.revision;
		const text = number === undefined ? undefined : await findRevision(trx, { id, key, number });
		if (text && proposed) found.push(...(await disclosureBlockers(trx, text, { id, facts: proposed.facts }, key)));
	}
	return found;
}

/**
 * Saves a text as the next revision of its edition, the first of a new one where there was none. Answers its number; the same
 * number where nothing changed. Refuses where another revision came between (nothing is overwritten) and where the address is
 * another article's.
 */
export async function saveText(
	trx: Trx,
	input: {
		readonly id: ArticleId;
		readonly key: EditionKey;
		/** The revision the writer began with; 0 for none. */
		readonly startedFrom: number;
		readonly text: WrittenText;
	},
	deed: Deed,
): Answer<number> {
	const { id, key, startedFrom } = input;
	const article = await lockArticle(trx, id);
	if (article?.cityId !== deed.city) return refused([{ kind: 'not-yours' }]);
	const decided = decideSave(article, key, startedFrom, deed);
	if (!decided.ok) return decided;
	const before = startedFrom === 0 ? undefined : await findRevision(trx, { id, key, number: startedFrom });
	const slug = await claimSlug(trx, { id, key, wanted: input.text.slug ?? before?.slug, title: input.text.title });
	if (!slug.ok) return slug;
	const text: ArticleText = { ...input.text, slug: slug.value };
	if (before && hashOf(before) === hashOf(text)) return ok(startedFrom);
	const number = startedFrom + 1;
	await sql`insert into article_revision
			(article_id, edition, number, city_id, slug, kicker, title, teaser, blocks, sha256, at, account_id)
		values (${id}, ${key}, ${number}, current_city(), ${text.slug}, ${text.kicker}, ${text.title}, ${text.teaser},
			${sqlJson(text.blocks)}, ${hashOf(text)}, ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	await recordEvent(trx, article, decided.value, text);
	await noteImages(trx, id);
	return ok(number);
}

/** Whatever a newest or a live text shows is not deleted from the library. */
async function noteImages(trx: Trx, id: ArticleId): Promise<void> {
	const { rows } = await sql<Pick<ArticleText, 'blocks'>>`
		select r.blocks from article_edition e join article_revision r using (article_id, edition)
		where e.article_id = ${id} and r.number in (e.revision, e.live_revision)`.execute(trx);
	const shown = imagesIn(rows.flatMap(({ blocks }) => blocks));
	const known = await findImages(trx, shown);
	await noteImageUses(
		trx,
		{ kind: 'article', id },
		known.map((image) => image.id),
	);
}

/** Asks for a second person's look. */
export function requestReview(trx: Trx, shown: ShownEdition, deed: Deed): Answer<null> {
	return changeEdition(trx, shown, deed, async ({ article, named }) =>
		decideSubmission(named, await draftBlockers(trx, article, named), deed),
	);
}

/** Gives a text back to those who wrote it. */
export function returnText(trx: Trx, shown: ShownEdition, reason: string, deed: Deed): Answer<null> {
	return changeEdition(trx, shown, deed, ({ named }) => decideReturn(named, reason, deed));
}

/** Approves a text of others. */
export function approveText(trx: Trx, shown: ShownEdition, deed: Deed): Answer<null> {
	return changeEdition(trx, shown, deed, async ({ article, named }) =>
		decideApproval(named, await blockersNow(trx, article, named, deed), deed),
	);
}

/** Gives an approved text its time. */
export function scheduleRelease(
	trx: Trx,
	shown: ShownEdition,
	plan: Parameters<typeof decideSchedule>[2],
	deed: Deed,
): Answer<null> {
	return changeEdition(trx, shown, deed, ({ article, named }) => decideSchedule(article, named, plan, deed));
}

/** Lets an approved text wait for the joint embargo. */
export function releaseWithEmbargo(
	trx: Trx,
	shown: ShownEdition,
	update: Parameters<typeof decideEmbargoedRelease>[2],
	deed: Deed,
): Answer<null> {
	return changeEdition(trx, shown, deed, ({ article, named }) => decideEmbargoedRelease(article, named, update, deed));
}

/** Calls a planned release off. */
export function callReleaseOff(trx: Trx, shown: ShownEdition, deed: Deed): Answer<null> {
	return changeEdition(trx, shown, deed, ({ named }) => decideCallingOff(named, deed));
}

/** Publishes an approved text now. */
export function publishText(
	trx: Trx,
	shown: ShownEdition,
	update: Parameters<typeof decidePublication>[2]['update'],
	deed: Deed,
): Answer<null> {
	return changeEdition(trx, shown, deed, async ({ article, named }) => {
		const blockers = await blockersNow(trx, article, named, deed);
		return decidePublication(article, named, { update, blockers }, deed);
	});
}

/** Takes what is public of an edition from its readers. */
export function withdrawText(
	trx: Trx,
	shown: ShownEdition,
	answer: Parameters<typeof decideWithdrawal>[1],
	deed: Deed,
): Answer<null> {
	return changeEdition(trx, shown, deed, ({ named }) => decideWithdrawal(named, answer, deed));
}

/** Sets the embargo both cities are to keep; one that stood before is replaced and has to be agreed on anew. */
export function setEmbargo(trx: Trx, { id, until }: { readonly id: ArticleId; readonly until: Instant }, deed: Deed) {
	return change(trx, id, (article) => decideEmbargo(article, until, deed));
}

/** Agrees to the embargo the other city set, to the moment it was shown. */
export function agreeToEmbargo(
	trx: Trx,
	{ id, until }: { readonly id: ArticleId; readonly until: Instant },
	deed: Deed,
) {
	return change(trx, id, (article) => decideAgreement(article, until, deed));
}

/** Lifts an embargo, or does not agree to it; what waited for it waits for a new decision. */
export function liftEmbargo(trx: Trx, { id, reason }: { readonly id: ArticleId; readonly reason: string }, deed: Deed) {
	return change(trx, id, (article) => decideLifting(article, reason, deed));
}

/** What the clock does with an edition: release it if it is due, hold it where something blocks it by now, else nothing. */
export async function releaseIfDue(
	trx: Trx,
	{ id, key }: { readonly id: ArticleId; readonly key: EditionKey },
	deed: Deed,
): Promise<'released' | 'held' | 'not-due'> {
	const article = await lockArticle(trx, id);
	const edition = article?.editions[key];
	if (article?.cityId !== deed.city || !edition || !isDue(article, edition, deed.at)) return 'not-due';
	const named = { key, edition };
	const event = releaseByClock(named, await blockersNow(trx, article, named, deed), deed);
	await recordEvent(trx, article, event);
	return event.kind === 'textPublished' ? 'released' : 'held';
}

/** What keeps a text from readers. */
async function blockersNow(trx: Trx, article: ArticleRecord, named: Named, deed: Deed): Promise<readonly Blocker[]> {
	const { id, partnershipId } = article;
	const text = await newestText(trx, article, named);
	const checked = { id, partnershipId, key: named.key, now: deed.at };
	return [...(await blockersOf(trx, text, article, named.key)), ...(await claimBlockers(trx, text, checked))];
}

/** What keeps a text from review. What it claims against the records does not: a second person may answer for it. */
async function draftBlockers(trx: Trx, article: ArticleRecord, named: Named): Promise<readonly Blocker[]> {
	return blockersOf(trx, await newestText(trx, article, named), article, named.key);
}

async function newestText(trx: Trx, { id }: ArticleRecord, { key, edition }: Named): Promise<ArticleText> {
	return present(await findRevision(trx, { id, key, number: edition.revision }), 'the newest revision of an edition');
}

type Decide<Input> = (input: Input) => ArticleAnswer | Promise<ArticleAnswer>;

async function change(trx: Trx, id: ArticleId, decide: Decide<ArticleRecord>): Answer<null> {
	const article = await lockArticle(trx, id);
	if (!article) return refused([{ kind: 'not-yours' }]);
	const decided = await decide(article);
	if (!decided.ok) return decided;
	await recordEvent(trx, article, decided.value);
	return ok(null);
}

function changeEdition(
	trx: Trx,
	{ id, key, shown }: ShownEdition,
	deed: Deed,
	decide: Decide<{ readonly article: ArticleRecord; readonly named: Named }>,
): Answer<null> {
	return change(trx, id, (article) => {
		const edition = article.editions[key];
		if (!edition || article.cityId !== deed.city) return refused([{ kind: 'not-yours' }]);
		if (edition.steps !== shown) return refused([{ kind: 'changed-meanwhile' }]);
		return decide({ article, named: { key, edition } });
	});
}
