import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { loadPromises } from '#lib/partnerships/promises/promise-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	return {
		list: await loadPromises(officeDesk(locals), url.searchParams),
		done: noteOf(url.searchParams, ['promises-made']),
	};
}
