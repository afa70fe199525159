import { loadSitePage } from '#lib/newsroom/site-texts/site-text-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	view: await loadSitePage(services().databases.public, 'imprint', params.lang),
});
