import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadMandates } from '#lib/partnerships/council/mandate-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadMandates(officeDesk(locals), url.searchParams);
}
