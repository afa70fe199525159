import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadRevisions } from '#lib/newsroom/articles/edition-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	return { page: (await loadRevisions(officeDesk(locals), params.id, params.edition, url.searchParams)) ?? error(404) };
}
