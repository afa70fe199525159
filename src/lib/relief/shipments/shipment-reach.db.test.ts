import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, move, receive, sendOff } from '#test/laws/shipment-world.ts';
import { listShipments, type Phase, phases } from './shipment-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const { dortmund, zhytomyr, stranger, as } = world;

const shipmentId = await aShipment(world, [[await world.aReservation(await world.aLot(9), 9), 9]], {
	stops: [{ kind: 'loading', description: 'Dortmund' }],
	vehicles: [{ kind: '40-t', capacityGrams: null, capacityMillilitres: null }],
	crew: [{ plate: 'DO-XX 1', driver: 'Muster', phone: '' }],
});
await sendOff(world, shipmentId);
await move(world, shipmentId, 'arrived', 5);
const [line] = await linesOf(world, shipmentId);
await receive(world, shipmentId, [counted(line!, { accepted: 8, missing: 1 })]);

const tables = [
	'shipment_stop',
	'shipment_vehicle',
	'shipment_crew',
	'shipment_event',
	'shipment_line',
	'shipment_line_position',
	'receipt',
	'discrepancy',
] as const;

const seen = (actor: typeof dortmund, table: string) =>
	as(actor, async (trx) => {
		const { rows } = await sql`select 1 from ${sql.table(table)} where shipment_id = ${shipmentId}`.execute(trx);
		return rows.length;
	});

describe('what belongs to a shipment', () => {
	it.each(tables)('in %s is seen by both of its cities and by no other', async (table) => {
		expect(await seen(dortmund, table)).toBeGreaterThan(0);
		expect(await seen(zhytomyr, table)).toBe(await seen(dortmund, table));
		expect(await seen(stranger, table)).toBe(0);
	});
});

describe('the address of a place', () => {
	it('is known to the other city from the plan of a transport until it has ended, and to no third one', async () => {
		// A place of its own, so that no other test's transport leads there.
		const site = anId();
		await database.query(
			`insert into place (id, city_id, kind, names, municipality, restricted)
			values ($1, $2, 'site', '{"uk": "Лікарня № 2"}', '{"uk": "Житомир"}', true)`,
			[site, zhytomyr.city],
		);
		await database.query(`insert into place_address (place_id, street, postcode, town) values ($1, 'x', '1', 'y')`, [
			site,
		]);
		const known = async () =>
			Promise.all(
				[dortmund, zhytomyr, stranger].map((actor) =>
					as(actor, async (trx) => {
						const { rows } = await sql`select from place_address where place_id = ${site}`.execute(trx);
						return rows.length;
					}),
				),
			);
		expect(await known()).toEqual([0, 1, 0]);
		const reservation = await world.aReservation(await world.aLot(3), 3);
		const there = await aShipment(world, [[reservation, 3]], { destinationId: site });
		expect(await known()).toEqual([1, 1, 0]);
		await sendOff(world, there);
		await move(world, there, 'arrived', 5);
		expect(await known()).toEqual([1, 1, 0]);
		await receive(world, there, [counted((await linesOf(world, there))[0]!, { accepted: 3 })]);
		expect(await known()).toEqual([0, 1, 0]);
	});
});

describe('the list of shipments', () => {
	it('shows each shipment in one phase, to both of its cities and to no other', async () => {
		const planned = await aShipment(world, []);
		const shown = async (actor: typeof dortmund) => {
			const found: [Phase, string[]][] = [];
			for (const phase of Object.keys(phases) as Phase[]) {
				const rows = await as(actor, (trx) => listShipments(trx, phase, null, 10));
				found.push([phase, rows.map(({ id }) => id)]);
			}
			return Object.fromEntries(found);
		};
		const expected = { preparing: [planned], 'on-the-way': [], ended: expect.arrayContaining([shipmentId]) };
		expect(await shown(dortmund)).toEqual(expected);
		expect(await shown(zhytomyr)).toEqual(expected);
		expect(await shown(stranger)).toEqual({ preparing: [], 'on-the-way': [], ended: [] });
	});

	it('turns pages in the order of the latest change, each shipment once', async () => {
		for (let n = 0; n < 5; n++) await aShipment(world, []);
		const pages: string[] = [];
		let before: Parameters<typeof listShipments>[2] = null;
		for (;;) {
			const rows = await as(dortmund, (trx) => listShipments(trx, 'preparing', before, 2));
			const last = rows.at(-1);
			if (!last) break;
			pages.push(...rows.map(({ id }) => id));
			before = { changedAt: last.changedAt, id: last.id };
		}
		expect(pages).toHaveLength(6);
		expect(new Set(pages).size).toBe(6);
	});
});

describe('places and organisations of other cities', () => {
	const place = async (city: typeof dortmund): Promise<string> => {
		const [added] = await database.query<{ id: string }>(
			`insert into place (id, city_id, kind, names, municipality)
			values (gen_random_uuid(), $1, 'site', '{"en": "Elsewhere"}', '{"en": "Elsewhere"}') returning id`,
			[city.city],
		);
		return added!.id;
	};
	const organisation = async (kind: string, named: boolean): Promise<string> => {
		const [added] = await database.query<{ id: string }>(
			`insert into organisation (id, city_id, kind, names, public_name_allowed)
			values (gen_random_uuid(), $1, $2, '{"en": "Donor"}', $3) returning id`,
			[dortmund.city, kind, named],
		);
		return added!.id;
	};
	const sees = (actor: typeof dortmund, id: string) =>
		as(actor, async (trx) => (await sql`select from organisation where id = ${id}`.execute(trx)).rows.length === 1);

	it('cannot be written into a plan or a receipt by their ids', async () => {
		const elsewhere = await place(stranger);
		const there = await place(zhytomyr);
		const planned = await aShipment(world, [], { originId: elsewhere, destinationId: there });
		expect(await database.query(`select origin_id, destination_id from shipment where id = $1`, [planned])).toEqual([
			{ origin_id: null, destination_id: there },
		]);
		await expect(
			database.query(`update shipment set origin_id = $1 where id = $2`, [elsewhere, planned]),
		).rejects.toThrow('places of the cities concerned');
	});

	it('leave a plan under an id that is taken alone', async () => {
		await expect(aShipment(world, [], { shipmentId })).rejects.toThrow('unknown-shipment');
	});

	it('cannot be written into the ledger by their ids', async () => {
		await expect(
			database.query(
				`insert into ledger_account (id, city_id, kind, place_id) values (gen_random_uuid(), $1, 'hub', $2)`,
				[dortmund.city, await place(zhytomyr)],
			),
		).rejects.toThrow('places of the cities concerned');
	});

	it('are known as donors of what is promised to an operation of ours, and not before', async () => {
		const donors = {
			company: await organisation('company', true),
			unnamed: await organisation('company', false),
			person: await organisation('private-person', false),
		};
		expect(await sees(zhytomyr, donors.company)).toBe(false);
		for (const donorId of Object.values(donors)) await world.aReservation(await world.aLot(2, { donorId }), 1);
		expect(await sees(zhytomyr, donors.company)).toBe(true);
		expect(await sees(zhytomyr, donors.unnamed)).toBe(false);
		expect(await sees(zhytomyr, donors.person)).toBe(false);
		for (const id of Object.values(donors)) {
			expect(await sees(dortmund, id)).toBe(true);
			expect(await sees(stranger, id)).toBe(false);
		}
	});
});
