import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadOfficeFile } from '#lib/media/images/image-pages.server.ts';
import type { RequestEvent } from './$types.js';

/** A file of an image as the office sees it, public or not. Tandem drew it: it may be shown as it is. */
export async function GET({ locals, params }: RequestEvent): Promise<Response> {
	const file = (await loadOfficeFile(officeDesk(locals), params.id, params.name)) ?? error(404);
	return new Response(new Uint8Array(file.bytes), {
		headers: {
			'content-type': file.mediaType,
			'content-security-policy': "default-src 'none'; sandbox",
			'cache-control': 'private, no-store',
		},
	});
}
