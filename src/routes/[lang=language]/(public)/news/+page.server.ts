import { loadNews } from '#lib/newsroom/reading/reading-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url }) =>
	loadNews(services().databases.public, params.lang, url.searchParams);
