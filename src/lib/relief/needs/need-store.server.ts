import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import { type Catalogue, categoryOf } from '../catalogue/catalogue.ts';
import { evolveNeed, foldNeed, type Need, type NeedEvent, type NeedFacts, type NeedQuantity } from './need.ts';

/** A need with what identifies it, loaded from its events. */
export interface StoredNeed {
	readonly id: Id<'need'>;
	readonly operationId: Id<'operation'>;
	readonly need: Need;
}

interface EventRow {
	needId: Id<'need'>;
	sequence: number;
	kind: NeedEvent['kind'];
	data: object;
	at: Instant;
	accountId: Id<'account'> | null;
}

/** Locks one need until the transaction ends. Undefined where the acting city sees no such need. */
export async function lockNeed(trx: Trx, id: Id<'need'>): Promise<StoredNeed | undefined> {
	return (await lockNeeds(trx, [id])).get(id);
}

/** Locks needs until the transaction ends, all in the same order; those the acting city doesn't see are left out. */
export async function lockNeeds(trx: Trx, ids: readonly Id<'need'>[]): Promise<ReadonlyMap<Id<'need'>, StoredNeed>> {
	const { rows } = await sql<{ id: Id<'need'>; operationId: Id<'operation'> }>`
		select need_id as id, operation_id from need_current
		where need_id = any(${sqlUuids(ids)}) order by need_id for update`.execute(trx);
	const events = await eventsOfNeeds(
		trx,
		rows.map(({ id }) => id),
	);
	const storedOf = ({ id, operationId }: (typeof rows)[number]): StoredNeed => ({
		id,
		operationId,
		need: present(foldNeed(events.get(id) ?? []), `the events of need ${id}`),
	});
	return new Map(rows.map((row) => [row.id, storedOf(row)]));
}

/** Everything that happened to a need, oldest first. */
export async function eventsOfNeed(trx: Trx, id: Id<'need'>): Promise<NeedEvent[]> {
	return (await eventsOfNeeds(trx, [id])).get(id) ?? [];
}

export async function eventsOfNeeds(trx: Trx, ids: readonly Id<'need'>[]): Promise<Map<Id<'need'>, NeedEvent[]>> {
	const { rows } = await sql<EventRow>`
		select need_id, sequence, kind, data, at, account_id from need_event
		where need_id = any(${sqlUuids(ids)}) order by need_id, sequence`.execute(trx);
	const events = new Map<Id<'need'>, NeedEvent[]>();
	for (const { needId, kind, data, at, accountId } of rows) {
		const event = { kind, ...data, at, account: accountId } as NeedEvent;
		const earlier = events.get(needId);
		if (earlier) earlier.push(event);
		else events.set(needId, [event]);
	}
	return events;
}

/** Appends events and writes what the need adds up to now, both in the caller's transaction. */
export async function appendNeedEvents(
	trx: Trx,
	stored: StoredNeed,
	events: readonly NeedEvent[],
	catalogue: Catalogue,
): Promise<Need> {
	let { need } = stored;
	const steps = events.map((event) => (need = evolveNeed(need, event)));
	await insertEvents(
		trx,
		events.map((event, index) => eventRow(stored.id, steps[index]!.version, event)),
	);
	// One update per event, because the table checks each move by itself.
	for (const step of steps) await updateCurrent(trx, stored.id, step, catalogue);
	return need;
}

/** A need from its first event on, with what it came from, if anything. */
export interface NewNeed {
	readonly id: Id<'need'>;
	readonly operationId: Id<'operation'>;
	readonly from?: { readonly needListId: Id<'need-list'>; readonly entryId: Id<'need-list-entry'> } | undefined;
	readonly events: readonly NeedEvent[];
	readonly need: Need;
}

/** Writes new needs in three statements, however many there are; once per entry of a list (law 2). */
export async function insertNeeds(trx: Trx, needs: readonly NewNeed[], catalogue: Catalogue): Promise<void> {
	const rows = needs.map(({ id, operationId, from, events, need }) => ({
		id,
		operation_id: operationId,
		need_list_id: from?.needListId ?? null,
		entry_id: from?.entryId ?? null,
		created_at: isoOf(need.draftedAt),
		created_by: events[0]?.account ?? null,
	}));
	await sql`insert into need (id, operation_id, need_list_id, entry_id, created_at, created_by)
		select * from jsonb_to_recordset(${sqlJson(rows)}) as n(
			id uuid, operation_id uuid, need_list_id uuid, entry_id uuid, created_at timestamptz, created_by uuid)`.execute(
		trx,
	);
	await insertEvents(
		trx,
		needs.flatMap(({ id, events }) => events.map((event, index) => eventRow(id, index + 1, event))),
	);
	const current = needs.map(({ id, operationId, need }) => ({
		need_id: id,
		operation_id: operationId,
		...projectionOf(need, catalogue),
	}));
	await sql`insert into need_current (need_id, operation_id, ${columnNames})
		select p.need_id, p.operation_id, ${columnValues}
		from jsonb_to_recordset(${sqlJson(current)}) as p(need_id uuid, operation_id uuid, ${columns})`.execute(trx);
}

function eventRow(needId: Id<'need'>, sequence: number, { kind, at, account, ...data }: NeedEvent): object {
	return { need_id: needId, sequence, kind, data, at: isoOf(at), account };
}

async function insertEvents(trx: Trx, rows: readonly object[]): Promise<void> {
	await sql`
		insert into need_event (need_id, sequence, kind, data, at, account_id, city_id)
		select e.need_id, e.sequence, e.kind, e.data, e.at, e.account, current_city()
		from jsonb_to_recordset(${sqlJson(rows)})
			as e(need_id uuid, sequence int, kind text, data jsonb, at timestamptz, account uuid)`.execute(trx);
}

/** Everything need_current holds beside the keys, from the need alone: the projection has no second source. */
export function projectionOf(
	need: Need,
	catalogue: Catalogue,
): Record<string, string | number | boolean | object | null> {
	const { facts } = need;
	const { from, to } = boundsOf(facts.quantity);
	return {
		version: need.version,
		state: need.state,
		item_code: facts.itemCode,
		category: categoryOf(catalogue, facts.itemCode),
		purpose: facts.purpose,
		urgency: facts.urgency,
		deadline: facts.deadline,
		quantity_kind: facts.quantity.kind,
		quantity_from: from,
		quantity_to: to,
		base_unit: facts.baseUnit,
		critical_minimum: facts.criticalMinimum,
		minimum_useful: facts.minimumUseful,
		people_served: facts.peopleServed,
		substitutes: facts.substitutes,
		site_id: facts.siteId,
		conditions: facts.conditions as object,
		facts,
		confirmed_at: isoOf(need.confirmedAt),
		valid_until: isoOf(need.validUntil),
		reminded_at: isoOf(need.remindedAt),
		created_at: isoOf(need.draftedAt),
		changed_at: isoOf(need.changedAt),
		words: wordsOf(facts, catalogue),
	};
}

const columns =
	sql.raw(`version int, state text, item_code text, category text, purpose text, urgency smallint, deadline date,
	quantity_kind text, quantity_from bigint, quantity_to bigint, base_unit text, critical_minimum bigint, minimum_useful bigint,
	people_served int, substitutes boolean, site_id uuid, conditions jsonb, facts jsonb, confirmed_at timestamptz,
	valid_until timestamptz, reminded_at timestamptz, created_at timestamptz, changed_at timestamptz, words text`);
const columnNames =
	sql.raw(`version, state, item_code, category, purpose, urgency, deadline, quantity_kind, quantity_from, quantity_to,
	base_unit, critical_minimum, minimum_useful, people_served, substitutes, site_id, conditions, facts, confirmed_at, valid_until,
	reminded_at, created_at, changed_at, words`);
const columnValues =
	sql.raw(`p.version, p.state, p.item_code, p.category, p.purpose, p.urgency, p.deadline, p.quantity_kind,
	p.quantity_from, p.quantity_to, p.base_unit, p.critical_minimum, p.minimum_useful, p.people_served, p.substitutes, p.site_id,
	p.conditions, p.facts, p.confirmed_at, p.valid_until, p.reminded_at, p.created_at, p.changed_at, to_tsvector('simple', p.words)`);

async function updateCurrent(trx: Trx, id: Id<'need'>, need: Need, catalogue: Catalogue): Promise<void> {
	await sql`update need_current set (${columnNames}) = (select ${columnValues}
			from jsonb_to_record(${sqlJson(projectionOf(need, catalogue))}) as p(${columns}))
		where need_id = ${id}`.execute(trx);
}

function boundsOf(quantity: NeedQuantity): { from: number | null; to: number | null } {
	if (quantity.kind === 'unknown') return { from: null, to: null };
	if (quantity.kind === 'range') return quantity;
	return { from: quantity.amount, to: quantity.amount };
}

function isoOf(at: Instant | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}

/** What a need is found by: its item in every language, the category, the words of its list and the note. */
function wordsOf(facts: NeedFacts, catalogue: Catalogue): string {
	const item = catalogue.byCode.get(facts.itemCode);
	const category = catalogue.byCode.get(categoryOf(catalogue, facts.itemCode));
	const names = [item, category].flatMap((each) => (each ? Object.values(each.names) : []));
	return [facts.itemCode, ...names, facts.phrase, facts.note].join(' ');
}
