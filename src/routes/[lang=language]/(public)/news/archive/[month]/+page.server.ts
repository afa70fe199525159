import { error } from '@sveltejs/kit';
import { loadMonth } from '#lib/newsroom/reading/reading-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const list = await loadMonth(services().databases.public, params.lang, params.month, url.searchParams);
	if (!list) error(404);
	return list;
};
