import { readableText } from '#lib/kernel/localized-text.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { parsePublicDocumentId, publicDocumentAddress } from './document-address.ts';
import { findPublicDocument } from './document-queries.server.ts';
import { downloadName, mediaTypes } from './file-kind.ts';

/** A document never changes under its address; caches in front ask again after twenty seconds, so that it can be hidden (R14). */
const control = 'public, max-age=31536000, s-maxage=20, stale-if-error=86400, immutable';

/**
 * Answers a public address of a document, always as a download: what a stranger made is never shown as a page of ours. What is
 * not public, not there or misspelt is the same "not found".
 */
export async function answerPublicDocument(
	publicDb: Db,
	request: Request,
	address: { readonly publicId: string; readonly file: string },
): Promise<Response> {
	const publicId = parsePublicDocumentId(address.publicId);
	const document = publicId && (await inPublic(publicDb, (trx) => findPublicDocument(trx, publicId)));
	if (!document || !publicDocumentAddress({ publicId, ...document }).endsWith(`/${address.file}`)) {
		const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=20' };
		return new Response('not found\n', { status: 404, headers });
	}
	const headers = { etag: `"${document.sha256}"`, 'cache-control': control };
	if (request.headers.get('if-none-match')?.includes(headers.etag)) return new Response(null, { status: 304, headers });
	const { text } = readableText(document.title, document.language ?? 'de');
	const name = downloadName(text.replace(/[\p{Cc}\s/\\:*?"<>|]+/gu, ' ').trim(), document.kind);
	return new Response(new Uint8Array(document.bytes), {
		headers: {
			...headers,
			'content-type': mediaTypes[document.kind],
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
			'content-security-policy': "default-src 'none'; sandbox",
		},
	});
}
