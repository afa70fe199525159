import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import type { Instant } from '#lib/kernel/instant.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, at, granted, position, standing } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from '#test/laws/shipment-world.ts';
import { verifyLedger } from '../ledger/verify-ledger.server.ts';
import { coverageOfNeeds } from '../reservations/coverage-queries.server.ts';
import type { Settlement } from './discrepancy.ts';
import { settleDiscrepancy } from './discrepancy-commands.server.ts';
import { listDiscrepancies } from './receipt-queries.server.ts';
import { reportUse } from './use-commands.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const { dortmund, zhytomyr, as } = world;

/** A shipment on the road with one line per number of units. */
async function onTheRoad(...units: number[]) {
	const needId = await world.aNeed(100);
	const loads: [string, number][] = [];
	const lots: string[] = [];
	for (const count of units) {
		const lotId = await world.aLot(count + 5, { placeId: world.hubId });
		lots.push(lotId);
		loads.push([await world.aReservation(lotId, count, needId), count]);
	}
	const shipmentId = await aShipment(world, loads);
	await sendOff(world, shipmentId);
	return { shipmentId, needId, lots, lines: await linesOf(world, shipmentId) };
}

async function stateOf(shipmentId: string): Promise<string> {
	const rows = await database.query<{ state: string }>('select state from shipment_current where shipment_id = $1', [
		shipmentId,
	]);
	return rows[0]!.state;
}

function settle(
	who: typeof dortmund,
	discrepancyId: string,
	settlement: Settlement,
	quantity: number,
	note = 'because',
) {
	const command = { discrepancyId, settlement, quantity, note, occurredAt: at(90) };
	return as(who, (trx) => settleDiscrepancy(trx, command, { at: at(100), account: who.account }));
}

describe('a receipt', () => {
	test('of everything as declared closes the shipment as received', async () => {
		const { shipmentId, lines, lots, needId } = await onTheRoad(20, 4);
		const answer = await receive(world, shipmentId, [
			counted(lines[0]!, { accepted: 20 }),
			counted(lines[1]!, { accepted: 4 }),
		]);
		expect(granted(answer)).toMatchObject({ number: 1, state: 'received', outstanding: 0, discrepancyIds: [] });
		expect(await standing(world, lots[0]!)).toEqual({ donor: -25, hub: 5, site: 20 });
		const coverage = await as(zhytomyr, (trx) => coverageOfNeeds(trx, [needId]));
		expect(coverage.get(needId)).toMatchObject({ onItsWay: 0, received: 24 });
	});

	test('puts damaged, missing and refused units each where they are, and tells of each', async () => {
		const { shipmentId, lines, lots } = await onTheRoad(20);
		const answer = await receive(world, shipmentId, [
			counted(lines[0]!, { accepted: 14, damaged: 3, missing: 2, refused: 1 }),
		]);
		expect(granted(answer)).toMatchObject({ state: 'closed-with-discrepancy', outstanding: 0 });
		expect(granted(answer).discrepancyIds).toHaveLength(3);
		expect(await standing(world, lots[0]!)).toEqual({
			donor: -25,
			hub: 5,
			site: 14,
			damaged: 3,
			unknown: 2,
			returned: 1,
		});
	});

	test('of a part leaves the rest outstanding, and a second one completes it', async () => {
		const { shipmentId, lines, lots } = await onTheRoad(10);
		const first = granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 6 })]));
		expect(first).toMatchObject({ state: 'arrived', outstanding: 4 });
		expect(await standing(world, lots[0]!)).toMatchObject({ transit: 4, site: 6 });
		const second = granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 4 })], { minute: 70 }));
		expect(second).toMatchObject({ number: 2, state: 'received', outstanding: 0 });
	});

	test('with an id that another receipt has is refused and changes nothing', async () => {
		const { shipmentId, lines, lots } = await onTheRoad(10);
		const receiptId = anId();
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 6 })], { receiptId }));
		const again = await receive(world, shipmentId, [counted(lines[0]!, { accepted: 4 })], { receiptId, minute: 70 });
		expect(again).toMatchObject({ ok: false, refusal: { kind: 'key-reused' } });
		expect(await standing(world, lots[0]!)).toMatchObject({ transit: 4, site: 6 });
	});

	test('never accounts for more than was shipped, over all receipts', async () => {
		const { shipmentId, lines } = await onTheRoad(10);
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 6 })]));
		expect(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 3, missing: 2 })])).toMatchObject({
			refusal: { kind: 'exceeds-shipped', position: 1, left: 4, counted: 5 },
		});
	});

	test('of extra goods is taken and stays open until it is booked', async () => {
		const { shipmentId, lines, lots, needId } = await onTheRoad(10);
		const extras = [
			{ shipmentLineId: lines[0]!, description: 'two more than listed', quantity: 2 },
			{ shipmentLineId: null, description: 'a box of candles', quantity: 1 },
		];
		const answer = granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 10 })], { extras }));
		expect(answer.state).toBe('closed-with-discrepancy');
		const [more, candles] = answer.discrepancyIds;
		expect(granted(await settle(dortmund, more!, 'booked', 2))).toEqual({ open: 0 });
		expect(await standing(world, lots[0]!)).toEqual({ donor: -15, hub: 3, site: 12 });
		const coverage = await as(dortmund, (trx) => coverageOfNeeds(trx, [needId]));
		expect(coverage.get(needId)).toMatchObject({ received: 12 });
		expect(await settle(dortmund, candles!, 'booked', 1)).toMatchObject({
			refusal: { kind: 'settlement-not-permitted' },
		});
		expect(granted(await settle(dortmund, candles!, 'explained', 1))).toEqual({ open: 0 });
	});

	test.each([
		['before it departed', { minute: 3 }, 'before-departure'],
		['in the future', { receivedAt: at(500) }, 'in-the-future'],
	] as const)('%s is refused', async (_case, changes, kind) => {
		const { shipmentId, lines } = await onTheRoad(1);
		expect(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 1 })], changes)).toMatchObject({
			refusal: { kind },
		});
	});

	test('of a closed shipment is refused', async () => {
		const { shipmentId, lines } = await onTheRoad(1);
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 1 })]));
		expect(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 1 })])).toMatchObject({
			refusal: { kind: 'not-on-its-way', state: 'received' },
		});
	});

	test('sent by two phones is posted once, and the second count is kept, even of a closed shipment', async () => {
		const { shipmentId, lines, lots } = await onTheRoad(10, 4);
		const both = (units: { accepted: number; damaged?: number }) => [
			counted(lines[0]!, units),
			counted(lines[1]!, { accepted: 4 }),
		];
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 10 })], { seen: 0 }));
		const second = granted(await receive(world, shipmentId, both({ accepted: 8, damaged: 2 }), { seen: 0 }));
		expect(second).toMatchObject({ number: 2, beside: 1, state: 'closed-with-discrepancy', outstanding: 0 });
		expect(second.discrepancyIds).toHaveLength(1);
		const third = granted(await receive(world, shipmentId, both({ accepted: 10 }), { seen: 0, minute: 80 }));
		expect(third).toMatchObject({ number: 3, beside: 2, state: 'closed-with-discrepancy', discrepancyIds: [] });
		expect(await standing(world, lots[0]!)).toEqual({ donor: -15, hub: 5, site: 10 });
		expect(await standing(world, lots[1]!)).toEqual({ donor: -9, hub: 5, site: 4 });
		expect(granted(await settle(zhytomyr, second.discrepancyIds[0]!, 'explained', 2))).toEqual({ open: 0 });
		expect((await verifyLedger(database.databases.worker)).drifts).toEqual([]);
	});

	test('can be made by the two cities concerned only', async () => {
		const { shipmentId, lines } = await onTheRoad(1);
		const asStranger = { ...world, zhytomyr: world.stranger };
		expect(await receive(asStranger, shipmentId, [counted(lines[0]!, { accepted: 1 })])).toMatchObject({
			refusal: { kind: 'unknown-shipment' },
		});
	});

	test('sent by ten phones at once is taken once: nothing is received twice', async () => {
		const { shipmentId, lines, lots } = await onTheRoad(10);
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => receive(world, shipmentId, [counted(lines[0]!, { accepted: 10 })])),
		);
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		expect(await standing(world, lots[0]!)).toMatchObject({ site: 10 });
		expect(await stateOf(shipmentId)).toBe('received');
	});
});

describe('a discrepancy', () => {
	async function anIncident() {
		const { shipmentId, lines, lots, needId } = await onTheRoad(20);
		const answer = granted(
			await receive(world, shipmentId, [counted(lines[0]!, { accepted: 10, damaged: 4, missing: 4, refused: 2 })]),
		);
		const [damaged, missing, refusedOnes] = answer.discrepancyIds as [string, string, string];
		return { lotId: lots[0]!, needId, damaged, missing, refusedOnes };
	}

	test.each([
		['missing', 'found-there', { site: 13, unknown: 1 }],
		['missing', 'found-here', { hub: 8, unknown: 1 }],
		['missing', 'claimed', { lost: 3, unknown: 1 }],
		['damaged', 'usable-after-all', { site: 13, damaged: 1 }],
		['damaged', 'written-off', { lost: 3, damaged: 1 }],
	] as const)('of %s units settled as %s moves them', async (kind, settlement, expected) => {
		const { lotId, ...ids } = await anIncident();
		expect(granted(await settle(dortmund, ids[kind], settlement, 3))).toEqual({ open: 1 });
		expect(await standing(world, lotId)).toMatchObject(expected);
	});

	test('of refused units given back takes them out of what the donor gave', async () => {
		const { lotId, refusedOnes } = await anIncident();
		granted(await settle(dortmund, refusedOnes, 'given-back', 2));
		expect(await standing(world, lotId)).toMatchObject({ donor: -23 });
		expect(await position(world, lotId)).toMatchObject({ accepted: 23, shipped: 18, free: 5 });
	});

	test('found later counts as received', async () => {
		const { needId, missing } = await anIncident();
		granted(await settle(zhytomyr, missing, 'found-there', 4));
		const coverage = await as(dortmund, (trx) => coverageOfNeeds(trx, [needId]));
		expect(coverage.get(needId)).toMatchObject({ received: 14 });
	});

	test.each([
		['more than is open', 'found-there', 5, 'more-than-open'],
		['what its kind does not allow', 'back-in-stock', 1, 'settlement-not-permitted'],
	] as const)('is not settled for %s', async (_case, settlement, units, kind) => {
		const { missing } = await anIncident();
		expect(await settle(dortmund, missing, settlement, units)).toMatchObject({ refusal: { kind } });
	});

	test('is written off by the sender only, and never without a word', async () => {
		const { missing } = await anIncident();
		expect(await settle(zhytomyr, missing, 'written-off', 1)).toMatchObject({
			refusal: { kind: 'settlement-not-permitted' },
		});
		expect(await settle(dortmund, missing, 'written-off', 1, '  ')).toMatchObject({
			refusal: { kind: 'note-missing' },
		});
	});

	test('settled by two people at once is settled once', async () => {
		const { missing } = await anIncident();
		const answers = await Promise.all([1, 2, 3].map(() => settle(dortmund, missing, 'written-off', 4)));
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
	});
});

describe('the list of discrepancies', () => {
	test.each([
		['open', [1, 2, 3, 4]],
		['settled', [4, 3, 2, 1]],
	] as const)('shows the %s ones in their order, a page at a time', async (which, order) => {
		const { shipmentId, lines } = await onTheRoad(1, 1, 1, 1);
		for (const [index, line] of lines.entries())
			granted(await receive(world, shipmentId, [counted(line, { missing: 1 })], { minute: 61 + index }));
		const opened = await database.query<{ id: string }>(
			'select id from discrepancy where shipment_id = $1 order by opened_at',
			[shipmentId],
		);
		const ids = opened.map(({ id }) => id);
		if (which === 'settled') for (const id of ids) granted(await settle(dortmund, id, 'written-off', 1));
		const seen: string[] = [];
		for (let after: { openedAt: Instant; id: string } | null = null; ; ) {
			const page = await as(dortmund, (trx) => listDiscrepancies(trx, which === 'open', after, 3));
			seen.push(...page.map(({ id }) => id));
			after = page.at(-1) ?? null;
			if (page.length < 3) break;
		}
		expect(seen.filter((id) => ids.includes(id))).toEqual(order.map((nth) => ids[nth - 1]));
		expect(new Set(seen).size).toBe(seen.length);
	});
});

describe('end use', () => {
	const report = (line: string, kind: 'in-use' | 'consumed', quantity: number) =>
		as(zhytomyr, (trx) =>
			reportUse(
				trx,
				{ reportId: anId(), shipmentLineId: line, kind, quantity, occurredAt: at(200), note: '' },
				{ at: at(200), account: zhytomyr.account },
			),
		);

	test('moves what was received, and no more', async () => {
		const { shipmentId, lines, lots, needId } = await onTheRoad(10);
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 8, damaged: 2 })]));
		expect(granted(await report(lines[0]!, 'in-use', 5))).toEqual({ left: 3 });
		expect(await report(lines[0]!, 'consumed', 4)).toMatchObject({ refusal: { kind: 'more-than-received', left: 3 } });
		granted(await report(lines[0]!, 'consumed', 3));
		expect(await standing(world, lots[0]!)).toMatchObject({ 'in-use': 5, consumed: 3, damaged: 2 });
		const coverage = await as(dortmund, (trx) => coverageOfNeeds(trx, [needId]));
		expect(coverage.get(needId)).toMatchObject({ received: 8, inUse: 8 });
	});
});

describe('the database, whatever the client says,', () => {
	const line = (receiptId: string, shipmentLineId: string, accepted: number, damaged = 0) =>
		as(zhytomyr, (trx) =>
			sql`insert into receipt_line (id, receipt_id, shipment_line_id, accepted, damaged, missing, refused)
				values (${anId()}, ${receiptId}, ${shipmentLineId}, ${accepted}, ${damaged}, 0, 0)`.execute(trx),
		);

	async function aReceipt(shipmentId: string) {
		const id = anId();
		await database.query(
			`insert into receipt (id, shipment_id, number, city_id, received_at, recorded_at) values ($1, $2, 99, $3, now(), now())`,
			[id, shipmentId, zhytomyr.city],
		);
		return id;
	}

	const append = (shipmentId: string, kind: string) =>
		database.query(
			`insert into shipment_event (shipment_id, sequence, kind, occurred_at, recorded_at)
			select $1, max(sequence) + 1, $2, now(), now() from shipment_event where shipment_id = $1`,
			[shipmentId, kind],
		);

	test('keeps the arithmetic of receipts and asks for reasons', async () => {
		const { shipmentId, lines } = await onTheRoad(10);
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 6 })]));
		const receiptId = await aReceipt(shipmentId);
		await expect(line(receiptId, lines[0]!, 5)).rejects.toThrow('receipt_arithmetic');
		await expect(line(receiptId, lines[0]!, 0, 1)).rejects.toThrow('receipt_line_damage_has_a_reason');
	});

	test('closes no shipment with units nobody accounted for, nor as received where something was wrong', async () => {
		const { shipmentId, lines } = await onTheRoad(10);
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 5, missing: 1 })]));
		await expect(append(shipmentId, 'received')).rejects.toThrow('neither accepted nor damaged');
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 4 })]));
		expect(await stateOf(shipmentId)).toBe('closed-with-discrepancy');
	});

	test('knows of no unit that was not accepted without its discrepancy', async () => {
		const { shipmentId, lines } = await onTheRoad(10);
		granted(await receive(world, shipmentId, [counted(lines[0]!, { accepted: 5 })]));
		const receiptId = await aReceipt(shipmentId);
		await database.query(
			`insert into receipt_line (id, receipt_id, shipment_line_id, accepted, damaged, missing, refused, missing_reason)
			values ($1, $2, $3, 4, 0, 1, 0, 'not on the lorry')`,
			[anId(), receiptId, lines[0]!],
		);
		await expect(append(shipmentId, 'receipt-recorded')).rejects.toThrow('has no discrepancy');
		await expect(append(shipmentId, 'received')).rejects.toThrow('has no discrepancy');
	});

	test('never overwrites what was declared or received', async () => {
		for (const table of [
			'receipt',
			'receipt_line',
			'receipt_extra',
			'discrepancy',
			'discrepancy_event',
			'shipment_event',
			'use_report',
		])
			await expect(database.query(`delete from ${table}`)).rejects.toThrow('append-only');
	});
});
