import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { publicDonorOf } from '../disclosure/disclosure.ts';
import type { Movement } from './measure.ts';

/** Which part of the ledger a report is on. */
export interface LedgerScope {
	/** Null: of every operation the city leads. */
	readonly partnershipId: Id<'partnership'> | null;
	readonly from: PlainDate;
	readonly until: PlainDate;
}

interface Row extends Omit<Movement, 'donor'> {
	readonly donorKind: string;
	readonly donorNames: LocalizedText | null;
	readonly nameAllowed: boolean;
}

const zone = 'Europe/Berlin';
const theirs = sql`('site', 'in-use', 'consumed')`;
const amiss = sql`('lost', 'damaged', 'returned', 'unknown')`;

/** Postings of the operations a report is on, within its days, with the accounts they moved between. */
const postingsIn = ({ partnershipId, from, until }: LedgerScope): RawBuilder<unknown> => sql`
	from operation o
	join posting p on p.operation_id = o.id
	join ledger_account f on f.id = p.from_account join ledger_account t on t.id = p.to_account
	where ${partnershipId === null ? sql`o.lead_city_id = current_city()` : sql`o.partnership_id = ${partnershipId}`}
		and p.occurred_at >= ${from}::date::timestamp at time zone ${zone}
		and p.occurred_at < (${until}::date + 1)::timestamp at time zone ${zone}`;

/** How many units a posting brought the recipient, and how many of a shipment it wrote off; negative where it took them back. */
const arrived = sql`case when t.kind in ${theirs} and f.kind not in ${theirs} then p.quantity
	when f.kind in ${theirs} and t.kind not in ${theirs} then -p.quantity else 0 end`;
const failed = sql`case when t.kind in ${amiss} and t.shipment_id is not null then p.quantity else 0 end
	- case when f.kind in ${amiss} and f.shipment_id is not null then p.quantity else 0 end`;

/**
 * What the ledger tells of goods that arrived or failed to, by year, lot and shipment. Every figure of a
 * report is a sum of these.
 */
export async function listMovements(trx: Trx, scope: LedgerScope): Promise<readonly Movement[]> {
	const { rows } = await sql<Row>`
		with moved as (
			select extract(year from p.occurred_at at time zone ${zone})::int as year, o.id as operation_id, p.lot_id,
				coalesce(t.shipment_id, f.shipment_id) as shipment_id, sum(${arrived})::bigint as arrived,
				sum(${failed})::bigint as failed
			${postingsIn(scope)}
			group by 1, 2, 3, 4
		)
		select m.year, m.operation_id, o.names as operation_names, l.item_code, l.base_unit, m.lot_id, l.opened_quantity,
			l.value_cents, l.donor_id, coalesce(d.kind, c.donor_kind, 'private-person') as donor_kind,
			coalesce(d.names, jsonb_build_object(c.language, c.donor_name)) as donor_names,
			coalesce(d.public_name_allowed, c.donor_name is not null) and c.anonymous is distinct from true as name_allowed,
			m.shipment_id, s.number as shipment_number, m.arrived, m.failed
		from moved m
		join operation o on o.id = m.operation_id
		join lot l on l.id = m.lot_id
		left join organisation d on d.id = l.donor_id
		left join offer_line ol on ol.id = l.offer_line_id
		left join offer_contact c on c.offer_id = ol.offer_id
		left join shipment s on s.id = m.shipment_id
		where m.arrived <> 0 or m.failed <> 0
		order by m.year, m.operation_id, l.item_code, m.lot_id, s.number`.execute(trx);
	return rows.map(({ donorKind, donorNames, nameAllowed, ...row }) => {
		const named = publicDonorOf({ organisationKind: donorKind, nameAllowed }).kind === 'named';
		return { ...row, donor: named ? donorNames : null };
	});
}

/** A posting behind a figure. */
export interface TracedPosting {
	readonly id: string;
	readonly sequence: number;
	readonly lotId: string;
	readonly shipmentId: string | null;
	readonly reason: string;
	readonly occurredAt: Instant;
	readonly recordedAt: Instant;
	readonly arrived: number;
	readonly failed: number;
	/** The first bytes of its hash, by which the chain of the ledger names it. */
	readonly mark: string;
}

/** The postings of some lots that a report counts, oldest first; at most `limit`. */
export async function listCountedPostings(
	trx: Trx,
	scope: LedgerScope,
	lotIds: readonly string[],
	limit: number,
): Promise<readonly TracedPosting[]> {
	const { rows } = await sql<TracedPosting>`
		select p.id, p.sequence, p.lot_id, coalesce(t.shipment_id, f.shipment_id) as shipment_id, p.reason, p.occurred_at,
			p.recorded_at, (${arrived})::bigint as arrived, (${failed})::bigint as failed, left(encode(p.hash, 'hex'), 12) as mark
		${postingsIn(scope)} and p.lot_id = any(${[...lotIds]}::uuid[]) and (${arrived} <> 0 or ${failed} <> 0)
		order by p.occurred_at, p.sequence limit ${limit}`.execute(trx);
	return rows;
}

/** What a receipt says of the lots behind a figure. */
export interface TracedReceipt {
	readonly receiptId: string;
	readonly shipmentId: string;
	readonly shipmentNumber: string;
	readonly number: number;
	readonly receivedAt: Instant;
	readonly accepted: number;
	readonly damaged: number;
	readonly missing: number;
	readonly refused: number;
	/** A second count of goods another receipt accounts for. */
	readonly beside: boolean;
}

/** The receipts of some shipments as far as they are about some lots, oldest first. */
export async function listTracedReceipts(
	trx: Trx,
	shipmentIds: readonly string[],
	lotIds: readonly string[],
): Promise<readonly TracedReceipt[]> {
	const { rows } = await sql<TracedReceipt>`
		select r.id as receipt_id, s.id as shipment_id, s.number as shipment_number, r.number, r.received_at,
			sum(x.accepted)::bigint as accepted, sum(x.damaged)::bigint as damaged, sum(x.missing)::bigint as missing,
			sum(x.refused)::bigint as refused, not bool_or(x.counts) as beside
		from shipment s join receipt r on r.shipment_id = s.id
		join receipt_line x on x.receipt_id = r.id
		join shipment_line l on l.id = x.shipment_line_id
		where s.id = any(${[...shipmentIds]}::uuid[]) and l.lot_id = any(${[...lotIds]}::uuid[])
		group by r.id, s.id order by r.received_at, s.number, r.number`.execute(trx);
	return rows;
}
