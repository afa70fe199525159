import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { loadPartnership } from '#lib/partnerships/overview/partnership-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

/** By the slug, or by the id that other records point with. */
export async function load({ locals, params, url }: PageServerLoadEvent) {
	const partnership = (await loadPartnership(officeDesk(locals), params.slug)) ?? error(404);
	return { ...partnership, done: noteOf(url.searchParams, ['standing-stated', 'standing-withdrawn']) };
}
