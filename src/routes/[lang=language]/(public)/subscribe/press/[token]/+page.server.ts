import { leaveList, loadLeaving } from '#lib/newsroom/press-lists/press-list-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** A private page: the address is the key. Looking changes nothing. */
export function load({ params, setHeaders }: PageServerLoadEvent) {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	return loadLeaving(services(), params.token);
}

export const actions = { default: ({ params }: RequestEvent) => leaveList(services(), params.token) };
