import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { downloadDocument } from '#lib/media/documents/document-pages.server.ts';
import type { RequestEvent } from './$types.js';

/** The file as it was handed in. Always a download: what a stranger made is never shown as a page of ours. */
export async function GET({ locals, params }: RequestEvent): Promise<Response> {
	const file = (await downloadDocument(officeDesk(locals), params.id)) ?? error(404);
	return new Response(new Uint8Array(file.bytes), {
		headers: {
			'content-type': file.mediaType,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox",
			'cache-control': 'private, no-store',
		},
	});
}
