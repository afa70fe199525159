import { error } from '@sveltejs/kit';
import { loadTerm } from '#lib/newsroom/reading/reading-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const list = await loadTerm(services().databases.public, params.lang, 'topic', params.term, url.searchParams);
	if (!list) error(404);
	return list;
};
