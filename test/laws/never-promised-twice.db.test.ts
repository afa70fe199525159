import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { quantity } from '#lib/kernel/quantity.ts';
import { release, reserve } from '#lib/relief/reservations/reservation-commands.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, granted, position, start } from './relief-world.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const { dortmund, operationId, otherOperationId, as } = world;

function claim(lotId: string, needId: string, units: number, operation = operationId) {
	const line = { reservationId: anId(), needId, lotId, operationId: operation, quantity: quantity(units) };
	return as(dortmund, (trx) =>
		reserve(trx, { decisionId: anId(), lines: [line], at: start, account: dortmund.account }),
	);
}

describe('a promise', () => {
	test('is granted to exactly 100 of 200 claims by 20 coordinators at once on the last 100 units', async () => {
		const lotId = await world.aLot(100);
		const needId = await world.aNeed();
		const coordinator = async () => {
			let granted = 0;
			for (let attempt = 0; attempt < 10; attempt++) granted += (await claim(lotId, needId, 1)).ok ? 1 : 0;
			return granted;
		};
		const granted = await Promise.all(Array.from({ length: 20 }, coordinator));
		expect(granted.reduce((sum, each) => sum + each, 0)).toBe(100);
		expect(await position(world, lotId)).toMatchObject({ accepted: 100, reserved: 100, free: 0 });
	});

	test('that asks for more than is free is refused with the line and what is left', async () => {
		const lotId = await world.aLot(25);
		const needId = await world.aNeed();
		granted(await claim(lotId, needId, 20));
		expect(await claim(lotId, needId, 6)).toMatchObject({
			ok: false,
			refusal: { kind: 'not-enough-left', lotId, left: 5, wanted: 6 },
		});
	});

	test('of several lines is granted whole or not at all', async () => {
		const [plenty, scarce] = [await world.aLot(10), await world.aLot(1)];
		const needId = await world.aNeed();
		const line = (lotId: string) => ({ reservationId: anId(), needId, lotId, operationId, quantity: quantity(2) });
		const lines = [line(plenty), line(scarce)];
		const request = { decisionId: anId(), lines, at: start, account: null };
		const answer = await as(dortmund, (trx) => reserve(trx, request));
		expect(answer).toMatchObject({ ok: false, refusal: { kind: 'not-enough-left', left: 1 } });
		expect(await position(world, plenty)).toMatchObject({ reserved: 0 });
	});

	test('honours the operation the donor gave for', async () => {
		const lotId = await world.aLot(5, { earmarkOperationId: otherOperationId });
		expect(await claim(lotId, await world.aNeed(), 1)).toMatchObject({ refusal: { kind: 'earmarked-elsewhere' } });
		expect((await claim(lotId, await world.aNeed(1, otherOperationId), 1, otherOperationId)).ok).toBe(true);
	});

	test('takes all of what is given only as a whole, in the application and in the database', async () => {
		const lotId = await world.aLot(8, { indivisible: true });
		const needId = await world.aNeed();
		expect(await claim(lotId, needId, 5)).toMatchObject({ refusal: { kind: 'only-as-a-whole', whole: 8, wanted: 5 } });
		const past = database.query(
			`insert into reservation (id, city_id, need_id, lot_id, operation_id, quantity, decision_id, decided_at)
			values ($1, $2, $3, $4, $5, 5, $6, now())`,
			[anId(), dortmund.city, needId, lotId, operationId, anId()],
		);
		await expect(past).rejects.toThrow(/reservation_takes_all_of_what_is_indivisible|only as a whole/);
		expect((await claim(lotId, needId, 8)).ok).toBe(true);
	});

	test("can't be made by a city that does not keep the lot", async () => {
		const lotId = await world.aLot(5);
		const line = { reservationId: anId(), needId: await world.aNeed(), lotId, operationId, quantity: quantity(1) };
		const request = { decisionId: anId(), lines: [line], at: start, account: null };
		const answer = await as(world.zhytomyr, (trx) => reserve(trx, request));
		expect(answer).toMatchObject({ refusal: { kind: 'unknown-lot' } });
	});

	test('taken back with a reason frees its goods; without one it stands', async () => {
		const lotId = await world.aLot(8);
		const reservationId = await world.aReservation(lotId, 8);
		const free = (reason: string, units?: number) =>
			as(dortmund, (trx) => release(trx, { reservationId, quantity: units, reason, at: start, account: null }));
		expect(await free(' ', 3)).toMatchObject({ refusal: { kind: 'no-reason' } });
		expect(granted(await free('need withdrawn', 3))).toEqual({ released: 3 });
		expect(await free('need withdrawn', 6)).toMatchObject({ refusal: { kind: 'more-than-waits', waiting: 5 } });
		expect(granted(await free('need withdrawn'))).toEqual({ released: 5 });
		expect(await position(world, lotId)).toMatchObject({ reserved: 0, free: 8 });
	});
});

describe('the database, whatever the client says,', () => {
	const insert = (lotId: string, needId: string, units: number) =>
		as(dortmund, (trx) =>
			sql`insert into reservation (id, city_id, need_id, lot_id, operation_id, quantity, decision_id, decided_at)
				values (${anId()}, ${dortmund.city}, ${needId}, ${lotId}, ${operationId}, ${units}, ${anId()}, now())`.execute(
				trx,
			),
		);

	test('never lets more be promised than was accepted', async () => {
		const lotId = await world.aLot(3);
		const needId = await world.aNeed();
		await insert(lotId, needId, 3);
		await expect(insert(lotId, needId, 1)).rejects.toThrow('lot_position_never_promised_twice');
	});

	test('never lets a need of another operation be promised to', async () => {
		const lotId = await world.aLot(3);
		const elsewhere = await world.aNeed(1, otherOperationId);
		await expect(insert(lotId, elsewhere, 1)).rejects.toThrow('reservation_for_a_need_of_its_operation');
	});

	test.each(['update reservation set quantity = 1', 'delete from reservation', 'truncate reservation cascade'])(
		'refuses "%s" even to its superuser',
		async (statement) => {
			await expect(database.query(statement)).rejects.toThrow('append-only');
		},
	);
});
