import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factor } from '#lib/kernel/factor.ts';
import { type Quantity, quantity } from '#lib/kernel/quantity.ts';
import { coverageOf, uncovered } from './coverage.ts';
import { decideRelease, decideReservations } from './reservation.ts';

const needs = new Map([['need', 'operation']]);
const line = (units: number, lotId = 'lot') => ({
	reservationId: `${lotId}-${units}`,
	needId: 'need',
	lotId,
	operationId: 'operation',
	quantity: quantity(units),
});

describe('a decision', () => {
	test('never promises more of a lot than is free, over all its lines', () => {
		fc.assert(
			fc.property(
				fc.nat(30),
				fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 8 }),
				(free, wanted) => {
					const lots = new Map([['lot', { free, earmarkOperationId: null, indivisible: false }]]);
					const total = wanted.reduce((sum, units) => sum + units, 0);
					const lines = wanted.map((units) => line(units as Quantity));
					expect(decideReservations(lots, needs, lines).ok).toBe(total <= free);
				},
			),
			{ seed: 42, numRuns: 300 },
		);
	});

	test('names the line that stands in the way and what it could have had', () => {
		const lots = new Map([['lot', { free: 7, earmarkOperationId: null, indivisible: false }]]);
		expect(decideReservations(lots, needs, [line(5), line(3)])).toMatchObject({
			refusal: { kind: 'not-enough-left', reservationId: 'lot-3', left: 2, wanted: 3 },
		});
	});
});

describe('a lot that is given only as a whole', () => {
	test.each([
		[7, undefined],
		[6, 'only-as-a-whole'],
		[8, 'not-enough-left'],
	])('with 7 units free answers %i wanted with %s', (units, kind) => {
		const lots = new Map([['lot', { free: 7, earmarkOperationId: null, indivisible: true }]]);
		const decided = decideReservations(lots, needs, [line(units)]);
		expect(decided.ok ? undefined : decided.refusal.kind).toBe(kind);
	});
});

describe('a release', () => {
	const position = { quantity: 10, released: 1, loaded: 3, departed: 2 };
	test.each([
		[4, 'x', undefined],
		[5, 'x', 'more-than-waits'],
		[0, 'x', 'more-than-waits'],
		[1, ' ', 'no-reason'],
	])('of %i units for the reason "%s" answers %s', (units, reason, kind) => {
		const decided = decideRelease(position, units, reason);
		expect(decided.ok ? undefined : decided.refusal.kind).toBe(kind);
	});
});

describe('coverage', () => {
	test('counts substitutes by their factor, each promise in whole units', () => {
		const facts = { factor: factor(1, 2), promised: 3, onItsWay: 0, received: 4, inUse: 1 };
		const coverage = coverageOf(10, [facts, { ...facts, factor: factor(2), received: 1 }]);
		expect(coverage).toEqual({ requested: 10, promised: 1 + 6, onItsWay: 0, received: 2 + 2, inUse: 0 + 2 });
		expect(uncovered(coverage)).toBe(0);
	});

	test('of a need that does not say how much is never called complete', () => {
		expect(uncovered(coverageOf(null, []))).toBeNull();
	});
});
