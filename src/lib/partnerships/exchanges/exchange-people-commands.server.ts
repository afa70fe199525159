import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { ExchangeId, ExchangeRecord, GroupId } from './exchange.ts';
import type { ExchangeFault } from './exchange-form.ts';
import { type LeaderFacts, mayListPeople, type ParticipantFacts } from './exchange-people.ts';
import { lockOwnExchange } from './exchange-queries.server.ts';

type Answer = Promise<Result<'kept', readonly ExchangeFault[]>>;

/** Lists somebody who takes part, or corrects what is listed where `id` is given. No name reaches the audit trail. */
export async function keepParticipant(
	trx: Trx,
	exchangeId: ExchangeId,
	{ id, facts }: { readonly id: string | null; readonly facts: ParticipantFacts },
	at: Instant,
): Answer {
	const today = dayOf(at);
	const faults = await faultsOf(trx, exchangeId, facts.groupId, 'group', at);
	const isFuture = facts.consentOn !== null && facts.consentOn > today;
	const all = [...faults, ...(isFuture ? [{ kind: 'date-in-future', field: 'consentOn' } as const] : [])];
	if (all.length > 0) return refused(all);
	const { groupId, givenName, birthYear, consentOn, emergencyContact } = facts;
	if (id) {
		await sql`update exchange_participant set group_id = ${groupId}, given_name = ${givenName}, birth_year = ${birthYear},
			consent_on = ${consentOn}, emergency_contact = ${emergencyContact}
			where id = ${parseId(id) ?? randomUUID()} and exchange_id = ${exchangeId} and city_id = current_city()`.execute(
			trx,
		);
	} else {
		await sql`insert into exchange_participant (id, exchange_id, group_id, city_id, given_name, birth_year, consent_on,
				emergency_contact, added_on)
			values (${randomUUID()}, ${exchangeId}, ${groupId}, current_city(), ${givenName}, ${birthYear}, ${consentOn},
				${emergencyContact}, ${today})`.execute(trx);
	}
	await recordAudit(trx, { action: 'exchange.people-changed', subjectKind: 'exchange', subjectId: exchangeId });
	return ok('kept');
}

/** The same for somebody who leads a group. */
export async function keepLeader(
	trx: Trx,
	exchangeId: ExchangeId,
	{ id, facts }: { readonly id: string | null; readonly facts: LeaderFacts },
	at: Instant,
): Answer {
	const today = dayOf(at);
	const faults = await faultsOf(trx, exchangeId, facts.groupId, 'leaderGroup', at);
	const isFuture = facts.recordCheckOn !== null && facts.recordCheckOn > today;
	const all = [...faults, ...(isFuture ? [{ kind: 'date-in-future', field: 'recordCheckOn' } as const] : [])];
	if (all.length > 0) return refused(all);
	const { groupId, name, isAdult, recordCheckOn } = facts;
	if (id) {
		await sql`update exchange_leader set group_id = ${groupId}, name = ${name}, is_adult = ${isAdult},
			record_check_on = ${recordCheckOn}
			where id = ${parseId(id) ?? randomUUID()} and exchange_id = ${exchangeId} and city_id = current_city()`.execute(
			trx,
		);
	} else {
		await sql`insert into exchange_leader (id, exchange_id, group_id, city_id, name, is_adult, record_check_on, added_on)
			values (${randomUUID()}, ${exchangeId}, ${groupId}, current_city(), ${name}, ${isAdult}, ${recordCheckOn},
				${today})`.execute(trx);
	}
	await recordAudit(trx, { action: 'exchange.people-changed', subjectKind: 'exchange', subjectId: exchangeId });
	return ok('kept');
}

async function faultsOf(
	trx: Trx,
	exchangeId: ExchangeId,
	groupId: GroupId,
	field: 'group' | 'leaderGroup',
	at: Instant,
): Promise<readonly ExchangeFault[]> {
	const exchange: ExchangeRecord | undefined = await lockOwnExchange(trx, exchangeId);
	if (!exchange) return [{ kind: 'not-yours' }];
	if (!mayListPeople(exchange, dayOf(at))) return [{ kind: 'no-lists-any-more' }];
	return exchange.groups.some(({ id }) => id === groupId) ? [] : [{ kind: 'unknown-group', field }];
}

/** Forgets somebody listed, at once and for good. */
export async function forgetPerson(trx: Trx, exchangeId: ExchangeId, personId: string): Promise<void> {
	const id = parseId(personId) ?? randomUUID();
	await sql`delete from exchange_participant
		where id = ${id} and exchange_id = ${exchangeId} and city_id = current_city()`.execute(trx);
	await sql`delete from exchange_leader
		where id = ${id} and exchange_id = ${exchangeId} and city_id = current_city()`.execute(trx);
	await recordAudit(trx, { action: 'exchange.people-changed', subjectKind: 'exchange', subjectId: exchangeId });
}
