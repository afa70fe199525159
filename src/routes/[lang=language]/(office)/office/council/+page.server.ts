import { officeDesk } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { loadPapers } from '#lib/partnerships/council/paper-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	const papers = await loadPapers(officeDesk(locals), url.searchParams);
	return { ...papers, mayReport: may(locals.session, 'reports.write') };
}
