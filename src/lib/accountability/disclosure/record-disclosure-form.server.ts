import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { RoleHolder } from '#lib/access/permissions.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { publicationRequest } from '#lib/partnerships/publication-request.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type KeyReused, runCommand } from '#lib/platform/database/run-command.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { type DisclosedKind, disclosedKinds, mayReadInside } from './record-disclosure.ts';

/** A city's decision on one record of a partnership. */
export interface RecordDecision {
	readonly kind: DisclosedKind;
	readonly recordId: string;
	readonly partnershipId: Id<'partnership'>;
	readonly shown: boolean;
	readonly reason: string;
	readonly at: Instant;
}

export type RecordDisclosureRefusal = { readonly kind: 'record-not-found' } | { readonly kind: 'reason-missing' };

/** Where each kind of record is kept; by its id and partnership a city finds those it may see. */
const sources = {
	agreement: sql`select from agreement where id = `,
	promise: sql`select from promise where id = `,
	theme: sql`select from theme where id = `,
	project: sql`select from project where id = `,
	event: sql`select from event where id = `,
	exchange: sql`select from exchange where id = `,
	funding: sql`select from funding where id = `,
	paper: sql`select from paper_partnership where paper_id = `,
} as const satisfies Record<DisclosedKind, unknown>;

/**
 * Shows or hides one record of a partnership of the acting city (R14a): the public pages, calendars and links lose what is
 * hidden with the next publication, which is asked for at once.
 */
export async function discloseRecord(
	trx: Trx,
	decision: RecordDecision,
): Promise<Result<null, RecordDisclosureRefusal>> {
	const { kind, recordId, partnershipId, shown, at } = decision;
	const reason = decision.reason.trim().slice(0, 500);
	if (reason === '') return refused({ kind: 'reason-missing' });
	const found = await sql`${sources[kind]} ${recordId} and partnership_id = ${partnershipId}
		and partnership_id in (select visible_partnerships())`.execute(trx);
	if (found.rows.length === 0) return refused({ kind: 'record-not-found' });
	await sql`
		insert into disclosure_record (id, partnership_id, kind, record_id, city_id, shown, reason, decided_at, account_id)
		values (${randomUUID()}, ${partnershipId}, ${kind}, ${recordId}, current_city(), ${shown}, ${reason}, ${sqlInstant(at)},
			current_account())`.execute(trx);
	await recordAudit(trx, {
		action: shown ? 'disclosure.shown' : 'disclosure.hidden',
		subjectKind: kind,
		subjectId: recordId,
	});
	await enqueue(trx, publicationRequest, {});
	return ok(null);
}

/** Whether a form of the page is about a single record: its `kind` is hide-record or show-record. */
export function isRecordForm(form: FormData): boolean {
	return String(form.get('kind') ?? '').endsWith('-record');
}

/** Does what the form beside a record asks for, once. Whoever decides on publication may hide; to show takes reading it. */
export function runRecordForm(
	trx: Trx,
	form: FormData,
	sender: RoleHolder & { readonly account: Id<'account'>; readonly at: Instant },
): Promise<Result<null, RecordDisclosureRefusal | KeyReused>> {
	const field = (name: string): string => String(form.get(name) ?? '').trim();
	const key = parseId<'command'>(field('idempotencyKey'));
	const partnershipId = parseId<'partnership'>(field('partnership'));
	const recordId = parseId<'record'>(field('record'));
	const kind = disclosedKinds.find((each) => each === field('recordKind'));
	// Showing is the dangerous one of the two: only a form that says so does it.
	const deed = field('kind');
	const isKnown =
		deed === 'hide-record' || (deed === 'show-record' && kind !== undefined && mayReadInside(sender, kind));
	if (!key || !partnershipId || !recordId || !kind || !isKnown) {
		return Promise.resolve(refused({ kind: 'record-not-found' }));
	}
	const input = { kind, recordId, partnershipId, shown: deed === 'show-record', reason: field('reason') };
	const { account, at } = sender;
	return runCommand(trx, { key, name: 'disclose-record', account, input }, () => discloseRecord(trx, { ...input, at }));
}
