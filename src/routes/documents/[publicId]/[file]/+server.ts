import { answerPublicDocument } from '#lib/media/documents/public-document.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

/** A document that is public, for anybody. */
export function GET({ params, request }: RequestEvent): Promise<Response> {
	return answerPublicDocument(services().databases.public, request, params);
}
