import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '#lib/access/attempts.server.ts';
import { tokenPattern } from '#lib/access/tokens.server.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import type { SubscriptionId } from './subscription.ts';

/** What a link opens: the page that confirms an address, a reader's own page, the way off a press list. None opens another. */
export type LinkUse = 'confirm' | 'preferences' | 'press-list';

const macBytes = 16;

/**
 * The token of a reader's link: the id and 128 bits that only this instance can make of it. It is the same in every mail and stands
 * in no table; when what it names is erased, it opens nothing.
 */
export async function tokenOf(worker: Db, use: LinkUse, id: SubscriptionId | Id<'press-recipient'>): Promise<string> {
	const mac = await keyedHash(worker, `subscription-${use}`, id);
	return Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), mac.subarray(0, macBytes)]).toString('base64url');
}

/** What a token names; undefined for one we did not make. */
export async function namedBy<Kind extends string>(
	worker: Db,
	use: LinkUse,
	token: string,
): Promise<Id<Kind> | undefined> {
	if (!tokenPattern.test(token)) return undefined;
	const bytes = Buffer.from(token, 'base64url');
	const digits = bytes.subarray(0, 16).toString('hex');
	const id = parseId<Kind>(digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
	if (!id) return undefined;
	const mac = (await keyedHash(worker, `subscription-${use}`, id)).subarray(0, macBytes);
	return timingSafeEqual(mac, bytes.subarray(16)) ? id : undefined;
}

/** A hash of an address that only this instance can make: what is left of it when it is erased. */
export function addressHash(worker: Db, email: string): Promise<Buffer> {
	return keyedHash(worker, 'subscription-address', email);
}

export const confirmPath = (language: Language, token: string) => `/${language}/subscribe/confirm/${token}`;
export const preferencesPath = (language: Language, token: string) => `/${language}/subscribe/${token}`;
export const unsubscribePath = (language: Language, token: string) => `/${language}/subscribe/${token}/unsubscribe`;
