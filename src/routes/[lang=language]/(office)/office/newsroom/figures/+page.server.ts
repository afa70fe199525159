import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadPicker } from '#lib/newsroom/articles/figures/picker-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	return { picker: await loadPicker(officeDesk(locals), url.searchParams) };
}
