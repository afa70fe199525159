import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { present } from '#lib/kernel/assert.ts';
import { parseId } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import type { Deed } from '../article.ts';
import { type ArticleId, findRevision, lockArticle } from '../article-queries.server.ts';
import type { ArticleRefusal } from '../article-refusal.ts';
import { type EditionKey, parseEdition } from '../edition.ts';
import { checkText } from './claim-check.server.ts';

type Answer = Promise<Result<null, readonly ArticleRefusal[]>>;

/** Somebody's word on a claim the records contradict. */
export interface SignOffDraft {
	readonly id: ArticleId;
	readonly key: EditionKey;
	/** The claim as the page named it. */
	readonly claim: string;
	readonly given: boolean;
	readonly reason: string;
}

/** Longest reason, in UTF-16 units. */
export const longestReason = 300;

/**
 * Records who answers for a claim of the newest text although the records say otherwise, or that they do so no more. Refuses
 * claims the text does not make any more and those the records do not contradict any more.
 */
export async function signOffClaim(trx: Trx, draft: SignOffDraft, deed: Deed): Answer {
	const { id, key, claim, given, reason } = draft;
	const article = await lockArticle(trx, id);
	const edition = article?.editions[key];
	if (article?.cityId !== deed.city || !edition || deed.account === null) return refused([{ kind: 'not-yours' }]);
	if (given && reason === '') return refused([{ kind: 'reason-needed', field: 'signOffReason' }]);
	const text = await findRevision(trx, { id, key, number: edition.revision });
	const { partnershipId } = article;
	const checked = await checkText(trx, present(text, 'the newest revision of an edition'), {
		id,
		partnershipId,
		key,
		now: deed.at,
	});
	const found = checked.find((each) => each.claim === claim && each.verdict === 'differs');
	if (!found) return refused([{ kind: 'claim-gone' }]);
	if ((found.signedOff !== null) === given) return ok(null);
	await sql`insert into article_sign_off (article_id, edition, revision, city_id, claim, words, given, reason, at, account_id)
		values (${id}, ${key}, ${edition.revision}, current_city(), ${claim}, ${found.words}, ${given},
			${given ? reason : ''}, ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	await recordAudit(trx, {
		action: given ? 'article.claim-signed-off' : 'article.sign-off-taken-back',
		subjectKind: 'article',
		subjectId: id,
		details: { edition: key, words: found.words },
	});
	return ok(null);
}

/** Does so as a form asks. Whoever writes texts may, and whoever reviews them. */
export function changeSignOff(desk: OfficeDesk, idText: string, keyText: string, typed: Typed): Answer {
	const [id, key] = [parseId<'article'>(idText), parseEdition(keyText)];
	if (!id || !key) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	const { session, actor, now } = desk;
	if (!may(session, 'articles.write') && !may(session, 'articles.review')) {
		return Promise.resolve(refused([{ kind: 'not-permitted' }]));
	}
	const draft = {
		id,
		key,
		claim: typed['claim'] ?? '',
		given: typed['given'] === 'yes',
		reason: (typed['signOffReason'] ?? '').trim().replace(/\s+/gu, ' ').slice(0, longestReason),
	};
	return runForm<null, ArticleRefusal>(desk, { name: 'sign-off-claim', subject: `${id} ${key}`, typed }, (trx) =>
		signOffClaim(trx, draft, { at: now, account: actor.account, city: actor.city }),
	);
}
