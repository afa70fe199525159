import { randomUUID } from 'node:crypto';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { categoryOf } from '#lib/relief/catalogue/catalogue.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import type { PostingReason } from '#lib/relief/ledger/canonical-posting.ts';
import {
	type AccountKey,
	donorAccount,
	hubAccount,
	siteAccount,
	transitAccount,
} from '#lib/relief/ledger/ledger-account.ts';
import { post } from '#lib/relief/ledger/post.server.ts';
import { aNeed } from '#test/fixtures/relief/sample-need.ts';
import { anOffer } from '#test/fixtures/relief/sample-offer.ts';
import type { BenchDatabase } from './bench-database.ts';

/** How many rows of each kind were laid out. */
export interface Bulk {
	readonly needs: number;
	readonly lots: number;
	readonly offers: number;
	readonly promises: number;
	readonly shipments: number;
}

interface Ground {
	readonly database: BenchDatabase;
	readonly city: Id<'city'>;
	readonly hub: string;
	readonly donor: string;
}

/** Rows a statement inserts, so that triggers see transition tables of a size they see at work. */
const chunk = 1000;

/**
 * Lays out `size` needs, as many lots, a tenth as many offers, promises to the open needs, and shipments of three promises
 * each: spread over operations, states, urgencies, items and days, the same at every call. Goods are posted by
 * the product's own function and every trigger is at work, so that the book proves like any other.
 */
export async function layOutBulk(database: BenchDatabase, size: number): Promise<Bulk> {
	const [ground] = await database.query<{ city: Id<'city'>; hub: string; donor: string }>(
		`select c.id as city, (select id from place p where p.city_id = c.id and kind = 'hub' limit 1) as hub,
			(select id from organisation o where o.city_id = c.id and kind = 'agency' limit 1) as donor
		from city c where slug = 'dortmund'`,
	);
	const where = { database, ...ground! };
	await layOutItems(database);
	await layOutNeeds(database, size);
	await layOutLots(where, size);
	await layOutOffers(where, Math.ceil(size / 10));
	const promises = await layOutPromises(where);
	const shipments = await layOutShipments(where);
	for (const table of ['need', 'need_current', 'lot', 'lot_position', 'balance', 'posting', 'offer_current']) {
		await database.query(`vacuum analyze ${table}`);
	}
	await database.query('analyze');
	return { needs: size, lots: size, offers: Math.ceil(size / 10), promises, shipments };
}

/** The items that are counted in pieces, with the words they are found by. */
async function layOutItems(database: BenchDatabase): Promise<void> {
	const catalogue = currentCatalogue();
	const items = catalogue.items
		.filter(({ unit }) => unit === 'pcs')
		.map(({ code, names }, n) => {
			const category = categoryOf(catalogue, code);
			const words = [code, ...Object.values(names), ...Object.values(catalogue.byCode.get(category)?.names ?? {})];
			return { n, code, category, words: words.join(' ') };
		});
	await database.query('create table bench_item (n int primary key, code text, category text, words text)');
	await database.query(
		`insert into bench_item select * from jsonb_to_recordset($1::jsonb) as i(n int, code text, category text, words text)`,
		[JSON.stringify(items)],
	);
}

async function layOutNeeds(database: BenchDatabase, size: number): Promise<void> {
	await database.query(
		`create table bench_need as
		select i, md5('need ' || i)::uuid as id, o.id as operation_id, t.code, t.category, t.words,
			(array['open', 'open', 'open', 'open', 'open', 'open', 'submitted', 'verified', 'closed', 'withdrawn', 'expired',
				'draft'])[1 + i * 7 % 12] as state,
			(array['housing', 'resilience-point', 'medical', 'fire-and-rescue', 'utilities', 'schools', 'social-care',
				'administration', 'general'])[1 + i * 5 % 9] as purpose,
			1 + (i * 11) % 4 as urgency, case when i % 3 > 0 then current_date + 20 + (i * 13) % 300 end as deadline,
			1 + (i * 17) % 90 as units, now() - i % 20 * interval '1 day' as confirmed_at,
			now() + (case when i % 1000 = 0 then 3 else 8 + i % 50 end) * interval '1 day' as valid_until
		from generate_series(1, $1::int) i
		join bench_item t on t.n = (i * 31) % (select count(*) from bench_item)
		join (select id, row_number() over (order by slug) - 1 as n, count(*) over () as count from operation) o
			on o.n = i % o.count`,
		[size],
	);
	await database.query(
		`insert into need (id, operation_id, created_at) select id, operation_id, confirmed_at from bench_need order by i`,
	);
	await database.query(
		`insert into need_current (need_id, operation_id, version, state, item_code, category, purpose, urgency, deadline,
			quantity_kind, quantity_from, quantity_to, base_unit, substitutes, conditions, facts, confirmed_at, valid_until,
			created_at, changed_at, words)
		select id, operation_id, 4, state, code, category, purpose, urgency, deadline, 'exact', units, units, 'pcs', true, '[]',
			$1::jsonb || jsonb_build_object('itemCode', code, 'conditions', '[]'::jsonb, 'purpose', purpose, 'urgency', urgency,
				'deadline', deadline, 'quantity', jsonb_build_object('kind', 'exact', 'amount', units)),
			confirmed_at, valid_until, confirmed_at, confirmed_at, to_tsvector('simple', words || ' ' || ($1::jsonb ->> 'phrase'))
		from bench_need order by i`,
		[JSON.stringify(aNeed({ phrase: 'laut Liste' }))],
	);
}

async function layOutLots({ database, city, hub, donor }: Ground, size: number): Promise<void> {
	for (let first = 1; first <= size; first += 10 * chunk) {
		await database.query(
			`insert into lot (id, city_id, item_code, base_unit, opened_quantity, condition, donor_id, serial_number, expires_on,
				place_id, opened_at)
			select md5('lot ' || i)::uuid, $1, t.code, 'pcs', case when i % 10 = 0 then 1 else 1 + i * 19 % 120 end,
				(array['new', 'used-good', 'used-fair'])[1 + i % 3], $2, case when i % 10 = 0 then 'SN-' || lpad(i::text, 8, '0') end,
				case when i % 7 = 0 then current_date + 100 + i % 500 end, $3, now() - interval '30 days'
			from generate_series($4::int, $5::int) i join bench_item t on t.n = (i * 37) % (select count(*) from bench_item)`,
			[city, donor, hub, first, Math.min(size, first + 10 * chunk - 1)],
		);
	}
	const lots = await database.query<{ lotId: string; quantity: string }>(
		`select id as "lotId", opened_quantity as quantity from lot l
		where not exists (select from posting p where p.lot_id = l.id) order by id`,
	);
	const moves = lots.map(({ lotId, quantity }) => ({ lotId, quantity: Number(quantity) as Quantity }));
	await postAll({ database, city }, moves, 'brought-in', () => ({ from: donorAccount(donor), to: hubAccount(hub) }));
}

interface Goods {
	readonly lotId: string;
	readonly quantity: Quantity;
	readonly operationId?: string;
	readonly shipmentId?: string;
}

async function postAll(
	{ database, city }: Pick<Ground, 'database' | 'city'>,
	goods: readonly Goods[],
	reason: PostingReason,
	ends: (goods: Goods) => { readonly from: AccountKey; readonly to: AccountKey },
): Promise<void> {
	for (let first = 0; first < goods.length; first += chunk) {
		const at = Date.now() as Instant;
		const requests = goods.slice(first, first + chunk).map((each) => ({
			lotId: each.lotId,
			quantity: each.quantity,
			operationId: each.operationId ?? null,
			...ends(each),
			reason,
			occurredAt: at,
		}));
		const posted = await inCity(database.databases.app, { city, account: null }, (trx) =>
			post(trx, city, requests, { at, account: null }),
		);
		if (!posted.ok) throw new Error(`${reason}: ${posted.refusal.kind}`);
	}
}

async function layOutOffers({ database, city }: Ground, size: number): Promise<void> {
	await database.query(
		`create table bench_offer as select i, md5('offer ' || i)::uuid as id, now() - i * interval '7 minutes' as at,
			(array['submitted', 'accepted', 'declined', 'released', 'withdrawn'])[1 + i % 5] as state
		from generate_series(1, ${size}) i`,
	);
	await database.query(
		`insert into offer (id, city_id, origin, created_at) select id, $1, 'public', at from bench_offer`,
		[city],
	);
	await database.query(
		`insert into offer_contact (offer_id, donor_kind, donor_name, language, anonymous)
		select id, 'company', 'Beispiel GmbH ' || i, 'de', false from bench_offer`,
	);
	await database.query(
		`insert into offer_current (offer_id, city_id, version, state, facts, submitted_at, created_at, changed_at, words)
		select b.id, $1, 2, state, $2, at, at, at, to_tsvector('simple', 'Beispiel GmbH ' || i || ' ' || t.words)
		from bench_offer b join bench_item t on t.n = (b.i * 29) % (select count(*) from bench_item)`,
		[city, JSON.stringify(anOffer())],
	);
}

/** One promise to every open need whose item has a lot left. */
async function layOutPromises({ database, city }: Ground): Promise<number> {
	await database.query(
		`create table bench_promise as
		select md5('promise ' || n.i)::uuid as id, n.id as need_id, l.lot_id, n.operation_id, least(n.units, l.free) as quantity,
			row_number() over (order by n.i) as i
		from (select *, row_number() over (partition by code order by i) as nth from bench_need
			where state = 'open') n
		join (select t.item_code as code, p.lot_id, p.free, row_number() over (partition by t.item_code order by t.id) as nth
			from lot_position p join lot t on t.id = p.lot_id
			where p.free > 0 and t.earmark_operation_id is null and p.lot_id in (select md5('lot ' || i)::uuid from bench_need)) l
			using (code, nth)`,
	);
	const [counted] = await database.query<{ count: number }>('select count(*)::int as count from bench_promise');
	for (let first = 1; first <= counted!.count; first += chunk) {
		await database.query(
			`insert into reservation (id, city_id, need_id, lot_id, operation_id, quantity, decision_id, decided_at)
			select id, $1, need_id, lot_id, operation_id, quantity, $2, now() - interval '10 days' from bench_promise
			where i between $3 and $4`,
			[city, randomUUID(), first, first + chunk - 1],
		);
	}
	return counted!.count;
}

/** Shipments of three promises of one operation: a fifth is planned, a tenth on the way, the rest received. */
async function layOutShipments(ground: Ground): Promise<number> {
	const { database, city, hub } = ground;
	await database.query(
		`create table bench_load as
		select *, md5('line ' || id)::uuid as line_id, md5('shipment ' || operation_id || nth / 3)::uuid as shipment_id, nth % 3 as position
		from (select *, row_number() over (partition by operation_id order by i) - 1 as nth from bench_promise) p
		order by i limit (select count(*) * 4 / 5 from bench_promise)`,
	);
	await database.query(
		`create table bench_shipment as select shipment_id as id, operation_id, row_number() over (order by shipment_id) as i
		from (select distinct shipment_id, operation_id from bench_load) s`,
	);
	await database.query(
		`insert into shipment (id, city_id, operation_id, number, transport, authority, created_at)
		select id, $1, operation_id, '2024-' || lpad(i::text, 5, '0'), 'carrier', 'Ratsbeschluss', now() - interval '9 days'
		from bench_shipment`,
		[city],
	);
	await record(database, 'planned', 1, 'true');
	await database.query(
		`insert into shipment_line (id, shipment_id, reservation_id, lot_id, need_id, from_account, quantity, position)
		select l.line_id, l.shipment_id, l.id, l.lot_id, l.need_id, a.id, l.quantity, l.position + 1
		from bench_load l join ledger_account a on a.place_id = $1 and a.kind = 'hub'`,
		[hub],
	);
	await sendOff(ground);
	const [counted] = await database.query<{ count: number }>('select count(*)::int as count from bench_shipment');
	return counted!.count;
}

async function sendOff({ database, city, hub }: Ground): Promise<void> {
	const departing = 's.i % 10 > 1';
	const received = 's.i % 10 > 2';
	await record(database, 'loading-started', 2, departing);
	await record(database, 'sealed', 3, departing);
	// The event frees what was promised, the postings then take it: both before the check at the end of a transaction.
	await database.query('alter table shipment_event disable trigger shipment_leaves_whole');
	await record(database, 'departed', 4, departing);
	await database.query('alter table shipment_event enable trigger shipment_leaves_whole');
	const load = (which: string) =>
		database
			.query<{ lotId: string; quantity: string; operationId: string; shipmentId: string }>(
				`select lot_id as "lotId", l.quantity, l.operation_id as "operationId", shipment_id as "shipmentId"
				from bench_load l join bench_shipment s on s.id = l.shipment_id where ${which} order by l.i`,
			)
			.then((rows) => rows.map((row) => ({ ...row, quantity: Number(row.quantity) as Quantity })));
	const transit = (goods: Goods) => transitAccount(goods.operationId!, goods.shipmentId!);
	await postAll({ database, city }, await load(departing), 'departed', (goods) => ({
		from: hubAccount(hub),
		to: transit(goods),
	}));
	await record(database, 'arrived', 5, received);
	await receive(database, city, received);
	await postAll({ database, city }, await load(received), 'received', (goods) => ({
		from: transit(goods),
		to: siteAccount(goods.operationId!, null),
	}));
	await record(database, 'received', 6, received);
}

async function record(database: BenchDatabase, kind: string, sequence: number, which: string): Promise<void> {
	await database.query(
		`insert into shipment_event (shipment_id, sequence, kind, occurred_at, recorded_at)
		select id, $1::int, $2, at, at from (select s.*, now() - (8 - $1::int) * interval '1 day' + i * interval '1 second' as at
			from bench_shipment s) s where ${which} order by i`,
		[sequence, kind],
	);
}

async function receive(database: BenchDatabase, city: string, which: string): Promise<void> {
	await database.query(
		`insert into receipt (id, shipment_id, number, city_id, received_at, recorded_at)
		select md5('receipt ' || s.id)::uuid, s.id, 1, $1, now() - interval '3 days', now() - interval '3 days'
		from bench_shipment s where ${which}`,
		[city],
	);
	await database.query(
		`insert into receipt_line (id, receipt_id, shipment_line_id, accepted, damaged, missing, refused)
		select md5('receipt line ' || l.id)::uuid, md5('receipt ' || s.id)::uuid, l.line_id, l.quantity, 0, 0, 0
		from bench_load l join bench_shipment s on s.id = l.shipment_id where ${which}`,
	);
}
