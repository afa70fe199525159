import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadPapers } from '#lib/partnerships/council/paper-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadPapers(officeDesk(locals), url.searchParams);
}
