import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryProblem } from '#test/fixtures/allocation/arbitrary-problem.ts';
import { optimumByIntegerProgramming } from '#test/fixtures/allocation/oracle.ts';
import { sideViolations } from './side-rules.ts';
import { solveAllocation } from './solve-allocation.ts';

describe.each([
	{ rules: 'single units', shape: { sideRules: false, mostNeeds: 9, mostLots: 8 }, numRuns: 25 },
	{
		rules: 'packs, minimums and substitutes that count otherwise',
		shape: { sideRules: true, mostNeeds: 7, mostLots: 6 },
		numRuns: 40,
	},
])('An allocation with $rules', ({ shape, numRuns }) => {
	test('is as good on every level as the optimum a general solver finds', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryProblem(shape), async (problem) => {
				const solved = solveAllocation(problem);
				expect(sideViolations(solved.preparation, solved.units)).toEqual([]);
				expect(solved.optimality).toEqual({ kind: 'proven' });
				const { delivered: _, ...levels } = solved.objective;
				expect(levels).toEqual(await optimumByIntegerProgramming(solved.preparation));
			}),
			{ seed: 42, numRuns },
		);
	}, 60_000);
});
