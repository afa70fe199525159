import { createHash } from 'node:crypto';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import type { FileFormat, PublicImageId } from './image.ts';
import { fileNameOf, imageTypes, parseFileName, parsePublicImageId } from './image-address.ts';
import { ImageCache } from './image-cache.ts';
import { findPublicFile, findPublicRights } from './image-queries.server.ts';
import { type ImageRights, rightsPacket, withPacket } from './rights-metadata.ts';

type PublicFile = NonNullable<Awaited<ReturnType<typeof findPublicFile>>>;

const cache = new ImageCache<PublicFile>(64_000_000, 2_000);

/**
 * A name never means two contents, so a browser may keep what it has seen for good. Caches in front that answer for others ask
 * again after twenty seconds: with the ten seconds here, what is hidden is gone from them within a minute (R14). While the
 * site itself is away they go on answering.
 */
const foundControl = 'public, max-age=31536000, s-maxage=20, stale-if-error=86400, immutable';
const changedControl = 'public, max-age=20';
/** Feed readers and previews of links show the picture on pages that are not ours. */
const sharedElsewhere = { 'cross-origin-resource-policy': 'cross-origin' } as const;

/**
 * Answers a public address of an image. What is not public, not there or misspelt is the same "not found"; a name of earlier
 * content leads to the content of now.
 */
export async function answerPublicImage(
	publicDb: Db,
	request: Request,
	address: { readonly publicId: string; readonly file: string },
	now: number,
): Promise<Response> {
	const publicId = parsePublicImageId(address.publicId);
	const asked = parseFileName(address.file);
	if (!publicId || !asked) return notFound();
	const { name, format, mark } = asked;
	const file = await cache.get(`${publicId}/${name}.${format}`, now, () =>
		inPublic(publicDb, (trx) => findPublicFile(trx, publicId, name, format)),
	);
	if (!file) return notFound();
	if (!file.sha256.startsWith(mark)) {
		const location = `/images/${publicId}/${fileNameOf(file)}`;
		return new Response(null, { status: 302, headers: { location, 'cache-control': changedControl } });
	}
	if (name === 'master') return answerForPress(publicDb, request, publicId, file);
	const etag = `"${file.sha256}"`;
	const headers = { etag, 'cache-control': foundControl, ...sharedElsewhere };
	if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
	return new Response(new Uint8Array(file.bytes), {
		headers: {
			...headers,
			'content-type': imageTypes[format],
			'content-disposition': 'inline',
			'content-security-policy': "default-src 'none'; sandbox",
		},
	});
}

/**
 * The picture in full size, to take away: with credit, rights and words written into it as they are now, so that they travel
 * with it. They may be corrected, so it is asked for again each time.
 */
async function answerForPress(
	publicDb: Db,
	request: Request,
	publicId: PublicImageId,
	file: PublicFile,
): Promise<Response> {
	const rights = await inPublic(publicDb, (trx) => findPublicRights(trx, publicId));
	if (!rights) return notFound();
	const bytes = withRights(file, rights);
	const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
	const headers = { etag, 'cache-control': changedControl };
	if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
	return new Response(bytes, {
		headers: {
			...headers,
			'content-type': imageTypes[file.format],
			'content-disposition': `attachment; filename="${fileNameOf(file)}"`,
			'content-security-policy': "default-src 'none'; sandbox",
		},
	});
}

const withRights = (file: PublicFile, rights: ImageRights) =>
	file.format === 'jpeg' ? withPacket(file.bytes, rightsPacket(rights)) : new Uint8Array(file.bytes);

/** The same file with its rights as they are now, for an archive; undefined where the press may not have it any more. */
export function findPressFile(
	publicDb: Db,
	publicId: PublicImageId,
	format: FileFormat,
): Promise<{ readonly bytes: Uint8Array; readonly rights: ImageRights } | undefined> {
	return inPublic(publicDb, async (trx) => {
		const file = await findPublicFile(trx, publicId, 'master', format);
		const rights = file && (await findPublicRights(trx, publicId));
		return rights && { bytes: withRights(file, rights), rights };
	});
}

function notFound(): Response {
	return new Response('not found\n', {
		status: 404,
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': changedControl },
	});
}
