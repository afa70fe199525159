import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Role } from './roles.ts';

/** Somebody who works in Tandem for one city. */
export interface Account {
	readonly id: Id<'account'>;
	readonly cityId: Id<'city'>;
	readonly email: string;
	readonly name: string;
	readonly language: Language;
	readonly roles: readonly Role[];
	readonly createdAt: Instant;
	readonly disabledAt: Instant | null;
}

export type AccountRefusal =
	| { readonly kind: 'name-missing' }
	| { readonly kind: 'name-too-long'; readonly longest: number }
	| { readonly kind: 'email-malformed' }
	| { readonly kind: 'email-taken' }
	| { readonly kind: 'role-missing' }
	| { readonly kind: 'own-account' }
	| { readonly kind: 'unknown-account' };

export const longestName = 120;

/** A person's name as typed, with single spaces. Any script, any number of words. */
export function parsePersonName(text: string): Result<string, AccountRefusal> {
	const name = text.trim().replace(/\s+/gu, ' ');
	if (name === '') return refused({ kind: 'name-missing' });
	return name.length > longestName ? refused({ kind: 'name-too-long', longest: longestName }) : ok(name);
}

/** An e-mail address in lower case. Only its shape is judged; whether it exists shows when the mail arrives. */
export function parseEmail(text: string): Result<string, AccountRefusal> {
	const email = text.trim().toLowerCase();
	const shaped = /^[^\s@,;<>"]+@[^\s@,;<>".]+(?:\.[^\s@,;<>".]+)+$/u.test(email) && email.length <= 254;
	return shaped ? ok(email) : refused({ kind: 'email-malformed' });
}

/**
 * Decides on giving an account these roles. At least one, since an account without any can do nothing; and nobody changes
 * their own, so that a city never locks itself out by taking the last administrator's role away.
 */
export function decideRoles(
	acting: Id<'account'>,
	subject: Pick<Account, 'id' | 'roles'>,
	wanted: readonly Role[],
): Result<{ readonly granted: readonly Role[]; readonly withdrawn: readonly Role[] }, AccountRefusal> {
	if (acting === subject.id) return refused({ kind: 'own-account' });
	if (wanted.length === 0) return refused({ kind: 'role-missing' });
	return ok({
		granted: wanted.filter((role) => !subject.roles.includes(role)),
		withdrawn: subject.roles.filter((role) => !wanted.includes(role)),
	});
}

/** Decides on closing or reopening an account: anybody's but one's own. */
export function decideDisabling(
	acting: Id<'account'>,
	subject: Pick<Account, 'id'>,
): Result<'allowed', AccountRefusal> {
	return acting === subject.id ? refused({ kind: 'own-account' }) : ok('allowed');
}
