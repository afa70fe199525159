import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { createToken, hashOfPresented, hashToken } from '#lib/access/tokens.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type Actor, inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { Deed } from './article.ts';
import { type ArticleId, findRevision, type RevisionRecord } from './article-queries.server.ts';
import type { ArticleRefusal } from './article-refusal.ts';
import type { EditionKey } from './edition.ts';

/** How long a link to an unpublished text works. */
export const previewDays = 7;

interface Which {
	readonly id: ArticleId;
	readonly key: EditionKey;
}

/**
 * Makes a link by which somebody without an account reads the newest text of an edition for a week. Answers its token once; the
 * database keeps the hash.
 */
export async function createPreview(
	trx: Trx,
	{ id, key }: Which,
	deed: Deed,
): Promise<Result<string, readonly ArticleRefusal[]>> {
	const own = await sql`select from article_edition
		where article_id = ${id} and edition = ${key} and city_id = current_city()`.execute(trx);
	if (own.rows.length === 0) return refused([{ kind: 'not-yours' }]);
	const token = createToken();
	await sql`insert into article_preview (token_hash, article_id, edition, city_id, created_at, created_by, expires_at)
		values (${hashToken(token)}, ${id}, ${key}, current_city(), ${sqlInstant(deed.at)}, ${deed.account},
			${sqlInstant(later(deed.at, previewDays * day))})`.execute(trx);
	await recordAudit(trx, {
		action: 'article.preview-made',
		subjectKind: 'article',
		subjectId: id,
		details: { edition: key },
	});
	return ok(token);
}

/** Ends all links to an edition at once. */
export async function endPreviews(
	trx: Trx,
	{ id, key }: Which,
	deed: Deed,
): Promise<Result<null, readonly ArticleRefusal[]>> {
	await sql`update article_preview set ended_at = ${sqlInstant(deed.at)}
		where article_id = ${id} and edition = ${key} and ended_at is null`.execute(trx);
	await recordAudit(trx, {
		action: 'article.preview-ended',
		subjectKind: 'article',
		subjectId: id,
		details: { edition: key },
	});
	return ok(null);
}

/** How many links to an edition work, and until when the last does. */
export async function openPreviews(trx: Trx, { id, key }: Which, now: Instant) {
	const found = await sql<{ count: number; until: Instant | null }>`
		select count(*)::int as count, max(expires_at) as until from article_preview
		where article_id = ${id} and edition = ${key} and ended_at is null and expires_at > ${sqlInstant(now)}`.execute(
		trx,
	);
	return found.rows[0] ?? { count: 0, until: null };
}

/** What a link shows: the newest text of its edition. */
export interface Preview extends Which {
	readonly text: RevisionRecord;
	readonly expiresAt: Instant;
	/** On whose behalf the text is read. */
	readonly reader: Actor;
}

/**
 * The text behind a link; undefined for one that is unknown, ended or expired, with no difference between them. Nor does one
 * show what was taken from its readers: a text that is withdrawn, or anything of an article that a city hides (R14).
 */
export async function findPreview(
	{ databases }: Pick<Services, 'databases'>,
	token: string,
	now: Instant,
): Promise<Preview | undefined> {
	const hash = hashOfPresented(token);
	if (!hash) return undefined;
	const { rows } = await inWorker(
		databases.worker,
		(trx) =>
			sql<Which & { cityId: Id<'city'>; expiresAt: Instant }>`
			select p.article_id as id, p.edition as key, p.city_id, p.expires_at from article_preview p
			join article_edition e using (article_id, edition)
			where p.token_hash = ${hash} and p.ended_at is null and p.expires_at > ${sqlInstant(now)}
				and e.stage <> 'withdrawn' and p.article_id not in (select article_id from article_hidden)`.execute(trx),
		{ readOnly: true },
	);
	const [link] = rows;
	if (!link) return undefined;
	const { id, key, cityId, expiresAt } = link;
	const reader = { city: cityId, account: null };
	const text = await inCity(databases.app, reader, (trx) => findRevision(trx, { id, key }), { readOnly: true });
	return text && { id, key, text, expiresAt, reader };
}
