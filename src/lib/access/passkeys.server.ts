import { createHash } from 'node:crypto';
import {
	type AuthenticationResponseJSON,
	generateAuthenticationOptions,
	generateRegistrationOptions,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON,
	type RegistrationResponseJSON,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, later } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { addressGroup } from './address-group.ts';
import { spendAttempt } from './attempts.server.ts';
import { recordSystemAudit } from './audit.server.ts';
import type { Session } from './session.ts';
import { enter, type SignedIn, type SignInGround, type SignInRefusal, type Visitor } from './sign-in.server.ts';

/** EdDSA, ES256 and RS256: what every passkey maker offers (COSE algorithm numbers, RFC 9053). */
const supportedAlgorithmIDs = [-8, -7, -257];

/** How long a person may take to find their key and touch it. */
const challengeLifetimeMilliseconds = 5 * 60_000;

function hashOfChallenge(challenge: string): Buffer {
	return createHash('sha256').update(challenge).digest();
}

async function keepChallenge(
	worker: Db,
	challenge: string,
	accountId: Id<'account'> | null,
	now: Instant,
): Promise<void> {
	const expiresAt = later(now, challengeLifetimeMilliseconds);
	await sql`insert into passkey_challenge (challenge_hash, account_id, expires_at)
		values (${hashOfChallenge(challenge)}, ${accountId}, ${sqlInstant(expiresAt)})`.execute(worker);
}

/** Takes a challenge out, so that no answer counts twice; false where we never gave it out for this purpose. */
async function takeChallenge(
	worker: Db,
	challenge: string,
	accountId: Id<'account'> | null,
	now: Instant,
): Promise<boolean> {
	const taken = await sql`delete from passkey_challenge
		where challenge_hash = ${hashOfChallenge(challenge)} and account_id is not distinct from ${accountId}
			and expires_at > ${sqlInstant(now)} returning 1`.execute(worker);
	return taken.rows.length === 1;
}

/** Begins signing in: the browser offers whichever passkeys it has for this site, so no account need be named. */
export async function beginPasskeySignIn(
	ground: SignInGround,
	visitor: Pick<Visitor, 'address'>,
): Promise<Result<PublicKeyCredentialRequestOptionsJSON, SignInRefusal>> {
	const { worker, now } = ground;
	if (!(await spendAttempt(worker, 'passkey-by-address', addressGroup(visitor.address), now))) {
		return refused({ kind: 'too-many-attempts' });
	}
	const rpID = new URL(ground.origin).hostname;
	const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
	await keepChallenge(worker, options.challenge, null, now);
	return ok(options);
}

interface StoredPasskey {
	readonly accountId: Id<'account'>;
	readonly publicKey: Buffer;
	readonly counter: number;
}

/**
 * Signs in with the browser's answer. Refuses unknown keys, disabled accounts, answers to other sites or to challenges not
 * ours, answers given twice, and a counter that went backwards (a copied key).
 */
export async function finishPasskeySignIn(
	ground: SignInGround,
	visitor: Visitor,
	answer: AuthenticationResponseJSON,
): Promise<Result<SignedIn, SignInRefusal>> {
	const { worker, now, origin } = ground;
	const found = await sql<StoredPasskey>`
		select p.account_id, p.public_key, p.counter from passkey p join account a on a.id = p.account_id
		where p.id = ${answer.id} and a.disabled_at is null`.execute(worker);
	const stored = found.rows[0];
	if (!stored) return refused({ kind: 'rejected' });
	const verified = await verifyAuthenticationResponse({
		response: answer,
		expectedChallenge: (challenge) => takeChallenge(worker, challenge, null, now),
		expectedOrigin: origin,
		expectedRPID: new URL(origin).hostname,
		requireUserVerification: true,
		credential: { id: answer.id, publicKey: new Uint8Array(stored.publicKey), counter: stored.counter },
	}).catch(() => undefined);
	if (!verified?.verified) return refused({ kind: 'rejected' });
	const { newCounter, credentialBackedUp } = verified.authenticationInfo;
	return inWorker(worker, async (trx) => {
		const used = await sql`update passkey
			set counter = ${newCounter}, synced = ${credentialBackedUp}, last_used_at = ${sqlInstant(now)}
			where id = ${answer.id} and (counter < ${newCounter} or ${newCounter} = 0)`.execute(trx);
		if (used.numAffectedRows !== 1n) return refused({ kind: 'rejected' });
		return ok(await enter(trx, ground, visitor, stored.accountId, 'passkey'));
	});
}

/** Begins adding a passkey to the account that is signed in. */
export async function beginPasskeyEnrolment(
	ground: SignInGround,
	session: Session,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
	const { worker, now } = ground;
	const known = await sql<{ id: string; transports: string[]; email: string }>`
		select p.id, p.transports from passkey p where p.account_id = ${session.accountId}`.execute(worker);
	const account = await sql<{ email: string }>`
		select email from account where id = ${session.accountId}`.execute(worker);
	const options = await generateRegistrationOptions({
		rpName: 'Tandem',
		rpID: new URL(ground.origin).hostname,
		userName: account.rows[0]?.email ?? session.name,
		userDisplayName: session.name,
		userID: new Uint8Array(Buffer.from(session.accountId.replaceAll('-', ''), 'hex')),
		attestationType: 'none',
		excludeCredentials: known.rows.map(({ id, transports }) => ({ id, transports })),
		supportedAlgorithmIDs,
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
	});
	await keepChallenge(worker, options.challenge, session.accountId, now);
	return options;
}

export type EnrolmentRefusal = { readonly kind: 'rejected' } | { readonly kind: 'passkey-taken' };

/**
 * Adds the passkey the browser made. Somebody who came by an invitation is fully signed in with it, under a new token;
 * for everybody else the session goes on (`undefined`).
 */
export async function finishPasskeyEnrolment(
	ground: SignInGround,
	visitor: Visitor,
	session: Session,
	made: { readonly answer: RegistrationResponseJSON; readonly name: string },
): Promise<Result<SignedIn | undefined, EnrolmentRefusal>> {
	const { worker, now, origin } = ground;
	const verified = await verifyRegistrationResponse({
		response: made.answer,
		expectedChallenge: (challenge) => takeChallenge(worker, challenge, session.accountId, now),
		expectedOrigin: origin,
		expectedRPID: new URL(origin).hostname,
		requireUserVerification: true,
		supportedAlgorithmIDs,
	}).catch(() => undefined);
	if (!verified?.verified) return refused({ kind: 'rejected' });
	const { credential, credentialBackedUp: synced } = verified.registrationInfo;
	return inWorker(worker, async (trx) => {
		const key = { ...credential, synced, name: made.name };
		if (!(await insertPasskey(trx, session.accountId, key, now))) return refused({ kind: 'passkey-taken' });
		await recordSystemAudit(trx, session, {
			action: 'passkey.added',
			subjectKind: 'account',
			subjectId: session.accountId,
		});
		if (session.strength === 'full') return ok(undefined);
		return ok(await enter(trx, ground, visitor, session.accountId, 'passkey'));
	});
}

async function insertPasskey(
	trx: Trx,
	accountId: Id<'account'>,
	key: {
		readonly id: string;
		readonly publicKey: Uint8Array;
		readonly counter: number;
		readonly transports?: string[];
		readonly synced: boolean;
		readonly name: string;
	},
	now: Instant,
): Promise<boolean> {
	const added = await sql`
		insert into passkey (id, account_id, public_key, counter, transports, synced, name, created_at, last_used_at)
		values (${key.id}, ${accountId}, ${Buffer.from(key.publicKey)}, ${key.counter}, ${key.transports ?? []}::text[],
			${key.synced}, ${key.name}, ${sqlInstant(now)}, ${sqlInstant(now)})
		on conflict (id) do nothing`.execute(trx);
	return added.numAffectedRows === 1n;
}
