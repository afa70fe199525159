/**
 * Whether a request ends something by one click in a mail program (RFC 8058). It comes from the mail provider's server, which has no
 * session and names no origin, so the guard against other sites' forms has to let it pass; the address alone says what it ends.
 */
export function isOneClick(method: string | undefined, url: string | undefined): boolean {
	return method === 'POST' && /^\/[a-z]{2}(?:\/[a-z]+)+\/[\w-]{43}\/unsubscribe$/.test(url ?? '');
}
