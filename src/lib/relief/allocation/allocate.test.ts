import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryProblem } from '#test/fixtures/allocation/arbitrary-problem.ts';
import { allocate } from './allocate.ts';
import type { AllocationProblem } from './allocation-problem.ts';
import { checkAllocation } from './check/check-allocation.ts';
import { validateProblem } from './validate-problem.ts';

const shapes = [
	{ rules: 'single units', shape: { sideRules: false, mostNeeds: 12, mostLots: 12 } },
	{ rules: 'packs and minimums', shape: { sideRules: true, mostNeeds: 8, mostLots: 8 } },
];

/** A short search: what is checked here must hold for any answer, not only for the best. */
const quick = 20_000;

describe.each(shapes)('Allocating with $rules', ({ shape }) => {
	test('passes the independent check: conservation, rules, figures, every reason and the proof', () => {
		fc.assert(
			fc.property(arbitraryProblem(shape), (problem) => {
				expect(validateProblem(problem)).toEqual([]);
				expect(checkAllocation(problem, allocate(problem, quick))).toEqual([]);
			}),
			{ seed: 7, numRuns: 150 },
		);
	});

	test('passes the check again when part of its answer is confirmed, fixed by hand or kept as an open promise', () => {
		fc.assert(
			fc.property(arbitraryProblem(shape), fc.array(fc.nat(2), { minLength: 30, maxLength: 30 }), (problem, fates) => {
				const lines = allocate({ ...problem, promises: [] }, quick).allocations;
				const fate = (wanted: number) => lines.filter((_, at) => fates[at % 30] === wanted);
				const changed: AllocationProblem = {
					...problem,
					promises: [
						...fate(0).map(({ need, lot, quantity }) => ({ need, lot, quantity, confirmed: true })),
						...fate(1).map(({ need, lot, quantity }) => ({ need, lot, quantity, confirmed: false })),
					],
					pins: fate(2).map(({ need, lot, quantity }) => ({ need, lot, quantity })),
				};
				expect(validateProblem(changed)).toEqual([]);
				expect(checkAllocation(changed, allocate(changed, quick))).toEqual([]);
			}),
			{ seed: 11, numRuns: 80 },
		);
	});

	test('stays exact with quantities in grams, hundreds of millions of them', () => {
		const large = 99_999_989;
		fc.assert(
			fc.property(arbitraryProblem(shape), (problem) => {
				const grams: AllocationProblem = {
					...problem,
					policy: { ...problem.policy, steps: 1000 },
					needs: problem.needs.map((need, at) => ({ ...need, quantity: need.quantity * large + at })),
					lots: problem.lots.map((lot, at) => ({ ...lot, quantity: lot.quantity * large + at })),
				};
				expect(checkAllocation(grams, allocate(grams, quick))).toEqual([]);
			}),
			{ seed: 5, numRuns: 50 },
		);
	});

	test('gives the same bytes whatever the order of its lists', () => {
		fc.assert(
			fc.property(arbitraryProblem(shape), (problem) => {
				const turned: AllocationProblem = {
					...problem,
					destinations: problem.destinations.toReversed(),
					items: problem.items.toReversed(),
					substitutes: problem.substitutes.toReversed(),
					needs: problem.needs.toReversed(),
					lots: problem.lots.toReversed(),
					promises: problem.promises.toReversed(),
					bans: problem.bans.toReversed(),
				};
				expect(JSON.stringify(allocate(turned, quick))).toBe(JSON.stringify(allocate(problem, quick)));
			}),
			{ seed: 3, numRuns: 50 },
		);
	});
});
