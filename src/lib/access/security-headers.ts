/** Where a response goes and what it holds. */
export interface Delivery {
	readonly secure: boolean;
	/** Made for one person, or on the way to it: nothing between here and the browser may keep it. */
	readonly personal: boolean;
}

const always = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy':
		'accelerometer=(), camera=(self), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'x-frame-options': 'DENY',
} as const;

/**
 * The headers every response carries besides the content security policy, which the framework writes with its nonces.
 * A year of https (ASVS 3.4.1), no sniffing (3.4.4), no path in the referrer (3.4.5). Personal pages send it to this site
 * alone: the address of a one-time link must not travel ("no-referrer" would, but then browsers send forms with the
 * origin "null", which looks like another site's). The camera is for scanning labels at the loading dock.
 */
export function securityHeaders({ secure, personal }: Delivery): Readonly<Record<string, string>> {
	return {
		...always,
		...(personal ? { 'referrer-policy': 'same-origin', 'cache-control': 'no-store' } : {}),
		...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
	};
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from another site's page: it names another origin, or the browser says
 * so (Sec-Fetch-Site). The framework asks this of forms; we ask it of every content type (ASVS 3.5.1). Requests of
 * programs carry neither header; they have no cookie to abuse either.
 */
export function isForeign(method: string, ownOrigin: string, headers: Pick<Headers, 'get'>): boolean {
	if (safeMethods.has(method)) return false;
	const origin = headers.get('origin');
	if (origin !== null) return origin !== ownOrigin;
	const site = headers.get('sec-fetch-site');
	return site !== null && site !== 'same-origin' && site !== 'none';
}
