import { setTimeout as delay } from 'node:timers/promises';
import { type IsolationLevel, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Db, Trx } from './connect.server.ts';

/** For whom a transaction works: row-level security shows and takes rows of this city only. */
export interface Actor {
	readonly city: Id<'city'>;
	/** Null for a holder of a private link (donor, driver) and for nobody signed in. */
	readonly account: Id<'account'> | null;
}

export interface TransactionOptions {
	/** Default `read committed`. With `serializable` a conflict is tried again like a deadlock. */
	readonly isolation?: IsolationLevel;
	readonly readOnly?: boolean;
	/** Default 5. */
	readonly attempts?: number;
}

/**
 * Runs `work` in a transaction for a city. The city and the account are known to the database for just this
 * transaction (`current_city()`, `current_account()`), whichever pooled connection carries it.
 *
 * `work` is run again where PostgreSQL found a deadlock or a serialization conflict, so it must have no effects but
 * those in the transaction. What it throws undoes everything.
 */
export function inCity<Value>(
	db: Db,
	actor: Actor,
	work: (trx: Trx) => Promise<Value>,
	options: TransactionOptions = {},
): Promise<Value> {
	return inTransaction(db, options, async (trx) => {
		await sql`select set_config('tandem.city', ${actor.city}, true),
			set_config('tandem.account', ${actor.account ?? ''}, true)`.execute(trx);
		return work(trx);
	});
}

/** Runs `work` in a read-only transaction that sees one state of the public projection. Hand in `databases.public`. */
export function inPublic<Value>(db: Db, work: (trx: Trx) => Promise<Value>): Promise<Value> {
	return inTransaction(db, { isolation: 'repeatable read', readOnly: true }, work);
}

/** Runs `work` in a transaction across all cities, for jobs and projections. Hand in `databases.worker`. */
export function inWorker<Value>(
	db: Db,
	work: (trx: Trx) => Promise<Value>,
	options: TransactionOptions = {},
): Promise<Value> {
	return inTransaction(db, options, work);
}

const usualAttempts = 5;

async function inTransaction<Value>(
	db: Db,
	{ isolation, readOnly, attempts = usualAttempts }: TransactionOptions,
	work: (trx: Trx) => Promise<Value>,
): Promise<Value> {
	for (let attempt = 1; ; attempt++) {
		try {
			let transaction = db.transaction();
			if (isolation) transaction = transaction.setIsolationLevel(isolation);
			if (readOnly) transaction = transaction.setAccessMode('read only');
			return await transaction.execute(work);
		} catch (error) {
			if (attempt >= attempts || !isConflict(error)) throw error;
			await delay(Math.random() * 10 * 2 ** attempt);
		}
	}
}

/** serialization_failure and deadlock_detected: nothing is wrong, someone else was faster. */
export function isConflict(error: unknown): boolean {
	const code = (error as { code?: unknown } | undefined)?.code;
	return code === '40001' || code === '40P01';
}
