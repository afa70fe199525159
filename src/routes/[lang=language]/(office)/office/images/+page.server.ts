import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { loadLibrary } from '#lib/media/images/image-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	const library = await loadLibrary(officeDesk(locals), url.searchParams);
	return { ...library, done: noteOf(url.searchParams, ['stored', 'deleted']) };
}
