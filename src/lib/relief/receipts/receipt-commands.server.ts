import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { KeyReused } from '#lib/platform/database/run-command.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { PostingReason } from '../ledger/canonical-posting.ts';
import { type AccountKey, mishapAccount, siteAccount, transitAccount } from '../ledger/ledger-account.ts';
import { type Author, type PostingRequest, type PostRefusal, post } from '../ledger/post.server.ts';
import { placeWithin } from '../shipments/operation-place.server.ts';
import { isOnItsWay, type ShipmentState } from '../shipments/shipment.ts';
import { appendEvent, type LockedShipment, lockShipment } from '../shipments/shipment-events.server.ts';
import {
	type CountedGoods,
	type CountedLine,
	closingMove,
	type DecidedReceipt,
	type Deviation,
	decideReceipt,
	type Outcome,
	type ReceiptRefusal,
	type ShippedLine,
} from './receipt.ts';

export interface NewReceipt extends CountedGoods {
	readonly receiptId: string;
	readonly shipmentId: string;
	/** The site the goods are at now; null where they stay with the operation as a whole. */
	readonly placeId: string | null;
	/** Who signed; never public. */
	readonly receivedBy: string;
	readonly note: string;
	/** The number of the latest receipt of the shipment its author knew of; absent, it knew of all. */
	readonly seen?: number | undefined;
}

export type RecordReceiptRefusal =
	| ReceiptRefusal
	| PostRefusal
	| { readonly kind: 'unknown-shipment' }
	/** The id that came with the form is another receipt's. */
	| KeyReused
	| { readonly kind: 'not-on-its-way'; readonly state: ShipmentState };

export interface RecordedReceipt {
	readonly number: number;
	readonly state: ShipmentState;
	readonly outstanding: number;
	/** Lines another receipt had accounted for meanwhile: this count is kept beside it. */
	readonly beside: number;
	/** Discrepancies opened; the caller tells the sender of each. */
	readonly discrepancyIds: readonly string[];
}

/**
 * Records what somebody counted of a shipment (law 4): posts accepted, damaged, missing and refused units each to an
 * account of its own, opens a discrepancy for each deviation, and closes the shipment once nothing is outstanding. A
 * shipment nobody reported as arrived is arrived with its first receipt. Earlier receipts and declared figures stay as
 * they are. Of two who count the same goods, unaware of each other, the later count is kept beside the first, even after
 * the shipment is closed: stock is posted once, and a discrepancy says where they differ. Runs inside the caller's command.
 */
export async function recordReceipt(
	trx: Trx,
	counted: NewReceipt,
	author: Author,
): Promise<Result<RecordedReceipt, RecordReceiptRefusal>> {
	const shipment = await lockShipment(trx, counted.shipmentId);
	if (!shipment) return refused({ kind: 'unknown-shipment' });
	const receipt = { ...counted, placeId: await placeWithin(trx, shipment.operationId, counted.placeId) };
	const overtaken = receipt.seen !== undefined && (await latestReceipt(trx, receipt.shipmentId)) > receipt.seen;
	const isClosed = closedStates.includes(shipment.state);
	if (!isOnItsWay(shipment.state) && !(overtaken && isClosed))
		return refused({ kind: 'not-on-its-way', state: shipment.state });
	const shipped = await shippedLines(trx, receipt.shipmentId);
	const departedAt = present(shipment.departedAt, 'departure of a shipment on its way');
	const decided = decideReceipt(shipped, departedAt, { ...receipt, overtaken }, author.at);
	if (!decided.ok) return decided;
	if (shipment.state !== 'arrived' && !isClosed) {
		const occurredAt = Math.max(receipt.receivedAt, shipment.lastOccurredAt) as Instant;
		await appendEvent(trx, shipment.shipmentId, { kind: 'arrived', occurredAt, details: {} }, author);
	}
	const { deviations, outstanding, beside } = decided.value;
	const number = await insertReceipt(trx, receipt, decided.value, author);
	if (number === undefined) return refused({ kind: 'key-reused' });
	const discrepancyIds = await openDiscrepancies(trx, receipt, deviations, author);
	const posted = await post(trx, shipment.cityId, postingsOf(shipment, shipped, receipt, decided.value), author);
	if (!posted.ok) return posted;
	const state = await close(trx, shipment, receipt, number, outstanding, author);
	return ok({ number, state, outstanding, beside: beside.length, discrepancyIds });
}

const closedStates: readonly ShipmentState[] = ['received', 'closed-with-discrepancy'];

/** The number of the latest receipt of a shipment; 0 where there is none. */
export async function latestReceipt(trx: Trx, shipmentId: string): Promise<number> {
	const { rows } = await sql<{ number: number }>`
		select coalesce(max(number), 0) as number from receipt where shipment_id = ${shipmentId}`.execute(trx);
	return rows[0]!.number;
}

interface ShippedLineOfLot extends ShippedLine {
	readonly lotId: string;
}

async function shippedLines(trx: Trx, shipmentId: string): Promise<ShippedLineOfLot[]> {
	const { rows } = await sql<ShippedLineOfLot>`
		select l.id as shipment_line_id, row_number() over (order by l.position) as position, l.lot_id,
			p.quantity as shipped, p.outstanding, jsonb_build_object('accepted', p.accepted, 'damaged', p.damaged,
				'missing', p.missing, 'refused', p.refused) as recorded
		from shipment_line l join shipment_line_position p on p.shipment_line_id = l.id
		where l.shipment_id = ${shipmentId} order by l.position`.execute(trx);
	return rows;
}

/** Answers the number of the receipt; undefined where its id is taken. */
async function insertReceipt(
	trx: Trx,
	receipt: NewReceipt,
	decided: DecidedReceipt,
	author: Author,
): Promise<number | undefined> {
	const inserted = await sql<{ number: number }>`
		insert into receipt (id, shipment_id, number, city_id, place_id, received_at, recorded_at, account_id, received_by, note)
		select ${receipt.receiptId}, ${receipt.shipmentId}, coalesce(max(number), 0) + 1, current_city(), ${receipt.placeId},
			${sqlInstant(receipt.receivedAt)}, ${sqlInstant(author.at)}, ${author.account}, ${receipt.receivedBy}, ${receipt.note}
		from receipt where shipment_id = ${receipt.shipmentId}
		on conflict (id) do nothing returning number`.execute(trx);
	if (!inserted.rows[0]) return undefined;
	const row = (line: CountedLine, counts: boolean) => ({
		id: randomUUID(),
		receipt_id: receipt.receiptId,
		shipment_line_id: line.shipmentLineId,
		accepted: line.accepted,
		damaged: line.damaged,
		missing: line.missing,
		refused: line.refused,
		damaged_reason: line.damaged > 0 ? line.reasons.damaged.trim() : null,
		missing_reason: line.missing > 0 ? line.reasons.missing.trim() : null,
		refused_reason: line.refused > 0 ? line.reasons.refused.trim() : null,
		counts,
	});
	const rows = [...decided.lines.map((line) => row(line, true)), ...decided.beside.map((line) => row(line, false))];
	await sql`insert into receipt_line select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(
		id uuid, receipt_id uuid, shipment_line_id uuid, accepted bigint, damaged bigint, missing bigint, refused bigint,
		damaged_reason text, missing_reason text, refused_reason text, counts boolean)`.execute(trx);
	return inserted.rows[0].number;
}

async function openDiscrepancies(
	trx: Trx,
	receipt: NewReceipt,
	deviations: readonly Deviation[],
	author: Author,
): Promise<string[]> {
	const rows = deviations.map((deviation) => ({
		id: randomUUID(),
		extra_id: deviation.kind === 'extra' ? randomUUID() : null,
		shipment_line_id: deviation.shipmentLineId,
		kind: deviation.kind,
		quantity: deviation.quantity,
		reason: deviation.reason,
	}));
	const opened = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(
		id uuid, extra_id uuid, shipment_line_id uuid, kind text, quantity bigint, reason text)`;
	await sql`insert into receipt_extra (id, receipt_id, shipment_line_id, description, quantity)
		select extra_id, ${receipt.receiptId}::uuid, shipment_line_id, reason, quantity from ${opened}
		where extra_id is not null`.execute(trx);
	await sql`insert into discrepancy (id, shipment_id, receipt_id, shipment_line_id, extra_id, kind, quantity, reason, opened_at)
		select id, ${receipt.shipmentId}::uuid, ${receipt.receiptId}::uuid, shipment_line_id, extra_id, kind, quantity, reason,
			${sqlInstant(author.at)} from ${opened}`.execute(trx);
	return rows.map(({ id }) => id);
}

const postingReasonOf: Record<Outcome, PostingReason> = {
	accepted: 'received',
	damaged: 'arrived-damaged',
	missing: 'missing',
	refused: 'refused',
};

function postingsOf(
	shipment: LockedShipment,
	shipped: readonly ShippedLineOfLot[],
	receipt: NewReceipt,
	decided: DecidedReceipt,
): PostingRequest[] {
	const { operationId, shipmentId } = shipment;
	const target: Record<Outcome, AccountKey> = {
		accepted: siteAccount(operationId, receipt.placeId),
		damaged: mishapAccount('damaged', operationId, shipmentId),
		missing: mishapAccount('unknown', operationId, shipmentId),
		refused: mishapAccount('returned', operationId, shipmentId),
	};
	const lotOf = new Map(shipped.map((line) => [line.shipmentLineId, line.lotId]));
	const outcomesOf = (line: CountedLine) => (Object.keys(target) as Outcome[]).filter((outcome) => line[outcome] > 0);
	return decided.lines.flatMap((line) =>
		outcomesOf(line).map((outcome) => ({
			lotId: lotOf.get(line.shipmentLineId)!,
			from: transitAccount(operationId, shipmentId),
			to: target[outcome],
			quantity: line[outcome] as Quantity,
			occurredAt: receipt.receivedAt,
			reason: postingReasonOf[outcome],
			operationId,
			note: outcome === 'accepted' ? undefined : { note: line.reasons[outcome].trim() },
		})),
	);
}

async function close(
	trx: Trx,
	shipment: LockedShipment,
	receipt: NewReceipt,
	number: number,
	outstanding: number,
	author: Author,
): Promise<ShipmentState> {
	const { shipmentId } = shipment;
	const occurredAt = receipt.receivedAt;
	await appendEvent(trx, shipmentId, { kind: 'receipt-recorded', occurredAt, details: { number } }, author);
	if (closedStates.includes(shipment.state)) return shipment.state;
	const deviations = await sql`select from discrepancy where shipment_id = ${shipmentId} limit 1`.execute(trx);
	const move = closingMove(outstanding, deviations.rows.length > 0);
	if (move === undefined) return 'arrived';
	await appendEvent(trx, shipmentId, { kind: move, occurredAt, details: { number } }, author);
	return move;
}
