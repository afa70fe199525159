import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadFundings } from '#lib/partnerships/funding/funding-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadFundings(officeDesk(locals), url.searchParams);
}
