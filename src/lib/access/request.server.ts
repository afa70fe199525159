import { assert } from '#lib/kernel/assert.ts';
import { day } from '#lib/kernel/instant.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import type { Actor } from '#lib/platform/database/transaction.server.ts';
import { type Services, services } from '#lib/platform/services.server.ts';
import type { Acting } from './account-commands.server.ts';
import { describeDevice } from './device.ts';
import { type Session, sessionCookieName } from './session.ts';
import type { SignInGround, Visitor } from './sign-in.server.ts';

interface CookieOptions {
	readonly path: string;
	readonly httpOnly: boolean;
	readonly sameSite: 'lax';
	readonly secure: boolean;
	readonly maxAge?: number;
}

/** What of a request matters here; every event of the framework has it. */
export interface Asking {
	readonly url: URL;
	readonly request: Request;
	readonly cookies: {
		get(name: string): string | undefined;
		set(name: string, value: string, options: CookieOptions): void;
		delete(name: string, options: CookieOptions): void;
	};
	readonly getClientAddress: () => string;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address of this site as links and passkeys name it. Configured wherever a city works; without that the request's
 * own, but only on this machine: a Host header that somebody forges must not get into a mail.
 */
export function originOf({ config }: Pick<Services, 'config'>, url: URL): string {
	return config.http.origin ?? (loopback.has(url.hostname) ? url.origin : publicOrigin(config.http));
}

/** What signing in stands on in this request. */
export function signInGround(asking: Pick<Asking, 'url'>): SignInGround {
	const running = services();
	return {
		worker: running.databases.worker,
		surroundings: { demo: running.config.demo },
		origin: originOf(running, asking.url),
		now: running.clock.now(),
	};
}

/** The session token the browser sent, whether or not it is good for anything. */
export function presentedToken({ url, cookies }: Pick<Asking, 'url' | 'cookies'>): string | undefined {
	return cookies.get(sessionCookieName(url.protocol === 'https:'));
}

export function visitorOf(asking: Asking): Visitor {
	return {
		address: asking.getClientAddress(),
		device: describeDevice(asking.request.headers.get('user-agent')),
		presentedToken: presentedToken(asking),
	};
}

/** Out of scripts' reach, sent with navigation from elsewhere but not with foreign forms, and bound to this host. */
function cookieOptions(url: URL): CookieOptions {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' };
}

/** Hands the token of a session begun to the browser. It outlives the browser's window but no session outlives a week. */
export function keepToken({ url, cookies }: Pick<Asking, 'url' | 'cookies'>, token: string): void {
	const name = sessionCookieName(url.protocol === 'https:');
	cookies.set(name, token, { ...cookieOptions(url), maxAge: (7 * day) / 1000 });
}

export function dropToken({ url, cookies }: Pick<Asking, 'url' | 'cookies'>): void {
	cookies.delete(sessionCookieName(url.protocol === 'https:'), cookieOptions(url));
}

/** The session of a page whose route rule demands one. */
export function sessionOf(locals: { readonly session: Session | null }): Session {
	assert(locals.session, 'a page for people who are signed in ran without a session');
	return locals.session;
}

/** For whom transactions of this person work: `inCity(services().databases.app, actorOf(locals), …)`. */
export function actorOf(locals: { readonly session: Session | null }): Actor {
	const { cityId, accountId } = sessionOf(locals);
	return { city: cityId, account: accountId };
}

export function actingOf(locals: { readonly session: Session | null }, asking: Pick<Asking, 'url'>): Acting {
	const { cityId, accountId } = sessionOf(locals);
	const running = services();
	return { cityId, accountId, origin: originOf(running, asking.url), now: running.clock.now() };
}
