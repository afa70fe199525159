import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { readLine, type Typed } from '#lib/ui/form/typed-form.ts';
import { listArticleTitles } from '../articles/article-queries.server.ts';
import { findHidingState, hideArticle } from './article-hiding.server.ts';
import { type HidingRefusal, longestReason } from './article-hiding.ts';

/** The page on which an article is hidden or shown again; undefined where the acting city may not see it. */
export async function loadHiding(desk: OfficeDesk, idText: string) {
	const id = parseId<'article'>(idText);
	if (!id) return undefined;
	return readForPage(desk, async (trx) => {
		const state = await findHidingState(trx, id);
		const titles = await listArticleTitles(trx, [id]);
		return (
			state && { id, state, title: readableText(titles.get(id) ?? {}, desk.language), idempotencyKey: randomUUID() }
		);
	});
}

/** Hides the article for the acting city, or takes that back: only where the form says so, for it is the dangerous one. */
export async function decideHiding(
	desk: OfficeDesk,
	idText: string,
	typed: Typed,
): Promise<Result<null, readonly HidingRefusal[]>> {
	const id: Id<'article'> | undefined = parseId<'article'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'publication.decide')) return refused([{ kind: 'not-permitted' }]);
	const reason = readLine(typed, 'reason', longestReason);
	if (!reason.ok) return reason;
	const input = { articleId: id, hidden: typed['hidden'] !== 'no', reason: reason.value, at: desk.now };
	return runForm<null, HidingRefusal>(desk, { name: 'hide-article', subject: id, typed }, (trx) =>
		hideArticle(trx, input),
	);
}
