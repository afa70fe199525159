import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { forgetMailsAbout } from '#lib/platform/mail/outbox.server.ts';
import {
	consentWording,
	keptDays,
	mostSoftBounces,
	type Subscription,
	type SubscriptionId,
	softBounceDays,
	type Wish,
} from './subscription.ts';
import { findSubscription } from './subscription-queries.server.ts';

// Runs as the worker: no city owns a reader, and the office reads no address.

/** What asking came to: a new or renewed request to confirm, somebody who gets the news already, or an address that wants none. */
export type Asked =
	| { readonly kind: 'to-confirm'; readonly id: SubscriptionId }
	| { readonly kind: 'known'; readonly id: SubscriptionId }
	| { readonly kind: 'blocked' };

/**
 * Notes what somebody wants to get at an address. Nothing of a confirmed subscription changes: whoever typed the address need not
 * be its holder. What was asked for before and never confirmed is replaced.
 */
export async function askSubscription(
	trx: Trx,
	input: { readonly email: string; readonly addressHash: Buffer; readonly wish: Wish; readonly at: Instant },
): Promise<Asked> {
	const { email, wish, at } = input;
	await lockAddress(trx, email);
	const blocked = await sql`select from blocked_address where address_hash = ${input.addressHash}`.execute(trx);
	if (blocked.rows.length > 0) return { kind: 'blocked' };
	const { rows } = await sql<{ id: SubscriptionId; confirmed: boolean }>`
		select id, confirmed_at is not null as confirmed from subscription where email = ${email}`.execute(trx);
	const [known] = rows;
	if (known?.confirmed) return { kind: 'known', id: known.id };
	// A new id: what was asked for first cannot be confirmed any more.
	if (known) await eraseSubscription(trx, known.id);
	const id = randomUUID() as SubscriptionId;
	await sql`insert into subscription (id, email, language, rhythm, terms, partnerships, asked_at)
		values (${id}, ${email}, ${wish.language}, ${wish.rhythm}, ${[...wish.terms]}::text[], ${[...wish.partnerships]}::text[],
			${sqlInstant(at)})`.execute(trx);
	return { kind: 'to-confirm', id };
}

/** Two who ask for one address ask one after the other. */
async function lockAddress(trx: Trx, email: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('tandem.subscription ' || ${email}, 0))`.execute(trx);
}

/**
 * Confirms an address, with the proof of what was agreed to; false where there is nothing to confirm. Confirming twice is
 * confirming once.
 */
export async function confirmSubscription(
	trx: Trx,
	id: SubscriptionId,
	{ addressHash, at }: { readonly addressHash: Buffer; readonly at: Instant },
): Promise<boolean> {
	const open = sqlInstant(later(at, -keptDays.unconfirmed * day));
	const confirmed = await sql`update subscription set confirmed_at = ${sqlInstant(at)}
		where id = ${id} and confirmed_at is null and asked_at > ${open}`.execute(trx);
	if (confirmed.numAffectedRows === 0n) return isConfirmed(await findSubscription(trx, id));
	await sql`insert into subscription_consent (subscription_id, address_hash, wording, language, asked_at, confirmed_at)
		select id, ${addressHash}, ${consentWording}, language, asked_at, confirmed_at from subscription where id = ${id}`.execute(
		trx,
	);
	return true;
}

const isConfirmed = (found: Subscription | undefined): boolean => found !== undefined && found.confirmedAt !== null;

/** Takes what a reader wants from now on. */
export async function changeWish(trx: Trx, id: SubscriptionId, wish: Wish): Promise<void> {
	await sql`update subscription set language = ${wish.language}, rhythm = ${wish.rhythm}, terms = ${[...wish.terms]}::text[],
			partnerships = ${[...wish.partnerships]}::text[]
		where id = ${id} and confirmed_at is not null`.execute(trx);
}

/**
 * Ends a subscription at once: the address and every mail to it are deleted, also those that wait in the outbox. What stays is the
 * proof that the mails had been wanted. Ending twice is ending once.
 */
export async function endSubscription(
	trx: Trx,
	id: SubscriptionId,
	{ because, at }: { readonly because: 'left' | 'bounced'; readonly at: Instant },
): Promise<void> {
	await sql`update subscription_consent set ended_at = ${sqlInstant(at)}, ended_because = ${because}
		where subscription_id = ${id} and ended_at is null`.execute(trx);
	await eraseSubscription(trx, id);
}

async function eraseSubscription(trx: Trx, id: SubscriptionId): Promise<void> {
	// Whoever writes a mail to a reader holds this row: a mail is seen here, or never written.
	await sql`select from subscription where id = ${id} for update`.execute(trx);
	await forgetMailsAbout(trx, id);
	await sql`delete from subscription where id = ${id}`.execute(trx);
}

/** Whoever holds an address that somebody else typed wants no such mail ever again. Only what was never confirmed is refused so. */
export async function blockAddress(
	trx: Trx,
	id: SubscriptionId,
	{ addressHash, at }: { readonly addressHash: Buffer; readonly at: Instant },
): Promise<void> {
	if ((await findSubscription(trx, id))?.confirmedAt !== null) return;
	await sql`insert into blocked_address (address_hash, at) values (${addressHash}, ${sqlInstant(at)})
		on conflict do nothing`.execute(trx);
	await eraseSubscription(trx, id);
}

/** Notes that a mail did not arrive, once; ends the subscription where the address is none or has failed too often. */
export async function noteBounce(
	trx: Trx,
	id: SubscriptionId,
	bounce: { readonly mail: Id<'mail'>; readonly hard: boolean; readonly status: string; readonly at: Instant },
): Promise<void> {
	const { mail, hard, status, at } = bounce;
	await sql`insert into news_bounce (subscription_id, mail_id, hard, status, at)
		select id, ${mail}, ${hard}, ${status}, ${sqlInstant(at)} from subscription where id = ${id}
		on conflict do nothing`.execute(trx);
	const { rows } = await sql<{ ends: boolean }>`
		select bool_or(hard) or count(*) >= ${mostSoftBounces} as ends from news_bounce
		where subscription_id = ${id} and at > ${sqlInstant(later(at, -softBounceDays * day))}`.execute(trx);
	if (rows[0]?.ends) await endSubscription(trx, id, { because: 'bounced', at });
}

/** Forgets addresses nobody confirmed, proofs of what ended long ago, and which mails were sent a while ago. */
export async function forgetReaders(trx: Trx, now: Instant): Promise<void> {
	const before = (days: number) => sqlInstant(later(now, -days * day));
	const { rows } = await sql<{ id: SubscriptionId }>`select id from subscription
		where confirmed_at is null and asked_at <= ${before(keptDays.unconfirmed)}`.execute(trx);
	for (const { id } of rows) await eraseSubscription(trx, id);
	await sql`delete from subscription_consent where ended_at < ${before(keptDays.proof)}`.execute(trx);
	await sql`delete from news_delivery where at < ${before(keptDays.delivery)}`.execute(trx);
}
