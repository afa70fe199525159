import { error } from '@sveltejs/kit';
import { findStoryPage } from '#lib/accountability/public-site/story-page.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const asked = { slug: params.slug, language: params.lang };
	const view = await inPublic(services().databases.public, (trx) => findStoryPage(trx, asked, url.searchParams));
	if (!view) error(404);
	return { view, crumbs: view.crumbs };
};
