import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadStockPage } from '#lib/relief/stock/stock-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadStockPage(officeDesk(locals), url);
}
