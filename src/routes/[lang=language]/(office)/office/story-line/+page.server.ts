import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadStoryLine } from '#lib/accountability/story-line/story-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	return (await loadStoryLine(officeDesk(locals), url.searchParams)) ?? error(404);
}
