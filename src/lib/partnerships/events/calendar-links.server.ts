import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { may } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import { createToken, hashOfPresented, hashToken } from '#lib/access/tokens.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Databases, Db, Trx } from '#lib/platform/database/connect.server.ts';
import { type Actor, inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { type CalendarEntry, type CalendarPlace, entryOf } from './calendar.ts';
import { listEvents } from './event-queries.server.ts';

/** When the acting account's calendar link was made; null where it has none. */
export async function findCalendarLink(trx: Trx): Promise<Instant | null> {
	const found = await sql<{ madeAt: Instant }>`select made_at from calendar_link
		where account_id = current_account() and revoked_at is null`.execute(trx);
	return found.rows[0]?.madeAt ?? null;
}

/** Makes the acting account's secret address and ends the one before. The token is returned once; only its hash is kept. */
export async function makeCalendarLink(trx: Trx, account: Id<'account'>, at: Instant): Promise<string> {
	await revokeCalendarLink(trx, at);
	const token = createToken();
	await sql`insert into calendar_link (id, account_id, city_id, token_hash, made_at)
		values (${randomUUID()}, ${account}, current_city(), ${hashToken(token)}, ${sqlInstant(at)})`.execute(trx);
	await recordAudit(trx, { action: 'calendar.link-made', subjectKind: 'account', subjectId: account });
	return token;
}

/** Ends the acting account's secret address: who has it reads nothing any more. */
export async function revokeCalendarLink(trx: Trx, at: Instant): Promise<void> {
	await sql`update calendar_link set revoked_at = ${sqlInstant(at)}
		where account_id = current_account() and revoked_at is null`.execute(trx);
}

/** Whose calendar a token opens: an account that is enabled and has the roles it had; undefined for any other token. */
export async function findCalendarOwner(
	worker: Db,
	token: string,
): Promise<(Actor & { readonly roles: readonly Role[] }) | undefined> {
	const hash = hashOfPresented(token);
	if (!hash) return undefined;
	const found = await inWorker(worker, (trx) =>
		sql<Actor & { readonly roles: readonly Role[] }>`
			select a.city_id as city, a.id as account,
				coalesce((select jsonb_agg(r.role) from account_role r where r.account_id = a.id), '[]') as roles
			from calendar_link l join account a on a.id = l.account_id and a.city_id = l.city_id
			where l.token_hash = ${hash} and l.revoked_at is null and a.disabled_at is null`.execute(trx),
	);
	return found.rows[0];
}

/** The entries behind a secret address: the events its owner may see; undefined where it opens nothing. */
export async function listEntriesOfLink(
	databases: Databases,
	token: string,
	{ url, language }: CalendarPlace,
): Promise<readonly CalendarEntry[] | undefined> {
	const owner = await findCalendarOwner(databases.worker, token);
	if (!owner || !may(owner, 'cooperation.read')) return undefined;
	const events = await inCity(databases.app, owner, listEvents, { readOnly: true });
	return events.flatMap((event) => {
		const page = `${url.origin}/${language}/office/events/${event.id}`;
		return entryOf(event, { host: url.hostname, language, url: page }) ?? [];
	});
}
