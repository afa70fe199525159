import { sql } from 'kysely';
import { assert } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import { addressGroup } from './address-group.ts';
import { verifyPassphrase } from './argon2id.server.ts';
import { keyedHash, spendAttempt } from './attempts.server.ts';
import { recordSystemAudit } from './audit.server.ts';
import { createLink, linkPath, redeemLink } from './links.server.ts';
import type { Session, SessionStrength, SignInMethod } from './session.ts';
import { type BegunSession, beginSession, endSession } from './sessions.server.ts';
import { signInMail } from './sign-in-mail.ts';
import { acceptsPassphrase, mailsSignInLinks, type Surroundings, strengthOf } from './sign-in-policy.ts';

/** Where an attempt to sign in comes from. */
export interface Visitor {
	readonly address: string;
	readonly device: string;
	/** The session token the browser came with, if any. */
	readonly presentedToken: string | undefined;
}

/** What signing in stands on. */
export interface SignInGround {
	/** The worker's pool: only it reads what accounts prove themselves with. */
	readonly worker: Db;
	readonly surroundings: Surroundings;
	/** The public address of this instance, such as `https://tandem.example`. */
	readonly origin: string;
	readonly now: Instant;
}

/** `rejected` says the same whether the account is unknown, disabled, or the proof is wrong. */
export type SignInRefusal = { readonly kind: 'rejected' } | { readonly kind: 'too-many-attempts' };

export interface SignedIn extends BegunSession {
	readonly accountId: Id<'account'>;
	readonly strength: SessionStrength;
}

/** An address as accounts keep it. */
export function normalEmail(text: string): string {
	return text.trim().toLowerCase();
}

interface Candidate {
	readonly id: Id<'account'>;
	readonly cityId: Id<'city'>;
	readonly hash: string | null;
	readonly knownAddress: boolean;
}

/**
 * Signs in by e-mail address and passphrase. Takes as long and answers the same whether or not the account exists: the
 * same attempts are counted and one hash is computed (ASVS 6.3.1).
 */
export async function signInWithPassphrase(
	ground: SignInGround,
	visitor: Visitor,
	typed: { readonly email: string; readonly passphrase: string },
): Promise<Result<SignedIn, SignInRefusal>> {
	if (!acceptsPassphrase(ground.surroundings)) return refused({ kind: 'rejected' });
	const email = normalEmail(typed.email);
	const address = addressGroup(visitor.address);
	const addressHash = await keyedHash(ground.worker, 'session-address', address);
	const candidate = await findCandidate(ground.worker, email, addressHash);
	if (!(await mayTryPassphrase(ground, email, address, candidate?.knownAddress ?? false))) {
		return refused({ kind: 'too-many-attempts' });
	}
	const proven = await verifyPassphrase(typed.passphrase.slice(0, 1000), candidate?.hash ?? undefined);
	return inWorker(ground.worker, async (trx) => {
		if (!candidate) return refused({ kind: 'rejected' });
		if (proven) return ok(await enter(trx, ground, visitor, candidate.id, 'passphrase'));
		await recordSystemAudit(trx, { cityId: candidate.cityId, accountId: null }, rejection(candidate.id, 'passphrase'));
		return refused({ kind: 'rejected' });
	});
}

async function findCandidate(worker: Db, email: string, addressHash: Buffer): Promise<Candidate | undefined> {
	const found = await sql<Candidate>`
		select a.id, a.city_id, p.hash, exists (
			select from session s where s.account_id = a.id and s.address_hash = ${addressHash}) as known_address
		from account a left join account_passphrase p on p.account_id = a.id
		where a.email = ${email} and a.disabled_at is null`.execute(worker);
	return found.rows[0];
}

/** Spends from each budget that applies. Whoever signed in from this address before isn't bound by what strangers try. */
async function mayTryPassphrase(
	{ worker, now }: SignInGround,
	email: string,
	address: string,
	knownAddress: boolean,
): Promise<boolean> {
	if (!(await spendAttempt(worker, 'passphrase-by-address', address, now))) return false;
	const both = `${email}\n${address}`;
	if (!(await spendAttempt(worker, 'passphrase-by-account-and-address', both, now))) return false;
	return knownAddress || spendAttempt(worker, 'passphrase-by-account', email, now);
}

/** Begins the session of somebody proven, and says so in the trail. */
export async function enter(
	trx: Trx,
	ground: SignInGround,
	visitor: Visitor,
	accountId: Id<'account'>,
	method: SignInMethod,
	strength: SessionStrength | undefined = method === 'link' ? undefined : strengthOf(method, ground.surroundings),
): Promise<SignedIn> {
	assert(strength, `nobody enters by ${method} here`);
	const { device, presentedToken } = visitor;
	const addressHash = await keyedHash(ground.worker, 'session-address', addressGroup(visitor.address));
	const wanted = { accountId, method, strength, device, addressHash, presentedToken };
	const begun = await beginSession(trx, wanted, ground.now);
	await recordSystemAudit(trx, await whoIs(trx, accountId), {
		action: 'session.begun',
		subjectKind: 'session',
		subjectId: begun.id,
		details: { method, strength },
	});
	return { ...begun, accountId, strength };
}

async function whoIs(trx: Trx, accountId: Id<'account'>): Promise<{ cityId: Id<'city'>; accountId: Id<'account'> }> {
	const found = await sql<{ cityId: Id<'city'> }>`select city_id from account where id = ${accountId}`.execute(trx);
	const row = found.rows[0];
	assert(row, 'somebody without an account signs in');
	return { cityId: row.cityId, accountId };
}

function rejection(accountId: Id<'account'>, method: SignInMethod) {
	return { action: 'session.rejected', subjectKind: 'account', subjectId: accountId, details: { method } };
}

/**
 * Mails a sign-in link if the address belongs to an account. Answers the same and as late either way; more than a few
 * requests for one account are swallowed, so that nobody's mailbox is flooded.
 */
export async function requestLink(
	ground: SignInGround,
	visitor: Pick<Visitor, 'address'>,
	asked: { readonly email: string; readonly language: Language },
): Promise<Result<'answered', SignInRefusal>> {
	const { worker, surroundings, now } = ground;
	if (!mailsSignInLinks(surroundings)) return refused({ kind: 'rejected' });
	if (!(await spendAttempt(worker, 'link-by-address', addressGroup(visitor.address), now))) {
		return refused({ kind: 'too-many-attempts' });
	}
	const email = normalEmail(asked.email);
	await takingAtLeast(sameForAllMilliseconds, async () => {
		if (await spendAttempt(worker, 'link-by-account', email, now)) await mailLink(ground, email, asked.language);
	});
	return ok('answered');
}

const sameForAllMilliseconds = 150;

async function takingAtLeast(milliseconds: number, work: () => Promise<void>): Promise<void> {
	const { promise: waited, resolve } = Promise.withResolvers<void>();
	setTimeout(resolve, milliseconds);
	await Promise.all([work(), waited]);
}

async function mailLink(ground: SignInGround, email: string, language: Language): Promise<void> {
	await inWorker(ground.worker, async (trx) => {
		const found = await sql<{ id: Id<'account'>; name: string }>`
			select id, name from account where email = ${email} and disabled_at is null`.execute(trx);
		const account = found.rows[0];
		if (!account) return;
		const token = await createLink(trx, account.id, 'sign-in', ground.now);
		const url = ground.origin + linkPath(language, token);
		const mail = signInMail('sign-in', language, { name: account.name, url });
		await queueMail(trx, { to: email, language, ...mail, dedupeKey: `sign-in-link:${account.id}:${ground.now}` });
	});
}

/** Signs in by a one-time link and uses it up. The only thing to do with the token; looking at it is inspectLink. */
export async function signInWithLink(
	ground: SignInGround,
	visitor: Visitor,
	token: string,
): Promise<Result<SignedIn, SignInRefusal>> {
	const address = addressGroup(visitor.address);
	if (!(await spendAttempt(ground.worker, 'redeem-by-address', address, ground.now))) {
		return refused({ kind: 'too-many-attempts' });
	}
	return inWorker(ground.worker, async (trx) => {
		const link = await redeemLink(trx, token, ground.surroundings, ground.now);
		if (!link) return refused({ kind: 'rejected' });
		return ok(await enter(trx, ground, visitor, link.accountId, 'link', link.strength));
	});
}

/** Ends the session in hand. Nothing happens where there is none. */
export async function signOut(ground: SignInGround, session: Session | null, token: string | undefined): Promise<void> {
	if (!session) return;
	await inWorker(ground.worker, async (trx) => {
		await endSession(trx, token, ground.now);
		await recordSystemAudit(trx, session, { action: 'session.ended', subjectKind: 'session', subjectId: session.id });
	});
}
