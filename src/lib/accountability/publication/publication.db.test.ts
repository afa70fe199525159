import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import { inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, at, granted } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from '#test/laws/shipment-world.ts';
import { publicationTick } from '../disclosure/disclosure.ts';
import { hideFromPublic, wishLag } from '../disclosure/disclosure-commands.server.ts';
import { listDisclosure } from '../disclosure/disclosure-queries.server.ts';
import { publish } from './publication.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const { dortmund, zhytomyr, as } = world;

/** When the tests' receipts are recorded, and the first tick at which the public may know of them. */
const received = at(60);
const firstPublic = later(publicationTick(later(received, 72 * hour)), day);

const publishAt = (now: Instant) => inWorker(database.databases.worker, (trx) => publish(trx, now));

const publicTables = [
	'public_operation',
	'public_city',
	'public_item',
	'public_purpose',
	'public_delivery',
	'public_delivery_line',
	'public_partnership',
	'public_record',
	'public_story_entry',
];

/** Everything the public can read, as text, without the order of rows. */
async function publicText(): Promise<string> {
	const parts: string[] = [];
	for (const table of publicTables) {
		const rows = await database.query<{ line: string }>(`select t::text as line from ${table} t order by 1`);
		parts.push(table, ...rows.map(({ line }) => line));
	}
	return parts.join('\n');
}

async function figures(itemCode = 'PWR-GEN') {
	const rows = await database.query<{ needed: string; promised: string; received: string; in_use: string }>(
		`select needed, promised, received, in_use from public_item where operation_slug = 'zhytomyr' and item_code = $1`,
		[itemCode],
	);
	return rows[0] && Object.fromEntries(Object.entries(rows[0]).map(([key, value]) => [key, Number(value)]));
}

/** A shipment of so many generators, on the road since minute 4. */
async function onTheRoad(units: number): Promise<string> {
	const lotId = await world.aLot(units + 3, { placeId: world.hubId });
	const reservationId = await world.aReservation(lotId, units, needId);
	const shipmentId = await aShipment(world, [[reservationId, units]], {
		crew: [{ plate: 'DO-CANARY 1', driver: 'Canary Driver', phone: '+49 canary' }],
		stops: [{ kind: 'border', description: 'Canary crossing' }],
		note: 'canary note',
	});
	await sendOff(world, shipmentId);
	return shipmentId;
}

for (const { city, account } of [dortmund, zhytomyr]) {
	await database.query(
		`insert into account (id, city_id, email, name, language, created_at) values ($1, $2, $3, 'A', 'en', now())`,
		[account, city, `${account}@example.org`],
	);
}
const needId = await world.aNeed(100);
await database.query(`update need_current set created_at = $1, version = version + 1`, [new Date(at(0)).toISOString()]);

describe('what the public reads', () => {
	it('changes when something is promised, once the promise is older than the lag', async () => {
		const before = await publishAt(firstPublic);
		const lotId = await world.aLot(10, { placeId: world.hubId });
		await world.aReservation(lotId, 10, needId);
		expect((await publishAt(firstPublic)).version).not.toBe(before.version);
		expect(await figures()).toMatchObject({ promised: 10, received: 0 });
	});

	it('does not change by a byte while a shipment is planned, on the road, or received less than the lag ago', async () => {
		const shipmentId = await onTheRoad(20);
		const [line] = await linesOf(world, shipmentId);
		const tooEarly = publicationTick(later(received, 71 * hour));
		const before = await publishAt(tooEarly);
		const text = await publicText();
		granted(await receive(world, shipmentId, [counted(line!, { accepted: 17, damaged: 2, missing: 1 })]));
		expect(await publishAt(tooEarly)).toEqual(before);
		expect(await publicText()).toBe(text);
	});

	it('shows what was accepted, and only that, once the lag has passed', async () => {
		await publishAt(firstPublic);
		expect(await figures()).toEqual({ needed: 100, promised: 27, received: 17, in_use: 0 });
		const lines = await database.query(`select item_code, quantity::int, donor from public_delivery_line`);
		expect(lines).toEqual([{ item_code: 'PWR-GEN', quantity: 17, donor: { en: 'THW' } }]);
		const deliveries = await database.query(`select received from public_delivery`);
		expect(deliveries).toEqual([{ received: { kind: 'week', monday: '2023-02-27' } }]);
	});

	it('names the day only after thirty days, under the same public id', async () => {
		const ids = () => database.query(`select public_id from public_delivery`);
		const before = await ids();
		await publishAt(later(firstPublic, 30 * day));
		expect(await database.query(`select received from public_delivery`)).toEqual([
			{ received: { kind: 'day', date: '2023-02-27' } },
		]);
		expect(await ids()).toEqual(before);
	});

	it('gives the same version for the same facts and tick, however often it is published', async () => {
		expect(await publishAt(later(firstPublic, hour))).toEqual(await publishAt(later(firstPublic, 5 * hour)));
	});

	it('holds nothing of routes, crews, plates, notes and people', async () => {
		await publishAt(later(firstPublic, 60 * day));
		expect(await publicText()).not.toMatch(/canary|DO-|\+49|hub|site/i);
	});

	it('loses a donor’s name where the donor does not want to be named', async () => {
		await database.query(`update organisation set public_name_allowed = false`);
		await publishAt(firstPublic);
		expect(await database.query(`select donor from public_delivery_line`)).toEqual([{ donor: null }]);
		await database.query(`update organisation set public_name_allowed = true`);
	});
});

describe('the cities’ say', () => {
	it('lets the partner city lengthen the lag alone, and shorten it only with the other', async () => {
		const wish = (who: typeof dortmund, hours: number, minute: number) =>
			as(who, (trx) => wishLag(trx, { id: anId(), operationId: world.operationId as never, hours, at: at(minute) }));
		granted(await wish(zhytomyr, 200, 1));
		await publishAt(firstPublic);
		expect(await figures()).toMatchObject({ received: 0 });
		granted(await wish(zhytomyr, 24, 2));
		await publishAt(publicationTick(later(received, 48 * hour)));
		expect(await figures()).toMatchObject({ received: 0 });
		granted(await wish(dortmund, 24, 3));
		await publishAt(publicationTick(later(received, 48 * hour)));
		expect(await figures()).toMatchObject({ received: 17 });
	});

	it('hides a shipment, and shows it again', async () => {
		const [shipment] = await database.query<{ id: string }>(`select id from shipment`);
		const hide = (hidden: boolean, minute: number) =>
			as(zhytomyr, (trx) =>
				hideFromPublic(trx, {
					id: anId(),
					operationId: world.operationId as never,
					shipmentId: shipment!.id as never,
					hidden,
					reason: 'the site was hit',
					at: at(minute),
				}),
			);
		granted(await hide(true, 10));
		await publishAt(firstPublic);
		expect(await database.query(`select from public_delivery`)).toHaveLength(0);
		expect(await figures()).toMatchObject({ received: 0 });
		granted(await hide(false, 11));
		await publishAt(firstPublic);
		expect(await database.query(`select from public_delivery`)).toHaveLength(1);
	});

	it('by one city is not undone by the other', async () => {
		const [shipment] = await database.query<{ id: string }>(`select id from shipment`);
		const decide = async (who: typeof dortmund, shipmentId: string | null, hidden: boolean, minute: number) => {
			const hiding = { id: anId<'hiding'>(), operationId: world.operationId as never, shipmentId: shipmentId as never };
			granted(await as(who, (trx) => hideFromPublic(trx, { ...hiding, hidden, reason: 'safety', at: at(minute) })));
			await publishAt(firstPublic);
			const [deliveries] = await database.query<{ n: string }>(`select count(*) as n from public_delivery`);
			return Number(deliveries!.n);
		};
		for (const subject of [shipment!.id, null]) {
			expect(await decide(zhytomyr, subject, true, 20)).toBe(0);
			expect(await decide(dortmund, subject, false, 21)).toBe(0);
			const [seen] = (await as(dortmund, listDisclosure)).filter(({ id }) => id === world.operationId);
			const shown = subject === null ? seen : seen?.shipments.find(({ id }) => id === subject);
			expect(shown).toMatchObject({ hidden: false, hiddenByOthers: true });
			expect(await decide(zhytomyr, subject, false, 22)).toBe(1);
		}
	});

	it('of a shipment is decided with its own operation, by no city that has part in another one only', async () => {
		const [shipment] = await database.query<{ id: string }>(`select id from shipment`);
		for (const hidden of [true, false]) {
			const decided = await as(dortmund, (trx) =>
				hideFromPublic(trx, {
					id: anId(),
					operationId: world.otherOperationId as never,
					shipmentId: shipment!.id as never,
					hidden,
					reason: 'not ours',
					at: at(12),
				}),
			);
			expect(decided).toEqual({ ok: false, refusal: { kind: 'operation-not-found' } });
		}
		await expect(
			database.query(
				`insert into disclosure_hiding (id, operation_id, shipment_id, city_id, hidden, reason, decided_at)
				values (gen_random_uuid(), $1, $2, $3, false, 'not ours', now())`,
				[world.otherOperationId, shipment!.id, dortmund.city],
			),
		).rejects.toThrow('disclosure_hiding_of_its_operation');
	});

	it('is refused to a city that has no part in the operation', async () => {
		const wish = { id: anId<'wish'>(), operationId: world.operationId as never, hours: 1, at: at(5) };
		expect(await as(world.stranger, (trx) => wishLag(trx, wish))).toEqual({
			ok: false,
			refusal: { kind: 'operation-not-found' },
		});
	});
});

describe('a reader at the moment of publication', () => {
	it('goes on reading the state it began with', async () => {
		await publishAt(firstPublic);
		await inPublic(database.databases.public, async (reader) => {
			const items = async () => (await sql`select from public_item`.execute(reader)).rows.length;
			await sql`select from public_state`.execute(reader);
			await publishAt(firstPublic);
			expect(await items()).toBeGreaterThan(0);
		});
	});

	it('is not held up by a publication under way', async () => {
		await inWorker(database.databases.worker, async (trx) => {
			await publish(trx, firstPublic);
			await inPublic(database.databases.public, (reader) => sql`select from public_item`.execute(reader));
		});
	});
});

describe('the public database role', () => {
	it('can read the public tables and nothing else', async () => {
		const readable = await database.query<{ name: string }>(`
			select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = 'public' and c.relkind in ('r', 'v', 'm', 'p')
				and (has_table_privilege('tandem_public', c.oid, 'select')
					or has_any_column_privilege('tandem_public', c.oid, 'select'))
			order by 1`);
		const mediaTables = ['public_document', 'public_document_file', 'public_image', 'public_image_file'];
		const newsTables = ['public_article', 'public_news_state', 'public_site_text', 'public_term'];
		const all = [...publicTables, 'public_state', ...mediaTables, ...newsTables];
		expect(readable.map(({ name }) => name)).toEqual(all.sort());
	});

	it('can write nothing', async () => {
		const writable = await database.query(`
			select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = 'public' and c.relkind in ('r', 'v', 'm', 'p')
				and has_table_privilege('tandem_public', c.oid, 'insert, update, delete, truncate')`);
		expect(writable).toEqual([]);
	});
});
