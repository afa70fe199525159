import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { PostingReason } from '../ledger/canonical-posting.ts';
import { type AccountKind, accountKeyText, hubAccount } from '../ledger/ledger-account.ts';
import type { PlaceText } from '../ledger/ledger-texts.ts';
import type { AttributeValue } from '../recognition/recognised-line.ts';

/** Goods of one lot at one place. */
export interface StockRow {
	readonly lotId: string;
	readonly accountId: string;
	readonly itemCode: string;
	readonly baseUnit: string;
	/** Units at this place, and of the whole lot neither promised nor gone. */
	readonly units: number;
	readonly free: number;
	readonly kind: 'hub' | 'pledged';
	readonly place: PlaceText | null;
	readonly condition: string;
	readonly expiresOn: PlainDate | null;
	readonly serialNumber: string | null;
	readonly donorNames: LocalizedText | null;
	readonly donorName: string | null;
}

export interface StockFilter {
	/** A hub's id, `pledged` for goods still with their donors, or null for everything. */
	readonly place: string | null;
	readonly onlyFree: boolean;
	/** Item codes a search text stands for; null without a search. */
	readonly codes: readonly string[] | null;
	/** The search text itself, for serial numbers. */
	readonly text: string;
}

/** Where a page of the list begins: after this row. */
export interface StockKey {
	readonly itemCode: string;
	readonly lotId: string;
	readonly accountId: string;
}

const placeText = sql`case when p.id is null then null else jsonb_build_object('names', p.names, 'municipality', p.municipality,
	'named', not p.restricted or p.city_id = current_city()) end`;

/**
 * The acting city's stock in the order of the catalogue, a page at a time. Names are looked up for the rows of the page
 * alone, and each kind of search reads its own index, so that a page costs the same however much there is.
 */
export async function listStock(
	trx: Trx,
	filter: StockFilter,
	after: StockKey | null,
	limit: number,
): Promise<StockRow[]> {
	const found = stockSearches(filter).map((wanted) => sql`(${stockPage(filter, wanted, after, limit)})`);
	const { rows } = await sql<StockRow>`
		select s.lot_id, s.account_id, s.item_code, s.base_unit, s.units, s.free, s.kind, ${placeText} as place, s.condition,
			s.expires_on, s.serial_number, o.names as donor_names, oc.donor_name
		from (${sql.join(found, sql` union `)}) s
		left join place p on p.id = s.place_id
		left join organisation o on o.id = s.donor_id
		left join offer_line ol on ol.id = s.offer_line_id
		left join offer_contact oc on oc.offer_id = ol.offer_id
		order by s.item_code, s.lot_id, s.account_id limit ${limit}`.execute(trx);
	return rows;
}

/** A serial number without a digit is none people search for, where the text names items. */
function stockSearches({ codes, text }: StockFilter): RawBuilder<unknown>[] {
	if (codes === null) return [sql`true`];
	const items = sql`l.item_code = any(${[...codes]}::text[])`;
	if (codes.length > 0 && !/\d/.test(text)) return [items];
	// Few lots have one: their own index holds them together.
	const serial = sql`l.serial_number is not null and l.serial_number ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`;
	return [items, serial];
}

/** Each filter is written only where it is asked for, so that each question gets a plan of its own. */
function stockPage(filter: StockFilter, wanted: RawBuilder<unknown>, after: StockKey | null, limit: number) {
	const start = after
		? sql`and (l.item_code, l.id) >= (${after.itemCode}, ${after.lotId}::uuid)
			and (l.item_code, l.id, a.id) > (${after.itemCode}, ${after.lotId}::uuid, ${after.accountId}::uuid)`
		: sql``;
	return sql`
		select l.id as lot_id, a.id as account_id, l.item_code, l.base_unit, b.quantity as units, lp.free, a.kind, a.place_id,
			l.condition, l.expires_on, l.serial_number, l.donor_id, l.offer_line_id
		from lot l
		join lot_position lp on lp.lot_id = l.id
		join balance b on b.lot_id = l.id and b.role = 'stock' and b.quantity > 0
		join ledger_account a on a.id = b.account_id
		where l.city_id = current_city() and ${wanted}
			${start} ${placeFilter(filter.place)} ${filter.onlyFree ? sql`and lp.free > 0` : sql``}
		order by l.item_code, l.id, a.id limit ${limit}`;
}

/** Goods of one hub are few beside all goods: the place's own account is where to begin. */
function placeFilter(place: string | null) {
	if (place === null) return sql``;
	if (place === 'pledged') return sql`and a.kind = 'pledged'`;
	return sql`and b.account_id = (select h.id from ledger_account h
		where h.city_id = current_city() and h.key = ${accountKeyText(hubAccount(place))})`;
}

export interface HubRow {
	readonly id: string;
	readonly names: LocalizedText;
}

/** The acting city's own hubs in use. */
export async function listHubs(trx: Trx): Promise<HubRow[]> {
	const { rows } = await sql<HubRow>`
		select id, names from place where city_id = current_city() and kind = 'hub' and retired_at is null
		order by names::text, id`.execute(trx);
	return rows;
}

export interface LotRow {
	readonly lotId: string;
	/** The city that keeps it. */
	readonly cityId: string;
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly openedQuantity: number;
	readonly attributes: Readonly<Record<string, AttributeValue>>;
	readonly condition: string;
	readonly expiresOn: PlainDate | null;
	readonly serialNumber: string | null;
	readonly availableFrom: PlainDate | null;
	readonly earmark: LocalizedText | null;
	readonly ownTransport: boolean;
	/** To be given to one recipient as a whole. */
	readonly indivisible: boolean;
	readonly valueCents: number | null;
	readonly weightGrams: number | null;
	readonly openedAt: Instant;
	readonly donorNames: LocalizedText | null;
	readonly donorName: string | null;
	readonly offerId: string | null;
	/** Null for a city that only receives from the lot. */
	readonly free: number | null;
	readonly reserved: number | null;
}

/** A lot the acting city keeps or receives from. */
export async function findLot(trx: Trx, lotId: string): Promise<LotRow | undefined> {
	const { rows } = await sql<LotRow>`
		select l.id as lot_id, l.city_id, l.item_code, l.base_unit, l.opened_quantity, l.attributes, l.condition, l.expires_on,
			l.serial_number, l.available_from, e.names as earmark, l.own_transport, l.indivisible, l.value_cents, l.weight_grams,
			l.opened_at, o.names as donor_names, oc.donor_name, ol.offer_id, lp.free, lp.reserved
		from lot l
		left join lot_position lp on lp.lot_id = l.id
		left join operation e on e.id = l.earmark_operation_id
		left join organisation o on o.id = l.donor_id
		left join offer_line ol on ol.id = l.offer_line_id
		left join offer_contact oc on oc.offer_id = ol.offer_id
		where l.id = ${lotId}`.execute(trx);
	return rows[0];
}

export interface StandingRow {
	readonly accountId: string;
	readonly kind: AccountKind;
	readonly units: number;
	readonly placeId: string | null;
	readonly place: PlaceText | null;
	readonly shipmentId: string | null;
	readonly shipmentNumber: string | null;
}

/** Where the units of a lot stand, nearest to the donor first; the donor's own account is left out. */
export async function listStandings(trx: Trx, lotId: string): Promise<StandingRow[]> {
	const { rows } = await sql<StandingRow>`
		select a.id as account_id, a.kind, b.quantity as units, a.place_id, ${placeText} as place, a.shipment_id,
			s.number as shipment_number
		from balance b join ledger_account a on a.id = b.account_id
		left join place p on p.id = a.place_id left join shipment s on s.id = a.shipment_id
		where b.lot_id = ${lotId} and b.quantity > 0
		order by array_position(array['pledged', 'hub', 'transit', 'site', 'in-use', 'consumed'], a.kind), a.kind, a.id`.execute(
		trx,
	);
	return rows;
}

export interface PromiseRow {
	readonly reservationId: string;
	readonly needId: string;
	readonly needItemCode: string | null;
	readonly operationNames: LocalizedText;
	readonly quantity: number;
	readonly released: number;
	readonly loaded: number;
	readonly departed: number;
	readonly decidedAt: Instant;
}

/** To whom a lot is promised, latest decision first. */
export async function listPromises(trx: Trx, lotId: string): Promise<PromiseRow[]> {
	const { rows } = await sql<PromiseRow>`
		select r.id as reservation_id, r.need_id, n.item_code as need_item_code, o.names as operation_names, p.quantity,
			p.released, p.loaded, p.departed, r.decided_at
		from reservation r
		join reservation_position p on p.reservation_id = r.id
		join operation o on o.id = r.operation_id
		left join need_current n on n.need_id = r.need_id
		where r.lot_id = ${lotId} order by r.decided_at desc, r.id limit 200`.execute(trx);
	return rows;
}

interface EndOfPosting {
	readonly kind: AccountKind;
	readonly place: PlaceText | null;
}

export interface HistoryRow {
	readonly id: string;
	readonly sequence: number;
	readonly quantity: number;
	readonly occurredAt: Instant;
	readonly recordedAt: Instant;
	readonly reason: PostingReason;
	readonly giver: EndOfPosting;
	readonly taker: EndOfPosting;
	readonly actorName: string | null;
	readonly reverses: string | null;
	readonly reversedBy: string | null;
	readonly shipmentId: string | null;
	readonly shipmentNumber: string | null;
	/** The words somebody left, from the note's canonical JSON. */
	readonly note: string | null;
}

/** Every posting of a lot in the order it happened. */
export async function listHistory(trx: Trx, lotId: string): Promise<HistoryRow[]> {
	const end = (account: string, place: string) => sql`jsonb_build_object('kind', ${sql.ref(account)}.kind, 'place',
		case when ${sql.ref(place)}.id is null then null else jsonb_build_object('names', ${sql.ref(place)}.names,
			'municipality', ${sql.ref(place)}.municipality,
			'named', not ${sql.ref(place)}.restricted or ${sql.ref(place)}.city_id = current_city()) end)`;
	const { rows } = await sql<HistoryRow>`
		select p.id, p.sequence, p.quantity, p.occurred_at, p.recorded_at, p.reason, ${end('ga', 'gp')} as giver,
			${end('ta', 'tp')} as taker, c.name as actor_name, p.reverses, r.id as reversed_by, s.id as shipment_id,
			s.number as shipment_number, n.body::jsonb ->> 'note' as note
		from posting p
		join ledger_account ga on ga.id = p.from_account left join place gp on gp.id = ga.place_id
		join ledger_account ta on ta.id = p.to_account left join place tp on tp.id = ta.place_id
		left join shipment s on s.id = coalesce(ta.shipment_id, ga.shipment_id)
		left join posting r on r.reverses = p.id
		left join account c on c.id = p.actor_id
		left join posting_note n on n.posting_id = p.id
		where p.lot_id = ${lotId} order by p.occurred_at, p.sequence limit 1000`.execute(trx);
	return rows;
}
