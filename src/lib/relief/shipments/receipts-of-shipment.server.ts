import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';

export interface ReceiptRow {
	readonly id: string;
	readonly number: number;
	readonly receivedAt: Instant;
	readonly receivedBy: string;
	readonly note: string;
	readonly accepted: number;
	readonly deviating: number;
	/** Lines that were counted a second time, beside another receipt. */
	readonly beside: number;
}

/** The receipts of a shipment in their order, with how many lines each accepted and how many deviated. */
export async function listShipmentReceipts(trx: Trx, shipmentId: string): Promise<ReceiptRow[]> {
	const { rows } = await sql<ReceiptRow>`
		select r.id, r.number, r.received_at, r.received_by, r.note,
			(select count(*) from receipt_line l where l.receipt_id = r.id and l.accepted > 0) as accepted,
			(select count(*) from discrepancy d where d.receipt_id = r.id) as deviating,
			(select count(*) from receipt_line l where l.receipt_id = r.id and not l.counts) as beside
		from receipt r where r.shipment_id = ${shipmentId} order by r.number`.execute(trx);
	return rows;
}
