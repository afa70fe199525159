import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { AuditFilter } from './audit-filter.ts';
import { currentRequestId } from './request-context.server.ts';

/** Small facts that explain an entry: numbers, codes, states. Never a secret, never a text a person typed. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface AuditRecord {
	/** What was done, `<area>.<verb>`: "need-list.submitted", "place.address-read". */
	readonly action: string;
	/** The kind of thing it was done to, in the words of the glossary: "need-list", "account". */
	readonly subjectKind: string;
	readonly subjectId: string | null;
	readonly details?: AuditDetails;
}

/**
 * Adds an entry to the audit trail in the name of the acting city and account, within their transaction: what is undone
 * leaves no entry, what is done always has one. Also for reading what is need-to-know (R11).
 */
export async function recordAudit(trx: Trx, record: AuditRecord): Promise<void> {
	await sql`insert into audit_entry (city_id, account_id, action, subject_kind, subject_id, details, request_id)
		values (current_city(), current_account(), ${record.action}, ${record.subjectKind}, ${record.subjectId},
			${sqlJson(record.details ?? {})}, ${currentRequestId()})`.execute(trx);
}

/** Puts what a command did on the audit trail; what it refused leaves no entry. Answers what the command answered. */
export async function audited<Value, Refusal>(
	trx: Trx,
	record: AuditRecord,
	command: Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
	const answer = await command;
	if (answer.ok) await recordAudit(trx, record);
	return answer;
}

/** The same for what happens before anybody acts for a city: signing in. Needs the worker's transaction. */
export async function recordSystemAudit(
	trx: Trx,
	who: { readonly cityId: Id<'city'>; readonly accountId: Id<'account'> | null },
	record: AuditRecord,
): Promise<void> {
	await sql`insert into audit_entry (city_id, account_id, action, subject_kind, subject_id, details, request_id)
		values (${who.cityId}, ${who.accountId}, ${record.action}, ${record.subjectKind}, ${record.subjectId},
			${sqlJson(record.details ?? {})}, ${currentRequestId()})`.execute(trx);
}

export interface AuditEntry {
	readonly id: number;
	readonly at: Instant;
	readonly accountId: Id<'account'> | null;
	/** Null where the system acted, or an account of another city. */
	readonly accountName: string | null;
	readonly action: string;
	readonly subjectKind: string;
	readonly subjectId: string | null;
	readonly details: AuditDetails;
	readonly requestId: string | null;
}

export interface AuditPage {
	readonly entries: readonly AuditEntry[];
	/** Hand it back as `before` to read on towards the past; null at the end. */
	readonly older: number | null;
}

export const auditPageLength = 50;

/** The entries of the acting city that match, newest first. Row-level security keeps those of other cities away. */
export async function listAudit(trx: Trx, filter: AuditFilter): Promise<AuditPage> {
	const found = await sql<AuditEntry>`
		select e.id, e.at, e.account_id, a.name as account_name, e.action, e.subject_kind, e.subject_id, e.details, e.request_id
		from audit_entry e left join account a on a.id = e.account_id
		where ${filter.before === undefined ? sql`true` : sql`e.id < ${filter.before}`}
			and ${filter.accountId === undefined ? sql`true` : sql`e.account_id = ${filter.accountId}`}
			and ${filter.area === undefined ? sql`true` : sql`e.action like ${`${filter.area}.%`}`}
			and ${filter.subjectId === undefined ? sql`true` : sql`e.subject_id = ${filter.subjectId}`}
			and ${filter.from === undefined ? sql`true` : sql`e.at >= ${sqlInstant(filter.from)}`}
			and ${filter.until === undefined ? sql`true` : sql`e.at < ${sqlInstant(filter.until)}`}
		order by e.id desc limit ${auditPageLength + 1}`.execute(trx);
	const entries = found.rows.slice(0, auditPageLength);
	return { entries, older: found.rows.length > auditPageLength ? (entries.at(-1)?.id ?? null) : null };
}

/** The areas that occur in the city's trail ("need-list", "session"), for the filter's list. */
export async function listAuditAreas(trx: Trx): Promise<readonly string[]> {
	const found = await sql<{ area: string }>`
		select distinct split_part(action, '.', 1) as area from audit_entry order by area`.execute(trx);
	return found.rows.map((row) => row.area);
}
