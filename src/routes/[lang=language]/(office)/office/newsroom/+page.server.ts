import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadNewsroom } from '#lib/newsroom/articles/article-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	return { list: await loadNewsroom(officeDesk(locals), url.searchParams) };
}
