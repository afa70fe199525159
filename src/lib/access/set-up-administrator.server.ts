import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, later } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { AccountRefusal } from './account.ts';
import { recordSystemAudit } from './audit.server.ts';
import { createLink, linkPath } from './links.server.ts';
import { linkLifetimeMilliseconds } from './sign-in-policy.ts';

/** Whom the city's operator names as administrator. `name` may be missing for somebody who has an account already. */
export interface NamedAdministrator {
	readonly email: string;
	readonly name: string | undefined;
	readonly language: Language;
}

export interface InvitedAdministrator {
	readonly id: Id<'account'>;
	readonly email: string;
	readonly url: string;
	readonly expiresAt: Instant;
	/** False where the account was there and only got a fresh link. */
	readonly created: boolean;
}

export type AdministratorRefusal =
	| Extract<AccountRefusal, { readonly kind: 'email-taken' | 'name-missing' }>
	| { readonly kind: 'has-passkey' };

interface KnownAccount {
	readonly id: Id<'account'>;
	readonly language: Language;
	readonly usable: boolean;
	readonly hasPasskey: boolean;
}

/**
 * Creates an administrator of a city that has nobody yet to invite one, and answers the invitation link, which whoever runs
 * Tandem hands over. Called again for an administrator who has set up no passkey, it answers a fresh link. An account of
 * another city or role, a closed one, and one with a passkey are refused: the machine's operator takes over nobody's account.
 * Needs the worker's transaction.
 */
export async function setUpAdministrator(
	trx: Trx,
	cityId: Id<'city'>,
	named: NamedAdministrator,
	{ origin, now }: { readonly origin: string; readonly now: Instant },
): Promise<Result<InvitedAdministrator, AdministratorRefusal>> {
	const known = await findKnown(trx, cityId, named.email);
	if (known && !known.usable) return refused({ kind: 'email-taken' });
	if (known?.hasPasskey) return refused({ kind: 'has-passkey' });
	if (!known && named.name === undefined) return refused({ kind: 'name-missing' });
	const id = known?.id ?? (await insertAdministrator(trx, cityId, named, now));
	if (!id) return refused({ kind: 'email-taken' });
	const subject = { subjectKind: 'account', subjectId: id, details: { roles: ['administrator'], setUp: true } };
	await recordSystemAudit(trx, { cityId, accountId: null }, { action: 'account.invited', ...subject });
	const url = origin + linkPath(known?.language ?? named.language, await createLink(trx, id, 'invitation', now));
	const expiresAt = later(now, linkLifetimeMilliseconds.invitation);
	return ok({ id, email: named.email, url, expiresAt, created: !known });
}

async function findKnown(trx: Trx, cityId: Id<'city'>, email: string): Promise<KnownAccount | undefined> {
	const found = await sql<KnownAccount>`
		select a.id, a.language, a.city_id = ${cityId} and a.disabled_at is null and exists (
				select from account_role r where r.account_id = a.id and r.role = 'administrator') as usable,
			exists (select from passkey p where p.account_id = a.id) as has_passkey
		from account a where a.email = ${email}`.execute(trx);
	return found.rows[0];
}

async function insertAdministrator(
	trx: Trx,
	cityId: Id<'city'>,
	{ email, name, language }: NamedAdministrator,
	now: Instant,
): Promise<Id<'account'> | undefined> {
	const id = randomUUID() as string as Id<'account'>;
	const created = await sql`insert into account (id, city_id, email, name, language, created_at)
		values (${id}, ${cityId}, ${email}, ${name}, ${language}, ${sqlInstant(now)})
		on conflict (email) do nothing`.execute(trx);
	if (created.numAffectedRows !== 1n) return undefined;
	await sql`insert into account_role (account_id, role, granted_at)
		values (${id}, 'administrator', ${sqlInstant(now)})`.execute(trx);
	return id;
}
