import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { PostingReason } from '../ledger/canonical-posting.ts';
import { type Move, reversalOf } from '../ledger/ledger.ts';
import {
	type AccountKey,
	donorAccount,
	hubAccount,
	pledgedAccount,
	shortageAccount,
} from '../ledger/ledger-account.ts';
import {
	type Author,
	type LockedLot,
	lockLots,
	type PostingRequest,
	type PostRefusal,
	post,
	record,
} from '../ledger/post.server.ts';
import {
	type CorrectRefusal,
	decideCount,
	decideMoveInStock,
	decideTakeOut,
	reversibleReasons,
	type StockPlace,
	type StockRefusal,
} from './stock.ts';

/** A lot of the acting city, locked, with where its units stand. */
interface StockedLot extends LockedLot {
	readonly donorId: string;
	readonly places: readonly StockPlace[];
}

export type StockAnswer = Promise<Result<null, StockRefusal | PostRefusal>>;

export interface StockMove {
	readonly lotId: string;
	/** Null is the donor's own place. */
	readonly fromPlaceId: string | null;
	readonly quantity: number;
	readonly occurredAt: Instant;
	readonly note: string;
}

/** Takes goods into a hub: from the donor (`received-in-hub`) or from another hub. Runs inside the caller's command. */
export async function bringToHub(trx: Trx, move: StockMove & { readonly hubId: string }, author: Author): StockAnswer {
	const lot = await lockStock(trx, move.lotId);
	if (!lot) return refused({ kind: 'unknown-lot', lotId: move.lotId });
	if (move.hubId === move.fromPlaceId) return refused({ kind: 'same-place' });
	const hub = await sql`
		select from place where id = ${move.hubId} and kind = 'hub' and city_id = current_city() and retired_at is null
		for share`.execute(trx);
	if (hub.rows.length === 0) return refused({ kind: 'unknown-hub' });
	const decided = decideMoveInStock(placeOf(lot, move.fromPlaceId), move.quantity);
	if (!decided.ok) return decided;
	const reason = move.fromPlaceId === null ? 'received-in-hub' : 'moved-between-hubs';
	return postOne(trx, lot, move, hubAccount(move.hubId), reason, author);
}

/** Takes goods out of stock that are gone or useless. Promised units must be released first. */
export async function writeOffStock(
	trx: Trx,
	move: StockMove & { readonly became: 'lost' | 'damaged' },
	author: Author,
): StockAnswer {
	const lot = await lockStock(trx, move.lotId);
	if (!lot) return refused({ kind: 'unknown-lot', lotId: move.lotId });
	const decided = decideTakeOut(lot, placeOf(lot, move.fromPlaceId), move.quantity, move.note);
	if (!decided.ok) return decided;
	const reason = move.became === 'lost' ? 'lost-in-stock' : 'damaged-in-stock';
	return postOne(trx, lot, move, shortageAccount(move.became, move.fromPlaceId), reason, author);
}

/** Gives goods back to their donor, or lets a pledge go that the donor withdrew. Promised units must be released first. */
export async function giveBackToDonor(trx: Trx, move: StockMove, author: Author): StockAnswer {
	const lot = await lockStock(trx, move.lotId);
	if (!lot) return refused({ kind: 'unknown-lot', lotId: move.lotId });
	const decided = decideTakeOut(lot, placeOf(lot, move.fromPlaceId), move.quantity, move.note);
	if (!decided.ok) return decided;
	return postOne(trx, lot, move, donorAccount(lot.donorId), 'given-back', author);
}

export interface StockCount {
	readonly lotId: string;
	readonly placeId: string | null;
	readonly counted: number;
	readonly occurredAt: Instant;
	readonly note: string;
}

/**
 * Brings the book in line with what was counted at a place: a shortage goes to `unknown` and stays to be found; what is
 * more comes back from there first, and the rest is entered as given by the donor. A count that agrees posts nothing.
 */
export async function countStock(trx: Trx, count: StockCount, author: Author): StockAnswer {
	const lot = await lockStock(trx, count.lotId);
	if (!lot) return refused({ kind: 'unknown-lot', lotId: count.lotId });
	if (count.placeId !== null && !placeOf(lot, count.placeId) && !(await isOwnHub(trx, count.placeId)))
		return refused({ kind: 'unknown-hub' });
	const at = placeOf(lot, count.placeId) ?? { placeId: count.placeId, units: 0 };
	const unknown = shortageAccount('unknown', count.placeId);
	const decided = decideCount(lot, at, await unitsMissingAt(trx, count), count.counted, count.note);
	if (!decided.ok) return decided;
	const here = stockAccount(lot, count.placeId);
	const request = (from: AccountKey, to: AccountKey, units: number, reason: PostingReason): PostingRequest => ({
		lotId: lot.lotId,
		from,
		to,
		quantity: units as Quantity,
		occurredAt: count.occurredAt,
		reason,
		note: { note: count.note.trim(), evidence: { counted: count.counted, booked: at.units } },
	});
	const requests =
		decided.value.kind === 'short'
			? [request(here, unknown, decided.value.units, 'counted-short')]
			: [
					request(unknown, here, decided.value.foundAgain, 'found-later'),
					request(donorAccount(lot.donorId), here, decided.value.surplus, 'counted-more'),
				].filter((each) => each.quantity > 0);
	const posted = await post(trx, lot.cityId, requests, author);
	return posted.ok ? ok(null) : posted;
}

interface PostingRow extends Move {
	cityId: string;
	reason: PostingReason;
	operationId: string | null;
	reversedBy: string | null;
}

/** Counters a mistaken posting in stock by its exact mirror; blocked where later postings stand on it, naming the lot. */
export async function reversePosting(
	trx: Trx,
	correction: { readonly postingId: string; readonly note: string },
	author: Author,
): Promise<Result<null, CorrectRefusal | StockRefusal | PostRefusal>> {
	const lotOf = await sql<{ lotId: string }>`
		select lot_id from posting where id = ${correction.postingId} and city_id = current_city()`.execute(trx);
	if (!lotOf.rows[0]) return refused({ kind: 'unknown-posting' });
	await lockLots(trx, [lotOf.rows[0].lotId]);
	const { rows } = await sql<PostingRow>`
		select p.id, p.lot_id, p.city_id, p.from_account, p.to_account, p.quantity, p.occurred_at, p.reason, p.reverses,
			p.operation_id, (select r.id from posting r where r.reverses = p.id) as reversed_by
		from posting p where p.id = ${correction.postingId}`.execute(trx);
	const original = rows[0]!;
	if (original.reverses === null && !reversibleReasons.includes(original.reason))
		return refused({ kind: 'not-corrected-here', reason: original.reason });
	if (correction.note.trim() === '') return refused({ kind: 'note-missing' });
	const id = randomUUID();
	const decided = reversalOf(original, id);
	if (!decided.ok) return decided;
	const lot = (await lockLots(trx, [original.lotId])).get(original.lotId)!;
	const takesOut = await leavesStock(trx, original);
	if (takesOut && original.quantity > lot.free)
		return refused({ kind: 'promised-elsewhere', free: lot.free, wanted: original.quantity });
	const notes = new Map([[id, { note: correction.note.trim() }]]);
	const posted = await record(trx, original.cityId, [decided.value], author, notes);
	return posted.ok ? ok(null) : posted;
}

/** True where undoing the posting takes units out of stock: then promises may stand in the way. */
async function leavesStock(trx: Trx, original: PostingRow): Promise<boolean> {
	const { rows } = await sql<{ leaves: boolean }>`
		select taker.role = 'stock' and giver.role <> 'stock' as leaves
		from ledger_account giver, ledger_account taker
		where giver.id = ${original.fromAccount} and taker.id = ${original.toAccount}`.execute(trx);
	return rows[0]?.leaves ?? false;
}

async function lockStock(trx: Trx, lotId: string): Promise<StockedLot | undefined> {
	const locked = (await lockLots(trx, [lotId])).get(lotId);
	if (!locked) return undefined;
	const own = await sql<{ donorId: string }>`
		select donor_id from lot where id = ${lotId} and city_id = current_city()`.execute(trx);
	if (!own.rows[0]) return undefined;
	const { rows } = await sql<StockPlace>`
		select a.place_id, b.quantity as units from balance b join ledger_account a on a.id = b.account_id
		where b.lot_id = ${lotId} and b.role = 'stock' and b.quantity > 0`.execute(trx);
	return { ...locked, donorId: own.rows[0].donorId, places: rows };
}

async function isOwnHub(trx: Trx, placeId: string): Promise<boolean> {
	const { rows } = await sql`
		select from place where id = ${placeId} and kind = 'hub' and city_id = current_city()`.execute(trx);
	return rows.length > 0;
}

async function unitsMissingAt(trx: Trx, count: StockCount): Promise<number> {
	const { rows } = await sql<{ quantity: number }>`
		select b.quantity from balance b join ledger_account a on a.id = b.account_id
		where b.lot_id = ${count.lotId} and a.kind = 'unknown' and a.shipment_id is null
			and a.place_id is not distinct from ${count.placeId}::uuid`.execute(trx);
	return rows[0]?.quantity ?? 0;
}

function placeOf(lot: StockedLot, placeId: string | null): StockPlace | undefined {
	return lot.places.find((place) => place.placeId === placeId);
}

function stockAccount(lot: StockedLot, placeId: string | null): AccountKey {
	return placeId === null ? pledgedAccount(lot.donorId) : hubAccount(placeId);
}

async function postOne(
	trx: Trx,
	lot: StockedLot,
	move: StockMove,
	to: AccountKey,
	reason: PostingReason,
	author: Author,
): StockAnswer {
	const posted = await post(
		trx,
		lot.cityId,
		[
			{
				lotId: lot.lotId,
				from: stockAccount(lot, move.fromPlaceId),
				to,
				quantity: move.quantity as Quantity,
				occurredAt: move.occurredAt,
				reason,
				note: move.note.trim() === '' ? undefined : { note: move.note.trim() },
			},
		],
		author,
	);
	return posted.ok ? ok(null) : posted;
}
