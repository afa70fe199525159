import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { hashPassphrase, verifyPassphrase } from './argon2id.server.ts';
import { spendAttempt } from './attempts.server.ts';
import { recordAudit, recordSystemAudit } from './audit.server.ts';
import { type PassphraseRefusal, parsePassphrase } from './passphrase.ts';
import type { Session } from './session.ts';
import { endSessions } from './sessions.server.ts';

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

/** Removes one of one's own passkeys; false where it is none of theirs. The other sessions end: the key may be stolen. */
export async function removeOwnPasskey(trx: Trx, session: Session, id: string, now: Instant): Promise<boolean> {
	const removed = await sql`delete from passkey where id = ${id} and account_id = ${session.accountId}`.execute(trx);
	if (removed.numAffectedRows !== 1n) return false;
	await endSessions(trx, session.accountId, now, { kept: session.id });
	await recordAudit(trx, { action: 'passkey.removed', subjectKind: 'account', subjectId: session.accountId });
	return true;
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
