import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, later } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { SessionStrength } from './session.ts';
import { type LinkPurpose, linkLifetimeMilliseconds, type Surroundings, strengthOfLink } from './sign-in-policy.ts';
import { createToken, hashOfPresented, hashToken } from './tokens.server.ts';

/** Makes a link's token. It is returned once, to be mailed; the database keeps its hash. */
export async function createLink(
	trx: Trx,
	accountId: Id<'account'>,
	purpose: LinkPurpose,
	now: Instant,
): Promise<string> {
	const token = createToken();
	await sql`insert into one_time_link (id, token_hash, account_id, purpose, created_at, expires_at)
		values (${randomUUID()}, ${hashToken(token)}, ${accountId}, ${purpose}, ${sqlInstant(now)},
			${sqlInstant(later(now, linkLifetimeMilliseconds[purpose]))})`.execute(trx);
	return token;
}

/** The page that asks to confirm a link. The token stands in the path, because mail programs cut `#` and rewrite `?`. */
export function linkPath(language: Language, token: string): string {
	return `/${language}/sign-in/link/${token}`;
}

interface LinkRow {
	readonly id: string;
	readonly accountId: Id<'account'>;
	readonly purpose: LinkPurpose;
	readonly name: string;
	readonly hasPasskey: boolean;
}

/** The link of a token that can still be used, with its account; locked for the transaction where `lock` says so. */
async function findLink(db: Db, token: string, now: Instant, lock: boolean): Promise<LinkRow | undefined> {
	const hash = hashOfPresented(token);
	if (!hash) return undefined;
	const found = await sql<LinkRow>`
		select l.id, l.account_id, l.purpose, a.name,
			exists (select from passkey p where p.account_id = a.id) as has_passkey
		from one_time_link l join account a on a.id = l.account_id
		where l.token_hash = ${hash} and l.used_at is null and l.expires_at > ${sqlInstant(now)} and a.disabled_at is null
		${lock ? sql`for update of l` : sql``}`.execute(db);
	return found.rows[0];
}

/** What a link would open. Looking uses nothing up: mail scanners fetch every address they find. */
export interface OpenLink {
	readonly name: string;
	readonly strength: SessionStrength;
}

/** Looks at a link without using it; undefined where it is unknown, used, expired or opens nothing here. */
export async function inspectLink(
	worker: Db,
	token: string,
	surroundings: Surroundings,
	now: Instant,
): Promise<OpenLink | undefined> {
	const link = await findLink(worker, token, now, false);
	const strength = link && strengthOfLink(link.purpose, link, surroundings);
	return link && strength ? { name: link.name, strength } : undefined;
}

export interface RedeemedLink {
	readonly accountId: Id<'account'>;
	readonly purpose: LinkPurpose;
	readonly strength: SessionStrength;
}

/**
 * Uses a link up and says what it opens; undefined as in {@link inspectLink}. The row is locked, so of two that use it at
 * the same moment one finds it used. All other links of the account for signing in end with it (ASVS 6.6.2).
 */
export async function redeemLink(
	trx: Trx,
	token: string,
	surroundings: Surroundings,
	now: Instant,
): Promise<RedeemedLink | undefined> {
	const link = await findLink(trx, token, now, true);
	if (!link) return undefined;
	const { accountId, purpose } = link;
	const strength = strengthOfLink(purpose, link, surroundings);
	if (!strength) return undefined;
	if (purpose !== 'demo') {
		await sql`update one_time_link set used_at = ${sqlInstant(now)}
			where account_id = ${accountId} and used_at is null and purpose <> 'demo'`.execute(trx);
	}
	return { accountId, purpose, strength };
}
