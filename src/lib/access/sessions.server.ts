import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, later } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { Role } from './roles.ts';
import {
	isLive,
	type Session,
	type SessionStrength,
	type SignInMethod,
	seenGranularityMilliseconds,
} from './session.ts';
import { createToken, hashOfPresented, hashToken } from './tokens.server.ts';

export interface NewSession {
	readonly accountId: Id<'account'>;
	readonly method: SignInMethod;
	readonly strength: SessionStrength;
	/** What describes the device to its owner (see device.ts). */
	readonly device: string;
	readonly addressHash: Buffer;
	/** The token the browser came with. Its session ends here: signing in always makes a new one (ASVS 7.2.4). */
	readonly presentedToken: string | undefined;
}

/** A session begun. The token goes into the cookie and nowhere else. */
export interface BegunSession {
	readonly id: Id<'session'>;
	readonly token: string;
}

/** Begins a session under a token of our own making, whatever the browser presented. Needs the worker's transaction. */
export async function beginSession(trx: Trx, wanted: NewSession, now: Instant): Promise<BegunSession> {
	await endSession(trx, wanted.presentedToken, now);
	const begun = { id: randomUUID() as string as Id<'session'>, token: createToken() };
	await sql`insert into session
			(id, token_hash, account_id, method, strength, device, address_hash, signed_in_at, last_seen_at)
		values (${begun.id}, ${hashToken(begun.token)}, ${wanted.accountId}, ${wanted.method}, ${wanted.strength},
			${wanted.device}, ${wanted.addressHash}, ${sqlInstant(now)}, ${sqlInstant(now)})`.execute(trx);
	return begun;
}

interface SessionRow extends Omit<Session, 'language' | 'roles'> {
	readonly language: Language;
	readonly roles: Role[];
	readonly lastSeenAt: Instant;
}

/**
 * Who is signed in with this token: undefined for strangers, ended, idle or old sessions and disabled accounts. One query
 * by the index of token hashes; at most once a minute a second one notes that the session was used.
 */
export async function findSession(worker: Db, token: string | undefined, now: Instant): Promise<Session | undefined> {
	const hash = hashOfPresented(token);
	if (!hash) return undefined;
	const found = await sql<SessionRow>`
		select s.id, s.account_id, s.method, s.strength, s.signed_in_at, s.last_seen_at, a.city_id, a.name, a.language,
			array(select r.role from account_role r where r.account_id = a.id order by r.role) as roles
		from session s join account a on a.id = s.account_id
		where s.token_hash = ${hash} and s.ended_at is null and a.disabled_at is null`.execute(worker);
	const row = found.rows[0];
	if (!row || !isLive(row, now)) return undefined;
	const { lastSeenAt, ...session } = row;
	if (now >= later(lastSeenAt, seenGranularityMilliseconds)) {
		await sql`update session set last_seen_at = greatest(last_seen_at, ${sqlInstant(now)}) where id = ${row.id}`.execute(
			worker,
		);
	}
	return session;
}

/** Ends the session of a token; nothing happens where there is none. Needs the worker. */
export async function endSession(worker: Db, token: string | undefined, now: Instant): Promise<void> {
	const hash = hashOfPresented(token);
	if (!hash) return;
	await sql`update session set ended_at = ${sqlInstant(now)}
		where token_hash = ${hash} and ended_at is null`.execute(worker);
}

/** One of a person's sessions, for the list in their account. */
export interface SessionSummary {
	readonly id: Id<'session'>;
	readonly device: string;
	readonly method: SignInMethod;
	readonly signedInAt: Instant;
	readonly lastSeenAt: Instant;
}

/** The live sessions of an account, the one used last first. Row-level security shows one's own, to administrators the city's. */
export async function listSessions(
	trx: Trx,
	account: { readonly id: Id<'account'>; readonly roles: readonly Role[] },
	now: Instant,
): Promise<SessionSummary[]> {
	const found = await sql<SessionSummary>`
		select id, device, method, signed_in_at, last_seen_at from session
		where account_id = ${account.id} and ended_at is null
		order by last_seen_at desc, id`.execute(trx);
	return found.rows.filter((row) => isLive({ ...row, roles: account.roles }, now));
}

/** Ends sessions of an account but not `kept`; with `only`, just that one. Returns how many ended. */
export async function endSessions(
	trx: Trx,
	accountId: Id<'account'>,
	now: Instant,
	which: { readonly kept?: Id<'session'>; readonly only?: Id<'session'> } = {},
): Promise<number> {
	const ended = await sql`update session set ended_at = ${sqlInstant(now)}
		where account_id = ${accountId} and ended_at is null
			and ${which.kept === undefined ? sql`true` : sql`id <> ${which.kept}`}
			and ${which.only === undefined ? sql`true` : sql`id = ${which.only}`}`.execute(trx);
	return Number(ended.numAffectedRows ?? 0n);
}
