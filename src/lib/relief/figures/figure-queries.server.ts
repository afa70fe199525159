import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { PartnershipKind } from '#lib/partnerships/partnership.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import type { BoundDelivery, BoundItem } from './bound-line.ts';
import type { PublicDate } from './public-date.ts';

// Every public number comes from here, and from the public projection only (laws 8 and 9). Run inside inPublic, but for
// listPlaceNames and findBoundLines, which the office and jobs ask as well.

export interface PublicState {
	readonly asOf: Instant;
	/** Changes whenever anything public changes; pages are cached under it. */
	readonly version: string;
}

/** As of when the figures speak; undefined before the first publication. */
export async function findPublicState(trx: Trx): Promise<PublicState | undefined> {
	const found = await sql<PublicState>`select as_of, version from public_state`.execute(trx);
	return found.rows[0];
}

/** A partnership as the public knows it. */
interface PublicPartnership {
	readonly slug: string;
	readonly names: LocalizedText;
	readonly kind: PartnershipKind;
	readonly since: PlainDate;
}

export interface PublicOperation {
	readonly slug: string;
	readonly names: LocalizedText;
	readonly destination: LocalizedText;
	readonly leadCity: LocalizedText;
	readonly partnerCity: LocalizedText | null;
	readonly partnership: PublicPartnership | null;
	readonly country: string;
	readonly latitude: number;
	readonly longitude: number;
	readonly deliveries: number;
	readonly needs: number;
}

export async function listPublicOperations(trx: Trx): Promise<readonly PublicOperation[]> {
	const found = await sql<PublicOperation>`
		select slug, names, destination, lead_city, partner_city, partnership, country,
			latitude::float8 as latitude, longitude::float8 as longitude,
			(select count(*)::int from public_delivery d where d.operation_slug = slug) as deliveries,
			(select coalesce(sum(i.needs), 0)::int from public_item i where i.operation_slug = slug) as needs
		from public_operation order by opened_on desc, slug`.execute(trx);
	return found.rows;
}

export async function findPublicOperation(trx: Trx, slug: string): Promise<PublicOperation | undefined> {
	return (await listPublicOperations(trx)).find((operation) => operation.slug === slug);
}

export interface PublicCity {
	readonly names: LocalizedText;
	readonly country: string;
	readonly latitude: number;
	readonly longitude: number;
}

/** The cities that send, each with its one public point (R4). */
export async function listPublicCities(trx: Trx): Promise<readonly PublicCity[]> {
	const found = await sql<PublicCity>`
		select names, country, latitude::float8 as latitude, longitude::float8 as longitude
		from public_city order by names ->> 'en', latitude`.execute(trx);
	return found.rows;
}

/** What was asked for, promised, received and put to use of one catalogue item, in its base units. */
export interface ItemFigures {
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly needed: number;
	readonly needs: number;
	readonly needsUnknown: number;
	readonly promised: number;
	readonly received: number;
	readonly inUse: number;
}

export async function listItemFigures(trx: Trx, slug: string): Promise<readonly ItemFigures[]> {
	const found = await sql<ItemFigures>`
		select item_code, base_unit, needed, needs, needs_unknown, promised, received, in_use
		from public_item where operation_slug = ${slug} order by item_code`.execute(trx);
	return found.rows;
}

export interface PurposeFigure {
	readonly purpose: string;
	readonly needs: number;
}

export async function listPurposeFigures(trx: Trx, slug: string): Promise<readonly PurposeFigure[]> {
	const found = await sql<PurposeFigure>`
		select purpose, needs from public_purpose where operation_slug = ${slug} order by needs desc, purpose`.execute(trx);
	return found.rows;
}

export interface PublicDelivery {
	readonly publicId: string;
	readonly received: PublicDate;
	readonly lines: readonly DeliveryLine[];
}

export interface DeliveryLine {
	readonly itemCode: string;
	readonly baseUnit: string;
	/** Null where the donor is a person or does not want to be named. */
	readonly donor: LocalizedText | null;
	readonly quantity: number;
}

/** The newest deliveries of an operation, at most `limit`. */
export async function listDeliveries(trx: Trx, slug: string, limit: number): Promise<readonly PublicDelivery[]> {
	const found = await sql<PublicDelivery>`
		select d.public_id, d.received, (
			select jsonb_agg(jsonb_build_object('itemCode', l.item_code, 'baseUnit', l.base_unit, 'donor', l.donor,
				'quantity', l.quantity) order by l.item_code, l.donor) from public_delivery_line l where l.public_id = d.public_id
		) as lines
		from public_delivery d where d.operation_slug = ${slug}
		order by d.sort_date desc, d.public_id limit ${limit}`.execute(trx);
	return found.rows;
}

export interface DonorFigure {
	/** Null gathers all who are not named. */
	readonly donor: LocalizedText | null;
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly quantity: number;
}

/** What arrived, by donor and item. */
export async function listDonorFigures(trx: Trx, slug: string): Promise<readonly DonorFigure[]> {
	const found = await sql<DonorFigure>`
		select l.donor, l.item_code, l.base_unit, sum(l.quantity)::bigint as quantity
		from public_delivery_line l join public_delivery d using (public_id)
		where d.operation_slug = ${slug}
		group by 1, 2, 3 order by l.donor nulls last, l.item_code`.execute(trx);
	return found.rows;
}

export interface YearFigure {
	readonly year: number;
	readonly deliveries: number;
}

/** Deliveries by the year in which they were received. */
export async function listYearFigures(trx: Trx, slug: string): Promise<readonly YearFigure[]> {
	const found = await sql<YearFigure>`
		select extract(year from sort_date)::int as year, count(*)::int as deliveries
		from public_delivery where operation_slug = ${slug} group by 1 order by 1`.execute(trx);
	return found.rows;
}

/** An item some deliveries are asked for, under a name of the asker's own. */
export interface ItemAsked {
	readonly name: string;
	/** With every item below it in the catalogue. */
	readonly itemCode: string;
	/** Public ids. */
	readonly deliveries: readonly string[];
}

/** How many units came; those of several base units stand apart. */
export interface ItemReceived {
	readonly name: string;
	readonly baseUnit: string;
	readonly received: number;
}

/** What came of items with certain deliveries, as far as both are public; nothing for what did not come. One query for all. */
export async function listItemsReceived(trx: Trx, asked: readonly ItemAsked[]): Promise<readonly ItemReceived[]> {
	if (asked.length === 0) return [];
	const { rows } = await sql<ItemReceived>`
		select a.name, l.base_unit, sum(l.quantity)::bigint as received
		from jsonb_to_recordset(${sqlJson(asked)}) as a(name text, "itemCode" text, deliveries jsonb)
		join public_delivery_line l on l.public_id in (select named::uuid from jsonb_array_elements_text(a.deliveries) named)
			and (l.item_code = a."itemCode" or starts_with(l.item_code, a."itemCode" || '-'))
		group by 1, 2 order by 1, 2`.execute(trx);
	return rows;
}

/** Names of public operations and partnerships, by "operation slug" and "partnership slug". Whatever role the transaction has. */
export async function listPlaceNames(
	trx: Trx,
	{ operations, partnerships }: { readonly operations: readonly string[]; readonly partnerships: readonly string[] },
): Promise<ReadonlyMap<string, LocalizedText>> {
	const { rows } = await sql<{ key: string; names: LocalizedText }>`
		select 'operation ' || slug as key, names from public_operation where slug = any(${[...operations]}::text[])
		union all select 'partnership ' || slug, names from public_partnership where slug = any(${[...partnerships]}::text[])`.execute(
		trx,
	);
	return new Map(rows.map(({ key, names }) => [key, names]));
}

/** Operations, those of partnerships included, and items with everything below them. */
export interface BoundWish {
	readonly operations: readonly string[];
	readonly partnerships: readonly string[];
	readonly itemCodes: readonly string[];
}

/** The public figures of some items as of one publication; `asOf` is null before the first. */
export interface BoundLines {
	readonly asOf: Instant | null;
	readonly items: readonly BoundItem[];
	readonly deliveries: readonly BoundDelivery[];
}

/**
 * What is public of items of operations and partnerships. One statement, hence of one publication whatever transaction asks;
 * what is not public is not in it, whoever asks.
 */
export async function findBoundLines(trx: Trx, wish: BoundWish): Promise<BoundLines> {
	const { rows } = await sql<BoundLines>`
		with operation as (
			select slug, partnership ->> 'slug' as partnership from public_operation
			where slug = any(${[...wish.operations]}::text[]) or partnership ->> 'slug' = any(${[...wish.partnerships]}::text[])
		), node as (select unnest(${[...wish.itemCodes]}::text[]) as code)
		select (select round(extract(epoch from as_of) * 1000)::float8 from public_state) as as_of,
			coalesce((select jsonb_agg(jsonb_build_object('operation', o.slug, 'partnership', o.partnership, 'itemCode', i.item_code,
					'baseUnit', i.base_unit, 'needed', i.needed, 'needsUnknown', i.needs_unknown, 'promised', i.promised,
					'received', i.received, 'inUse', i.in_use))
				from public_item i join operation o on o.slug = i.operation_slug
				where exists (select from node where i.item_code = code or starts_with(i.item_code, code || '-'))), '[]') as items,
			coalesce((select jsonb_agg(jsonb_build_object('operation', o.slug, 'partnership', o.partnership, 'itemCode', l.item_code,
					'baseUnit', l.base_unit, 'quantity', l.quantity, 'received', d.received))
				from public_delivery_line l join public_delivery d using (public_id) join operation o on o.slug = d.operation_slug
				where exists (select from node where l.item_code = code or starts_with(l.item_code, code || '-'))), '[]') as deliveries`.execute(
		trx,
	);
	return present(rows[0], 'one row of a statement without a table');
}

/** What public figures can be asked of: each public operation, and each partnership that has some. */
export interface FigureScope {
	readonly kind: 'operation' | 'partnership';
	readonly slug: string;
	readonly names: LocalizedText;
}

/** Operations with the latest first, then partnerships. Whatever role the transaction has. */
export async function listFigureScopes(trx: Trx): Promise<readonly FigureScope[]> {
	const { rows } = await sql<FigureScope>`
		select kind, slug, names from (
			select 'operation' as kind, slug, names, opened_on from public_operation
			union all
			select distinct on (partnership ->> 'slug') 'partnership', partnership ->> 'slug', partnership -> 'names', null::date
			from public_operation where partnership is not null) scope
		order by kind, opened_on desc, slug`.execute(trx);
	return rows;
}
