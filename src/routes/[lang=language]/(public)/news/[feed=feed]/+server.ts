import { error } from '@sveltejs/kit';
import { answerFeed } from '#lib/newsroom/feeds/feed-answers.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url }) => {
	const wish = { language: params.lang, list: { kind: 'news' }, name: params.feed, origin: url.origin } as const;
	return (await answerFeed(services().databases.public, wish)) ?? error(404);
};
