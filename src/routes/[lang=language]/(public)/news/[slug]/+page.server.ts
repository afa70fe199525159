import { error, redirect } from '@sveltejs/kit';
import { listStoryForText } from '#lib/accountability/public-site/story-page.server.ts';
import { loadArticle } from '#lib/newsroom/reading/reading-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const site = { origin: url.origin, findStory: listStoryForText };
	const found = await loadArticle(services().databases.public, params.lang, params.slug, site);
	if (!found) error(404);
	if (found.kind === 'moved') redirect(301, found.to);
	if (found.kind === 'withdrawn') error(410, { message: 'Gone', gone: found.gone });
	return { article: found.article, alternates: found.article.alternates };
};
