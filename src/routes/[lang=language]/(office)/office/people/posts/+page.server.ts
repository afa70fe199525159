import { loadPosts } from '#lib/directory/people/post-pages.server.ts';
import { peopleDesk } from '../desk.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadPosts(peopleDesk(locals));
}
