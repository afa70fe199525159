import { error } from '@sveltejs/kit';
import { loadList } from '#lib/newsroom/reading/reading-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const list = { kind: 'press-year', year: params.year } as const;
	return (await loadList(services().databases.public, params.lang, list, url.searchParams)) ?? error(404);
};
