import { loadOrganisations } from '#lib/directory/organisation-pages.server.ts';
import { deskOf } from '../desk.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadOrganisations(deskOf(locals), url.searchParams);
}
