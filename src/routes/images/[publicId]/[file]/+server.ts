import { answerPublicImage } from '#lib/media/images/public-image.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

/** A file of an image that is public, for anybody. */
export function GET({ params, request }: RequestEvent): Promise<Response> {
	const { databases, clock } = services();
	return answerPublicImage(databases.public, request, params, clock.now());
}
