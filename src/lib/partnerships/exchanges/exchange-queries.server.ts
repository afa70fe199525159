import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { CourseDeed } from '../events/course.ts';
import type { PartnershipId } from '../partnership.ts';
import type { ExchangeId, ExchangeRecord } from './exchange.ts';
import type { ExchangePeople, Leader, Participant } from './exchange-people.ts';

const exchangeRecords = (which: RawBuilder<unknown>): RawBuilder<ExchangeRecord> => sql`
	select e.id, e.partnership_id, e.city_id, keeper.names as city_names, e.kind, e.title, e.aim, e.place, e.starts_on, e.ends_on,
		e.travel_days, e.is_public, e.responsible_id, e.concept_id, e.programmes, e.cost_cents, e.grant_cents, e.state,
		jsonb_build_object('cityId', host.id, 'names', host.names, 'country', host.country) as host,
		responsible.names as responsible_names, concept.title as concept_title, coalesce((
			select jsonb_agg(jsonb_build_object('id', g.id, 'homeId', g.home_id,
					'names', coalesce(home.names, jsonb_build_object('de', g.name, 'uk', g.name, 'en', g.name)),
					'country', coalesce(home.country, g.country), 'participants', g.participants, 'leaders', g.leaders,
					'youngest', g.youngest, 'oldest', g.oldest) order by g.position)
			from exchange_group g left join city home on home.id = g.home_id where g.exchange_id = e.id), '[]') as groups
	from exchange e join city keeper on keeper.id = e.city_id join city host on host.id = e.host_id
	left join person responsible on responsible.id = e.responsible_id
	left join document concept on concept.id = e.concept_id
	where ${which}
	order by e.starts_on desc nulls first, e.created_at desc, e.id`;

/** The exchanges of a partnership, those without days and the latest first; nobody who takes part. */
export async function listExchangesOfPartnership(
	trx: Trx,
	partnershipId: PartnershipId,
): Promise<readonly ExchangeRecord[]> {
	return (await exchangeRecords(sql`e.partnership_id = ${partnershipId}`).execute(trx)).rows;
}

/** The exchanges of all partnerships of the acting city. */
export async function listExchanges(trx: Trx): Promise<readonly ExchangeRecord[]> {
	return (await exchangeRecords(sql`true`).execute(trx)).rows;
}

/** An exchange the acting city may see. */
export async function findExchange(trx: Trx, id: ExchangeId): Promise<ExchangeRecord | undefined> {
	return (await exchangeRecords(sql`e.id = ${id}`).execute(trx)).rows[0];
}

/** The same where the acting city keeps it, locked until the end of the transaction. */
export async function lockOwnExchange(trx: Trx, id: ExchangeId): Promise<ExchangeRecord | undefined> {
	const locked = await sql`select from exchange where id = ${id} and city_id = current_city() for update`.execute(trx);
	return locked.rows.length > 0 ? findExchange(trx, id) : undefined;
}

/** A step an exchange took. */
export interface TakenStep {
	readonly position: number;
	readonly deed: CourseDeed;
	readonly note: string | null;
	/** Where it was postponed: its days before. */
	readonly wasStartsOn: PlainDate | null;
	readonly wasEndsOn: PlainDate | null;
	readonly at: Instant;
}

/** How an exchange came to its state, in order. */
export async function listExchangeSteps(trx: Trx, id: ExchangeId): Promise<readonly TakenStep[]> {
	const found = await sql<TakenStep>`
		select position, deed, note, was_starts_on, was_ends_on, at from exchange_step
		where exchange_id = ${id} order by position`.execute(trx);
	return found.rows;
}

/**
 * Everybody listed for an exchange: need-to-know, nothing unless the acting city keeps it. Whoever shows names or contacts
 * puts the reading on the audit trail.
 */
export async function listExchangePeople(trx: Trx, id: ExchangeId): Promise<ExchangePeople> {
	const participants = await sql<Participant>`
		select id, group_id, given_name, birth_year, consent_on, emergency_contact, added_on from exchange_participant
		where exchange_id = ${id} order by group_id, given_name, id`.execute(trx);
	const leaders = await sql<Leader>`
		select id, group_id, name, is_adult, record_check_on, added_on from exchange_leader
		where exchange_id = ${id} order by group_id, name, id`.execute(trx);
	return { participants: participants.rows, leaders: leaders.rows };
}

/** What remains of the lists of an exchange once the people are forgotten. */
export interface ExchangeCount {
	readonly groupId: Id<'exchange-group'>;
	readonly participants: number;
	readonly minors: number;
	readonly consents: number;
	readonly leaders: number;
	readonly leadersChecked: number;
	readonly countedOn: PlainDate;
}

/** The numbers kept for the funder; nothing unless the acting city keeps the exchange. */
export async function listExchangeCounts(trx: Trx, id: ExchangeId): Promise<readonly ExchangeCount[]> {
	const found = await sql<ExchangeCount>`
		select group_id, participants, minors, consents, leaders, leaders_checked, counted_on from exchange_count
		where exchange_id = ${id} order by counted_on, group_id`.execute(trx);
	return found.rows;
}
