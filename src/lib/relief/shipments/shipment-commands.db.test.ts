import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { quantity } from '#lib/kernel/quantity.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, at, granted, position, standing } from '#test/laws/relief-world.ts';
import { aPlan, aShipment, linesOf, move, sendOff } from '#test/laws/shipment-world.ts';
import { coverageOfNeeds } from '../reservations/coverage-queries.server.ts';
import { loadLines, unloadLine } from './load-commands.server.ts';
import { shipmentMoves } from './shipment.ts';
import { changePlan, moveShipment, planShipment } from './shipment-commands.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const { dortmund, zhytomyr, as } = world;
const author = { at: at(1), account: dortmund.account };

async function reservationPosition(id: string) {
	const rows = await database.query<Record<string, string>>(
		'select released, loaded, departed, to_load from reservation_position where reservation_id = $1',
		[id],
	);
	return Object.fromEntries(Object.entries(rows[0]!).map(([key, value]) => [key, Number(value)]));
}

describe('planning a shipment', () => {
	test('numbers it and puts promises on its load list', async () => {
		const lotId = await world.aLot(25);
		const promise = await world.aReservation(lotId, 20);
		const plan = aPlan(world, { loads: [{ reservationId: promise, quantity: quantity(12) }] });
		const { number } = granted(await as(dortmund, (trx) => planShipment(trx, plan, author)));
		expect(number).toMatch(/^2023-\d{3}$/);
		expect(await reservationPosition(promise)).toEqual({ released: 0, loaded: 12, departed: 0, to_load: 8 });
	});

	test('loads no more of a promise than waits, naming what is left', async () => {
		const promise = await world.aReservation(await world.aLot(5), 5);
		await aShipment(world, [[promise, 3]]);
		const plan = aPlan(world, { loads: [{ reservationId: promise, quantity: quantity(3) }] });
		expect(await as(dortmund, (trx) => planShipment(trx, plan, author))).toMatchObject({
			refusal: { kind: 'more-than-promised', reservationId: promise, left: 2, wanted: 3 },
		});
	});

	test("is not open to the receiving city, nor for another city's operation", async () => {
		expect(await as(zhytomyr, (trx) => planShipment(trx, aPlan(world), author))).toMatchObject({
			refusal: { kind: 'unknown-operation' },
		});
	});

	test('keeps in its timeline what a change of plan changed', async () => {
		const shipmentId = await aShipment(world, []);
		const plan = aPlan(world, { carrier: 'Spedition Nord', authority: null });
		granted(await as(dortmund, (trx) => changePlan(trx, shipmentId, plan, author)));
		const rows = await database.query('select details from shipment_event where shipment_id = $1 and sequence = 2', [
			shipmentId,
		]);
		expect(rows).toEqual([
			{
				details: {
					changed: { carrier: [null, 'Spedition Nord'], authority: ['Ratsbeschluss vom 9. Februar 2023', null] },
				},
			},
		]);
	});

	test('lets a line be taken off and put on again while loading', async () => {
		const promise = await world.aReservation(await world.aLot(5), 5);
		const shipmentId = await aShipment(world, [[promise, 3]]);
		const [line] = await linesOf(world, shipmentId);
		granted(await as(dortmund, (trx) => unloadLine(trx, shipmentId, line!)));
		expect(await reservationPosition(promise)).toMatchObject({ loaded: 0, to_load: 5 });
		const more = (units: number) => [{ reservationId: promise, quantity: quantity(units) }];
		granted(await as(dortmund, (trx) => loadLines(trx, shipmentId, more(2))));
		granted(await as(dortmund, (trx) => loadLines(trx, shipmentId, more(2))));
		expect(await linesOf(world, shipmentId)).toHaveLength(1);
		expect(await reservationPosition(promise)).toMatchObject({ loaded: 4, to_load: 1 });
	});
});

describe('departure', () => {
	test('moves the whole load from stock into transit and turns promises into cargo', async () => {
		const lotId = await world.aLot(25, { placeId: world.hubId });
		const needId = await world.aNeed(30);
		const promise = await world.aReservation(lotId, 20, needId);
		const shipmentId = await aShipment(world, [[promise, 15]]);
		await sendOff(world, shipmentId);
		expect(await standing(world, lotId)).toEqual({ donor: -25, hub: 10, transit: 15 });
		expect(await position(world, lotId)).toMatchObject({ accepted: 25, reserved: 5, shipped: 15, free: 5 });
		const coverage = await as(zhytomyr, (trx) => coverageOfNeeds(trx, [needId]));
		expect(coverage.get(needId)).toEqual({ requested: 30, promised: 5, onItsWay: 15, received: 0, inUse: 0 });
	});

	test('takes goods straight from the donor where they never were in a hub', async () => {
		const lotId = await world.aLot(4);
		const shipmentId = await aShipment(world, [[await world.aReservation(lotId, 4), 4]], { transport: 'donor' });
		await sendOff(world, shipmentId);
		expect(await standing(world, lotId)).toEqual({ donor: -4, transit: 4 });
	});

	test('is refused without a resolution, agreement or order, and without a load', async () => {
		const promise = await world.aReservation(await world.aLot(1), 1);
		const unlawful = await aShipment(world, [[promise, 1]], { authority: null });
		granted(await move(world, unlawful, 'loading-started', 2));
		granted(await move(world, unlawful, 'sealed', 3));
		expect(await move(world, unlawful, 'departed', 4)).toMatchObject({ refusal: { kind: 'authority-missing' } });
		const empty = await aShipment(world, []);
		granted(await move(world, empty, 'loading-started', 2));
		expect(await move(world, empty, 'sealed', 3)).toMatchObject({ refusal: { kind: 'nothing-loaded' } });
	});

	test('fixes the load list for good', async () => {
		const promise = await world.aReservation(await world.aLot(3), 3);
		const shipmentId = await aShipment(world, [[promise, 2]]);
		await sendOff(world, shipmentId);
		const [line] = await linesOf(world, shipmentId);
		const load = [{ reservationId: promise, quantity: quantity(1) }];
		expect(await as(dortmund, (trx) => unloadLine(trx, shipmentId, line!))).toMatchObject({
			refusal: { kind: 'load-list-closed' },
		});
		expect(await as(dortmund, (trx) => loadLines(trx, shipmentId, load))).toMatchObject({
			refusal: { kind: 'load-list-closed' },
		});
		const removal = as(dortmund, (trx) => sql`delete from shipment_line where id = ${line}`.execute(trx));
		await expect(removal).rejects.toThrow('the load list of this shipment is closed');
		await expect(database.query('update shipment_line set quantity = 1 where id = $1', [line])).rejects.toThrow(
			'append-only',
		);
		expect(await as(dortmund, (trx) => changePlan(trx, shipmentId, aPlan(world), author))).toMatchObject({
			refusal: { kind: 'plan-fixed' },
		});
	});

	test('that moves no goods is undone when its transaction ends', async () => {
		const shipmentId = await aShipment(world, [[await world.aReservation(await world.aLot(3), 3), 3]]);
		granted(await move(world, shipmentId, 'loading-started', 2));
		granted(await move(world, shipmentId, 'sealed', 3));
		const liar = as(dortmund, (trx) =>
			sql`insert into shipment_event (shipment_id, sequence, kind, occurred_at, recorded_at, city_id)
				values (${shipmentId}, 4, 'departed', now(), now(), current_city())`.execute(trx),
		);
		await expect(liar).rejects.toThrow('did not leave as the load list says');
	});

	test('pressed twice at once happens once', async () => {
		const lotId = await world.aLot(6);
		const shipmentId = await aShipment(world, [[await world.aReservation(lotId, 6), 6]]);
		granted(await move(world, shipmentId, 'loading-started', 2));
		granted(await move(world, shipmentId, 'sealed', 3));
		const answers = await Promise.all([1, 2, 3, 4].map(() => move(world, shipmentId, 'departed', 4)));
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		expect(await standing(world, lotId)).toEqual({ donor: -6, transit: 6 });
	});
});

describe('a shipment that does not get there', () => {
	test('gives its load back to the promises when cancelled', async () => {
		const lotId = await world.aLot(9);
		const promise = await world.aReservation(lotId, 9);
		const shipmentId = await aShipment(world, [[promise, 9]]);
		expect(await move(world, shipmentId, 'cancelled', 2, ' ')).toMatchObject({ refusal: { kind: 'reason-missing' } });
		granted(await move(world, shipmentId, 'cancelled', 2));
		expect(await reservationPosition(promise)).toEqual({ released: 0, loaded: 0, departed: 0, to_load: 9 });
		expect(await position(world, lotId)).toMatchObject({ reserved: 9, shipped: 0 });
	});

	test("can't be cancelled once it has departed; turned back, its goods are free again where they were loaded", async () => {
		const lotId = await world.aLot(9, { placeId: world.hubId });
		const shipmentId = await aShipment(world, [[await world.aReservation(lotId, 9), 7]]);
		await sendOff(world, shipmentId);
		expect(await move(world, shipmentId, 'cancelled', 5)).toMatchObject({ refusal: { kind: 'move-not-permitted' } });
		granted(await move(world, shipmentId, 'turned-back', 6));
		expect(await standing(world, lotId)).toEqual({ donor: -9, hub: 9 });
		expect(await position(world, lotId)).toMatchObject({ reserved: 2, shipped: 0, free: 7 });
	});

	test('stays visible as lost, and its need is uncovered again', async () => {
		const lotId = await world.aLot(9);
		const needId = await world.aNeed(9);
		const shipmentId = await aShipment(world, [[await world.aReservation(lotId, 9, needId), 9]]);
		await sendOff(world, shipmentId);
		granted(await move(world, shipmentId, 'lost', 6));
		expect(await standing(world, lotId)).toEqual({ donor: -9, lost: 9 });
		const coverage = await as(dortmund, (trx) => coverageOfNeeds(trx, [needId]));
		expect(coverage.get(needId)).toMatchObject({ promised: 0, onItsWay: 0, received: 0 });
	});
});

describe('the receiving city', () => {
	const report = (shipmentId: string, step: 'arrived' | 'lost' | 'departed', minute: number) =>
		as(zhytomyr, (trx) =>
			moveShipment(
				trx,
				{ shipmentId, move: step, occurredAt: at(minute), note: 'x' },
				{ at: at(minute), account: zhytomyr.account },
			),
		);

	test('reports border, customs and arrival, and nothing the sender has to say', async () => {
		const shipmentId = await aShipment(world, [[await world.aReservation(await world.aLot(2), 2), 2]]);
		await sendOff(world, shipmentId);
		expect(await report(shipmentId, 'lost', 5)).toMatchObject({
			refusal: { kind: 'not-yours-to-report', move: 'lost' },
		});
		expect(await report(shipmentId, 'arrived', 3)).toMatchObject({ refusal: { kind: 'before-the-last-event' } });
		expect(granted(await report(shipmentId, 'arrived', 6))).toEqual({ state: 'arrived' });
	});

	test('is the only other one that sees the shipment', async () => {
		const shipmentId = await aShipment(world, []);
		const seen = (who: typeof dortmund) =>
			as(who, async (trx) => (await sql`select from shipment where id = ${shipmentId}`.execute(trx)).rows.length);
		expect([await seen(dortmund), await seen(zhytomyr), await seen(world.stranger)]).toEqual([1, 1, 0]);
	});
});

test('the database permits exactly the moves of the table in the code', async () => {
	const rows = await database.query<{ state: string; event: string; leads_to: string }>('select * from shipment_move');
	const written = Object.entries(shipmentMoves).flatMap(([state, moves]) =>
		Object.entries(moves).map(([event, leads_to]) => ({ state, event, leads_to })),
	);
	const order = (a: { state: string; event: string }, b: { state: string; event: string }) =>
		`${a.state} ${a.event}`.localeCompare(`${b.state} ${b.event}`);
	expect([...rows].sort(order)).toEqual(written.sort(order));
});

test('plans made at the same time get different numbers', async () => {
	const plans = Array.from({ length: 8 }, () =>
		as(dortmund, (trx) => planShipment(trx, aPlan(world), { at: at(1), account: anId() })),
	);
	const numbers = (await Promise.all(plans)).map((answer) => granted(answer).number);
	expect(new Set(numbers).size).toBe(8);
});
