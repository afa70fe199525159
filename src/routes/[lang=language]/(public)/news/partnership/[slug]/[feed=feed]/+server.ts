import { error } from '@sveltejs/kit';
import { answerFeed } from '#lib/newsroom/feeds/feed-answers.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url }) => {
	const list = { kind: 'partnership', slug: params.slug } as const;
	const wish = { language: params.lang, list, name: params.feed, origin: url.origin };
	return (await answerFeed(services().databases.public, wish)) ?? error(404);
};
