import { error } from '@sveltejs/kit';
import { loadNews } from '#lib/newsroom/reading/reading-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) =>
	(await loadNews(services().databases.public, params.lang, url.searchParams)) ?? error(404);
