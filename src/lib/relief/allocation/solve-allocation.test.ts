import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factor } from '#lib/kernel/factor.ts';
import { addDays, plainDate } from '#lib/kernel/plain-date.ts';
import { aLot, aNeed, aProblem, noEarmark } from '#test/fixtures/allocation/builders.ts';
import { optimumByIntegerProgramming } from '#test/fixtures/allocation/oracle.ts';
import { type AllocationProblem, defaultPolicy } from './allocation-problem.ts';
import { sideViolations } from './side-rules.ts';
import { solveAllocation } from './solve-allocation.ts';

const lotSketch = fc.record({
	item: fc.constantFrom('PWR-GEN-D06', 'PWR-GEN-D60', 'SHE-BED-CMP', 'SHE-BED-BNK'),
	quantity: fc.integer({ min: 1, max: 20 }),
	multiple: fc.constantFrom(1, 1, 1, 2, 3, 5),
	indivisible: fc.constantFrom(false, false, false, true),
	earmark: fc.constantFrom(undefined, undefined, undefined, 'zhytomyr', 'kharkiv'),
	expiry: fc.constantFrom(undefined, 100, 200, 300),
});
const needSketch = fc.record({
	item: fc.constantFrom('PWR-GEN', 'PWR-GEN-D06', 'PWR-GEN-D60', 'SHE-BED', 'SHE-BED-CMP'),
	quantity: fc.integer({ min: 1, max: 20 }),
	minimum: fc.constantFrom(1, 1, 1, 3, 6),
	urgency: fc.integer({ min: 1, max: 2 }),
	destination: fc.constantFrom('zhytomyr', 'kharkiv', 'turkiye-syria'),
	acceptsSubstitutes: fc.boolean(),
});

const problems: fc.Arbitrary<AllocationProblem> = fc
	.record({
		needs: fc.array(needSketch, { minLength: 1, maxLength: 7 }),
		lots: fc.array(lotSketch, { minLength: 1, maxLength: 6 }),
		promises: fc.array(fc.record({ need: fc.nat(6), lot: fc.nat(5), quantity: fc.integer({ min: 1, max: 5 }) }), {
			maxLength: 3,
		}),
		steps: fc.constantFrom(4, 10, 20),
	})
	.map(({ needs, lots, promises, steps }) =>
		aProblem({
			policy: { ...defaultPolicy, classes: 2, steps },
			substitutes: [
				{ wanted: 'PWR-GEN-D60', given: 'PWR-GEN-D06', factor: factor(1, 3), penalty: 5 },
				{ wanted: 'SHE-BED-CMP', given: 'SHE-BED-BNK', factor: factor(2), penalty: 1 },
			],
			needs: needs.map(({ minimum, ...need }, at) =>
				aNeed({ ...need, id: `n${at}`, minimumUseful: Math.min(minimum, need.quantity) }),
			),
			lots: lots.map(({ earmark, expiry, ...lot }, at) =>
				aLot({
					...lot,
					id: `l${at}`,
					earmark: { ...noEarmark, destination: earmark },
					expiry: expiry === undefined ? undefined : addDays(plainDate('2023-03-14'), expiry),
				}),
			),
			promises: promises
				.filter(({ need, lot }) => need < needs.length && lot < lots.length)
				.map(({ need, lot, quantity }) => ({ need: `n${need}`, lot: `l${lot}`, quantity, confirmed: false })),
		}),
	);

describe('An allocation with packs, minimums and substitutes', () => {
	test('is as good on every level as the optimum a general solver finds', async () => {
		await fc.assert(
			fc.asyncProperty(problems, async (problem) => {
				const solved = solveAllocation(problem);
				expect(sideViolations(solved.preparation, solved.units)).toEqual([]);
				expect(solved.optimality).toEqual({ kind: 'proven' });
				const { delivered: _, ...levels } = solved.objective;
				expect(levels).toEqual(await optimumByIntegerProgramming(solved.preparation));
			}),
			{ seed: 42, numRuns: 80 },
		);
	}, 60_000);
});
