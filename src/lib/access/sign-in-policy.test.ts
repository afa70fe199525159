import { describe, expect, it } from 'vitest';
import type { SessionStrength } from './session.ts';
import {
	acceptsPassphrase,
	type LinkPurpose,
	linkLifetimeMilliseconds,
	linkPurposes,
	mailsSignInLinks,
	strengthOf,
	strengthOfLink,
} from './sign-in-policy.ts';

const demo = { demo: true };
const realWork = { demo: false };

describe('signing in', () => {
	it.each<[LinkPurpose, boolean, SessionStrength | undefined]>([
		['invitation', false, 'enrolment'],
		['recovery', false, 'enrolment'],
		['invitation', true, undefined],
		['recovery', true, undefined],
		['sign-in', false, undefined],
		['sign-in', true, undefined],
		['demo', false, undefined],
		['demo', true, undefined],
	])('in real work, a link for %s with a passkey: %s opens %s', (purpose, hasPasskey, opens) => {
		expect(strengthOfLink(purpose, { hasPasskey }, realWork)).toBe(opens);
	});

	it.each(linkPurposes.map((purpose) => [purpose]))('in a demo, a link for %s opens everything', (purpose) => {
		expect(strengthOfLink(purpose, { hasPasskey: false }, demo)).toBe('full');
		expect(strengthOfLink(purpose, { hasPasskey: true }, demo)).toBe('full');
	});

	it('takes passkeys everywhere and passphrases in a demo alone', () => {
		expect(strengthOf('passkey', realWork)).toBe('full');
		expect(strengthOf('passkey', demo)).toBe('full');
		expect(strengthOf('passphrase', demo)).toBe('full');
		expect(strengthOf('passphrase', realWork)).toBeUndefined();
		expect([acceptsPassphrase(realWork), mailsSignInLinks(realWork)]).toEqual([false, false]);
	});

	it('gives a sign-in link a quarter of an hour, and no link more than a week', () => {
		expect(linkLifetimeMilliseconds['sign-in']).toBe(900_000);
		expect(Math.max(...Object.values(linkLifetimeMilliseconds))).toBe(7 * 24 * 3_600_000);
	});
});
