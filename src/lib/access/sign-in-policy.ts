import type { SessionStrength, SignInMethod } from './session.ts';

/** What a one-time link is for. `demo` links can be used again and again, and exist in demo mode alone. */
export const linkPurposes = ['sign-in', 'invitation', 'recovery', 'demo'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** What an account can prove itself with. */
export interface SignInMeans {
	readonly hasPasskey: boolean;
	readonly hasPassphrase: boolean;
}

/** Where this instance stands: a demo on somebody's machine, or a city's real work. */
export interface Surroundings {
	readonly demo: boolean;
}

/**
 * The one pathway of real work is the passkey (two factors in one: the device, and finger, face or PIN; ASVS 6.3.3).
 * A demo has invented people on one machine, so links and passphrases open it too. Donors and drivers have no account and
 * are no matter of this table.
 */
export function acceptsPassphrase(surroundings: Surroundings): boolean {
	return surroundings.demo;
}

/** Whether the sign-in page may send a link: never in real work, where a mailbox alone must not open the office. */
export function mailsSignInLinks(surroundings: Surroundings): boolean {
	return surroundings.demo;
}

/**
 * What a valid link opens: everything in a demo; else, for an invited person without passkey, the place to set one up.
 * Undefined where it opens nothing: whoever has a passkey uses it, since a link must not get round it (ASVS 6.4.3).
 */
export function strengthOfLink(
	purpose: LinkPurpose,
	means: Pick<SignInMeans, 'hasPasskey'>,
	surroundings: Surroundings,
): SessionStrength | undefined {
	if (surroundings.demo) return 'full';
	if (purpose !== 'invitation' && purpose !== 'recovery') return undefined;
	return means.hasPasskey ? undefined : 'enrolment';
}

/** What a proven passkey or passphrase opens; undefined where this instance doesn't take that method. */
export function strengthOf(
	method: Exclude<SignInMethod, 'link'>,
	surroundings: Surroundings,
): SessionStrength | undefined {
	if (method === 'passkey') return 'full';
	return acceptsPassphrase(surroundings) ? 'full' : undefined;
}

const minute = 60_000;
/**
 * How long each kind of link is good. Fifteen minutes for signing in, because city mail gateways hold a mail from an
 * unknown sender for ten (greylisting, RFC 6647); three days for an invitation, which waits for somebody's working day.
 */
export const linkLifetimeMilliseconds = {
	'sign-in': 15 * minute,
	invitation: 3 * 24 * 60 * minute,
	recovery: 24 * 60 * minute,
	demo: 7 * 24 * 60 * minute,
} as const satisfies Record<LinkPurpose, number>;
