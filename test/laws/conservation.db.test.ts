import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '#lib/relief/ledger/verify-ledger.server.ts';
import { release } from '#lib/relief/reservations/reservation-commands.server.ts';
import { bringToHub, countStock, writeOffStock } from '#lib/relief/stock/stock-commands.server.ts';
import { freshDatabase } from '#test/database.ts';
import { aReliefWorld, at, position, standing } from './relief-world.ts';
import { aShipment, counted, linesOf, move, receive } from './shipment-world.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const { dortmund, hubId, as } = world;

/** What a lot looks like to the simplest possible book: numbers that are moved by hand. */
interface Model {
	pledged: number;
	hub: number;
	gone: number;
	site: number;
	mishap: number;
	writtenOff: number;
	reserved: number;
	accepted: number;
	/** Short at the last stock-takes and not found since. */
	missing: number;
}

type Step = { readonly kind: 'bring' | 'lose' | 'count' | 'promise' | 'release' | 'send'; readonly units: number };

const step: fc.Arbitrary<Step> = fc.record({
	kind: fc.constantFrom('bring', 'lose', 'count', 'promise', 'release', 'send'),
	units: fc.integer({ min: 1, max: 15 }),
});

async function run(lotId: string, steps: readonly Step[]): Promise<Model> {
	const model: Model = {
		pledged: 20,
		hub: 0,
		gone: 0,
		site: 0,
		mishap: 0,
		writtenOff: 0,
		reserved: 0,
		accepted: 20,
		missing: 0,
	};
	const promises: { id: string; left: number }[] = [];
	const needId = await world.aNeed();
	for (const [index, { kind, units }] of steps.entries()) {
		const minute = 100 + index * 100;
		const author = { at: at(minute), account: dortmund.account };
		const base = { lotId, quantity: units, occurredAt: at(minute), note: 'x' };
		const free = model.pledged + model.hub - model.reserved;
		if (kind === 'bring') {
			const done = await as(dortmund, (trx) => bringToHub(trx, { ...base, fromPlaceId: null, hubId }, author));
			expect(done.ok).toBe(units <= model.pledged);
			if (done.ok) Object.assign(model, { pledged: model.pledged - units, hub: model.hub + units });
		} else if (kind === 'lose') {
			const done = await as(dortmund, (trx) =>
				writeOffStock(trx, { ...base, fromPlaceId: hubId, became: 'lost' }, author),
			);
			expect(done.ok).toBe(units <= model.hub && units <= free);
			if (done.ok) Object.assign(model, { hub: model.hub - units, writtenOff: model.writtenOff + units });
		} else if (kind === 'count') {
			const count = { lotId, placeId: hubId, counted: units, occurredAt: at(minute), note: 'x' };
			const done = await as(dortmund, (trx) => countStock(trx, count, author));
			expect(done.ok).toBe(units !== model.hub && model.hub - units <= free);
			if (done.ok) {
				const more = units - model.hub;
				const foundAgain = Math.min(Math.max(more, 0), model.missing);
				model.missing += more < 0 ? -more : -foundAgain;
				model.writtenOff += more < 0 ? -more : -foundAgain;
				model.accepted += more > 0 ? more - foundAgain : 0;
				model.hub = units;
			}
		} else if (kind === 'promise') {
			if (units <= free) {
				promises.push({ id: await world.aReservation(lotId, units, needId), left: units });
				model.reserved += units;
			} else await expect(world.aReservation(lotId, units, needId)).rejects.toThrow('not-enough-left');
		} else if (kind === 'release') {
			const promise = promises.at(-1);
			if (!promise) continue;
			const request = { reservationId: promise.id, quantity: units, reason: 'x', at: at(minute), account: null };
			const done = await as(dortmund, (trx) => release(trx, request));
			expect(done.ok).toBe(units <= promise.left);
			if (done.ok) Object.assign(promise, { left: promise.left - units });
			if (done.ok) model.reserved -= units;
		} else {
			const promise = promises.find((each) => each.left > 0);
			if (!promise) continue;
			await send(lotId, model, promise, Math.min(units, promise.left), minute);
		}
	}
	return model;
}

async function send(lotId: string, model: Model, promise: { id: string; left: number }, units: number, minute: number) {
	const before = await standing(world, lotId);
	const shipmentId = await aShipment(world, [[promise.id, units]]);
	for (const [offset, each] of (['loading-started', 'sealed', 'departed'] as const).entries())
		expect((await move(world, shipmentId, each, minute + offset)).ok).toBe(true);
	const lines = await linesOf(world, shipmentId);
	const perLine = await database.query<{ quantity: string }>(
		'select quantity::text from shipment_line where shipment_id = $1 order by position',
		[shipmentId],
	);
	const sheet = lines.map((line, index) => {
		const loaded = Number(perLine[index]!.quantity);
		const missing = loaded % 3;
		model.mishap += missing;
		model.site += loaded - missing;
		return counted(line, { accepted: loaded - missing, missing });
	});
	expect((await receive(world, shipmentId, sheet, { minute: minute + 10 })).ok).toBe(true);
	const after = await standing(world, lotId);
	model.pledged -= (before['pledged'] ?? 0) - (after['pledged'] ?? 0);
	model.hub -= (before['hub'] ?? 0) - (after['hub'] ?? 0);
	model.reserved -= units;
	model.gone += units;
	promise.left -= units;
}

describe('goods, through random commands,', () => {
	test('are where a simple count says, never lost and never made up', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
				const lotId = await world.aLot(20);
				const model = await run(lotId, steps);
				const stands = await standing(world, lotId);
				const sum = Object.values(stands).reduce((total, units) => total + units, 0);
				expect(sum).toBe(0);
				expect(stands['hub'] ?? 0).toBe(model.hub);
				expect(stands['pledged'] ?? 0).toBe(model.pledged);
				expect(stands['site'] ?? 0).toBe(model.site);
				expect(-(stands['donor'] ?? 0)).toBe(model.accepted);
				const { accepted, reserved, shipped, writtenOff } = (await position(world, lotId))!;
				expect({ accepted, reserved, shipped, writtenOff }).toEqual({
					accepted: model.accepted,
					reserved: model.reserved,
					shipped: model.gone,
					writtenOff: model.writtenOff,
				});
			}),
			{ seed: 42, numRuns: 10, endOnFailure: true },
		);
		expect((await verifyLedger(database.databases.worker)).drifts).toEqual([]);
	}, 120_000);
});
