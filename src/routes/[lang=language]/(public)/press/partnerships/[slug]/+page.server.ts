import { error } from '@sveltejs/kit';
import { loadPressKit } from '#lib/accountability/press/press-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const address = { language: params.lang, slug: params.slug };
	return { kit: (await loadPressKit(services().databases.public, address, url.origin)) ?? error(404) };
};
