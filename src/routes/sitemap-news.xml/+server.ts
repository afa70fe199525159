import { answerNewsSitemap } from '#lib/newsroom/feeds/feed-answers.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => {
	const { databases, clock } = services();
	return answerNewsSitemap(databases.public, url.origin, clock.now());
};
