import { error } from '@sveltejs/kit';
import { loadPress } from '#lib/accountability/press/press-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) =>
	(await loadPress(services().databases.public, params.lang, url.searchParams)) ?? error(404);
