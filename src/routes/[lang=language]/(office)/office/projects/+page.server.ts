import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadProjects } from '#lib/partnerships/projects/project-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadProjects(officeDesk(locals), url.searchParams);
}
