import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { one } from '#lib/kernel/factor.ts';
import { type Instant, toIso } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlUuids } from '#lib/platform/database/values.server.ts';
import { lockLots } from '../ledger/post.server.ts';
import {
	decideRelease,
	decideReservations,
	type LotOnOffer,
	type ReleaseRefusal,
	type ReservationLine,
	type ReservationPosition,
	type ReserveRefusal,
} from './reservation.ts';

export interface Reservations {
	/** The decision all lines belong to, for the account of who decided what. */
	readonly decisionId: string;
	readonly lines: readonly ReservationLine[];
	readonly at: Instant;
	readonly account: string | null;
}

/**
 * Promises lots to needs, all lines or none (laws 1 and 3). Lots are locked in the order of their ids; two decisions at
 * once wait for each other and the second sees what the first left. Runs inside the caller's command.
 * Refuses naming the line and what is left for it.
 */
export async function reserve(trx: Trx, request: Reservations): Promise<Result<null, ReserveRefusal>> {
	const { lines } = request;
	// What can't change is read before the lock, so that others wait for the shortest time.
	const operations = await operationsOfNeeds(trx, lines);
	const lots = await lockLotsOnOffer(trx, lines);
	const decided = decideReservations(lots, operations, lines);
	if (!decided.ok) return decided;
	const rows = lines.map((line) => ({
		id: line.reservationId,
		city_id: lots.get(line.lotId)!.cityId,
		need_id: line.needId,
		lot_id: line.lotId,
		operation_id: line.operationId,
		quantity: line.quantity,
		factor_numerator: (line.substituteFactor ?? one).numerator,
		factor_denominator: (line.substituteFactor ?? one).denominator,
		decision_id: request.decisionId,
		decided_at: toIso(request.at),
		decided_by: request.account,
	}));
	await sql`insert into reservation (id, city_id, need_id, lot_id, operation_id, quantity, factor_numerator,
			factor_denominator, decision_id, decided_at, decided_by)
		select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(
			id uuid, city_id uuid, need_id uuid, lot_id uuid, operation_id uuid, quantity bigint, factor_numerator bigint,
			factor_denominator bigint, decision_id uuid, decided_at timestamptz, decided_by uuid)`.execute(trx);
	return ok(null);
}

interface LockedLotOnOffer extends LotOnOffer {
	readonly cityId: string;
}

/** Locks the lots of the lines in the order of their ids; only those the acting city keeps can be promised. */
async function lockLotsOnOffer(
	trx: Trx,
	lines: readonly ReservationLine[],
): Promise<ReadonlyMap<string, LockedLotOnOffer>> {
	const ids = [...new Set(lines.map((line) => line.lotId))];
	const { rows } = await sql<LockedLotOnOffer & { lotId: string }>`
		select p.lot_id, p.city_id, p.free, l.earmark_operation_id, l.indivisible
		from lock_lots(${sqlUuids(ids)}) p join lot l on l.id = p.lot_id and l.city_id = current_city()`.execute(trx);
	return new Map(rows.map((row) => [row.lotId, row]));
}

async function operationsOfNeeds(trx: Trx, lines: readonly ReservationLine[]): Promise<Map<string, string>> {
	const ids = [...new Set(lines.map((line) => line.needId))];
	const { rows } = await sql<{ id: string; operationId: string }>`
		select id, operation_id from need where id = any(${sqlUuids(ids)})`.execute(trx);
	return new Map(rows.map((row) => [row.id, row.operationId]));
}

/** Locks one promise with its lot, in the order every command locks them; undefined where the city has none such. */
async function lockReservation(
	trx: Trx,
	reservationId: string,
): Promise<(ReservationPosition & { readonly lotId: string }) | undefined> {
	const found = await sql<{ lotId: string }>`
		select lot_id from reservation where id = ${reservationId} and city_id = current_city()`.execute(trx);
	const lotId = found.rows[0]?.lotId;
	if (!lotId) return undefined;
	await lockLots(trx, [lotId]);
	const { rows } = await sql<ReservationPosition>`
		select quantity, released, loaded, departed from reservation_position
		where reservation_id = ${reservationId}`.execute(trx);
	return { ...rows[0]!, lotId };
}

export interface Release {
	readonly reservationId: string;
	/** Base units of the lot; absent takes back all that isn't loaded. */
	readonly quantity?: number | undefined;
	readonly reason: string;
	readonly at: Instant;
	readonly account: string | null;
}

/** Takes back (part of) a promise with a reason; the goods are free at once. Runs inside the caller's command. */
export async function release(
	trx: Trx,
	request: Release,
): Promise<Result<{ readonly released: number }, ReleaseRefusal>> {
	const position = await lockReservation(trx, request.reservationId);
	if (!position) return refused({ kind: 'unknown-reservation' });
	const all = position.quantity - position.released - position.loaded - position.departed;
	const decided = decideRelease(position, request.quantity ?? all, request.reason);
	if (!decided.ok) return decided;
	const { quantity, reason } = decided.value;
	await sql`insert into reservation_release (id, reservation_id, quantity, reason, released_at, released_by)
		values (${randomUUID()}, ${request.reservationId}, ${quantity}, ${reason}, ${sqlInstant(request.at)},
			${request.account})`.execute(trx);
	return ok({ released: quantity });
}
