import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { lockRelease, releaseArticle } from '../articles/release/release-article.server.ts';
import type { HidingRefusal, HidingState } from './article-hiding.ts';
import { releaseAgainJob } from './release-again-job.server.ts';

export interface ArticleHiding {
	readonly articleId: Id<'article'>;
	readonly hidden: boolean;
	/** For the record, never public. */
	readonly reason: string;
	readonly at: Instant;
}

/** Which cities hide an article; undefined where the acting city may not see it. */
export async function findHidingState(trx: Trx, id: Id<'article'>): Promise<HidingState | undefined> {
	const { rows } = await sql<HidingState>`
		select coalesce(current_city() = any(h.by_cities), false) as by_own_city,
			coalesce(cardinality(array_remove(h.by_cities, current_city())) > 0, false) as by_others
		from article a left join article_hidden h on h.article_id = a.id where a.id = ${id}`.execute(trx);
	return rows[0];
}

/**
 * Takes an article off every public page, or takes back that the acting city hid it (R14): it is there again once no city hides
 * it. The keeping city may, and every city of its partnership. Its pictures, which are another city's to release, follow with the
 * worker's next look, a moment later.
 */
export async function hideArticle(
	trx: Trx,
	{ articleId, hidden, reason, at }: ArticleHiding,
): Promise<Result<null, readonly HidingRefusal[]>> {
	if (!(await findHidingState(trx, articleId))) return refused([{ kind: 'not-yours' }]);
	await lockRelease(trx, articleId);
	await sql`insert into article_hiding (article_id, city_id, hidden, reason, decided_at, account_id)
		values (${articleId}, current_city(), ${hidden}, ${reason}, ${sqlInstant(at)}, current_account())`.execute(trx);
	if (hidden) await sql`delete from public_article where article_id = ${articleId}`.execute(trx);
	else await releaseArticle(trx, articleId, at);
	await enqueue(trx, releaseAgainJob, { article: articleId });
	const action = hidden ? 'article.hidden' : 'article.shown';
	await recordAudit(trx, { action, subjectKind: 'article', subjectId: articleId });
	return ok(null);
}
