import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { findNewsVersion } from '#lib/newsroom/reading/news-state-queries.server.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { acceptedEncoding } from '#lib/platform/http/accepted-encoding.ts';
import { encodedTag, isKnown } from '#lib/platform/http/entity-tag.ts';
import { findPublicState } from '#lib/relief/figures/figure-queries.server.ts';
import { type CachedPage, PageCache } from './page-cache.ts';

/** Enough for every page of some hundred operations in three languages and themes; each is some 60 KB. */
const pagesKept = 1000;

/** How long a version counts as the newest before it is asked for again, in milliseconds: the hiding of R14 waits for it. */
const versionAge = 1000;

/**
 * How long caches in front may keep a public page, in seconds; with the job and the version well within the 60 s of R14. While the
 * site itself is away, they go on answering with what they have for a day.
 */
const publicCacheControl = 'public, max-age=20, stale-while-revalidate=20, stale-if-error=86400';

const cache = new PageCache(pagesKept);
let known: { readonly version: Promise<string>; readonly at: number } | undefined;

/** The version of the public figures and of the news, at most a second old. */
function newestVersion(publicDb: Db, now: number): Promise<string> {
	if (known && now - known.at < versionAge) return known.version;
	const version = inPublic(publicDb, async (trx) => {
		const figures = (await findPublicState(trx))?.version ?? 'none';
		return `${figures} ${await findNewsVersion(trx)}`;
	});
	known = { version, at: now };
	return version;
}

/** Answers a public page from the cache, or renders it once and keeps it. Only whole, successful pages are kept. */
export async function answerPublicPage(
	publicDb: Db,
	request: Request,
	key: string,
	now: number,
	render: () => Promise<Response>,
): Promise<Response> {
	const version = await newestVersion(publicDb, now);
	const kept = cache.find(version, key);
	if (kept) return answer(kept, request);
	const response = await render();
	if (response.status !== 200) return response;
	const bodies = await encode(await response.text());
	const page = { bodies, headers: keptHeaders(response.headers, bodies.identity) };
	cache.keep(version, key, page);
	return answer(page, request);
}

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Once for all who read the page, hence at a level that takes 20 ms and saves a sixth of the bytes. */
async function encode(text: string): Promise<CachedPage['bodies']> {
	const identity = Buffer.from(text);
	const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length };
	const [br, zipped] = await Promise.all([compress.br(identity, { params }), compress.gzip(identity, { level: 9 })]);
	return { identity, br, gzip: zipped };
}

/** The tag is of the bytes themselves: the page in one version of the news is often that of the next. */
function keptHeaders(headers: Headers, body: Uint8Array): CachedPage['headers'] {
	const kept = new Headers(headers);
	kept.set('etag', `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`);
	kept.set('cache-control', publicCacheControl);
	kept.set('vary', 'cookie, accept-encoding');
	kept.delete('content-length');
	return [...kept];
}

function answer({ bodies, headers }: CachedPage, request: Request): Response {
	const fields = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
	const encoding = acceptedEncoding(request.headers.get('accept-encoding') ?? undefined);
	const etag = encodedTag(fields.get('etag'), encoding);
	if (etag !== null) fields.set('etag', etag);
	if (etag !== null && isKnown(etag, request.headers.get('if-none-match'))) {
		return new Response(null, { status: 304, headers: fields });
	}
	if (encoding) fields.set('content-encoding', encoding);
	return new Response(bodies[encoding ?? 'identity'], { headers: fields });
}
