import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { siteAccount } from '../ledger/ledger-account.ts';
import { type Author, type PostingRequest, type PostRefusal, post } from '../ledger/post.server.ts';
import { lockShipment } from '../shipments/shipment-events.server.ts';
import type { EndUse } from './end-use.ts';

export interface UseReport {
	readonly reportId: string;
	readonly shipmentLineId: string;
	readonly kind: EndUse;
	/** Base units of the lot. */
	readonly quantity: number;
	readonly occurredAt: Instant;
	readonly note: string;
}

export type UseRefusal =
	| { readonly kind: 'unknown-line' }
	| { readonly kind: 'more-than-received'; readonly left: number; readonly wanted: number };

interface LineRow {
	shipmentId: string;
	operationId: string;
	cityId: string;
	lotId: string;
	left: number;
}

/** Records that received goods are in use or used up: moves them from their site. Runs inside the caller's command. */
export async function reportUse(
	trx: Trx,
	report: UseReport,
	author: Author,
): Promise<Result<{ readonly left: number }, UseRefusal | PostRefusal>> {
	const shipmentId = await shipmentOfLine(trx, report.shipmentLineId);
	if (!shipmentId || !(await lockShipment(trx, shipmentId))) return refused({ kind: 'unknown-line' });
	const { rows } = await sql<LineRow>`
		select s.id as shipment_id, s.operation_id, s.city_id, l.lot_id,
			p.accepted + p.recovered + p.surplus - p.in_use - p.consumed as left
		from shipment_line l
		join shipment s on s.id = l.shipment_id
		join shipment_line_position p on p.shipment_line_id = l.id
		where l.id = ${report.shipmentLineId}`.execute(trx);
	const line = rows[0];
	if (!line) return refused({ kind: 'unknown-line' });
	const { quantity } = report;
	if (!Number.isSafeInteger(quantity) || quantity <= 0 || quantity > line.left)
		return refused({ kind: 'more-than-received', left: line.left, wanted: quantity });
	await sql`insert into use_report (id, shipment_line_id, kind, quantity, note, occurred_at, recorded_at, account_id, city_id)
		values (${report.reportId}, ${report.shipmentLineId}, ${report.kind}, ${quantity}, ${report.note.trim()},
			${sqlInstant(report.occurredAt)}, ${sqlInstant(author.at)}, ${author.account}, current_city())`.execute(trx);
	const posted = await post(trx, line.cityId, await takeFromSites(trx, line, report), author);
	return posted.ok ? ok({ left: line.left - quantity }) : posted;
}

async function shipmentOfLine(trx: Trx, lineId: string): Promise<string | undefined> {
	const { rows } = await sql<{ shipmentId: string }>`
		select shipment_id from shipment_line where id = ${lineId}`.execute(trx);
	return rows[0]?.shipmentId;
}

/** Takes the units from the sites this line was received at, the fullest first. */
async function takeFromSites(trx: Trx, line: LineRow, report: UseReport): Promise<PostingRequest[]> {
	const { rows } = await sql<{ placeId: string | null; quantity: number }>`
		select a.place_id, b.quantity from balance b join ledger_account a on a.id = b.account_id
		where b.lot_id = ${line.lotId} and a.kind = 'site' and a.operation_id = ${line.operationId} and b.quantity > 0
			and exists (select from receipt r where r.shipment_id = ${line.shipmentId} and r.place_id is not distinct from a.place_id)
		order by b.quantity desc, a.id`.execute(trx);
	const requests: PostingRequest[] = [];
	let open = report.quantity;
	for (const site of rows) {
		const units = Math.min(open, site.quantity);
		if (units <= 0) break;
		open -= units;
		requests.push({
			lotId: line.lotId,
			from: siteAccount(line.operationId, site.placeId),
			to: siteAccount(line.operationId, site.placeId, report.kind),
			quantity: units as Quantity,
			occurredAt: report.occurredAt,
			reason: report.kind === 'in-use' ? 'put-into-use' : 'used-up',
			operationId: line.operationId,
			note: report.note.trim() === '' ? undefined : { note: report.note.trim() },
		});
	}
	return requests;
}
