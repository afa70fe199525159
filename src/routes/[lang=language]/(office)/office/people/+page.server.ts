import { loadPeople } from '#lib/directory/people/people-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';
import { peopleDesk } from './desk.server.ts';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadPeople(peopleDesk(locals), url.searchParams);
}
