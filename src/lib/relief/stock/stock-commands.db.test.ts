import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '#lib/platform/database/run-command.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, at, granted, position, standing } from '#test/laws/relief-world.ts';
import { openLot } from '../ledger/lot-commands.server.ts';
import { bringToHub, countStock, giveBackToDonor, reversePosting, writeOffStock } from './stock-commands.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const { dortmund, hubId, as } = world;

const author = (minute: number) => ({ at: at(minute), account: dortmund.account });
const move = (lotId: string, quantity: number, changes: object = {}) => ({
	lotId,
	fromPlaceId: hubId,
	quantity,
	occurredAt: at(10),
	note: 'because',
	...changes,
});
const bring = (lotId: string, quantity: number, minute = 5) =>
	as(dortmund, (trx) =>
		bringToHub(trx, { ...move(lotId, quantity, { fromPlaceId: null, occurredAt: at(minute) }), hubId }, author(minute)),
	);
const count = (lotId: string, counted: number, minute = 20) =>
	as(dortmund, (trx) =>
		countStock(trx, { lotId, placeId: hubId, counted, occurredAt: at(minute), note: 'counted twice' }, author(minute)),
	);

async function postingOf(lotId: string, reason: string): Promise<string> {
	const rows = await database.query<{ id: string }>('select id from posting where lot_id = $1 and reason = $2', [
		lotId,
		reason,
	]);
	return rows[0]!.id;
}

const reverse = (postingId: string, note = 'a mistake') =>
	as(dortmund, (trx) => reversePosting(trx, { postingId, note }, author(60)));

describe('a count', () => {
	test('is taken in our own hubs and where the goods are booked, nowhere else', async () => {
		const lotId = await world.aLot(5);
		for (const placeId of [world.siteId, anId()]) {
			const counted = { lotId, placeId, counted: 9, occurredAt: at(20), note: 'out of nowhere' };
			const answer = await as(dortmund, (trx) => countStock(trx, counted, author(20)));
			expect(answer).toEqual({ ok: false, refusal: { kind: 'unknown-hub' } });
		}
	});
});

describe('a lot', () => {
	test('stays with its donor until it is taken into a hub, in parts if need be', async () => {
		const lotId = await world.aLot(25);
		expect(await standing(world, lotId)).toEqual({ donor: -25, pledged: 25 });
		granted(await bring(lotId, 15));
		expect(await standing(world, lotId)).toEqual({ donor: -25, pledged: 10, hub: 15 });
		expect(await bring(lotId, 11)).toMatchObject({ refusal: { kind: 'not-that-many', left: 10, wanted: 11 } });
	});

	test('with a serial number is of one, and its number is used once', async () => {
		granted(
			await as(dortmund, async () => ({ ok: true as const, value: await world.aLot(1, { serialNumber: 'VIN-1' }) })),
		);
		await expect(world.aLot(1, { serialNumber: 'VIN-1' })).rejects.toThrow('serial-number-taken');
		await expect(world.aLot(2, { serialNumber: 'VIN-2' })).rejects.toThrow('serialised-lot-is-one');
	});

	test('opened twice under one key is opened once', async () => {
		const lotId = anId();
		const key = anId<'command'>();
		const open = () =>
			as(dortmund, (trx) =>
				runCommand(trx, { key, name: 'accept', account: dortmund.account, input: { lotId } }, () =>
					openLot(trx, {
						lotId,
						cityId: dortmund.city,
						itemCode: 'PWR-GEN',
						baseUnit: 'pcs',
						quantity: 5 as never,
						donorId: world.donorId,
						offerLineId: null,
						attributes: {},
						condition: 'new',
						expiresOn: null,
						serialNumber: null,
						weightGrams: null,
						volumeMillilitres: null,
						valueCents: null,
						placeId: hubId,
						availableFrom: null,
						earmarkOperationId: null,
						ownTransport: false,
						indivisible: false,
						at: at(0),
						account: dortmund.account,
						commandKey: key,
					}),
				),
			);
		const answers = await Promise.all([open(), open(), open()]);
		expect(answers.map((answer) => answer.ok)).toEqual([true, true, true]);
		expect(await standing(world, lotId)).toEqual({ donor: -5, hub: 5 });
	});
});

describe('a stock-take', () => {
	test('puts a shortage aside as missing, and takes it back from there when it turns up', async () => {
		const lotId = await world.aLot(10, { placeId: hubId });
		granted(await count(lotId, 7));
		expect(await standing(world, lotId)).toEqual({ donor: -10, hub: 7, unknown: 3 });
		expect(await position(world, lotId)).toMatchObject({ accepted: 10, writtenOff: 3, free: 7 });
		granted(await count(lotId, 12, 30));
		expect(await standing(world, lotId)).toEqual({ donor: -12, hub: 12 });
	});

	test('that agrees with the book posts nothing', async () => {
		const lotId = await world.aLot(10, { placeId: hubId });
		expect(await count(lotId, 10)).toMatchObject({ refusal: { kind: 'count-agrees' } });
	});

	test('never lets promised goods vanish: promises are released first', async () => {
		const lotId = await world.aLot(10, { placeId: hubId });
		await world.aReservation(lotId, 8);
		expect(await count(lotId, 7)).toMatchObject({ refusal: { kind: 'promised-elsewhere', free: 2, wanted: 3 } });
		granted(await count(lotId, 8));
	});
});

describe('goods taken out of stock', () => {
	test.each([
		['lost', { donor: -10, hub: 6, lost: 4 }],
		['damaged', { donor: -10, hub: 6, damaged: 4 }],
	] as const)('as %s stand on an account of their own', async (became, expected) => {
		const lotId = await world.aLot(10, { placeId: hubId });
		granted(await as(dortmund, (trx) => writeOffStock(trx, { ...move(lotId, 4), became }, author(10))));
		expect(await standing(world, lotId)).toEqual(expected);
	});

	test('to go back to their donor are given no more', async () => {
		const lotId = await world.aLot(10);
		granted(await as(dortmund, (trx) => giveBackToDonor(trx, move(lotId, 10, { fromPlaceId: null }), author(10))));
		expect(await standing(world, lotId)).toEqual({});
		expect(await position(world, lotId)).toMatchObject({ accepted: 0, free: 0 });
	});

	test('are not taken out without a reason', async () => {
		const lotId = await world.aLot(10, { placeId: hubId });
		const silent = { ...move(lotId, 1, { note: ' ' }), became: 'lost' } as const;
		expect(await as(dortmund, (trx) => writeOffStock(trx, silent, author(10)))).toMatchObject({
			refusal: { kind: 'note-missing' },
		});
	});
});

describe('a correction', () => {
	test('takes an entry back exactly, and only once', async () => {
		const lotId = await world.aLot(10);
		granted(await bring(lotId, 6));
		const posting = await postingOf(lotId, 'received-in-hub');
		granted(await reverse(posting));
		expect(await standing(world, lotId)).toEqual({ donor: -10, pledged: 10 });
		expect(await reverse(posting)).toMatchObject({ refusal: { kind: 'already-reversed' } });
		expect(await reverse(await postingOf(lotId, 'reversal'))).toMatchObject({ refusal: { kind: 'is-a-reversal' } });
	});

	test('is blocked while later entries of the lot stand on it', async () => {
		const lotId = await world.aLot(10);
		granted(await bring(lotId, 6));
		granted(await as(dortmund, (trx) => writeOffStock(trx, { ...move(lotId, 2), became: 'lost' }, author(10))));
		expect(await reverse(await postingOf(lotId, 'received-in-hub'))).toMatchObject({
			refusal: { kind: 'not-enough', lotId, left: 4 },
		});
	});

	test('of goods that are promised asks for the promises to be released', async () => {
		const lotId = await world.aLot(10, { placeId: hubId });
		await world.aReservation(lotId, 1);
		expect(await reverse(await postingOf(lotId, 'brought-in'))).toMatchObject({
			refusal: { kind: 'promised-elsewhere', free: 9 },
		});
	});

	test('by another city is refused', async () => {
		const lotId = await world.aLot(10, { placeId: hubId });
		const posting = await postingOf(lotId, 'brought-in');
		const foreign = as(world.zhytomyr, (trx) => reversePosting(trx, { postingId: posting, note: 'x' }, author(60)));
		expect(await foreign).toMatchObject({ refusal: { kind: 'unknown-posting' } });
	});
});

describe('a backdated entry', () => {
	test('is refused where the goods were not there yet, naming the lot, and taken where they were', async () => {
		const lotId = await world.aLot(10);
		granted(await bring(lotId, 6, 30));
		const lose = (minute: number) =>
			as(dortmund, (trx) =>
				writeOffStock(trx, { ...move(lotId, 2, { occurredAt: at(minute) }), became: 'lost' }, author(60)),
			);
		granted(await lose(50));
		expect(await lose(20)).toMatchObject({ refusal: { kind: 'not-there-at-that-time', lotId, at: at(20), short: 2 } });
		granted(await lose(40));
	});
});

describe('the database, whatever the client says,', () => {
	const insert = (columns: string, lotId: string) =>
		database.query(
			`insert into posting (id, city_id, sequence, lot_id, from_account, to_account, quantity, occurred_at, recorded_at, reason,
				previous_hash, hash) select gen_random_uuid(), p.city_id, h.sequence + 1, p.lot_id, ${columns}, now(), now(), 'test',
				h.hash, sha256('x') from posting p join ledger_head h using (city_id) where p.lot_id = $1 limit 1`,
			[lotId],
		);

	test.each([
		['an entry that does not chain', 'p.from_account, p.to_account, 1', 'does not follow from the one before'],
		['an entry of nothing', 'p.from_account, p.to_account, 0', 'posting_moves_something'],
		['an entry in a circle', 'p.from_account, p.from_account, 1', 'posting_moves_between_two_accounts'],
	])('refuses %s', async (_case, columns, message) => {
		await expect(insert(columns, await world.aLot(1))).rejects.toThrow(message);
	});

	test.each(['posting', 'lot', 'ledger_account', 'posting_note', 'reservation_release'])(
		'never changes a row of %s',
		async (table) => {
			await expect(database.query(`delete from ${table}`)).rejects.toThrow('append-only');
			await expect(database.query(`truncate ${table} cascade`)).rejects.toThrow('append-only');
		},
	);

	test.each([
		'balance',
		'lot_position',
		'ledger_head',
		'reservation_position',
		'shipment_current',
		'shipment_line_position',
	])('lets nobody of the office write the projection %s', async (table) => {
		const write = as(dortmund, (trx) => sql.raw(`delete from ${table}`).execute(trx));
		await expect(write).rejects.toThrow('permission denied');
	});

	test('shows a stranger nothing of a lot', async () => {
		const lotId = await world.aLot(3, { placeId: hubId });
		const seen = as(world.stranger, async (trx) => {
			const rows = await sql<{ n: number }>`select (select count(*) from lot where id = ${lotId})
				+ (select count(*) from posting where lot_id = ${lotId}) + (select count(*) from balance where lot_id = ${lotId})
				+ (select count(*) from lock_lots(array[${lotId}::uuid])) as n`.execute(trx);
			return rows.rows[0]!.n;
		});
		expect(await seen).toBe(0);
	});
});
