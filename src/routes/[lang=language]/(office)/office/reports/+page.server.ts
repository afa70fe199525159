import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { loadReports } from '#lib/accountability/council-reports/report-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	return { list: await loadReports(officeDesk(locals)), done: noteOf(url.searchParams, ['report-discarded']) };
}
