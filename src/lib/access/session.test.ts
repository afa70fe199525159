import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, hour, type Instant, instant, later } from '#lib/kernel/instant.ts';
import type { Role } from './roles.ts';
import { roles } from './roles.ts';
import { absoluteEnd, isFresh, isLive, sessionCookieName } from './session.ts';

const signedInAt = instant('2026-03-14T08:00:00Z');

describe('a session', () => {
	it.each<[string, Role[], number, number, boolean]>([
		['just begun', ['coordinator'], 0, 0, true],
		['used within eight hours', ['coordinator'], 0, 8 * hour - 1, true],
		['idle for eight hours', ['coordinator'], 0, 8 * hour, false],
		['in use on its seventh day', ['coordinator'], 7 * day - hour, 7 * day - 1, true],
		['in use for seven days', ['coordinator'], 7 * day - hour, 7 * day, false],
		['of an administrator in use for nearly twelve hours', ['administrator'], 11 * hour, 12 * hour - 1, true],
		['of an administrator in use for twelve hours', ['administrator'], 11 * hour, 12 * hour, false],
		['of somebody who is also an administrator', ['editor', 'administrator'], 11 * hour, 12 * hour, false],
		['of somebody without a role', [], 11 * hour, 12 * hour, true],
	])('%s is live: %s', (_, held, lastSeen, now, live) => {
		const session = { signedInAt, lastSeenAt: later(signedInAt, lastSeen), roles: held };
		expect(isLive(session, later(signedInAt, now))).toBe(live);
	});

	it('never outlives its absolute end, however often it is used', () => {
		const milliseconds = fc.integer({ min: 0, max: 30 * day });
		fc.assert(
			fc.property(milliseconds, milliseconds, fc.subarray([...roles]), (lastSeen, now, held) => {
				const session = { signedInAt, lastSeenAt: later(signedInAt, lastSeen), roles: held };
				const at: Instant = later(signedInAt, now);
				if (isLive(session, at)) expect(at).toBeLessThan(absoluteEnd(signedInAt, held));
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});

	it('is fresh for half an hour', () => {
		expect(isFresh({ signedInAt }, later(signedInAt, hour / 2 - 1))).toBe(true);
		expect(isFresh({ signedInAt }, later(signedInAt, hour / 2))).toBe(false);
	});

	it('travels in a cookie bound to the host wherever there is https', () => {
		expect(sessionCookieName(true)).toMatch(/^__Host-/);
		expect(sessionCookieName(false)).not.toMatch(/^__/);
	});
});
