import { answerCard } from '#lib/newsroom/reading/article-card.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

/** The picture that goes with a link to an article, for anybody. */
export function GET({ params, request }: RequestEvent): Promise<Response> {
	return answerCard(services().databases.public, request, params);
}
