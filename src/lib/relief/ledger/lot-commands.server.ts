import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { donorAccount, hubAccount, pledgedAccount } from './ledger-account.ts';
import { type PostRefusal, post } from './post.server.ts';

/** Goods accepted from a donor, all of one item, condition and expiry. Quantities in base units of the item. */
export interface NewLot {
	readonly lotId: string;
	readonly cityId: string;
	/** The operation under which it was accepted, if any; it doesn't bind the lot (see `earmarkOperationId`). */
	readonly operationId?: string | null | undefined;
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly quantity: Quantity;
	readonly donorId: string;
	readonly offerLineId: string | null;
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly condition: string;
	/** Null where the item doesn't expire or nobody knows. */
	readonly expiresOn: PlainDate | null;
	/** Serial number or VIN: the lot is then of exactly one. */
	readonly serialNumber: string | null;
	/** Value, weight and volume are of the whole lot. */
	readonly weightGrams: number | null;
	readonly volumeMillilitres: number | null;
	readonly valueCents: number | null;
	/** Where the goods are. A hub of the acting city puts them in stock there; anything else leaves them with the donor. */
	readonly placeId: string | null;
	readonly availableFrom: PlainDate | null;
	/** The only operation it may be promised to. */
	readonly earmarkOperationId: string | null;
	/** The donor takes the goods to the recipient itself. */
	readonly ownTransport: boolean;
	/** The donor gives all of it to one recipient or nothing. */
	readonly indivisible: boolean;
	readonly at: Instant;
	readonly account: string | null;
	readonly commandKey?: string | null | undefined;
}

export type OpenLotRefusal =
	| { readonly kind: 'serialised-lot-is-one'; readonly quantity: number }
	| { readonly kind: 'serial-number-taken'; readonly serialNumber: string }
	| PostRefusal;

/**
 * Opens a lot and enters its goods into the book: from the donor to `pledged` (accepted, still in the donor's hands), or
 * straight to the hub where they already stand in one of ours. Lots are never merged. Runs inside the caller's command.
 * Answers the first posting and whether the goods are pledged or in a hub.
 */
export async function openLot(
	trx: Trx,
	lot: NewLot,
): Promise<Result<{ readonly postingId: string; readonly stands: 'pledged' | 'hub' }, OpenLotRefusal>> {
	if (lot.serialNumber !== null && lot.quantity !== 1)
		return refused({ kind: 'serialised-lot-is-one', quantity: lot.quantity });
	const inHub = !lot.ownTransport && (await isOwnHub(trx, lot.placeId, lot.cityId));
	const inserted = await sql`
		insert into lot (id, city_id, item_code, base_unit, opened_quantity, attributes, condition, donor_id, offer_line_id,
			serial_number, expires_on, place_id, available_from, earmark_operation_id, own_transport, indivisible,
			value_cents, weight_grams, volume_millilitres, opened_at, opened_by)
		values (${lot.lotId}, ${lot.cityId}, ${lot.itemCode}, ${lot.baseUnit}, ${lot.quantity}, ${sqlJson(lot.attributes)},
			${lot.condition}, ${lot.donorId}, ${lot.offerLineId}, ${lot.serialNumber}, ${lot.expiresOn}, ${lot.placeId},
			${lot.availableFrom}, ${lot.earmarkOperationId}, ${lot.ownTransport}, ${lot.indivisible},
			${lot.valueCents}, ${lot.weightGrams}, ${lot.volumeMillilitres}, ${sqlInstant(lot.at)}, ${lot.account})
		on conflict (city_id, item_code, serial_number) where serial_number is not null do nothing`.execute(trx);
	if (inserted.numAffectedRows === 0n)
		return refused({ kind: 'serial-number-taken', serialNumber: lot.serialNumber ?? '' });
	const posted = await post(
		trx,
		lot.cityId,
		[
			{
				lotId: lot.lotId,
				from: donorAccount(lot.donorId),
				to: inHub ? hubAccount(lot.placeId!) : pledgedAccount(lot.donorId),
				quantity: lot.quantity,
				occurredAt: lot.at,
				reason: inHub ? 'brought-in' : 'pledged',
				operationId: null,
			},
		],
		lot,
	);
	if (!posted.ok) return posted;
	return ok({ postingId: posted.value[0]!, stands: inHub ? 'hub' : 'pledged' });
}

async function isOwnHub(trx: Trx, placeId: string | null, cityId: string): Promise<boolean> {
	if (placeId === null) return false;
	const { rows } = await sql`select from place
		where id = ${placeId} and city_id = ${cityId} and kind = 'hub' and retired_at is null for share`.execute(trx);
	return rows.length > 0;
}
