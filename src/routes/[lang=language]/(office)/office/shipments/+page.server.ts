import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadShipmentsPage } from '#lib/relief/shipments/shipment-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadShipmentsPage(officeDesk(locals), url);
}
