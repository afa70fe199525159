import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadPartnerships } from '#lib/partnerships/overview/partnership-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadPartnerships(officeDesk(locals));
}
