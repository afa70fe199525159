import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { Author } from '../ledger/post.server.ts';
import type { ShipmentEventKind, ShipmentFacts, ShipmentState, Side } from './shipment.ts';

/** A shipment while its row is locked. */
export interface LockedShipment extends ShipmentFacts {
	readonly shipmentId: string;
	/** The sending city, whose book the goods stand in. */
	readonly cityId: string;
	readonly operationId: string;
	readonly side: Side;
	readonly departedAt: Instant | null;
	readonly destinationId: string | null;
}

/** Locks a shipment until the transaction ends: the first lock of every command on it. Undefined where out of reach. */
export async function lockShipment(trx: Trx, shipmentId: string): Promise<LockedShipment | undefined> {
	const locked = await sql<{ state: ShipmentState }>`select state from lock_shipment(${shipmentId})`.execute(trx);
	if (locked.rows.length === 0) return undefined;
	// Read after the lock was granted: the locking statement itself may have started before the last writer ended.
	const { rows } = await sql<LockedShipment>`
		select c.shipment_id, c.city_id, c.operation_id, c.state, c.version, c.departed_at, s.authority, s.destination_id,
			case when c.city_id = current_city() then 'sender' else 'receiver' end as side,
			(select count(*) from shipment_line l where l.shipment_id = c.shipment_id) as lines,
			coalesce((select max(e.occurred_at) from shipment_event e
				where e.shipment_id = c.shipment_id and e.kind not in ('planned', 'plan-changed', 'noted', 'receipt-recorded')),
				'epoch'::timestamptz) as last_occurred_at
		from shipment_current c join shipment s on s.id = c.shipment_id
		where c.shipment_id = ${shipmentId}`.execute(trx);
	return rows[0];
}

export interface NewShipmentEvent {
	readonly kind: ShipmentEventKind;
	readonly occurredAt: Instant;
	readonly details: Readonly<Record<string, unknown>>;
}

/** Appends to the timeline of a locked shipment; the database refuses what its state doesn't permit. */
export async function appendEvent(
	trx: Trx,
	shipmentId: string,
	event: NewShipmentEvent,
	author: Author,
): Promise<void> {
	await sql`insert into shipment_event (shipment_id, sequence, kind, occurred_at, recorded_at, account_id, city_id, details)
		select ${shipmentId}, coalesce(max(sequence), 0) + 1, ${event.kind}, ${sqlInstant(event.occurredAt)},
			${sqlInstant(author.at)}, ${author.account}, current_city(), ${sqlJson(event.details)}
		from shipment_event where shipment_id = ${shipmentId}`.execute(trx);
}
