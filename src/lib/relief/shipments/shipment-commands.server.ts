import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { Author, PostRefusal } from '../ledger/post.server.ts';
import { loadLines } from './load-commands.server.ts';
import type { LoadAnswer, LoadRefusal, LoadRequest } from './load-list.ts';
import { placeWithin } from './operation-place.server.ts';
import { decideMove, type MoveRefusal, type ShipmentMove } from './shipment.ts';
import { appendEvent, lockShipment } from './shipment-events.server.ts';
import type { PlanFault, ShipmentPlan } from './shipment-plan.ts';
import { depart, loseInTransit, turnBack } from './transit.server.ts';

export type { ShipmentPlan } from './shipment-plan.ts';

export interface NewShipment extends ShipmentPlan {
	readonly shipmentId: string;
	readonly operationId: string;
	readonly loads: readonly LoadRequest[];
}

export type PlanRefusal = PlanFault | LoadRefusal | LoadAnswer;

/**
 * Plans a shipment of the acting city for an operation and puts promises on its load list, all or nothing. Runs inside the
 * caller's command. Answers its number, "2023-001", which people say on the phone.
 */
export async function planShipment(
	trx: Trx,
	wanted: NewShipment,
	author: Author,
): Promise<Result<{ readonly number: string }, PlanRefusal>> {
	if (wanted.plannedArrival && wanted.plannedDeparture && wanted.plannedArrival < wanted.plannedDeparture)
		return refused({ kind: 'arrives-before-departure' });
	const lead =
		await sql`select from operation where id = ${wanted.operationId} and lead_city_id = current_city()`.execute(trx);
	if (lead.rows.length === 0) return refused({ kind: 'unknown-operation' });
	const plan = await withinReach(trx, wanted.operationId, wanted);
	const number = await nextNumber(trx, author.at);
	const planned =
		await sql`insert into shipment (id, city_id, operation_id, number, transport, carrier, origin_id, destination_id, authority,
			planned_departure, planned_arrival, note, created_at, created_by)
		values (${plan.shipmentId}, current_city(), ${plan.operationId}, ${number}, ${plan.transport}, ${plan.carrier},
			${plan.originId}, ${plan.destinationId}, ${plan.authority}, ${plan.plannedDeparture}, ${plan.plannedArrival},
			${plan.note}, ${sqlInstant(author.at)}, ${author.account})
		on conflict (id) do nothing`.execute(trx);
	// The id stands in the form; one that is taken, by whomever, was not made for this plan.
	if (planned.numAffectedRows === 0n) return refused({ kind: 'unknown-shipment' });
	await appendEvent(trx, plan.shipmentId, { kind: 'planned', occurredAt: author.at, details: {} }, author);
	await writeParts(trx, plan.shipmentId, plan, author.at);
	if (plan.loads.length > 0) {
		const loaded = await loadLines(trx, plan.shipmentId, plan.loads);
		if (!loaded.ok) return loaded;
	}
	return ok({ number });
}

/** The plan between places of its operation's cities; see {@link placeWithin}. */
async function withinReach<Plan extends ShipmentPlan>(trx: Trx, operationId: string, plan: Plan): Promise<Plan> {
	const originId = await placeWithin(trx, operationId, plan.originId);
	const destinationId = await placeWithin(trx, operationId, plan.destinationId);
	return { ...plan, originId, destinationId };
}

/** Numbers run on per city and year without a gap; the lock keeps two plans at once from taking the same. */
async function nextNumber(trx: Trx, at: Instant): Promise<string> {
	const year = dayOf(at).slice(0, 4);
	await sql`select pg_advisory_xact_lock(hashtextextended('shipment-number ' || current_city()::text, 0))`.execute(trx);
	const { rows } = await sql<{ next: number }>`
		select coalesce(max(split_part(number, '-', 2)::bigint), 0) + 1 as next from shipment
		where city_id = current_city() and number like ${`${year}-%`}`.execute(trx);
	return `${year}-${String(rows[0]?.next ?? 1).padStart(3, '0')}`;
}

async function writeParts(trx: Trx, shipmentId: string, plan: ShipmentPlan, at: Instant): Promise<void> {
	for (const [index, stop] of plan.stops.entries()) {
		await sql`insert into shipment_stop (id, shipment_id, position, kind, description)
			values (${randomUUID()}, ${shipmentId}, ${index + 1}, ${stop.kind}, ${stop.description})`.execute(trx);
	}
	for (const vehicle of plan.vehicles) {
		await sql`insert into shipment_vehicle (id, shipment_id, kind, capacity_grams, capacity_millilitres)
			values (${randomUUID()}, ${shipmentId}, ${vehicle.kind}, ${vehicle.capacityGrams},
				${vehicle.capacityMillilitres})`.execute(trx);
	}
	for (const member of plan.crew) {
		await sql`insert into shipment_crew (id, shipment_id, plate, driver, phone, recorded_at)
			values (${randomUUID()}, ${shipmentId}, ${member.plate}, ${member.driver}, ${member.phone},
				${sqlInstant(at)})`.execute(trx);
	}
}

/** Changes the plan of a shipment that has not departed; the timeline keeps which fields changed, from what to what. */
export async function changePlan(
	trx: Trx,
	shipmentId: string,
	wanted: ShipmentPlan,
	author: Author,
): Promise<Result<null, PlanRefusal>> {
	const shipment = await lockShipment(trx, shipmentId);
	if (shipment?.side !== 'sender') return refused({ kind: 'unknown-shipment' });
	if (!['planned', 'loading', 'sealed'].includes(shipment.state)) return refused({ kind: 'plan-fixed' });
	if (wanted.plannedArrival && wanted.plannedDeparture && wanted.plannedArrival < wanted.plannedDeparture)
		return refused({ kind: 'arrives-before-departure' });
	const plan = await withinReach(trx, shipment.operationId, wanted);
	const before = await sql<Record<string, unknown>>`
		select transport, carrier, origin_id, destination_id, authority, planned_departure, planned_arrival, note
		from shipment where id = ${shipmentId}`.execute(trx);
	await sql`update shipment set transport = ${plan.transport}, carrier = ${plan.carrier}, origin_id = ${plan.originId},
			destination_id = ${plan.destinationId}, authority = ${plan.authority}, planned_departure = ${plan.plannedDeparture},
			planned_arrival = ${plan.plannedArrival}, note = ${plan.note}
		where id = ${shipmentId}`.execute(trx);
	await sql`delete from shipment_stop where shipment_id = ${shipmentId}`.execute(trx);
	await sql`delete from shipment_vehicle where shipment_id = ${shipmentId}`.execute(trx);
	await sql`delete from shipment_crew where shipment_id = ${shipmentId}`.execute(trx);
	await writeParts(trx, shipmentId, plan, author.at);
	const was = before.rows[0] ?? {};
	const now = plan as unknown as Record<string, unknown>;
	const changed = Object.keys(was).filter((field) => (was[field] ?? null) !== (now[field] ?? null));
	const details = {
		changed: Object.fromEntries(changed.map((field) => [field, [was[field] ?? null, now[field] ?? null]])),
	};
	await appendEvent(trx, shipmentId, { kind: 'plan-changed', occurredAt: author.at, details }, author);
	return ok(null);
}

export interface ShipmentMoveCommand {
	readonly shipmentId: string;
	readonly move: ShipmentMove;
	readonly occurredAt: Instant;
	readonly note: string;
	readonly seenVersion?: number | undefined;
}

/**
 * Moves a shipment on: loading, sealing, departing, borders, arrival, cancelling, turning back, loss. Departure moves all
 * lines out of stock at once or none; cancelling gives the load back to its promises; turning back returns the goods to
 * where they were loaded; what was lost stays visible as lost. Runs inside the caller's command.
 */
export async function moveShipment(
	trx: Trx,
	command: ShipmentMoveCommand,
	author: Author,
): Promise<Result<{ readonly state: string }, MoveRefusal | PostRefusal>> {
	const shipment = await lockShipment(trx, command.shipmentId);
	if (!shipment) return refused({ kind: 'unknown-shipment' });
	const decided = decideMove(shipment, { ...command, side: shipment.side }, author.at);
	if (!decided.ok) return decided;
	const note = command.note.trim();
	const details = note === '' ? {} : { note };
	await appendEvent(trx, shipment.shipmentId, { kind: command.move, occurredAt: command.occurredAt, details }, author);
	const goods = { ...shipment, occurredAt: command.occurredAt, note };
	const posted = await moveGoods(trx, command.move, goods, author);
	return posted.ok ? ok({ state: decided.value }) : posted;
}

async function moveGoods(
	trx: Trx,
	move: ShipmentMove,
	goods: Parameters<typeof depart>[1],
	author: Author,
): Promise<Result<unknown, PostRefusal>> {
	if (move === 'departed') return depart(trx, goods, author);
	if (move === 'turned-back') return turnBack(trx, goods, author);
	if (move === 'lost') return loseInTransit(trx, goods, author);
	return ok(null);
}

/** Adds a remark to the timeline. */
export async function noteOnShipment(
	trx: Trx,
	shipmentId: string,
	note: string,
	author: Author,
): Promise<Result<null, MoveRefusal>> {
	const shipment = await lockShipment(trx, shipmentId);
	if (!shipment) return refused({ kind: 'unknown-shipment' });
	if (note.trim() === '') return refused({ kind: 'reason-missing' });
	const details = { note: note.trim() };
	await appendEvent(trx, shipmentId, { kind: 'noted', occurredAt: author.at, details }, author);
	return ok(null);
}
