import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { PlaceText } from '../ledger/ledger-texts.ts';
import type { ShipmentEventKind, ShipmentState, Side } from './shipment.ts';
import type { CrewMember, StopKind, Transport, Vehicle } from './shipment-plan.ts';

export const phases = {
	preparing: ['planned', 'loading', 'sealed'],
	'on-the-way': ['departed', 'at-border', 'customs-cleared', 'arrived'],
	ended: ['received', 'closed-with-discrepancy', 'cancelled', 'returned', 'lost'],
} as const satisfies Record<string, readonly ShipmentState[]>;
export type Phase = keyof typeof phases;

export interface ShipmentRow {
	readonly id: string;
	readonly number: string;
	readonly state: ShipmentState;
	readonly operationNames: LocalizedText;
	readonly plannedDeparture: PlainDate | null;
	readonly departedAt: Instant | null;
	readonly arrivedAt: Instant | null;
	readonly changedAt: Instant;
	readonly lines: number;
	readonly openDiscrepancies: number;
}

/**
 * Shipments of one phase that concern the acting city, latest change first, a page at a time. Each operation is read
 * through its own index and the pages are merged, so that a page costs the same after a hundred shipments and after ten
 * thousand.
 */
export async function listShipments(
	trx: Trx,
	phase: Phase,
	before: { readonly changedAt: Instant; readonly id: string } | null,
	limit: number,
): Promise<ShipmentRow[]> {
	const from = before
		? sql`and (c.changed_at, c.shipment_id) < (${sqlInstant(before.changedAt)}, ${before.id}::uuid)`
		: sql``;
	const ended = phase === 'ended' ? sql`c.ended_at is not null` : sql`c.ended_at is null`;
	const { rows } = await sql<ShipmentRow>`
		select c.shipment_id as id, s.number, c.state, o.names as operation_names, s.planned_departure, c.departed_at, c.arrived_at,
			c.changed_at, (select count(*) from shipment_line l where l.shipment_id = c.shipment_id) as lines,
			(select count(*) from discrepancy_position d
				where d.operation_id = o.id and d.shipment_id = c.shipment_id and d.open > 0) as open_discrepancies
		from operation o
		cross join lateral (
			select c.* from shipment_current c
			where c.operation_id = o.id and c.state = any(${[...phases[phase]]}::text[]) and ${ended} ${from}
			order by c.changed_at desc, c.shipment_id desc limit ${limit}) c
		cross join lateral (select number, planned_departure from shipment where id = c.shipment_id limit 1) s
		order by c.changed_at desc, c.shipment_id desc limit ${limit}`.execute(trx);
	return rows;
}

export interface ShipmentDetail {
	readonly id: string;
	readonly number: string;
	readonly cityId: string;
	readonly operationId: string;
	readonly operationNames: LocalizedText;
	readonly state: ShipmentState;
	readonly version: number;
	readonly side: Side;
	readonly transport: Transport;
	readonly carrier: string | null;
	readonly originId: string | null;
	readonly origin: PlaceText | null;
	readonly destinationId: string | null;
	readonly destination: PlaceText | null;
	readonly authority: string | null;
	readonly plannedDeparture: PlainDate | null;
	readonly plannedArrival: PlainDate | null;
	readonly note: string;
	readonly departedAt: Instant | null;
	readonly arrivedAt: Instant | null;
}

const place = (alias: string) => sql`case when ${sql.ref(alias)}.id is null then null else jsonb_build_object(
	'names', ${sql.ref(alias)}.names, 'municipality', ${sql.ref(alias)}.municipality,
	'named', not ${sql.ref(alias)}.restricted or ${sql.ref(alias)}.city_id = current_city()) end`;

export async function findShipment(trx: Trx, id: string): Promise<ShipmentDetail | undefined> {
	const { rows } = await sql<ShipmentDetail>`
		select s.id, s.number, s.city_id, s.operation_id, o.names as operation_names, c.state, c.version, s.transport, s.carrier,
			s.origin_id, ${place('p')} as origin, s.destination_id, ${place('q')} as destination, s.authority, s.planned_departure,
			s.planned_arrival, s.note, c.departed_at, c.arrived_at,
			case when s.city_id = current_city() then 'sender' else 'receiver' end as side
		from shipment s join shipment_current c on c.shipment_id = s.id join operation o on o.id = s.operation_id
		left join place p on p.id = s.origin_id left join place q on q.id = s.destination_id
		where s.id = ${id}`.execute(trx);
	return rows[0];
}

export interface LoadLineRow {
	readonly id: string;
	/** Counts from 1 in the order of loading. */
	readonly position: number;
	readonly lotId: string;
	readonly itemCode: string;
	readonly serialNumber: string | null;
	readonly baseUnit: string;
	readonly quantity: number;
	readonly needId: string;
	readonly needItemCode: string | null;
	readonly purpose: string | null;
	/** Null where the goods come straight from the donor, or from an account the acting city may not see. */
	readonly from: PlaceText | null;
	readonly fromKnown: boolean;
	readonly accepted: number;
	readonly damaged: number;
	readonly missing: number;
	readonly refused: number;
	readonly recovered: number;
	readonly surplus: number;
	readonly outstanding: number;
	readonly used: number;
	/** Its share of the lot's known weight, rounded down to grams. */
	readonly weightGrams: number | null;
}

/** The load list with what became of each line. */
export async function listLoad(trx: Trx, shipmentId: string): Promise<LoadLineRow[]> {
	const { rows } = await sql<LoadLineRow>`
		select l.id, row_number() over (order by l.position) as position, l.lot_id, t.item_code, t.serial_number, t.base_unit,
			l.quantity, l.need_id, n.item_code as need_item_code, n.purpose, ${place('p')} as from, a.id is not null as from_known,
			lp.accepted, lp.damaged, lp.missing, lp.refused, lp.recovered, lp.surplus, lp.outstanding,
			lp.in_use + lp.consumed as used, div(t.weight_grams::numeric * l.quantity, t.opened_quantity)::bigint as weight_grams
		from shipment_line l
		join shipment_line_position lp on lp.shipment_line_id = l.id
		join lot t on t.id = l.lot_id
		left join ledger_account a on a.id = l.from_account left join place p on p.id = a.place_id
		left join need_current n on n.need_id = l.need_id
		where l.shipment_id = ${shipmentId} order by l.position`.execute(trx);
	return rows;
}

export interface EventRow {
	readonly sequence: number;
	readonly kind: ShipmentEventKind;
	readonly occurredAt: Instant;
	readonly recordedAt: Instant;
	readonly actorName: string | null;
	readonly details: {
		readonly note?: string;
		readonly number?: number;
		readonly changed?: Readonly<Record<string, unknown>>;
	};
}

export async function listEvents(trx: Trx, shipmentId: string): Promise<EventRow[]> {
	const { rows } = await sql<EventRow>`
		select e.sequence, e.kind, e.occurred_at, e.recorded_at, e.details, a.name as actor_name
		from shipment_event e left join account a on a.id = e.account_id
		where e.shipment_id = ${shipmentId} order by e.sequence`.execute(trx);
	return rows;
}

export interface PlanParts {
	readonly stops: readonly { readonly kind: StopKind; readonly description: string }[];
	readonly vehicles: readonly Vehicle[];
}

export async function listPlanParts(trx: Trx, shipmentId: string): Promise<PlanParts> {
	const stops = await sql<PlanParts['stops'][number]>`
		select kind, description from shipment_stop where shipment_id = ${shipmentId} order by position`.execute(trx);
	const vehicles = await sql<Vehicle>`
		select kind, capacity_grams, capacity_millilitres from shipment_vehicle where shipment_id = ${shipmentId}
		order by kind, id`.execute(trx);
	return { stops: stops.rows, vehicles: vehicles.rows };
}

/** Drivers and plates. Need-to-know: whoever calls this puts the reading on the audit trail (R11). */
export async function listCrew(trx: Trx, shipmentId: string): Promise<CrewMember[]> {
	const { rows } = await sql<CrewMember>`
		select plate, driver, phone from shipment_crew where shipment_id = ${shipmentId} order by driver, id`.execute(trx);
	return rows;
}

export interface LoadableRow {
	readonly reservationId: string;
	readonly lotId: string;
	readonly itemCode: string;
	readonly serialNumber: string | null;
	readonly baseUnit: string;
	readonly waiting: number;
	readonly needItemCode: string | null;
	readonly purpose: string | null;
	readonly urgency: number | null;
}

/** Reserved goods of an operation that are on no load list, most urgent need first. */
export async function listLoadable(trx: Trx, operationId: string): Promise<LoadableRow[]> {
	const { rows } = await sql<LoadableRow>`
		select r.id as reservation_id, r.lot_id, t.item_code, t.serial_number, t.base_unit, p.to_load as waiting,
			n.item_code as need_item_code, n.purpose, n.urgency
		from reservation_position p
		join reservation r on r.id = p.reservation_id join lot t on t.id = r.lot_id
		left join need_current n on n.need_id = r.need_id
		where p.operation_id = ${operationId} and p.to_load > 0 and r.city_id = current_city()
		order by n.urgency nulls last, t.item_code, r.id limit 300`.execute(trx);
	return rows;
}

export interface OperationChoice {
	readonly id: string;
	readonly names: LocalizedText;
	readonly waiting: number;
}

/** Open operations the acting city leads, with how many promises wait to be loaded. */
export async function listLedOperations(trx: Trx): Promise<OperationChoice[]> {
	const { rows } = await sql<OperationChoice>`
		select o.id, o.names, (select count(*) from reservation_position p where p.operation_id = o.id and p.to_load > 0) as waiting
		from operation o where o.lead_city_id = current_city() and o.closed_on is null
		order by waiting desc, o.opened_on desc, o.slug`.execute(trx);
	return rows;
}

export interface PlaceRow {
	readonly id: string;
	readonly kind: 'hub' | 'site' | 'handover';
	readonly own: boolean;
	readonly place: PlaceText;
}

/** Places a shipment of the operation can run between: our hubs, and the partner city's places. */
export async function listPlacesOf(trx: Trx, operationId: string): Promise<PlaceRow[]> {
	const { rows } = await sql<PlaceRow>`
		select p.id, p.kind, p.city_id = o.lead_city_id as own, ${place('p')} as place
		from place p join operation o on o.id = ${operationId} and p.city_id in (o.lead_city_id, o.partner_city_id)
		where p.retired_at is null order by p.kind, p.names::text, p.id limit 500`.execute(trx);
	return rows;
}
