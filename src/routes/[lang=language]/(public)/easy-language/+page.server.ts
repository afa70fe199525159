import { loadEasyArticles } from '#lib/newsroom/reading/reading-pages.server.ts';
import { loadSitePage } from '#lib/newsroom/site-texts/site-text-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { databases } = services();
	return {
		view: await loadSitePage(databases.public, 'easy-language', params.lang),
		articles: await loadEasyArticles(databases.public, params.lang),
	};
};
