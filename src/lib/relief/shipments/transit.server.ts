import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { mishapAccount, transitAccount } from '../ledger/ledger-account.ts';
import { type Author, type PostingRequest, type PostRefusal, post } from '../ledger/post.server.ts';

/** The goods of a locked shipment and when something happened to them. */
export interface GoodsOfShipment {
	readonly shipmentId: string;
	readonly cityId: string;
	readonly operationId: string;
	readonly occurredAt: Instant;
	readonly note: string;
}

interface LotOfLoad {
	lotId: string;
	fromAccount: string;
	quantity: Quantity;
}

async function loadOf(trx: Trx, shipmentId: string): Promise<LotOfLoad[]> {
	const { rows } = await sql<LotOfLoad>`
		select lot_id, from_account, sum(quantity)::bigint as quantity from shipment_line
		where shipment_id = ${shipmentId} group by lot_id, from_account order by lot_id, from_account`.execute(trx);
	return rows;
}

/** Moves the whole load from stock into transit. Call after the event `departed`, which turns promises into cargo. */
export function depart(trx: Trx, goods: GoodsOfShipment, author: Author): Promise<Result<string[], PostRefusal>> {
	const transit = transitAccount(goods.operationId, goods.shipmentId);
	return moveLoad(trx, goods, author, 'departed', (load) => ({ from: load.fromAccount, to: transit }));
}

/** The shipment came back: everything returns to where it was loaded and is free to be promised again. */
export function turnBack(trx: Trx, goods: GoodsOfShipment, author: Author): Promise<Result<string[], PostRefusal>> {
	const transit = transitAccount(goods.operationId, goods.shipmentId);
	return moveLoad(trx, goods, author, 'turned-back', (load) => ({ from: transit, to: load.fromAccount }));
}

/** The shipment is lost with all its load, which stays visible on an account of its own. */
export function loseInTransit(
	trx: Trx,
	goods: GoodsOfShipment,
	author: Author,
): Promise<Result<string[], PostRefusal>> {
	const transit = transitAccount(goods.operationId, goods.shipmentId);
	const lost = mishapAccount('lost', goods.operationId, goods.shipmentId);
	return moveLoad(trx, goods, author, 'lost-in-transit', () => ({ from: transit, to: lost }));
}

async function moveLoad(
	trx: Trx,
	goods: GoodsOfShipment,
	author: Author,
	reason: PostingRequest['reason'],
	ends: (load: LotOfLoad) => Pick<PostingRequest, 'from' | 'to'>,
): Promise<Result<string[], PostRefusal>> {
	const loads = await loadOf(trx, goods.shipmentId);
	const note = goods.note === '' ? undefined : { note: goods.note };
	const requests = loads.map(
		(load): PostingRequest => ({
			lotId: load.lotId,
			...ends(load),
			quantity: load.quantity,
			occurredAt: goods.occurredAt,
			reason,
			operationId: goods.operationId,
			note,
		}),
	);
	return post(trx, goods.cityId, requests, author);
}
