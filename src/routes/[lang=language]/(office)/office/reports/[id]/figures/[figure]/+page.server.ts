import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadFigure } from '#lib/accountability/council-reports/figure-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return { trace: (await loadFigure(officeDesk(locals), params.id, params.figure)) ?? error(404) };
}
