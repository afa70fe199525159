import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { PartnershipId } from '../partnership.ts';
import type { PartnershipContact, PartnershipSide } from './partnership-side.ts';
import {
	type Basis,
	decideStatement,
	decideWithdrawal,
	type Standing,
	type StandingEvent,
	standingThatCounts,
} from './standing.ts';
import type { PartnershipFault } from './standing-form.ts';
import { listStandingEvents } from './standing-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly PartnershipFault[]>>;

/** One change of a partnership's standing after the other; the database takes the same lock. */
async function lockStanding(trx: Trx, id: PartnershipId): Promise<readonly StandingEvent[]> {
	await sql`select pg_advisory_xact_lock(hashtextextended('tandem.standing ' || ${id}, 0))`.execute(trx);
	return listStandingEvents(trx, id);
}

async function append(
	trx: Trx,
	id: PartnershipId,
	entry: Pick<StandingEvent, 'position' | 'event'> & Standing,
	basis: Basis,
	at: Instant,
): Promise<void> {
	await sql`
		insert into standing_event (partnership_id, position, event, kind, status, since_on, since_precision, basis, basis_text,
			city_id, at, account_id)
		values (${id}, ${entry.position}, ${entry.event}, ${entry.kind}, ${entry.status}, ${entry.since.date},
			${entry.since.precision}, ${basis.record && sqlJson(basis.record)}, ${basis.text && sqlJson(basis.text)},
			current_city(), ${sqlInstant(at)}, current_account())`.execute(trx);
	const action = `partnership.standing-${entry.event}` as const;
	await recordAudit(trx, { action, subjectKind: 'partnership', subjectId: id });
}

/** States what a partnership is from a day on. Refuses what no move leads to, what contradicts the last statement, and what rests on nothing. */
export async function stateStanding(
	trx: Trx,
	id: PartnershipId,
	{ standing, basis }: { readonly standing: Standing; readonly basis: Basis },
	at: Instant,
): Answer<'stated'> {
	const events = await lockStanding(trx, id);
	const last = standingThatCounts(events).at(-1);
	if (!last) return refused([{ kind: 'not-yours' }]);
	const decided = decideStatement(last, standing, basis, dayOf(at));
	if (!decided.ok) return decided;
	await append(trx, id, { ...decided.value, position: events.length + 1, event: 'stated' }, basis, at);
	return ok('stated');
}

/** Takes the last statement back because it was a mistake; both stay on record. */
export async function withdrawStanding(
	trx: Trx,
	id: PartnershipId,
	reason: LocalizedText,
	at: Instant,
): Answer<'withdrawn'> {
	const events = await lockStanding(trx, id);
	const decided = decideWithdrawal(standingThatCounts(events));
	if (!decided.ok) return decided;
	const { kind, status, since } = decided.value;
	const entry = { kind, status, since, position: events.length + 1, event: 'withdrawn' } as const;
	await append(trx, id, entry, { record: null, text: reason }, at);
	return ok('withdrawn');
}

/** Writes down what the acting city keeps about its side of a partnership. */
export async function keepSide(trx: Trx, id: PartnershipId, side: PartnershipSide): Promise<void> {
	await sql`
		insert into partnership_side (partnership_id, city_id, coordinating_unit_id, why_chosen, predecessor, networks,
			next_report_due)
		values (${id}, current_city(), ${side.coordinatingUnitId}, ${side.whyChosen && sqlJson(side.whyChosen)},
			${side.predecessor && sqlJson(side.predecessor)}, ${sqlJson(side.networks)}, ${side.nextReportDue})
		on conflict (partnership_id, city_id) do update set coordinating_unit_id = excluded.coordinating_unit_id,
			why_chosen = excluded.why_chosen, predecessor = excluded.predecessor, networks = excluded.networks,
			next_report_due = excluded.next_report_due`.execute(trx);
	await recordAudit(trx, { action: 'partnership.side-changed', subjectKind: 'partnership', subjectId: id });
}

/** Names a person of the acting city's record as contact on its side; false where the person is one already. */
export async function addPartnershipContact(
	trx: Trx,
	id: PartnershipId,
	{ personId, task }: Pick<PartnershipContact, 'personId' | 'task'>,
): Promise<boolean> {
	const added = await sql`
		insert into partnership_contact (id, partnership_id, city_id, person_id, task)
		values (${randomUUID()}, ${id}, current_city(), ${personId}, ${sqlJson(task)})
		on conflict (partnership_id, person_id) do nothing`.execute(trx);
	await recordAudit(trx, { action: 'partnership.contact-added', subjectKind: 'partnership', subjectId: id });
	return added.numAffectedRows === 1n;
}

/** Takes a contact off the acting city's side. */
export async function removePartnershipContact(trx: Trx, id: PartnershipId, contactId: string): Promise<void> {
	await sql`delete from partnership_contact
		where id = ${contactId} and partnership_id = ${id} and city_id = current_city()`.execute(trx);
	await recordAudit(trx, { action: 'partnership.contact-removed', subjectKind: 'partnership', subjectId: id });
}
