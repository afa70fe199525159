import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solveFairFlow } from './fair-flow.ts';
import type { FlowProblem, Group } from './fair-network.ts';
import { verifyOptimal } from './verify-optimal.ts';

interface Sketch {
	readonly supply: number[];
	/** [urgency, destination, units] */
	readonly needs: [number, number, number][];
	/** [need, lot, substitution, kept] */
	readonly arcs: [number, number, number, number][];
	readonly lateness?: number[];
	readonly steps?: number;
	readonly settled?: number;
}

function problemOf(sketch: Sketch): FlowProblem {
	const groups: Group[] = [];
	const places = new Map<string, number>();
	const groupOf = sketch.needs.map(([urgency, destination, units]) => {
		const key = `${urgency} ${destination}`;
		const at = places.get(key) ?? groups.length;
		places.set(key, at);
		const open = (groups[at]?.open ?? 0) + units;
		const settled = sketch.settled ?? 0;
		groups[at] = { urgency, open, settled, denominator: open + settled, scale: { units: 1, denominator: 1 } };
		return at;
	});
	const pairs = new Map(sketch.arcs.map((arc) => [arc[0] * 1000 + arc[1], arc]));
	const arcs = [...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
	const stock = sketch.supply.slice();
	const lack = sketch.needs.map(([, , units]) => units);
	const kept = arcs.map(([need, lot, , units]) => {
		const keeps = Math.min(units, stock[lot]!, lack[need]!);
		stock[lot]! -= keeps;
		lack[need]! -= keeps;
		return keeps;
	});
	const urgencies = 1 + Math.max(...sketch.needs.map(([urgency]) => urgency));
	return {
		supply: Float64Array.from(sketch.supply),
		demand: Float64Array.from(sketch.needs, ([, , units]) => units),
		groupOf: Int32Array.from(groupOf),
		groups,
		urgencies,
		lotOf: Int32Array.from(arcs, ([, lot]) => lot),
		needOf: Int32Array.from(arcs, ([need]) => need),
		substitution: Float64Array.from(arcs, ([, , substitution]) => substitution),
		lateness: Float64Array.from(sketch.supply, (_, lot) => sketch.lateness?.[lot] ?? 0),
		kept: Float64Array.from(kept),
		limit: new Float64Array(arcs.length).fill(Number.POSITIVE_INFINITY),
		steps: sketch.steps ?? 1000,
	};
}

describe('A fair flow', () => {
	test('gives two destinations the same share of what is too little for both', () => {
		const problem = problemOf({
			supply: [30],
			needs: [
				[0, 0, 40],
				[0, 1, 20],
			],
			arcs: [
				[0, 0, 0, 0],
				[1, 0, 0, 0],
			],
		});
		expect([...solveFairFlow(problem).units]).toEqual([20, 10]);
	});

	test('serves a more urgent class first, however unfair that is to the next', () => {
		const problem = problemOf({
			supply: [30],
			needs: [
				[1, 0, 40],
				[0, 1, 25],
			],
			arcs: [
				[0, 0, 0, 0],
				[1, 0, 0, 0],
			],
		});
		expect([...solveFairFlow(problem).units]).toEqual([5, 25]);
	});

	test('counts what was settled before towards the share of a destination', () => {
		const problem = problemOf({
			supply: [10],
			needs: [
				[0, 0, 10],
				[0, 1, 30],
			],
			arcs: [
				[0, 0, 0, 0],
				[1, 0, 0, 0],
			],
			settled: 10,
		});
		expect([...solveFairFlow(problem).units]).toEqual([0, 10]);
	});

	test('prefers what was asked for to a substitute, and what expires first to what keeps', () => {
		const problem = problemOf({
			supply: [10, 10, 10],
			needs: [[0, 0, 15]],
			arcs: [
				[0, 0, 1, 0],
				[0, 1, 0, 0],
				[0, 2, 0, 0],
			],
			lateness: [0, 2, 1],
		});
		expect([...solveFairFlow(problem).units]).toEqual([0, 5, 10]);
	});

	test('keeps a promise although a substitute would do without it', () => {
		const problem = problemOf({
			supply: [10, 10],
			needs: [[0, 0, 10]],
			arcs: [
				[0, 0, 7, 6],
				[0, 1, 0, 0],
			],
		});
		expect([...solveFairFlow(problem).units]).toEqual([6, 4]);
	});
});

const sketches: fc.Arbitrary<Sketch> = fc.record({
	supply: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }),
	needs: fc.array(
		fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 25 })),
		{ minLength: 1, maxLength: 10 },
	),
	arcs: fc.array(
		fc.tuple(
			fc.integer({ min: 0, max: 9 }),
			fc.integer({ min: 0, max: 7 }),
			fc.integer({ min: 0, max: 3 }),
			fc.integer({ min: 0, max: 6 }),
		),
		{ maxLength: 40 },
	),
	lateness: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 8, maxLength: 8 }),
	steps: fc.constantFrom(1, 7, 100, 1000),
	settled: fc.integer({ min: 0, max: 9 }),
});

function withinBounds(sketch: Sketch): Sketch {
	const arcs = sketch.arcs.filter(([need, lot]) => need < sketch.needs.length && lot < sketch.supply.length);
	return { ...sketch, arcs };
}

describe('Every solution', () => {
	test('is proven optimal by its own prices', () => {
		fc.assert(
			fc.property(sketches, (sketch) => {
				const problem = problemOf(withinBounds(sketch));
				expect(verifyOptimal(problem, solveFairFlow(problem))).toEqual([]);
			}),
			{ seed: 42, numRuns: 2000 },
		);
	});

	test('fails the proof when one unit is moved to where it is worth less', () => {
		const problem = problemOf({
			supply: [30],
			needs: [
				[0, 0, 40],
				[0, 1, 20],
			],
			arcs: [
				[0, 0, 0, 0],
				[1, 0, 0, 0],
			],
		});
		const solution = solveFairFlow(problem);
		const units = Float64Array.of(21, 9);
		const unmet = Float64Array.of(19, 11);
		const kinds = verifyOptimal(problem, { ...solution, units, unmet }).map((violation) => violation.kind);
		expect(kinds).toContain('cheaper-with-less');
	});
});
