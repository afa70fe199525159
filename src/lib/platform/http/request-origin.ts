import { ok, type Result, refused } from '#lib/kernel/result.ts';

// Where our server tells the built site what it found out about a request. We overwrite them on every request, so
// that nobody can bring them along.
export const protocolHeader = 'x-tandem-protocol';
export const hostHeader = 'x-tandem-host';
export const addressHeader = 'x-tandem-address';

/** How Tandem is reached, out of the configuration. */
export interface Reach {
	/** The configured public address; undefined for use on this machine or in this network. */
	readonly origin: string | undefined;
	/** What the server listens on. */
	readonly host: string;
	readonly trustedProxies: number;
}

export type OriginRefusal = { readonly kind: 'no-host' } | { readonly kind: 'foreign-host' };

/** Who names this machine from this machine only. */
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address a request was sent to, as forms and links must see it.
 *
 * With a configured origin it is that, whatever the request claims. Without one it is the Host header over plain http;
 * a server that listens on this machine only then refuses other names, because a page elsewhere could have had its own
 * name point here (DNS rebinding) and read along.
 */
export function requestOrigin(hostHeader: string | undefined, reach: Reach): Result<URL, OriginRefusal> {
	if (reach.origin !== undefined) return ok(new URL(reach.origin));
	if (!hostHeader || !/^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(hostHeader)) return refused({ kind: 'no-host' });
	const url = URL.canParse(`http://${hostHeader}`) ? new URL(`http://${hostHeader}`) : undefined;
	if (!url) return refused({ kind: 'no-host' });
	const listensHereOnly = loopbackNames.has(reach.host) || reach.host === '::1' || reach.host.startsWith('127.');
	if (listensHereOnly && !loopbackNames.has(url.hostname)) return refused({ kind: 'foreign-host' });
	return ok(url);
}

/**
 * The address a request came from. Each trusted proxy appends the address it saw to X-Forwarded-For, so with n of them
 * the n-th from the end is true and everything before it is hearsay.
 */
export function clientAddress(
	connection: string | undefined,
	forwardedFor: string | undefined,
	trustedProxies: number,
): string {
	const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
	const seen = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
	return seen || connection || 'unknown';
}
