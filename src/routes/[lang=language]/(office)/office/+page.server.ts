import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadOfficeHome } from '#lib/accountability/office-home/office-home.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals }: PageServerLoadEvent) {
	return { home: await loadOfficeHome(officeDesk(locals)) };
}
