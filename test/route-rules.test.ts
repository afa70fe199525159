import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Capability, permissions } from '#lib/access/permissions.ts';
import { type Role, roles } from '#lib/access/roles.ts';
import { type Admission, admit, routeRules } from '#lib/access/route-rules.ts';
import type { Session } from '#lib/access/session.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';

/** Ids of all routes that answer requests, read from the folder names just as the framework does. */
function builtRoutes(): string[] {
	const files = readdirSync('src/routes', { recursive: true, encoding: 'utf8' });
	const answering = files.filter((path) => /(^|\/)\+(page(\.server)?\.(svelte|ts)|server\.ts)$/.test(path));
	const ids = answering.map((path) => `/${path.split('/').slice(0, -1).join('/')}`);
	return [...new Set(ids)].sort();
}

const ids = Object.keys(routeRules);

function sessionOf(...held: Role[]): Session {
	return {
		id: 'a0000000-0000-4000-8000-000000000001' as Id<'session'>,
		accountId: 'a0000000-0000-4000-8000-000000000002' as Id<'account'>,
		cityId: 'a0000000-0000-4000-8000-000000000003' as Id<'city'>,
		roles: held,
		language: 'de',
		name: 'Anna Beispiel',
		method: 'passkey',
		strength: 'full',
		signedInAt: 0 as Instant,
	};
}

describe('the table of route rules', () => {
	it('has a rule for every route that was built', () => {
		expect(builtRoutes().filter((id) => !Object.hasOwn(routeRules, id))).toEqual([]);
	});

	it('has no rule for a route that was not built', () => {
		expect(ids.filter((id) => !builtRoutes().includes(id))).toEqual([]);
	});

	it('is in alphabetical order, so that a rule is found and not written twice', () => {
		expect(ids).toEqual([...ids].sort());
	});

	it('opens no page of the office without a capability', () => {
		const open = ids.filter((id) => id.includes('/(office)/') && routeRules[id]?.who !== 'capability');
		expect(open).toEqual([]);
	});

	it('names no capability that nobody holds', () => {
		for (const held of Object.values(permissions)) expect(held.length).toBeGreaterThan(0);
	});
});

describe('admission', () => {
	const pairs = ids.flatMap((id) => roles.map((role) => [role, id] as const));

	it.each(pairs)('lets a %s into %s exactly as the table says', (role, id) => {
		const rule = routeRules[id]!;
		const holds = (capability: Capability): boolean => (permissions[capability] as readonly Role[]).includes(role);
		const reads = rule.who !== 'capability' || holds(rule.to);
		const changes = rule.who !== 'capability' || (holds(rule.to) && (!rule.toChange || holds(rule.toChange)));
		const as = (admitted: boolean): Admission => ({ kind: admitted ? 'admitted' : 'not-permitted' });
		expect(admit(id, 'GET', sessionOf(role))).toEqual(as(reads));
		expect(admit(id, 'POST', sessionOf(role))).toEqual(as(changes));
		expect(admit(id, 'DELETE', sessionOf(role))).toEqual(as(changes));
	});

	it.each(ids)('asks strangers to sign in before %s, unless it is public', (id) => {
		const expected = routeRules[id]?.who === 'public' ? 'admitted' : 'sign-in-needed';
		for (const method of ['GET', 'POST', 'PUT']) expect(admit(id, method, null)).toEqual({ kind: expected });
	});

	it.each(ids)('keeps somebody who has still to set up a passkey out of %s, unless it is their own account', (id) => {
		const enrolling: Session = { ...sessionOf(...roles), strength: 'enrolment' };
		const expected = routeRules[id]?.who === 'capability' ? 'passkey-needed' : 'admitted';
		expect(admit(id, 'GET', enrolling)).toEqual({ kind: expected });
	});

	it('refuses everybody a route without a rule, even where the id is a word every object knows', () => {
		for (const id of ['/unruled', 'constructor', '__proto__', 'toString']) {
			expect(admit(id, 'GET', sessionOf(...roles))).toEqual({ kind: 'not-permitted' });
		}
	});

	it('lets an address that nobody built pass to its "not found"', () => {
		expect(admit(null, 'GET', null)).toEqual({ kind: 'admitted' });
	});
});
