import { type LookupAddress, lookup as resolve } from 'node:dns';
import { get as httpGet, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as httpsGet } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { isPublicAddress } from './public-address.ts';

export interface FetchLimits {
	/** Most bytes of the answer, after it was unpacked. */
	readonly bytes: number;
	/** Milliseconds for everything, redirects and the last byte of a slow drip included. */
	readonly milliseconds: number;
	/** Default 5. */
	readonly redirects?: number;
	/** What to ask for: "application/json". */
	readonly accept?: string;
	readonly signal?: AbortSignal;
	/** Lets it reach this machine itself: for tests with a server of their own, never in production. */
	readonly loopbackToo?: boolean;
}

export interface FetchAnswer {
	/** Where the answer came from, after redirects. */
	readonly url: string;
	readonly status: number;
	/** In lower case, without parameters: "application/json". */
	readonly mediaType: string;
	readonly retryAfter: string | undefined;
	readonly bytes: Buffer;
}

/** Why there is no answer. An answer of any status, 404 and 500 too, is an answer. */
export type FetchRefusal =
	| { readonly kind: 'address-malformed' }
	| { readonly kind: 'scheme-not-permitted'; readonly scheme: string }
	| { readonly kind: 'credentials-in-address' }
	| { readonly kind: 'address-not-public'; readonly host: string }
	| { readonly kind: 'host-unknown'; readonly host: string }
	| { readonly kind: 'too-many-redirects'; readonly most: number }
	| { readonly kind: 'too-large'; readonly bytes: number }
	| { readonly kind: 'too-slow'; readonly seconds: number }
	| { readonly kind: 'stopped' }
	| { readonly kind: 'connection-failed'; readonly code: string };

/**
 * The one way out: fetches a public web address that somebody typed or a foreign server named, without ever reaching into
 * the own network. Only http and https, no credentials; every address a name resolves to must be public, the connection
 * goes to exactly the addresses that were checked (a name that changes its mind between check and use gains nothing), and
 * all of it again for each redirect. Sends no cookie and no referrer.
 */
export async function guardedFetch(address: string, limits: FetchLimits): Promise<Result<FetchAnswer, FetchRefusal>> {
	const deadline = AbortSignal.timeout(limits.milliseconds);
	const signal = limits.signal ? AbortSignal.any([deadline, limits.signal]) : deadline;
	const most = limits.redirects ?? 5;
	let target = address;
	for (let redirect = 0; redirect <= most; redirect++) {
		const url = permittedAddress(target, limits.loopbackToo === true);
		if (!url.ok) return url;
		const answer = await ask(url.value, limits, signal).catch((error: unknown) => refused(explain(error, limits)));
		if (!answer.ok) return answer;
		if (!('location' in answer.value)) return ok(answer.value);
		target = answer.value.location;
	}
	return refused({ kind: 'too-many-redirects', most });
}

/** What can be told from the address alone. */
function permittedAddress(address: string, loopbackToo: boolean): Result<URL, FetchRefusal> {
	if (!URL.canParse(address)) return refused({ kind: 'address-malformed' });
	const url = new URL(address);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		return refused({ kind: 'scheme-not-permitted', scheme: url.protocol.replace(':', '') });
	}
	if (url.username !== '' || url.password !== '') return refused({ kind: 'credentials-in-address' });
	const host = url.hostname.replace(/^\[|\]$/g, '');
	// A numeric host is never looked up, so it is looked at here.
	if (isIP(host) !== 0 && !permitted(host, loopbackToo)) return refused({ kind: 'address-not-public', host });
	return ok(url);
}

const loopback = new Set(['127.0.0.1', '::1']);

function permitted(address: string, loopbackToo: boolean): boolean {
	return isPublicAddress(address) || (loopbackToo && loopback.has(address));
}

class NotPublic extends Error {
	readonly host: string;
	constructor(host: string) {
		super('the name leads into a network that is not public');
		this.host = host;
	}
}
class TooLarge extends Error {}

/** Resolves a name and hands on its addresses only where each of them is permitted. */
function guardedLookup(loopbackToo: boolean): LookupFunction {
	return (host, options, done) => {
		const answered = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[] | undefined): void => {
			const [first] = addresses ?? [];
			const isPermitted = addresses?.every(({ address }) => permitted(address, loopbackToo));
			if (error || !first || !isPermitted) done(error ?? new NotPublic(host), '', 0);
			else if (options.all) done(null, addresses ?? []);
			else done(null, first.address, first.family);
		};
		resolve(host, { ...options, all: true }, answered);
	};
}

function ask(
	url: URL,
	limits: FetchLimits,
	signal: AbortSignal,
): Promise<Result<FetchAnswer | { readonly location: string }, FetchRefusal>> {
	const options: RequestOptions = {
		agent: false,
		signal,
		lookup: guardedLookup(limits.loopbackToo === true),
		headers: {
			accept: limits.accept ?? '*/*',
			'accept-encoding': 'gzip, deflate, br',
			'user-agent': 'Tandem (city partnerships)',
		},
	};
	return new Promise((done, failed) => {
		const request = (url.protocol === 'https:' ? httpsGet : httpGet)(url, options, (response) => {
			read(url, response, limits).then((answer) => done(ok(answer)), failed);
		});
		request.on('error', failed);
	});
}

async function read(
	url: URL,
	response: IncomingMessage,
	limits: FetchLimits,
): Promise<FetchAnswer | { readonly location: string }> {
	const { statusCode: status = 0, headers } = response;
	if ([301, 302, 303, 307, 308].includes(status) && headers.location && URL.canParse(headers.location, url.href)) {
		response.destroy();
		return { location: new URL(headers.location, url).href };
	}
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size > limits.bytes) throw new TooLarge();
			chunks.push(chunk);
		}
	} finally {
		response.destroy();
	}
	const mediaType = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
	return { url: url.href, status, mediaType, retryAfter: headers['retry-after'], bytes: Buffer.concat(chunks) };
}

/** The answer's content. An error of the connection must reach whoever reads the unpacked stream. */
function unpacked(response: IncomingMessage): Readable {
	const encoding = response.headers['content-encoding']?.toLowerCase();
	const makers = {
		gzip: createGunzip,
		'x-gzip': createGunzip,
		deflate: createInflate,
		br: createBrotliDecompress,
	} as const;
	if (!encoding || !Object.hasOwn(makers, encoding)) return response;
	const unpacker = makers[encoding as keyof typeof makers]();
	response.on('error', (error) => unpacker.destroy(error));
	return response.pipe(unpacker);
}

function explain(error: unknown, limits: FetchLimits): FetchRefusal {
	if (error instanceof NotPublic) return { kind: 'address-not-public', host: error.host };
	if (error instanceof TooLarge) return { kind: 'too-large', bytes: limits.bytes };
	const { name, code, hostname, cause } = error as NodeJS.ErrnoException & { hostname?: string; cause?: unknown };
	const timedOut = name === 'TimeoutError' || (cause as Error | undefined)?.name === 'TimeoutError';
	if (timedOut) return { kind: 'too-slow', seconds: Math.round(limits.milliseconds / 1000) };
	if (name === 'AbortError') {
		return limits.signal?.aborted
			? { kind: 'stopped' }
			: { kind: 'too-slow', seconds: Math.round(limits.milliseconds / 1000) };
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { kind: 'host-unknown', host: hostname ?? '' };
	return { kind: 'connection-failed', code: typeof code === 'string' ? code : 'unknown' };
}
