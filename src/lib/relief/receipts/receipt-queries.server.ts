import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { PlaceText } from '../ledger/ledger-texts.ts';
import type { Side } from '../shipments/shipment.ts';
import type { DiscrepancyKind, Settlement } from './discrepancy.ts';
import type { TwoCounts } from './two-counts.ts';

export interface SiteRow {
	readonly id: string;
	readonly place: PlaceText;
}

/** The receiving city's sites, for the form of a receipt. */
export async function listSites(trx: Trx, operationId: string): Promise<SiteRow[]> {
	const { rows } = await sql<SiteRow>`
		select p.id, jsonb_build_object('names', p.names, 'municipality', p.municipality,
			'named', not p.restricted or p.city_id = current_city()) as place
		from place p join operation o on o.id = ${operationId} and p.city_id = o.partner_city_id
		where p.retired_at is null order by p.names::text, p.id limit 500`.execute(trx);
	return rows;
}

export interface DiscrepancyLine {
	readonly id: string;
	readonly kind: DiscrepancyKind;
	readonly quantity: number;
	readonly open: number;
	readonly reason: string;
	readonly openedAt: Instant;
	readonly shipmentId: string;
	readonly shipmentNumber: string;
	readonly receiptNumber: number;
	readonly operationNames: LocalizedText;
	readonly itemCode: string | null;
	readonly baseUnit: string | null;
	readonly lotId: string | null;
	readonly side: Side;
	/** Of a second count: what is recorded and what was counted; else null. */
	readonly counts: TwoCounts | null;
}

/** The two counts a discrepancy `d` is between, where it is between counts. */
export const twoCounts = sql`(select jsonb_build_object('recorded', to_jsonb(had), 'counted', to_jsonb(c))
	from receipt_line c join shipment_line_position had on had.shipment_line_id = c.shipment_line_id
	where d.kind = 'counted-differently' and c.receipt_id = d.receipt_id and c.shipment_line_id = d.shipment_line_id)`;

const discrepancyColumns = sql`d.id, d.kind, d.quantity, p.open, d.reason, d.opened_at, s.id as shipment_id,
	s.number as shipment_number, r.number as receipt_number, o.names as operation_names, t.item_code, t.base_unit,
	l.lot_id, case when s.city_id = current_city() then 'sender' else 'receiver' end as side, ${twoCounts} as counts`;
const discrepancyTables = sql`join discrepancy d on d.id = p.discrepancy_id
	join shipment s on s.id = d.shipment_id join receipt r on r.id = d.receipt_id
	left join shipment_line l on l.id = d.shipment_line_id left join lot t on t.id = l.lot_id`;

/**
 * Discrepancies that concern the acting city: the open ones oldest first, the settled ones latest first. Each operation
 * is read through its own index and the pages are merged, so that a page costs the same however many there are.
 */
export async function listDiscrepancies(
	trx: Trx,
	open: boolean,
	after: { readonly openedAt: Instant; readonly id: string } | null,
	limit: number,
): Promise<DiscrepancyLine[]> {
	const comparison = open ? sql`>` : sql`<`;
	const from = after
		? sql`and (p.opened_at, p.discrepancy_id) ${comparison} (${sqlInstant(after.openedAt)}, ${after.id}::uuid)`
		: sql``;
	const direction = open ? sql`asc` : sql`desc`;
	const page = sql`order by p.opened_at ${direction}, p.discrepancy_id ${direction} limit ${limit}`;
	const { rows } = await sql<DiscrepancyLine>`
		select ${discrepancyColumns} from operation o
		cross join lateral (
			select p.* from discrepancy_position p
			where p.operation_id = o.id and ${open ? sql`p.open > 0` : sql`p.open = 0`} ${from} ${page}) p
		${discrepancyTables} ${page}`.execute(trx);
	return rows;
}

export async function findDiscrepancy(trx: Trx, id: string): Promise<DiscrepancyLine | undefined> {
	const { rows } = await sql<DiscrepancyLine>`
		select ${discrepancyColumns} from operation o join discrepancy_position p on p.operation_id = o.id
		${discrepancyTables} where p.discrepancy_id = ${id}`.execute(trx);
	return rows[0];
}

export interface DiscrepancyEventRow {
	readonly kind: 'noted' | 'settled';
	readonly settlement: Settlement | null;
	readonly quantity: number | null;
	readonly note: string;
	readonly occurredAt: Instant;
	readonly recordedAt: Instant;
	readonly actorName: string | null;
}

export async function listDiscrepancyEvents(trx: Trx, id: string): Promise<DiscrepancyEventRow[]> {
	const { rows } = await sql<DiscrepancyEventRow>`
		select e.kind, e.settlement, e.quantity, e.note, e.occurred_at, e.recorded_at, a.name as actor_name
		from discrepancy_event e left join account a on a.id = e.account_id
		where e.discrepancy_id = ${id} order by e.recorded_at, e.id`.execute(trx);
	return rows;
}
