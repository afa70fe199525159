import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '#lib/kernel/instant.ts';
import { type Quantity, quantity } from '#lib/kernel/quantity.ts';
import { planLoad, type StockSource } from './load-list.ts';
import {
	decideMove,
	hasDeparted,
	isLoadable,
	isOnItsWay,
	movesOffered,
	type ShipmentFacts,
	shipmentMoveKinds,
	shipmentMoves,
	shipmentStates,
	stateAfter,
	stateOf,
} from './shipment.ts';

const facts: ShipmentFacts = {
	state: 'sealed',
	version: 3,
	authority: 'Ratsbeschluss',
	lines: 2,
	lastOccurredAt: 10 as Instant,
};
const departing = { move: 'departed', side: 'sender', occurredAt: 20 as Instant, note: '' } as const;
const now = 100 as Instant;

describe('a shipment', () => {
	test.each([
		['without authority', { authority: ' ' }, {}, 'authority-missing'],
		['without load', { lines: 0 }, {}, 'nothing-loaded'],
		['in the future', {}, { occurredAt: 101 as Instant }, 'in-the-future'],
		['before it was sealed', {}, { occurredAt: 9 as Instant }, 'before-the-last-event'],
		['by word of the receiver', {}, { side: 'receiver' }, 'not-yours-to-report'],
		['before it is sealed', { state: 'loading' }, {}, 'move-not-permitted'],
		['again, from a page that was open before', { state: 'departed' }, { seenVersion: 2 }, 'changed-meanwhile'],
	] as const)('does not depart %s', (_case, given, asked, kind) => {
		expect(decideMove({ ...facts, ...given }, { ...departing, ...asked }, now)).toMatchObject({ refusal: { kind } });
	});

	test('is closed by its receipts alone', () => {
		const arrived = { ...facts, state: 'arrived' } as const;
		expect(decideMove(arrived, { ...departing, move: 'received' }, now)).toMatchObject({
			refusal: { kind: 'move-not-permitted' },
		});
		expect(movesOffered('arrived', 'sender')).toEqual([]);
	});

	test('offers the receiver border, customs and arrival', () => {
		expect(movesOffered('departed', 'receiver')).toEqual(['reached-border', 'arrived']);
		expect(movesOffered('planned', 'receiver')).toEqual([]);
	});

	test('can always come to an end', () => {
		for (const state of shipmentStates) {
			const seen = new Set([state]);
			const queue = [state];
			for (const each of queue) {
				for (const next of Object.values(shipmentMoves[each])) if (!seen.has(next) && seen.add(next)) queue.push(next);
			}
			expect(
				[...seen].some((each) => Object.keys(shipmentMoves[each]).length === 0),
				state,
			).toBe(true);
		}
	});

	test('folds to the same state however long its timeline is, and never loads after it departed', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...shipmentMoveKinds), { maxLength: 30 }), (tried) => {
				let state = stateOf([]);
				const events = [];
				for (const move of tried) {
					const next = stateAfter(state, move);
					if (next === undefined) continue;
					if (hasDeparted(state)) expect(isLoadable(next)).toBe(false);
					events.push({ kind: move, occurredAt: 0 as Instant });
					state = next;
				}
				expect(stateOf(events)).toBe(state);
				expect(isLoadable(state) && isOnItsWay(state)).toBe(false);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('a load list', () => {
	const source = (accountId: string, kind: 'hub' | 'pledged', placeId: string | null, units: number): StockSource => ({
		accountId,
		kind,
		placeId,
		units,
	});
	const promises = new Map([['r', { lotId: 'lot', needId: 'n', waiting: 10 }]]);
	const stock = new Map([
		['lot', [source('donor', 'pledged', null, 5), source('far', 'hub', 'far', 5), source('near', 'hub', 'near', 3)]],
	]);
	const load = (units: number, byDonor = false) =>
		planLoad(promises, stock, [{ reservationId: 'r', quantity: quantity(units) }], { placeId: 'near', byDonor });

	test('takes goods from the loading place first, then other hubs, then the donor', () => {
		const planned = load(9);
		expect(planned.ok && planned.value.map((line) => [line.fromAccount, line.quantity])).toEqual([
			['near', 3],
			['far', 5],
			['donor', 1],
		]);
	});

	test('takes them from the donor first where the donor drives', () => {
		const planned = load(4, true);
		expect(planned.ok && planned.value.map((line) => line.fromAccount)).toEqual(['donor']);
	});

	test('never loads more than promised or more than stands there, over any requests', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 5 }),
				fc.array(fc.nat(9), { maxLength: 4 }),
				(wanted, stands) => {
					const many = new Map(wanted.map((_, index) => [`r${index}`, { lotId: 'lot', needId: 'n', waiting: 6 }]));
					const sources = stands.map((units, index) => source(`a${index}`, 'hub', null, units));
					const requests = wanted.map((units, index) => ({ reservationId: `r${index}`, quantity: units as Quantity }));
					const planned = planLoad(many, new Map([['lot', sources]]), requests, { placeId: null, byDonor: false });
					if (!planned.ok) return;
					for (const { accountId, units } of sources) {
						const taken = planned.value
							.filter((line) => line.fromAccount === accountId)
							.reduce((sum, line) => sum + line.quantity, 0);
						expect(taken).toBeLessThanOrEqual(units);
					}
					const total = planned.value.reduce((sum, line) => sum + line.quantity, 0);
					expect(total).toBe(wanted.reduce((sum, units) => sum + units, 0));
				},
			),
			{ seed: 42, numRuns: 300 },
		);
	});
});
