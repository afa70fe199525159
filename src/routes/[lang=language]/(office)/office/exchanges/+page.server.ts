import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadExchanges } from '#lib/partnerships/exchanges/exchange-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadExchanges(officeDesk(locals), url.searchParams);
}
