import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadDiscrepanciesPage } from '#lib/relief/receipts/discrepancy-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadDiscrepanciesPage(officeDesk(locals), url);
}
