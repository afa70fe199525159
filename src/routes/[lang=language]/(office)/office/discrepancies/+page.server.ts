import { loadDiscrepanciesPage } from '#lib/relief/receipts/discrepancy-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadDiscrepanciesPage(locals, url);
}
