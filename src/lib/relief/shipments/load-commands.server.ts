import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import { lockLots } from '../ledger/post.server.ts';
import {
	type LoadAnswer,
	type LoadablePromise,
	type LoadRefusal,
	type LoadRequest,
	type PlannedLine,
	planLoad,
	type StockSource,
} from './load-list.ts';
import { isLoadable } from './shipment.ts';
import { lockShipment } from './shipment-events.server.ts';

/**
 * Puts (parts of) promises on the load list of a shipment that isn't sealed, all or none. A promise that is already on
 * the list from the same stock gets its units added. Runs inside the caller's command.
 */
export async function loadLines(
	trx: Trx,
	shipmentId: string,
	requests: readonly LoadRequest[],
): Promise<Result<null, LoadRefusal | LoadAnswer>> {
	const shipment = await lockShipment(trx, shipmentId);
	if (shipment?.side !== 'sender') return refused({ kind: 'unknown-shipment' });
	if (!isLoadable(shipment.state)) return refused({ kind: 'load-list-closed' });
	const promises = await loadablePromises(trx, shipment.operationId, requests);
	const lotIds = [...new Set([...promises.values()].map((promise) => promise.lotId))];
	await lockLots(trx, lotIds);
	const plan = await sql<{ transport: string; originId: string | null }>`
		select transport, origin_id from shipment where id = ${shipmentId}`.execute(trx);
	const loading = { placeId: plan.rows[0]?.originId ?? null, byDonor: plan.rows[0]?.transport === 'donor' };
	const planned = planLoad(promises, await stockSources(trx, lotIds), requests, loading);
	if (!planned.ok) return planned;
	await writeLines(trx, shipmentId, planned.value);
	return ok(null);
}

/** A line never changes: one that gets more units is taken off and put on again, at the end. */
async function writeLines(trx: Trx, shipmentId: string, lines: readonly PlannedLine[]): Promise<void> {
	const pairs = lines.map((line) => ({ reservation_id: line.reservationId, from_account: line.fromAccount }));
	const taken = await sql<{ reservationId: string; fromAccount: string; quantity: number }>`delete from shipment_line
		where shipment_id = ${shipmentId} and (reservation_id, from_account) in (
			select * from jsonb_to_recordset(${sqlJson(pairs)}) as t(reservation_id uuid, from_account uuid))
		returning reservation_id, from_account, quantity`.execute(trx);
	const before = new Map(taken.rows.map((row) => [`${row.reservationId} ${row.fromAccount}`, row.quantity]));
	const rows = lines.map((line) => ({
		id: randomUUID(),
		reservation_id: line.reservationId,
		lot_id: line.lotId,
		need_id: line.needId,
		from_account: line.fromAccount,
		quantity: line.quantity + (before.get(`${line.reservationId} ${line.fromAccount}`) ?? 0),
	}));
	await sql`insert into shipment_line (id, shipment_id, reservation_id, lot_id, need_id, from_account, quantity, position)
		select t.id, ${shipmentId}::uuid, t.reservation_id, t.lot_id, t.need_id, t.from_account, t.quantity,
			(select coalesce(max(position), 0) from shipment_line where shipment_id = ${shipmentId}) + t.nth
		from rows from (jsonb_to_recordset(${sqlJson(rows)}) as (
			id uuid, reservation_id uuid, lot_id uuid, need_id uuid, from_account uuid, quantity bigint)) with ordinality
			as t(id, reservation_id, lot_id, need_id, from_account, quantity, nth)`.execute(trx);
}

/** Takes a line off the load list; its units wait for another shipment. */
export async function unloadLine(trx: Trx, shipmentId: string, lineId: string): Promise<Result<null, LoadAnswer>> {
	const shipment = await lockShipment(trx, shipmentId);
	if (shipment?.side !== 'sender') return refused({ kind: 'unknown-shipment' });
	if (!isLoadable(shipment.state)) return refused({ kind: 'load-list-closed' });
	const removed = await sql`delete from shipment_line where id = ${lineId} and shipment_id = ${shipmentId}`.execute(
		trx,
	);
	return removed.numAffectedRows === 0n ? refused({ kind: 'unknown-line' }) : ok(null);
}

async function loadablePromises(
	trx: Trx,
	operationId: string,
	requests: readonly LoadRequest[],
): Promise<Map<string, LoadablePromise>> {
	const ids = requests.map((request) => request.reservationId);
	const { rows } = await sql<LoadablePromise & { id: string }>`
		select r.id, r.lot_id, r.need_id, p.to_load as waiting
		from reservation r join reservation_position p on p.reservation_id = r.id
		where r.id = any(${sqlUuids(ids)}) and r.operation_id = ${operationId} and r.city_id = current_city()`.execute(trx);
	return new Map(rows.map(({ id, ...promise }) => [id, promise]));
}

/** Where units of the lots stand, less what other load lists count on. */
async function stockSources(trx: Trx, lotIds: readonly string[]): Promise<Map<string, StockSource[]>> {
	const { rows } = await sql<StockSource & { lotId: string }>`
		select b.lot_id, b.account_id, a.kind, a.place_id,
			b.quantity - coalesce((
				select sum(l.quantity) from shipment_line l join shipment_current c on c.shipment_id = l.shipment_id
				where l.lot_id = b.lot_id and l.from_account = b.account_id and c.state in ('planned', 'loading', 'sealed')), 0)::bigint
				as units
		from balance b join ledger_account a on a.id = b.account_id
		where b.lot_id = any(${sqlUuids(lotIds)}) and b.role = 'stock' and b.quantity > 0`.execute(trx);
	return Map.groupBy(rows, (row) => row.lotId) as Map<string, StockSource[]>;
}
