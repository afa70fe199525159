import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { ArticleText } from '../article.ts';
import type { Blocker } from '../article-blockers.ts';
import type { EditionKey } from '../edition.ts';
import { mayTellOf } from './consent.ts';
import { findRestrictedMentions, listLinkedShipments, type Telling } from './consent-queries.server.ts';
import { passagesOf } from './passages.ts';

/** What disclosure keeps from readers now: shipments not public yet (R8), places that are need-to-know (R6). */
export async function disclosureBlockers(
	trx: Trx,
	text: ArticleText,
	article: Telling,
	key: EditionKey,
): Promise<readonly Blocker[]> {
	const shipments = await listLinkedShipments(trx, article, key);
	const passages = passagesOf(text);
	const mentions = await findRestrictedMentions(
		trx,
		passages.map((passage) => passage.text),
	);
	return [
		...shipments
			.filter((shipment) => !mayTellOf(shipment))
			.map(({ number }): Blocker => ({ kind: 'shipment-not-public', block: 0, number })),
		...passages.flatMap(({ block, text: said }) =>
			mentions
				.filter((words) => said.includes(words))
				.map((words): Blocker => ({ kind: 'restricted-place', block, words })),
		),
	];
}
