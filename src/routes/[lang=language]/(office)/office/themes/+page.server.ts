import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadThemes } from '#lib/partnerships/themes/theme-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadThemes(officeDesk(locals), url.searchParams);
}
