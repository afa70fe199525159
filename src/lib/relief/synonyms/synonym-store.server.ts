import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlUuids } from '#lib/platform/database/values.server.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { createRecogniser, type Recogniser } from '../recognition/recogniser.ts';
import { learnablePhrase, phraseKey } from './learnable-phrase.ts';

/** A synonym that was learned and, where it took another one's place, that one. */
export interface Learned {
	readonly id: Id<'synonym'>;
	readonly displaced: Id<'synonym'> | null;
}

/**
 * Remembers that a phrase means an item. The newest meaning of a phrase wins; the one before is withdrawn and can come
 * back by an undo. Undefined where the phrase teaches nothing new or nothing useful.
 */
export async function learnSynonym(
	trx: Trx,
	lesson: {
		readonly phrase: string;
		readonly language: Language;
		readonly code: string;
		readonly entryId: Id<'need-list-entry'>;
		readonly at: Instant;
		readonly account: Id<'account'> | null;
	},
): Promise<Learned | undefined> {
	const phrase = learnablePhrase(lesson.phrase);
	if (phrase === undefined) return undefined;
	const key = phraseKey(phrase);
	// Two people teaching the same phrase at once: the second waits here instead of meeting the unique index.
	await sql`select pg_advisory_xact_lock(hashtextextended(${`synonym:${lesson.language}:${key}`}, 0))`.execute(trx);
	const known = await sql<{ id: Id<'synonym'>; code: string }>`
		select id, code from synonym where phrase_key = ${key} and language = ${lesson.language} and withdrawn_at is null`.execute(
		trx,
	);
	const before = known.rows[0];
	if (before?.code === lesson.code) return undefined;
	if (before) await withdrawSynonyms(trx, [before.id], lesson.at);
	const id = randomUUID() as Id<'synonym'>;
	await sql`insert into synonym (id, phrase, phrase_key, language, code, learned_from, city_id, account_id, learned_at)
		values (${id}, ${phrase}, ${key}, ${lesson.language}, ${lesson.code}, ${lesson.entryId}, current_city(),
			${lesson.account}, ${sqlInstant(lesson.at)})`.execute(trx);
	return { id, displaced: before?.id ?? null };
}

/** Withdrawn synonyms stay on record and are used no more. */
export async function withdrawSynonyms(trx: Trx, ids: readonly Id<'synonym'>[], at: Instant): Promise<void> {
	if (ids.length === 0) return;
	await sql`update synonym set withdrawn_at = ${sqlInstant(at)}
		where id = any(${sqlUuids(ids)}) and withdrawn_at is null`.execute(trx);
}

/** Takes lessons back: what they taught is withdrawn, what they displaced counts again. */
export async function unlearn(trx: Trx, lessons: readonly Learned[], at: Instant): Promise<void> {
	await withdrawSynonyms(
		trx,
		lessons.map(({ id }) => id),
		at,
	);
	const displaced = lessons.flatMap((lesson) => lesson.displaced ?? []);
	if (displaced.length === 0) return;
	await sql`update synonym s set withdrawn_at = null where id = any(${sqlUuids(displaced)})
		and not exists (select from synonym o
			where o.phrase_key = s.phrase_key and o.language = s.language and o.withdrawn_at is null)`.execute(trx);
}

export interface LearnedWord {
	readonly id: Id<'synonym'>;
	readonly phrase: string;
	readonly language: Language;
	readonly code: string;
	readonly learnedAt: Instant;
}

/** What this instance has learned, newest first. */
export async function listSynonyms(trx: Trx, limit: number): Promise<readonly LearnedWord[]> {
	const { rows } = await sql<LearnedWord>`
		select id, phrase, language, code, learned_at from synonym
		where withdrawn_at is null order by learned_at desc, id limit ${limit}`.execute(trx);
	return rows;
}

let cached: { readonly stamp: string; readonly recogniser: Recogniser } | undefined;

/** The recogniser with everything learned so far. Kept between requests and made anew when something was learned. */
export async function currentRecogniser(trx: Trx): Promise<Recogniser> {
	const { rows } = await sql<{ stamp: string }>`
		select count(*) filter (where withdrawn_at is null) || ' ' || coalesce(max(learned_at)::text, '') || ' '
			|| coalesce(max(withdrawn_at)::text, '') as stamp from synonym`.execute(trx);
	const stamp = rows[0]?.stamp ?? '';
	if (cached?.stamp === stamp) return cached.recogniser;
	const learned = await sql<{ phrase: string; code: string }>`
		select phrase, code from synonym where withdrawn_at is null order by learned_at, id`.execute(trx);
	cached = { stamp, recogniser: createRecogniser(currentCatalogue(), learned.rows) };
	return cached.recogniser;
}
