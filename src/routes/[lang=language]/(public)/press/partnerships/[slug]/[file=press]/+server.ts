import { error } from '@sveltejs/kit';
import { answerPressFile } from '#lib/accountability/press/press-files.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestHandler } from './$types';

/** What the press takes away of a partnership. */
export const GET: RequestHandler = async ({ params, url, getClientAddress }) => {
	const { lang: language, slug, file } = params;
	const wish = { language, slug, file, origin: url.origin, from: getClientAddress() };
	return (await answerPressFile(services().databases.public, wish)) ?? error(404);
};
