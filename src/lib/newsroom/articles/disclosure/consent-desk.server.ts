import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { parseId } from '#lib/kernel/id.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import type { ArticleRefusal } from '../article-refusal.ts';
import { consentToTelling } from './consent-commands.server.ts';

/** Gives a city's consent to what an article tells of a shipment, or takes it back, as a form asks. */
export function changeConsent(
	desk: OfficeDesk,
	idText: string,
	typed: Typed,
): Promise<Result<null, readonly ArticleRefusal[]>> {
	const [article, shipment] = [parseId<'article'>(idText), parseId<'shipment'>(typed['shipment'] ?? '')];
	if (!article || !shipment) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	if (!may(desk.session, 'articles.write')) return Promise.resolve(refused([{ kind: 'not-permitted' }]));
	const { account, city } = desk.actor;
	return runForm<null, ArticleRefusal>(desk, { name: 'consent-to-article', subject: article, typed }, (trx) =>
		consentToTelling(
			trx,
			{ article, shipment, given: typed['given'] === 'yes', shown: typed['texts'] ?? '' },
			{ at: desk.now, account, city },
		),
	);
}
