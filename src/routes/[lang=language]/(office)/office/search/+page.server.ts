import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadSearch } from '#lib/accountability/search/search-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	return { search: await loadSearch(officeDesk(locals), url.searchParams) };
}
