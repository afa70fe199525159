import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import type { Account } from './account.ts';

const selectAccount = sql`
	select a.id, a.city_id, a.email, a.name, a.language, a.created_at, a.disabled_at,
		array(select r.role from account_role r where r.account_id = a.id order by r.role) as roles
	from account a`;

/** The accounts of the acting city by name, closed ones last. */
export async function listAccounts(trx: Trx): Promise<readonly Account[]> {
	const found = await sql<Account>`${selectAccount}
		order by a.disabled_at is not null, a.name collate "und-x-icu", a.id`.execute(trx);
	return found.rows;
}

/** An account of the acting city; undefined also where it belongs to another. */
export async function findAccount(trx: Trx, id: Id<'account'>): Promise<Account | undefined> {
	const found = await sql<Account>`${selectAccount} where a.id = ${id}`.execute(trx);
	return found.rows[0];
}

/** A passkey as its owner sees it. */
export interface PasskeySummary {
	readonly id: string;
	readonly name: string;
	readonly synced: boolean;
	readonly createdAt: Instant;
	readonly lastUsedAt: Instant | null;
}

/** The passkeys of an account, oldest first: one's own, or for administrators any of their city. */
export async function listPasskeys(trx: Trx, accountId: Id<'account'>): Promise<readonly PasskeySummary[]> {
	const found = await sql<PasskeySummary>`select id, name, synced, created_at, last_used_at from passkey
		where account_id = ${accountId} order by created_at, id`.execute(trx);
	return found.rows;
}

/** Whether an account has a passphrase. Needs the worker: the office may not even count them. */
export async function hasPassphrase(worker: Db, accountId: Id<'account'>): Promise<boolean> {
	const found = await sql`select from account_passphrase where account_id = ${accountId}`.execute(worker);
	return found.rows.length === 1;
}
