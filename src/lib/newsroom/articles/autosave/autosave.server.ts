import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import type { ArticleId } from '../article-queries.server.ts';
import type { EditionKey } from '../edition.ts';
import { keptDays, type LastPiece, mostPieces, pieceFor, type WrittenSoFar } from './autosave.ts';

export interface Which {
	readonly id: ArticleId;
	readonly key: EditionKey;
}

/** A text nobody saved yet, with who wrote it. */
export interface KeptText {
	readonly account: Id<'account'>;
	readonly by: string | null;
	readonly piece: number;
	readonly startedFrom: number;
	readonly keptAt: Instant;
}

/**
 * Keeps what somebody has written so far. It is no command with a key and leaves nothing on the audit trail: sent twice it is
 * the same, and it decides nothing. Answers false where the article is not of the acting city.
 */
export async function keepText(
	trx: Trx,
	{ id, key }: Which,
	{ sitting, startedFrom, fields }: WrittenSoFar,
	{ account, at }: { readonly account: Id<'account'>; readonly at: Instant },
): Promise<boolean> {
	// Two pages of one person wait for each other here, so that each finds the other's piece.
	const own = await sql`select from article_current
		where article_id = ${id} and city_id = current_city() for no key update`.execute(trx);
	if (own.rows.length === 0) return false;
	const mine = sql`article_id = ${id} and edition = ${key} and account_id = ${account}`;
	const last = await sql<LastPiece>`select piece, sitting, started_from, began_at from article_autosave
		where ${mine} order by piece desc limit 1`.execute(trx);
	const piece = pieceFor(last.rows[0], { sitting, startedFrom, at });
	await sql`insert into article_autosave
			(article_id, edition, account_id, piece, city_id, sitting, started_from, fields, began_at, kept_at)
		values (${id}, ${key}, ${account}, ${piece}, current_city(), ${sitting}, ${startedFrom}, ${sqlJson(fields)},
			${sqlInstant(at)}, ${sqlInstant(at)})
		on conflict (article_id, edition, account_id, piece) do update
			set fields = excluded.fields, kept_at = greatest(article_autosave.kept_at, excluded.kept_at)`.execute(trx);
	await sql`delete from article_autosave where ${mine} and piece <= ${piece - mostPieces}`.execute(trx);
	await sql`delete from article_autosave where city_id = current_city()
		and kept_at < ${sqlInstant(at)} - make_interval(days => ${keptDays})`.execute(trx);
	return true;
}

/** What was written of an edition and not saved, newest first. */
export async function listKeptTexts(trx: Trx, { id, key }: Which): Promise<readonly KeptText[]> {
	const found = await sql<KeptText>`
		select k.account_id as account, a.name as by, k.piece, k.started_from, k.kept_at
		from article_autosave k left join account a on a.id = k.account_id
		where k.article_id = ${id} and k.edition = ${key} order by k.kept_at desc, k.account_id, k.piece desc`.execute(trx);
	return found.rows;
}

/** The fields of one of them. */
export async function findKeptText(
	trx: Trx,
	{ id, key }: Which,
	{ account, piece }: { readonly account: Id<'account'>; readonly piece: number },
): Promise<(KeptText & { readonly fields: Typed }) | undefined> {
	const found = await sql<KeptText & { readonly fields: Typed }>`
		select k.account_id as account, a.name as by, k.piece, k.started_from, k.kept_at, k.fields
		from article_autosave k left join account a on a.id = k.account_id
		where k.article_id = ${id} and k.edition = ${key} and k.account_id = ${account} and k.piece = ${piece}`.execute(
		trx,
	);
	return found.rows[0];
}

/** What a revision now holds, or somebody threw away, need not be kept: all of one page, or the pieces up to one. */
export async function forgetKeptTexts(
	trx: Trx,
	{ id, key }: Which,
	whose: { readonly account: Id<'account'>; readonly upTo: number } | { readonly sitting: Id<'sitting'> },
): Promise<void> {
	const these =
		'sitting' in whose
			? sql`sitting = ${whose.sitting} and account_id = current_account()`
			: sql`account_id = ${whose.account} and piece <= ${whose.upTo}`;
	await sql`delete from article_autosave where article_id = ${id} and edition = ${key} and ${these}`.execute(trx);
}
