import type { Id } from '#lib/kernel/id.ts';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Role } from './roles.ts';

/** How somebody proved who they are. */
export const signInMethods = ['passkey', 'passphrase', 'link'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/**
 * `full` opens what the roles permit. `enrolment` opens the own account alone: the person came by an invitation and has
 * still to set up a passkey.
 */
export type SessionStrength = 'full' | 'enrolment';

/** Somebody signed in, as every page sees them (`locals.session`). Carries no secret: the token stays in the cookie. */
export interface Session {
	readonly id: Id<'session'>;
	readonly accountId: Id<'account'>;
	readonly cityId: Id<'city'>;
	readonly roles: readonly Role[];
	readonly language: Language;
	readonly name: string;
	readonly method: SignInMethod;
	readonly strength: SessionStrength;
	readonly signedInAt: Instant;
}

/** An office computer is shared and left alone: eight hours without a request end a session (ASVS 7.3.1). */
export const idleLimitMilliseconds = 8 * hour;
/** An administrator opens doors for others, so they sign in every working day; everybody else each week (ASVS 7.3.2). */
export const absoluteLimitMilliseconds = { administrator: 12 * hour, others: 7 * day } as const;
/** How long a sign-in counts as fresh enough to change the keys of an account (ASVS 7.5.1). */
export const freshForMilliseconds = hour / 2;
/** `last_seen_at` is written at most this often, so that reading a page costs no write. */
export const seenGranularityMilliseconds = 60_000;

/** The moment a session ends although it is used: it depends on the roles held now, not on those at sign-in. */
export function absoluteEnd(signedInAt: Instant, roles: readonly Role[]): Instant {
	const limit = roles.includes('administrator')
		? absoluteLimitMilliseconds.administrator
		: absoluteLimitMilliseconds.others;
	return later(signedInAt, limit);
}

/** Whether a session is neither idle for too long nor too old. Its last moment no longer counts. */
export function isLive(
	session: { readonly signedInAt: Instant; readonly lastSeenAt: Instant; readonly roles: readonly Role[] },
	now: Instant,
): boolean {
	return now < later(session.lastSeenAt, idleLimitMilliseconds) && now < absoluteEnd(session.signedInAt, session.roles);
}

/** Whether the keys of the account may be changed without signing in again. */
export function isFresh(session: Pick<Session, 'signedInAt'>, now: Instant): boolean {
	return now < later(session.signedInAt, freshForMilliseconds);
}

/**
 * The cookie that carries the token. `__Host-` binds it to one host over https (ASVS 3.3.3); browsers refuse that name on
 * plain http, which only a demo on localhost uses.
 */
export function sessionCookieName(secure: boolean): string {
	return secure ? '__Host-tandem' : 'tandem-session';
}
