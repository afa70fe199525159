import { may } from '#lib/access/permissions.ts';
import { actorOf, sessionOf } from '#lib/access/request.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { listCards, pageSize, parseBefore } from '#lib/relief/need-lists/list-page.ts';
import { listNeedLists } from '#lib/relief/need-lists/need-list-queries.server.ts';
import type { PageServerLoadEvent } from './$types.js';

/** Need lists of the city's operations, newest first. */
export async function load({ locals, url }: PageServerLoadEvent) {
	const before = parseBefore(url.searchParams.get('before'));
	const lists = await inCity(services().databases.app, actorOf(locals), (trx) =>
		listNeedLists(trx, { before, limit: pageSize + 1 }),
	);
	return {
		...listCards(lists, locals.language),
		later: before !== null,
		mayWrite: may(sessionOf(locals), 'need-lists.write'),
	};
}
