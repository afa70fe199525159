import { error } from '@sveltejs/kit';
import { answerFeed } from '#lib/accountability/deadlines/deadline-feed.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

export async function GET({ locals, params, request }: RequestEvent) {
	const { language } = locals;
	return (await answerFeed(services(), { token: params.token, language, request })) ?? error(404);
}
