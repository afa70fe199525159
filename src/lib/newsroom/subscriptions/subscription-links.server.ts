import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '#lib/access/attempts.server.ts';
import { tokenPattern } from '#lib/access/tokens.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import type { SubscriptionId } from './subscription.ts';

/** What a link opens: the page that confirms an address, or the reader's own page. One does not open the other. */
export type LinkUse = 'confirm' | 'preferences';

const macBytes = 16;

/**
 * The token of a reader's link: the id and 128 bits that only this instance can make of it. It is the same in every mail and stands
 * in no table; when the subscription is erased, it opens nothing.
 */
export async function tokenOf(worker: Db, use: LinkUse, id: SubscriptionId): Promise<string> {
	const mac = await keyedHash(worker, `subscription-${use}`, id);
	return Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), mac.subarray(0, macBytes)]).toString('base64url');
}

/** The subscription of a token; undefined for one we did not make. */
export async function subscriptionOf(worker: Db, use: LinkUse, token: string): Promise<SubscriptionId | undefined> {
	if (!tokenPattern.test(token)) return undefined;
	const bytes = Buffer.from(token, 'base64url');
	const digits = bytes.subarray(0, 16).toString('hex');
	const id = parseId<'subscription'>(digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
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
