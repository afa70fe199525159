import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { CourseDeed } from '../events/course.ts';
import type { PartnershipId } from '../partnership.ts';
import { listPartnershipCities } from '../partnership-cities.server.ts';
import {
	decideCorrection,
	decideExchange,
	decideStep,
	type ExchangeFacts,
	type ExchangeId,
	type ExchangeRecord,
	type ExchangeStep,
	type GroupFacts,
} from './exchange.ts';
import type { ExchangeFault } from './exchange-form.ts';
import { listExchangeSteps, lockOwnExchange } from './exchange-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly ExchangeFault[]>>;

/** Plans an exchange of a partnership the acting city belongs to. */
export async function planExchange(
	trx: Trx,
	partnershipId: PartnershipId,
	facts: ExchangeFacts,
	at: Instant,
): Answer<ExchangeId> {
	const decided = decideExchange(facts);
	if (!decided.ok) return decided;
	const strangers = await findStrangers(trx, partnershipId, facts);
	if (strangers.length > 0) return refused(strangers);
	const id = randomUUID() as ExchangeId;
	await sql`
		insert into exchange (id, partnership_id, city_id, kind, title, aim, host_id, place, starts_on, ends_on, travel_days, is_public,
			responsible_id, concept_id, programmes, cost_cents, grant_cents, created_at)
		values (${id}, ${partnershipId}, current_city(), ${facts.kind}, ${sqlJson(facts.title)}, ${facts.aim && sqlJson(facts.aim)},
			${facts.hostId}, ${facts.place && sqlJson(facts.place)}, ${facts.startsOn}, ${facts.endsOn}, ${facts.travelDays},
			${facts.isPublic}, ${facts.responsibleId}, ${facts.conceptId}, ${[...facts.programmes]}, ${facts.costCents},
			${facts.grantCents}, ${sqlInstant(at)})`.execute(trx);
	for (const [position, group] of facts.groups.entries()) await addGroup(trx, id, group, position);
	await recordAudit(trx, { action: 'exchange.planned', subjectKind: 'exchange', subjectId: id });
	return ok(id);
}

/** Everything the facts point to that the acting city may not use. */
async function findStrangers(
	trx: Trx,
	partnershipId: PartnershipId,
	{ hostId, groups, responsibleId, conceptId }: ExchangeFacts,
): Promise<readonly ExchangeFault[]> {
	const cities = new Set((await listPartnershipCities(trx, partnershipId)).map(({ id }) => id));
	if (cities.size === 0) return [{ kind: 'unknown-partnership' }];
	const faults: ExchangeFault[] = cities.has(hostId) ? [] : [{ kind: 'unknown-city', field: 'host' }];
	for (const [index, { home }] of groups.entries()) {
		if ('cityId' in home && !cities.has(home.cityId)) {
			faults.push({ kind: 'unknown-city', field: `group-${index}-home` });
		}
	}
	const { rows } = await sql<{ person: boolean; document: boolean }>`
		select ${responsibleId}::uuid is null or exists (
				select from person where id = ${responsibleId} and city_id = current_city()) as person,
			${conceptId}::uuid is null or exists (
				select from document where id = ${conceptId} and erased_at is null) as document`.execute(trx);
	if (!rows[0]?.person) faults.push({ kind: 'unknown-person' });
	if (!rows[0]?.document) faults.push({ kind: 'unknown-document' });
	return faults;
}

/** Corrects an exchange of the acting city. A group goes only while nobody is listed for it. */
export async function correctExchange(trx: Trx, before: ExchangeRecord, facts: ExchangeFacts): Answer<'corrected'> {
	const decided = decideCorrection(before, facts);
	if (!decided.ok) return decided;
	const strangers = await findStrangers(trx, before.partnershipId, facts);
	if (strangers.length > 0) return refused(strangers);
	const groups = await changeGroups(trx, before, facts.groups);
	if (!groups.ok) return groups;
	await sql`
		update exchange set kind = ${facts.kind}, title = ${sqlJson(facts.title)}, aim = ${facts.aim && sqlJson(facts.aim)},
			host_id = ${facts.hostId}, place = ${facts.place && sqlJson(facts.place)}, starts_on = ${facts.startsOn},
			ends_on = ${facts.endsOn}, travel_days = ${facts.travelDays}, is_public = ${facts.isPublic},
			responsible_id = ${facts.responsibleId}, concept_id = ${facts.conceptId}, programmes = ${[...facts.programmes]},
			cost_cents = ${facts.costCents}, grant_cents = ${facts.grantCents}
		where id = ${before.id} and city_id = current_city()`.execute(trx);
	await recordAudit(trx, { action: 'exchange.corrected', subjectKind: 'exchange', subjectId: before.id });
	return ok('corrected');
}

async function changeGroups(trx: Trx, before: ExchangeRecord, groups: readonly GroupFacts[]): Answer<null> {
	const known = new Set(before.groups.map(({ id }) => id));
	const kept = new Set(groups.map(({ id }) => id));
	for (const [index, { id }] of before.groups.entries()) {
		if (kept.has(id)) continue;
		const listed = await sql`select from exchange_participant where group_id = ${id}
			union all select from exchange_leader where group_id = ${id}
			union all select from exchange_count where group_id = ${id} limit 1`.execute(trx);
		if (listed.rows.length > 0) return refused([{ kind: 'group-has-people', field: `group-${index}-home` }]);
		await sql`delete from exchange_group where id = ${id} and exchange_id = ${before.id}`.execute(trx);
	}
	for (const [position, group] of groups.entries()) {
		if (!group.id || !known.has(group.id)) await addGroup(trx, before.id, group, position);
		else {
			const { cityId, name, country } = homeOf(group);
			await sql`update exchange_group set position = ${position}, home_id = ${cityId}, name = ${name}, country = ${country},
				participants = ${group.participants}, leaders = ${group.leaders}, youngest = ${group.youngest}, oldest = ${group.oldest}
				where id = ${group.id} and exchange_id = ${before.id}`.execute(trx);
		}
	}
	return ok(null);
}

async function addGroup(trx: Trx, exchangeId: ExchangeId, group: GroupFacts, position: number): Promise<void> {
	const { cityId, name, country } = homeOf(group);
	await sql`
		insert into exchange_group (id, exchange_id, city_id, position, home_id, name, country, participants, leaders, youngest, oldest)
		values (${randomUUID()}, ${exchangeId}, current_city(), ${position}, ${cityId}, ${name}, ${country},
			${group.participants}, ${group.leaders}, ${group.youngest}, ${group.oldest})`.execute(trx);
}

function homeOf({ home }: GroupFacts) {
	return 'cityId' in home ? { cityId: home.cityId, name: null, country: null } : { cityId: null, ...home };
}

const pastTense = {
	confirm: 'confirmed',
	postpone: 'postponed',
	hold: 'held',
	cancel: 'cancelled',
	reopen: 'reopened',
} as const satisfies Record<CourseDeed, string>;

/**
 * Moves an exchange of the acting city on. `shown` is how many steps the sender had seen: of two who decide at once, one
 * is told.
 */
export async function takeExchangeStep(
	trx: Trx,
	id: ExchangeId,
	{ step, shown }: { readonly step: ExchangeStep; readonly shown: number },
	at: Instant,
): Answer<CourseDeed> {
	const exchange = await lockOwnExchange(trx, id);
	if (!exchange) return refused([{ kind: 'not-yours' }]);
	const steps = await listExchangeSteps(trx, id);
	if (steps.length !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = decideStep(exchange, step, dayOf(at));
	if (!decided.ok) return decided;
	const postponed = step.deed === 'postpone';
	await sql`
		insert into exchange_step (exchange_id, city_id, position, deed, note, was_starts_on, was_ends_on, at, account_id)
		values (${id}, current_city(), ${shown + 1}, ${step.deed}, ${step.note}, ${postponed ? exchange.startsOn : null},
			${postponed ? exchange.endsOn : null}, ${sqlInstant(at)}, current_account())`.execute(trx);
	if (postponed) {
		await sql`update exchange set starts_on = ${step.period.startsOn}, ends_on = ${step.period.endsOn}
			where id = ${id}`.execute(trx);
	}
	await recordAudit(trx, { action: `exchange.${pastTense[step.deed]}`, subjectKind: 'exchange', subjectId: id });
	return ok(step.deed);
}
