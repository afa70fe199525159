import type { Instant } from '#lib/kernel/instant.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import type { CountedLine, ExtraGoods, Mishap } from '#lib/relief/receipts/receipt.ts';
import { type NewReceipt, recordReceipt } from '#lib/relief/receipts/receipt-commands.server.ts';
import type { ShipmentMove } from '#lib/relief/shipments/shipment.ts';
import { moveShipment, type NewShipment, planShipment } from '#lib/relief/shipments/shipment-commands.server.ts';
import { anId } from '#test/database.ts';
import { at, granted, type ReliefWorld } from './relief-world.ts';

/** A plan with everything a departure needs. */
export function aPlan(world: ReliefWorld, changes: Partial<NewShipment> = {}): NewShipment {
	return {
		shipmentId: anId(),
		operationId: world.operationId,
		transport: 'carrier',
		carrier: null,
		originId: world.hubId,
		destinationId: world.siteId,
		authority: 'Ratsbeschluss vom 9. Februar 2023',
		plannedDeparture: null,
		plannedArrival: null,
		note: '',
		stops: [],
		vehicles: [],
		crew: [],
		loads: [],
		...changes,
	};
}

export async function aShipment(
	world: ReliefWorld,
	loads: readonly (readonly [reservationId: string, units: number])[],
	changes: Partial<NewShipment> = {},
): Promise<string> {
	const lines = loads.map(([reservationId, units]) => ({ reservationId, quantity: quantity(units) }));
	const plan = aPlan(world, { loads: lines, ...changes });
	const author = { at: at(1), account: world.dortmund.account };
	granted(await world.as(world.dortmund, (trx) => planShipment(trx, plan, author)));
	return plan.shipmentId;
}

export function move(world: ReliefWorld, shipmentId: string, step: ShipmentMove, minute: number, note = 'reason') {
	return world.as(world.dortmund, (trx) =>
		moveShipment(
			trx,
			{ shipmentId, move: step, occurredAt: at(minute), note },
			{ at: at(minute), account: world.dortmund.account },
		),
	);
}

/** Loads, seals and sends a shipment off at minute 4. */
export async function sendOff(world: ReliefWorld, shipmentId: string): Promise<void> {
	granted(await move(world, shipmentId, 'loading-started', 2));
	granted(await move(world, shipmentId, 'sealed', 3));
	granted(await move(world, shipmentId, 'departed', 4));
}

export async function linesOf(world: ReliefWorld, shipmentId: string): Promise<string[]> {
	const rows = await world.database.query<{ id: string }>(
		'select id from shipment_line where shipment_id = $1 order by position',
		[shipmentId],
	);
	return rows.map((row) => row.id);
}

const noReasons: Record<Mishap, string> = { damaged: '', missing: '', refused: '' };
const allReasons: Record<Mishap, string> = { damaged: 'wet', missing: 'not on the truck', refused: 'wrong voltage' };

export function counted(shipmentLineId: string, units: Partial<Record<'accepted' | Mishap, number>>): CountedLine {
	const mishap = (units.damaged ?? 0) + (units.missing ?? 0) + (units.refused ?? 0) > 0;
	const reasons = mishap ? allReasons : noReasons;
	return { shipmentLineId, accepted: 0, damaged: 0, missing: 0, refused: 0, ...units, reasons };
}

export function receive(
	world: ReliefWorld,
	shipmentId: string,
	lines: readonly CountedLine[],
	{
		minute = 60,
		extras = [],
		...changes
	}: Partial<NewReceipt> & { minute?: number; extras?: readonly ExtraGoods[] } = {},
) {
	const receivedAt: Instant = at(minute);
	const receipt = {
		receiptId: anId(),
		shipmentId,
		placeId: world.siteId,
		receivedBy: '',
		note: '',
		receivedAt,
		lines,
		extras,
		...changes,
	};
	const author = { at: at(minute), account: world.zhytomyr.account };
	return world.as(world.zhytomyr, (trx) => recordReceipt(trx, receipt, author));
}
