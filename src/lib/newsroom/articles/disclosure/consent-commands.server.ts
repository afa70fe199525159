import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { Deed } from '../article.ts';
import { lockArticle } from '../article-queries.server.ts';
import type { ArticleRefusal } from '../article-refusal.ts';
import { shownTexts } from './consent.ts';
import { listLinkedShipments, newestTexts } from './consent-queries.server.ts';

/** A city's word on an article that tells of a shipment. */
export interface Consent {
	readonly article: Id<'article'>;
	readonly shipment: Id<'shipment'>;
	readonly given: boolean;
	/** The texts its page showed; see shownTexts. */
	readonly shown: string;
}

/**
 * Records whether the acting city consents to an article's telling of a shipment that is not public yet (rule R8). Taken back,
 * it keeps the next text from its readers and leaves to them what they have. Refuses cities that take no part in the shipment, and
 * consent to texts that changed after they were shown.
 */
export async function consentToTelling(
	trx: Trx,
	{ article: id, shipment, given, shown }: Consent,
	deed: Deed,
): Promise<Result<null, readonly ArticleRefusal[]>> {
	const article = await lockArticle(trx, id);
	const linked = article ? await listLinkedShipments(trx, article, null) : [];
	const found = linked.find((each) => each.id === shipment);
	const own = found?.cities.find((city) => city.id === deed.city);
	if (!article || !found || !own) return refused([{ kind: 'not-yours' }]);
	if (given && shown !== shownTexts(article)) return refused([{ kind: 'changed-meanwhile' }]);
	if (given ? own.consents : !own.consents && !own.outdated) return ok(null);
	await sql`insert into article_consent (article_id, shipment_id, city_id, given, texts, at, account_id)
		values (${id}, ${shipment}, current_city(), ${given}, ${newestTexts(id)}, ${sqlInstant(deed.at)}, ${deed.account})`.execute(
		trx,
	);
	await recordAudit(trx, {
		action: given ? 'article.consent-given' : 'article.consent-taken-back',
		subjectKind: 'article',
		subjectId: id,
		details: { shipment: found.number },
	});
	return ok(null);
}
