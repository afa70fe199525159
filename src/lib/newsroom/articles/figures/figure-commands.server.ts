import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { present } from '#lib/kernel/assert.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { Deed } from '../article.ts';
import type { ShownEdition } from '../article-commands.server.ts';
import { decideSave } from '../article-decisions.ts';
import { findRevision, lockArticle } from '../article-queries.server.ts';
import type { ArticleRefusal } from '../article-refusal.ts';
import { recordEvent } from '../article-store.server.ts';
import { listMovedFigures } from './figure-change-queries.server.ts';

type Answer = Promise<Result<null, readonly ArticleRefusal[]>>;

/** Records that somebody saw what became of the figures of a live text, up to the change the page showed, and leaves it as it is. */
export async function seeFigures(
	trx: Trx,
	{ id, key }: Pick<ShownEdition, 'id' | 'key'>,
	upTo: number,
	deed: Deed,
): Answer {
	const article = await lockArticle(trx, id);
	if (article?.cityId !== deed.city) return refused([{ kind: 'not-yours' }]);
	const moved = (await listMovedFigures(trx, id)).filter((each) => each.key === key && each.changeId <= upTo);
	if (moved.every(({ seen }) => seen)) return ok(null);
	const changeId = Math.max(...moved.map((each) => each.changeId));
	await sql`insert into article_figure_seen (article_id, edition, change_id, city_id, at, account_id)
		values (${id}, ${key}, ${changeId}, current_city(), ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	await recordAudit(trx, {
		action: 'article.figures-seen',
		subjectKind: 'article',
		subjectId: id,
		details: { edition: key, figures: moved.map(({ query }) => query.itemCode) },
	});
	return ok(null);
}

/**
 * Begins the next revision of a live text with the words it has, for figures that moved: the words may stay, the figures will be
 * those of its publication. It goes the way of every text, past a second person. Refuses where a newer text exists already.
 */
export async function beginCorrection(trx: Trx, { id, key, shown }: ShownEdition, deed: Deed): Answer {
	const article = await lockArticle(trx, id);
	const edition = article?.editions[key];
	if (!article || !edition || article.cityId !== deed.city) return refused([{ kind: 'not-yours' }]);
	if (edition.steps !== shown || edition.live?.revision !== edition.revision) {
		return refused([{ kind: 'changed-meanwhile' }]);
	}
	const decided = decideSave(article, key, edition.revision, deed);
	if (!decided.ok) return decided;
	const text = present(await findRevision(trx, { id, key, number: edition.revision }), 'the live text');
	await sql`insert into article_revision
			(article_id, edition, number, city_id, slug, kicker, title, teaser, blocks, sha256, at, account_id)
		select article_id, edition, number + 1, city_id, slug, kicker, title, teaser, blocks, sha256, ${sqlInstant(deed.at)},
			${deed.account}
		from article_revision where article_id = ${id} and edition = ${key} and number = ${edition.revision}`.execute(trx);
	await recordEvent(trx, article, decided.value, text);
	return ok(null);
}
