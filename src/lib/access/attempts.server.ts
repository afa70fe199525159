import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { type AttemptKind, attemptLimits } from './attempt-limits.ts';

const secretName = 'address-hash';
const secrets = new WeakMap<Db, Promise<Buffer>>();

/** The instance's own key: addresses are too few for a plain hash to hide them. Made at the first use, then kept. */
function secretOf(db: Db): Promise<Buffer> {
	const known = secrets.get(db);
	if (known) return known;
	const loading = loadSecret(db).catch((error: unknown) => {
		secrets.delete(db);
		throw error;
	});
	secrets.set(db, loading);
	return loading;
}

async function loadSecret(db: Db): Promise<Buffer> {
	await sql`insert into access_secret (name, value) values (${secretName}, ${randomBytes(32)})
		on conflict (name) do nothing`.execute(db);
	const found = await sql<{ value: Buffer }>`select value from access_secret where name = ${secretName}`.execute(db);
	return present(found.rows[0], 'the secret just made').value;
}

/** A hash of `text` that only this instance can compute. `use` keeps the hashes of different uses apart. */
export async function keyedHash(db: Db, use: string, text: string): Promise<Buffer> {
	return createHmac('sha256', await secretOf(db))
		.update(`${use}\0${text}`)
		.digest();
}

/**
 * Takes one attempt out of the budget of `subject`; false where none is left, and then nothing is taken. One statement,
 * so that attempts at the same moment can't share a token. Hand in the worker's pool, not a transaction: an attempt
 * counts even if what it was for is undone.
 */
export async function spendAttempt(worker: Db, kind: AttemptKind, subject: string, now: Instant): Promise<boolean> {
	const { burst, refillMilliseconds } = attemptLimits[kind];
	const key = await keyedHash(worker, kind, subject);
	const at = sqlInstant(now);
	const left = sql`least(${burst}::double precision, budget.tokens
		+ greatest(0, extract(epoch from (${at} - budget.refilled_at)) * 1000 / ${refillMilliseconds}::double precision))`;
	const taken = await sql`insert into attempt_budget as budget (key, tokens, refilled_at)
		values (${key}, ${burst - 1}::double precision, ${at})
		on conflict (key) do update set tokens = ${left} - 1, refilled_at = greatest(budget.refilled_at, ${at})
		where ${left} >= 1
		returning 1`.execute(worker);
	return taken.rows.length === 1;
}

/** Forgets what is over: full budgets, expired challenges and links, sessions that ended a month ago. For a daily job. */
export async function forgetExpired(worker: Db, now: Instant): Promise<void> {
	const yesterday = sqlInstant(later(now, -day));
	const lastMonth = sqlInstant(later(now, -30 * day));
	await sql`delete from attempt_budget where refilled_at < ${yesterday}`.execute(worker);
	await sql`delete from passkey_challenge where expires_at < ${sqlInstant(now)}`.execute(worker);
	await sql`delete from one_time_link where expires_at < ${lastMonth}`.execute(worker);
	await sql`delete from session where last_seen_at < ${lastMonth}`.execute(worker);
}
