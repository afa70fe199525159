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
 * `work` is run again where PostgreSQL found a deadlock or a serialization conflict, or where the connection broke before
 * the commit (a database server that restarts costs a moment, not an error), so it must have no effects but those in the
 * transaction. What it throws undoes everything.
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
/** How long a database server may be away before those who wait for it are told. */
const patience = 10_000;

async function inTransaction<Value>(
	db: Db,
	{ isolation, readOnly, attempts = usualAttempts }: TransactionOptions,
	work: (trx: Trx) => Promise<Value>,
): Promise<Value> {
	const began = performance.now();
	let conflicts = 0;
	for (let wait = 25; ; wait = Math.min(wait * 2, 400)) {
		let committing = false;
		try {
			let transaction = db.transaction();
			if (isolation) transaction = transaction.setIsolationLevel(isolation);
			if (readOnly) transaction = transaction.setAccessMode('read only');
			return await transaction.execute(async (trx) => {
				const value = await work(trx);
				committing = true;
				return value;
			});
		} catch (error) {
			// A connection that broke during the commit leaves open whether it happened: only the caller can know what to do.
			const lost = !committing && isConnectionLoss(error) && performance.now() - began < patience;
			if (!lost && !(isConflict(error) && ++conflicts < attempts)) throw error;
			await delay(wait * (0.5 + Math.random()));
		}
	}
}

/** serialization_failure and deadlock_detected: nothing is wrong, someone else was faster. */
export function isConflict(error: unknown): boolean {
	return ['40001', '40P01'].includes(codeOf(error));
}

/** admin_shutdown, crash_shutdown, cannot_connect_now, and what the operating system says of a connection. */
const lossCodes = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

/** The driver has no code for a connection that ended on it, only these sentences. */
const lossSentences = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** The server went away, or isn't there yet. */
export function isConnectionLoss(error: unknown): boolean {
	return lossCodes.has(codeOf(error)) || (error instanceof Error && lossSentences.test(error.message));
}

function codeOf(error: unknown): string {
	const code = (error as { code?: unknown } | undefined)?.code;
	return typeof code === 'string' ? code : '';
}
