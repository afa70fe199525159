import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import { type Account, type AccountRefusal, decideDisabling, decideRoles } from './account.ts';
import { findAccount } from './account-queries.server.ts';
import { recordAudit } from './audit.server.ts';
import { createLink, linkPath } from './links.server.ts';
import type { Role } from './roles.ts';
import { endSessions } from './sessions.server.ts';
import { signInMail } from './sign-in-mail.ts';

/** Who acts, and where links lead. */
export interface Acting {
	readonly cityId: Id<'city'>;
	readonly accountId: Id<'account'>;
	readonly origin: string;
	readonly now: Instant;
}

export interface Invitation {
	readonly email: string;
	readonly name: string;
	readonly language: Language;
	readonly roles: readonly Role[];
}

/** Creates an account of the acting city and mails its owner an invitation. Administrators only; the database says so too. */
export async function inviteAccount(
	trx: Trx,
	acting: Acting,
	invitation: Invitation,
): Promise<Result<{ readonly id: Id<'account'> }, AccountRefusal>> {
	const { email, name, language, roles } = invitation;
	if (roles.length === 0) return refused({ kind: 'role-missing' });
	const id = randomUUID() as string as Id<'account'>;
	const created = await sql`insert into account (id, city_id, email, name, language, created_at)
		values (${id}, ${acting.cityId}, ${email}, ${name}, ${language}, ${sqlInstant(acting.now)})
		on conflict (email) do nothing`.execute(trx);
	if (created.numAffectedRows !== 1n) return refused({ kind: 'email-taken' });
	await grantRoles(trx, acting, id, roles);
	await recordAudit(trx, { action: 'account.invited', subjectKind: 'account', subjectId: id, details: { roles } });
	await mailLink(trx, acting, { id, email, name, language }, 'invitation');
	return ok({ id });
}

async function grantRoles(trx: Trx, acting: Acting, id: Id<'account'>, roles: readonly Role[]): Promise<void> {
	await sql`insert into account_role (account_id, role, granted_at, granted_by)
		select ${id}, role, ${sqlInstant(acting.now)}, ${acting.accountId} from unnest(${[...roles]}::text[]) as role
		on conflict do nothing`.execute(trx);
}

async function mailLink(
	trx: Trx,
	acting: Acting,
	to: Pick<Account, 'id' | 'email' | 'name' | 'language'>,
	purpose: 'invitation' | 'recovery',
): Promise<void> {
	const url = acting.origin + linkPath(to.language, await createLink(trx, to.id, purpose, acting.now));
	const mail = signInMail(purpose, to.language, { name: to.name, url });
	const dedupeKey = `${purpose}-link:${to.id}:${acting.now}`;
	await queueMail(trx, { to: to.email, language: to.language, ...mail, dedupeKey });
}

/** Gives an account of the acting city exactly these roles. They hold from its next request on. */
export async function changeRoles(
	trx: Trx,
	acting: Acting,
	change: { readonly id: Id<'account'>; readonly roles: readonly Role[] },
): Promise<Result<{ readonly changed: boolean }, AccountRefusal>> {
	const account = await findAccount(trx, change.id);
	if (!account) return refused({ kind: 'unknown-account' });
	const decided = decideRoles(acting.accountId, account, change.roles);
	if (!decided.ok) return decided;
	const { granted, withdrawn } = decided.value;
	if (granted.length + withdrawn.length === 0) return ok({ changed: false });
	await grantRoles(trx, acting, account.id, granted);
	await sql`delete from account_role
		where account_id = ${account.id} and role = any (${[...withdrawn]}::text[])`.execute(trx);
	const details = { granted, withdrawn };
	await recordAudit(trx, { action: 'account.roles-changed', subjectKind: 'account', subjectId: account.id, details });
	return ok({ changed: true });
}

/** Closes an account: it can't sign in and every session of it ends at once (ASVS 7.4.2). What it did keeps its name. */
export async function disableAccount(
	trx: Trx,
	acting: Acting,
	id: Id<'account'>,
): Promise<Result<'done', AccountRefusal>> {
	const account = await findAccount(trx, id);
	if (!account) return refused({ kind: 'unknown-account' });
	const decided = decideDisabling(acting.accountId, account);
	if (!decided.ok) return decided;
	await sql`update account set disabled_at = ${sqlInstant(acting.now)}
		where id = ${id} and disabled_at is null`.execute(trx);
	const sessionsEnded = await endSessions(trx, id, acting.now);
	const details = { sessionsEnded };
	await recordAudit(trx, { action: 'account.disabled', subjectKind: 'account', subjectId: id, details });
	return ok('done');
}

/** Opens a closed account again, with the roles and passkeys it had. */
export async function enableAccount(
	trx: Trx,
	acting: Acting,
	id: Id<'account'>,
): Promise<Result<'done', AccountRefusal>> {
	const account = await findAccount(trx, id);
	if (!account) return refused({ kind: 'unknown-account' });
	const decided = decideDisabling(acting.accountId, account);
	if (!decided.ok) return decided;
	await sql`update account set disabled_at = null where id = ${id}`.execute(trx);
	await recordAudit(trx, { action: 'account.enabled', subjectKind: 'account', subjectId: id });
	return ok('done');
}

/**
 * Lets somebody who lost their passkeys begin again: removes them, ends every session and mails a link. The administrator
 * vouches for who asks (ASVS 6.4.4); the page says so.
 */
export async function resetPasskeys(
	trx: Trx,
	acting: Acting,
	id: Id<'account'>,
): Promise<Result<'done', AccountRefusal>> {
	const account = await findAccount(trx, id);
	if (!account || account.disabledAt !== null) return refused({ kind: 'unknown-account' });
	const decided = decideDisabling(acting.accountId, account);
	if (!decided.ok) return decided;
	const removed = await sql`delete from passkey where account_id = ${id}`.execute(trx);
	await endSessions(trx, id, acting.now);
	const details = { removed: Number(removed.numAffectedRows ?? 0n) };
	await recordAudit(trx, { action: 'account.passkeys-reset', subjectKind: 'account', subjectId: id, details });
	await mailLink(trx, acting, account, 'recovery');
	return ok('done');
}
