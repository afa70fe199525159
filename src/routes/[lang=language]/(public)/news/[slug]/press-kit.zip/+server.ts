import { error } from '@sveltejs/kit';
import { answerArticleKit } from '#lib/accountability/press/press-files.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestHandler } from './$types';

/** What the press takes away of a press release. */
export const GET: RequestHandler = async ({ params, url, getClientAddress }) => {
	const wish = { language: params.lang, slug: params.slug, origin: url.origin, from: getClientAddress() };
	return (await answerArticleKit(services().databases.public, wish)) ?? error(404);
};
