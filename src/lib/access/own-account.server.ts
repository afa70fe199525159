import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { listPasskeys } from './account-queries.server.ts';
import { hashPassphrase, verifyPassphrase } from './argon2id.server.ts';
import { spendAttempt } from './attempts.server.ts';
import { recordAudit, recordSystemAudit } from './audit.server.ts';
import { type PassphraseRefusal, parsePassphrase } from './passphrase.ts';
import type { Session } from './session.ts';
import { endSessions } from './sessions.server.ts';
import type { Surroundings } from './sign-in-policy.ts';

/** Changes one's own name and language. The name is parsed already (account.ts). */
export async function changeOwnDetails(
	trx: Trx,
	session: Session,
	details: { readonly name: string; readonly language: Language },
): Promise<void> {
	await sql`update account set name = ${details.name}, language = ${details.language}
		where id = ${session.accountId}`.execute(trx);
	await recordAudit(trx, { action: 'account.details-changed', subjectKind: 'account', subjectId: session.accountId });
}

/** Makes changes to one account's keys wait for each other. */
async function lockOwnAccount(trx: Trx, session: Session): Promise<void> {
	await sql`select from account where id = ${session.accountId} for update`.execute(trx);
}

export type PasskeyRemovalRefusal = { readonly kind: 'passkey-last' };

/**
 * Removes one of one's own passkeys; the other sessions end, because the key may be in other hands. Refuses the last one
 * where passkeys are the only way in. Removing what isn't there changes nothing.
 */
export async function removeOwnPasskey(
	trx: Trx,
	session: Session,
	id: string,
	surroundings: Surroundings,
	now: Instant,
): Promise<Result<'removed', PasskeyRemovalRefusal>> {
	await lockOwnAccount(trx, session);
	const own = await listPasskeys(trx, session.accountId);
	if (!own.some((passkey) => passkey.id === id)) return ok('removed');
	if (own.length === 1 && !surroundings.demo) return refused({ kind: 'passkey-last' });
	await sql`delete from passkey where id = ${id} and account_id = ${session.accountId}`.execute(trx);
	await endSessions(trx, session.accountId, now, { kept: session.id });
	await recordAudit(trx, { action: 'passkey.removed', subjectKind: 'account', subjectId: session.accountId });
	return ok('removed');
}

export type PassphraseChangeRefusal =
	| PassphraseRefusal
	| { readonly kind: 'current-wrong' }
	| { readonly kind: 'too-many-attempts' };

interface Known {
	readonly email: string;
	readonly name: string;
	readonly hash: string | null;
}

/**
 * Sets or changes one's own passphrase; all other sessions end (ASVS 7.4.3). Refuses a wrong current one (ASVS 6.2.3,
 * counted like signing in) and a new one that breaks the rules of passphrase.ts.
 */
export async function changeOwnPassphrase(
	worker: Db,
	session: Session,
	typed: { readonly current: string; readonly wanted: string },
	now: Instant,
): Promise<Result<'changed', PassphraseChangeRefusal>> {
	const found = await sql<Known>`
		select a.email, a.name, p.hash from account a left join account_passphrase p on p.account_id = a.id
		where a.id = ${session.accountId}`.execute(worker);
	const known = present(found.rows[0], 'the account that is signed in');
	const parsed = parsePassphrase(typed.wanted, [known.name, known.email, session.name]);
	if (!parsed.ok) return parsed;
	if (known.hash !== null) {
		const tried = await spendAttempt(worker, 'passphrase-by-account-and-address', `own\n${session.accountId}`, now);
		if (!tried) return refused({ kind: 'too-many-attempts' });
		if (!(await verifyPassphrase(typed.current, known.hash))) return refused({ kind: 'current-wrong' });
	}
	const hash = await hashPassphrase(parsed.value);
	return inWorker(worker, async (trx) => {
		await sql`insert into account_passphrase (account_id, hash, set_at)
			values (${session.accountId}, ${hash}, ${sqlInstant(now)})
			on conflict (account_id) do update set hash = excluded.hash, set_at = excluded.set_at`.execute(trx);
		await endSessions(trx, session.accountId, now, { kept: session.id });
		await recordSystemAudit(trx, session, {
			action: 'account.passphrase-changed',
			subjectKind: 'account',
			subjectId: session.accountId,
		});
		return ok('changed');
	});
}

/** Ends one of one's other sessions, or all of them. Returns how many ended; the one in hand goes on. */
export async function endOwnSessions(trx: Trx, session: Session, now: Instant, only?: Id<'session'>): Promise<number> {
	const which = only === undefined ? { kept: session.id } : { kept: session.id, only };
	const ended = await endSessions(trx, session.accountId, now, which);
	if (ended === 0) return 0;
	const details = { ended };
	await recordAudit(trx, {
		action: 'session.others-ended',
		subjectKind: 'account',
		subjectId: session.accountId,
		details,
	});
	return ended;
}
