import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { assert } from '#lib/kernel/assert.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { type AccountKey, donorAccount, mishapAccount, siteAccount } from '../ledger/ledger-account.ts';
import { type Author, lockLots, type PostRefusal, post } from '../ledger/post.server.ts';
import { lockShipment } from '../shipments/shipment-events.server.ts';
import {
	type DiscrepancyKind,
	decideSettlement,
	type OpenDiscrepancy,
	type SettledTo,
	type Settlement,
	type SettleRefusal,
} from './discrepancy.ts';

export interface SettleCommand {
	readonly discrepancyId: string;
	readonly settlement: Settlement;
	readonly quantity: number;
	readonly note: string;
	readonly occurredAt: Instant;
}

interface DiscrepancyRow extends OpenDiscrepancy {
	shipmentId: string;
	operationId: string;
	cityId: string;
	placeId: string | null;
	lotId: string | null;
	donorId: string | null;
	fromAccount: string | null;
	receivedAt: Instant;
}

/**
 * Settles (part of) a difference with a reason and the posting that follows from it; what was declared and received stays
 * as it was written. Runs inside the caller's command.
 */
export async function settleDiscrepancy(
	trx: Trx,
	command: SettleCommand,
	author: Author,
): Promise<Result<{ readonly open: number }, SettleRefusal | PostRefusal>> {
	const shipmentId = await shipmentOf(trx, command.discrepancyId);
	const shipment = shipmentId && (await lockShipment(trx, shipmentId));
	if (!shipment) return refused({ kind: 'unknown-discrepancy' });
	const discrepancy = await readDiscrepancy(trx, command.discrepancyId);
	const decided = decideSettlement(discrepancy, { ...command, side: shipment.side });
	if (!decided.ok) return decided;
	const { to, reason } = decided.value;
	if (command.occurredAt > author.at) return refused({ kind: 'in-the-future', lotId: discrepancy.lotId ?? '' });
	await sql`insert into discrepancy_event (id, discrepancy_id, kind, settlement, quantity, note, occurred_at, recorded_at,
			account_id, city_id)
		values (${randomUUID()}, ${command.discrepancyId}, 'settled', ${command.settlement}, ${command.quantity},
			${command.note.trim()}, ${sqlInstant(command.occurredAt)}, ${sqlInstant(author.at)}, ${author.account},
			current_city())`.execute(trx);
	if (to !== null && reason !== null) {
		const { lotId } = discrepancy;
		assert(lotId !== null, 'a settlement that moves goods is about a line');
		const posted = await post(
			trx,
			discrepancy.cityId,
			[
				{
					lotId,
					from: await accountOfMishap(trx, discrepancy, command.quantity),
					to: targetOf(to, discrepancy),
					quantity: command.quantity as Quantity,
					occurredAt: Math.max(command.occurredAt, discrepancy.receivedAt) as Instant,
					reason,
					operationId: discrepancy.operationId,
					note: { note: command.note.trim() },
				},
			],
			author,
		);
		if (!posted.ok) return posted;
	}
	return ok({ open: discrepancy.open - command.quantity });
}

/** Adds a remark without settling anything. */
export async function noteOnDiscrepancy(
	trx: Trx,
	discrepancyId: string,
	note: string,
	author: Author,
): Promise<Result<null, SettleRefusal>> {
	if (note.trim() === '') return refused({ kind: 'note-missing' });
	if (!(await shipmentOf(trx, discrepancyId))) return refused({ kind: 'unknown-discrepancy' });
	await sql`insert into discrepancy_event (id, discrepancy_id, kind, note, occurred_at, recorded_at, account_id, city_id)
		values (${randomUUID()}, ${discrepancyId}, 'noted', ${note.trim()}, ${sqlInstant(author.at)}, ${sqlInstant(author.at)},
			${author.account}, current_city())`.execute(trx);
	return ok(null);
}

async function shipmentOf(trx: Trx, discrepancyId: string): Promise<string | undefined> {
	const { rows } = await sql<{ shipmentId: string }>`
		select shipment_id from discrepancy where id = ${discrepancyId}`.execute(trx);
	return rows[0]?.shipmentId;
}

async function readDiscrepancy(trx: Trx, discrepancyId: string): Promise<DiscrepancyRow> {
	const { rows } = await sql<DiscrepancyRow>`
		select d.kind, p.open, d.shipment_line_id is not null as has_line, d.shipment_id, s.operation_id, s.city_id,
			r.place_id, l.lot_id, lot.donor_id, l.from_account, r.received_at
		from discrepancy d
		join discrepancy_position p on p.discrepancy_id = d.id
		join shipment s on s.id = d.shipment_id
		join receipt r on r.id = d.receipt_id
		left join shipment_line l on l.id = d.shipment_line_id
		left join lot on lot.id = l.lot_id
		where d.id = ${discrepancyId}`.execute(trx);
	const row = rows[0];
	assert(row, 'a discrepancy in reach can be read');
	return row;
}

const accountOfKind = { damaged: 'damaged', missing: 'unknown', refused: 'returned' } as const;
type Shortage = keyof typeof accountOfKind;

/** Where the units of a difference stand. Extra units came out of the same stock, or the donor gave more than it said. */
async function accountOfMishap(trx: Trx, row: DiscrepancyRow, quantity: number): Promise<AccountKey | string> {
	const { kind } = row;
	if (isShortage(kind)) return mishapAccount(accountOfKind[kind], row.operationId, row.shipmentId);
	assert(kind === 'extra', 'a second count moves no goods');
	const lot = (await lockLots(trx, [row.lotId!])).get(row.lotId!);
	const held = await sql<{ quantity: number }>`
		select quantity from balance where account_id = ${row.fromAccount} and lot_id = ${row.lotId}`.execute(trx);
	const stillInStock = (lot?.free ?? 0) >= quantity && (held.rows[0]?.quantity ?? 0) >= quantity;
	return stillInStock ? row.fromAccount! : donorAccount(row.donorId!);
}

function isShortage(kind: DiscrepancyKind): kind is Shortage {
	return kind in accountOfKind;
}

function targetOf(to: SettledTo, row: DiscrepancyRow): AccountKey | string {
	switch (to) {
		case 'site':
			return siteAccount(row.operationId, row.placeId);
		case 'stock':
			return row.fromAccount!;
		case 'donor':
			return donorAccount(row.donorId!);
		case 'lost':
			return mishapAccount('lost', row.operationId, row.shipmentId);
	}
}
