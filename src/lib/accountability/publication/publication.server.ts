import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import {
	isShipmentPublic,
	lagInForce,
	publicationTick,
	publicDateOf,
	publicDonorOf,
	standardLagHours,
	totalsHorizon,
} from '../disclosure/disclosure.ts';
import { publishPartnerships } from './publish-partnerships.server.ts';
import { publishStories } from './publish-story.server.ts';

/** Those that refer to others first. */
const projectedTables = [
	'public_story_entry',
	'public_record',
	'public_partnership',
	'public_delivery_line',
	'public_delivery',
	'public_item',
	'public_purpose',
	'public_operation',
	'public_city',
] as const;

/**
 * Writes the public projection anew, as of the last tick before `now`, in one transaction of the worker: readers see the
 * whole old state or the whole new one. Same facts and same tick give the same rows and the same version (R9).
 */
export async function publish(trx: Trx, now: Instant): Promise<{ readonly asOf: Instant; readonly version: string }> {
	await sql`select pg_advisory_xact_lock(hashtext('tandem.publish'))`.execute(trx);
	const tick = publicationTick(now);
	// Never truncated: that would lock readers out until the end, and show emptiness to those already reading.
	for (const table of projectedTables) await sql`delete from ${sql.table(table)}`.execute(trx);
	const horizons = new Map<string, Instant>();
	for (const operation of await listPublicOperations(trx)) {
		const lagHours = lagInForce({
			lead: operation.leadWish,
			partner: operation.hasPartner ? operation.partnerWish : undefined,
		});
		const scope = { operation, tick, horizon: totalsHorizon(tick, lagHours) };
		keepEarliest(horizons, operation.partnershipId, scope.horizon);
		await insertOperation(trx, operation);
		const shipments = (await listEndedShipments(trx, operation.id)).filter((shipment) =>
			isShipmentPublic(shipment, lagHours, tick),
		);
		await insertDeliveries(trx, scope, shipments);
		await insertItems(trx, scope, shipments);
		await insertPurposes(trx, scope);
	}
	await insertCities(trx);
	const standard = totalsHorizon(tick, standardLagHours);
	await publishPartnerships(trx, { tick, horizonOf: (id) => horizons.get(id) ?? standard });
	await publishStories(trx);
	return { asOf: tick, version: await stampVersion(trx, tick) };
}

/** Of the operations of one partnership the most careful one counts. */
function keepEarliest(horizons: Map<string, Instant>, partnershipId: string | null, horizon: Instant): void {
	if (partnershipId === null) return;
	const before = horizons.get(partnershipId);
	if (before === undefined || horizon < before) horizons.set(partnershipId, horizon);
}

interface OperationRow {
	readonly id: string;
	readonly partnershipId: string | null;
	readonly slug: string;
	readonly hasPartner: boolean;
	readonly leadWish: number | null;
	readonly partnerWish: number | null;
}

interface Scope {
	readonly operation: OperationRow;
	readonly tick: Instant;
	readonly horizon: Instant;
}

interface EndedShipment {
	readonly id: string;
	/** When the last receipt was recorded and the shipment closed; null where it ended without being received. */
	readonly receivedAt: Instant | null;
	/** The moment of the last receipt itself. */
	readonly arrivedAt: Instant | null;
	readonly hidden: boolean;
}

async function listPublicOperations(trx: Trx): Promise<OperationRow[]> {
	const found = await sql<OperationRow>`
		with wish as (
			select distinct on (operation_id, city_id) operation_id, city_id, lag_hours
			from disclosure_wish order by operation_id, city_id, wished_at desc
		)
		select o.id, o.partnership_id, o.slug, o.partner_city_id is not null as has_partner,
			lead.lag_hours as lead_wish, partner.lag_hours as partner_wish
		from operation o
		left join wish lead on lead.operation_id = o.id and lead.city_id = o.lead_city_id
		left join wish partner on partner.operation_id = o.id and partner.city_id = o.partner_city_id
		where not exists (select from disclosure_hidden h where h.operation_id = o.id and h.shipment_id is null)
		order by o.slug`.execute(trx);
	return found.rows;
}

async function insertOperation(trx: Trx, operation: OperationRow): Promise<void> {
	await sql`
		insert into public_operation (slug, names, destination, lead_city, partner_city, partnership, country,
			latitude, longitude, opened_on, closed_on)
		select o.slug, o.names, o.destination, lead.names, partner.names,
			case when p.id is not null then jsonb_build_object('slug', p.slug, 'names', p.names, 'kind', p.kind, 'since', p.since) end,
			o.country, o.latitude, o.longitude, o.opened_on, o.closed_on
		from operation o
		join city lead on lead.id = o.lead_city_id
		left join city partner on partner.id = o.partner_city_id
		left join partnership p on p.id = o.partnership_id
		where o.id = ${operation.id}`.execute(trx);
}

/** The cities that lead a public operation. */
async function insertCities(trx: Trx): Promise<void> {
	await sql`
		insert into public_city (slug, names, country, latitude, longitude)
		select c.slug, c.names, c.country, c.latitude, c.longitude from city c
		where c.id in (select o.lead_city_id from operation o join public_operation p on p.slug = o.slug)`.execute(trx);
}

async function listEndedShipments(trx: Trx, operationId: string): Promise<EndedShipment[]> {
	const found = await sql<EndedShipment>`
		select c.shipment_id as id, ended.recorded_at as received_at,
			(select max(r.received_at) from receipt r where r.shipment_id = c.shipment_id) as arrived_at,
			h.shipment_id is not null as hidden
		from shipment_current c
		join shipment_event ended on ended.shipment_id = c.shipment_id
			and ended.kind in ('received', 'closed-with-discrepancy')
		left join disclosure_hidden h on h.shipment_id = c.shipment_id
		where c.operation_id = ${operationId} and c.state in ('received', 'closed-with-discrepancy')
		order by c.shipment_id`.execute(trx);
	return found.rows;
}

interface DeliveredRow {
	readonly shipmentId: string;
	readonly publicId: string;
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly donorKind: string;
	readonly donorNames: LocalizedText | null;
	readonly nameAllowed: boolean;
	readonly quantity: number;
}

/** What public shipments brought, by item and donor; units not accepted are left out. */
async function insertDeliveries(trx: Trx, scope: Scope, shipments: readonly EndedShipment[]): Promise<void> {
	if (shipments.length === 0) return;
	const delivered = await sql<DeliveredRow>`
		select l.shipment_id, public_id_of('shipment', l.shipment_id, s.secret) as public_id, lot.item_code, lot.base_unit,
			coalesce(d.kind, contact.donor_kind, 'private-person') as donor_kind,
			coalesce(d.names, jsonb_build_object(contact.language, contact.donor_name)) as donor_names,
			coalesce(d.public_name_allowed, contact.donor_name is not null) and contact.anonymous is distinct from true
				as name_allowed,
			sum(p.accepted + p.recovered + p.surplus)::bigint as quantity
		from shipment_line l
		join shipment_line_position p on p.shipment_line_id = l.id
		join lot on lot.id = l.lot_id
		left join organisation d on d.id = lot.donor_id
		left join offer_line ol on ol.id = lot.offer_line_id
		left join offer_contact contact on contact.offer_id = ol.offer_id
		cross join publication_secret s
		where l.shipment_id = any(${sqlUuids(shipments.map(({ id }) => id))})
		group by l.shipment_id, s.secret, lot.item_code, lot.base_unit, d.id, contact.offer_id
		having sum(p.accepted + p.recovered + p.surplus) > 0`.execute(trx);
	const publicIds = new Map(delivered.rows.map(({ shipmentId, publicId }) => [shipmentId, publicId]));
	const deliveries = shipments.flatMap(({ id, arrivedAt }) => {
		const publicId = publicIds.get(id);
		if (publicId === undefined || arrivedAt === null) return [];
		const received = publicDateOf(arrivedAt, scope.tick);
		const sortDate = received.kind === 'week' ? received.monday : received.date;
		return [{ public_id: publicId, received, sort_date: sortDate }];
	});
	const lines = delivered.rows.map((row) => ({
		public_id: row.publicId,
		item_code: row.itemCode,
		base_unit: row.baseUnit,
		donor:
			publicDonorOf({ organisationKind: row.donorKind, nameAllowed: row.nameAllowed }).kind === 'named'
				? row.donorNames
				: null,
		quantity: row.quantity,
	}));
	await sql`
		insert into public_delivery (public_id, operation_slug, received, sort_date)
		select public_id, ${scope.operation.slug}, received, sort_date
		from jsonb_to_recordset(${sqlJson(deliveries)}) as d(public_id uuid, received jsonb, sort_date date)`.execute(trx);
	await sql`
		insert into public_delivery_line (public_id, item_code, base_unit, donor, quantity)
		select public_id, item_code, base_unit, nullif(donor, 'null'::jsonb), sum(quantity)
		from jsonb_to_recordset(${sqlJson(lines)})
			as l(public_id uuid, item_code text, base_unit text, donor jsonb, quantity bigint)
		group by 1, 2, 3, 4`.execute(trx);
}

/**
 * Needed, promised, received and in use, by the item that was asked for. Promised counts what was decided before the
 * horizon, less what was released or is known not to have arrived; what is under way stays in it unseen (R2).
 */
async function insertItems(trx: Trx, scope: Scope, shipments: readonly EndedShipment[]): Promise<void> {
	const horizon = sqlInstant(scope.horizon);
	await sql`
		with asked as (
			select item_code, base_unit, coalesce(sum(quantity_to), 0) as needed, count(*) as needs,
				count(*) filter (where quantity_kind = 'unknown') as needs_unknown
			from need_current
			where operation_id = ${scope.operation.id} and state in ('verified', 'open', 'closed')
				and created_at <= ${sqlInstant(scope.tick)}
			group by 1, 2
		), promise as (
			select r.need_id, floor(sum(
				(r.quantity - coalesce(gone.quantity, 0)) * r.factor_numerator::numeric / r.factor_denominator)) as units
			from reservation r
			left join lateral (
				select sum(x.quantity) as quantity from reservation_release x
				where x.reservation_id = r.id and x.released_at <= ${horizon}) gone on true
			where r.operation_id = ${scope.operation.id} and r.decided_at <= ${horizon}
			group by 1
		), line as (
			select l.need_id, p.*, r.factor_numerator::numeric / r.factor_denominator as factor,
				l.shipment_id = any(${sqlUuids(shipments.map(({ id }) => id))}) as is_public,
				exists (select from shipment_event e where e.shipment_id = l.shipment_id
					and e.kind in ('turned-back', 'lost') and e.recorded_at <= ${horizon}) as is_gone
			from shipment_line l
			join shipment_line_position p on p.shipment_line_id = l.id
			join reservation r on r.id = l.reservation_id
			where r.operation_id = ${scope.operation.id}
		), outcome as (
			select need_id,
				floor(sum((accepted + recovered + surplus) * factor) filter (where is_public)) as received,
				floor(sum((in_use + consumed) * factor) filter (where is_public)) as in_use,
				ceil(sum(case when is_gone then quantity when is_public then damaged + missing + refused - recovered else 0 end
					* factor)) as failed
			from line group by 1
		), by_need as (
			select coalesce(p.need_id, o.need_id) as need_id, coalesce(p.units, 0) as units, coalesce(o.received, 0) as received,
				coalesce(o.in_use, 0) as in_use, coalesce(o.failed, 0) as failed
			from promise p full join outcome o on o.need_id = p.need_id
		), given as (
			select n.item_code, n.base_unit, sum(greatest(b.units - b.failed, b.received)) as promised,
				sum(b.received) as received, sum(b.in_use) as in_use
			from by_need b join need_current n on n.need_id = b.need_id
			group by 1, 2
		)
		insert into public_item
		select ${scope.operation.slug}, item_code, base_unit, coalesce(a.needed, 0), coalesce(a.needs, 0),
			coalesce(a.needs_unknown, 0), coalesce(g.promised, 0), coalesce(g.received, 0), coalesce(g.in_use, 0)
		from asked a full join given g using (item_code, base_unit)
		where a.needs > 0 or g.promised > 0`.execute(trx);
}

async function insertPurposes(trx: Trx, scope: Scope): Promise<void> {
	await sql`
		insert into public_purpose
		select ${scope.operation.slug}, purpose, count(*)
		from need_current
		where operation_id = ${scope.operation.id} and state in ('verified', 'open', 'closed')
			and created_at <= ${sqlInstant(scope.tick)}
		group by purpose`.execute(trx);
}

async function stampVersion(trx: Trx, tick: Instant): Promise<string> {
	const digest = await sql<{ version: string }>`
		select left(encode(sha256(convert_to(${String(tick)} || string_agg(line, e'\n' order by line collate "C"), 'UTF8')), 'hex'), 16)
			as version
		from (
			select 'o' || o::text as line from public_operation o union all select 'i' || i::text from public_item i
			union all select 'p' || p::text from public_purpose p union all select 'd' || d::text from public_delivery d
			union all select 'l' || l::text from public_delivery_line l
			union all select 'c' || c::text from public_city c union all select 's' || s::text from public_partnership s
			union all select 'r' || r::text from public_record r
			union all select 'e' || e::text from public_story_entry e union all select '') rows`.execute(trx);
	const version = digest.rows[0]!.version;
	await sql`
		insert into public_state (as_of, version) values (${sqlInstant(tick)}, ${version})
		on conflict (only_row) do update set as_of = excluded.as_of, version = excluded.version`.execute(trx);
	return version;
}
