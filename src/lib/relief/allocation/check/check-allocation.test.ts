import { describe, expect, test } from 'vitest';
import { aLot, aNeed, aProblem, noEarmark } from '#test/fixtures/allocation/builders.ts';
import { allocate } from '../allocate.ts';
import type { AllocationLine, AllocationResult } from '../allocation-result.ts';
import type { AllocationViolation } from './allocation-violation.ts';
import { checkAllocation } from './check-allocation.ts';

const problem = aProblem({
	needs: [
		aNeed({ id: 'a', quantity: 20, minimumUseful: 4 }),
		aNeed({ id: 'b', quantity: 20, destination: 'kharkiv' }),
		aNeed({ id: 'c', quantity: 9, urgency: 2, destination: 'kharkiv' }),
		aNeed({ id: 'd', item: 'VEH-FIR-DLK', quantity: 1 }),
	],
	lots: [
		aLot({ id: 'one', quantity: 20 }),
		aLot({ id: 'packs', quantity: 10, multiple: 5 }),
		aLot({ id: 'theirs', quantity: 6, earmark: { ...noEarmark, destination: 'kharkiv' } }),
		aLot({ id: 'beds', item: 'SHE-BED-CMP' }),
	],
	promises: [{ need: 'a', lot: 'one', quantity: 2, confirmed: true }],
	pins: [{ need: 'b', lot: 'one', quantity: 3 }],
});
const sound = allocate(problem);

function line(differing: Partial<AllocationLine> & { need: string; lot: string }): AllocationLine {
	return { quantity: 1, covers: 1, substitute: false, keeps: 0, reason: { kind: 'only-need' }, ...differing };
}

/** The sound result with its lines changed. */
function withLines(change: (lines: readonly AllocationLine[]) => AllocationLine[]): AllocationResult {
	return { ...sound, allocations: change(sound.allocations) };
}

const planted: [AllocationViolation['kind'], string, AllocationResult][] = [
	['unknown-name', 'a lot nobody knows', withLines((lines) => [...lines, line({ need: 'a', lot: 'none' })])],
	['not-whole', 'half a unit', withLines((lines) => [...lines, line({ need: 'a', lot: 'beds', quantity: 0.5 })])],
	['line-twice', 'a line given twice', withLines((lines) => [...lines, lines.at(-1)!])],
	[
		'lot-not-conserved',
		'a unit more than there is',
		withLines((lines) => [...lines, line({ need: 'a', lot: 'theirs' })]),
	],
	['need-not-conserved', 'a unit more than needed', withLines((lines) => [...lines, line({ need: 'c', lot: 'one' })])],
	['hard-rule', 'an earmark ignored', withLines((lines) => [...lines, line({ need: 'a', lot: 'theirs' })])],
	[
		'wrong-count',
		'a count that isn’t the factor’s',
		withLines((lines) => lines.map((each) => ({ ...each, covers: each.covers + 1 }))),
	],
	[
		'broken-pack',
		'part of a pack',
		withLines((lines) => [
			...lines.filter((each) => each.lot !== 'packs'),
			line({ need: 'a', lot: 'packs', quantity: 3, covers: 3 }),
		]),
	],
	[
		'below-minimum',
		'less than is useful',
		withLines((lines) => [
			...lines.filter((each) => each.need !== 'a' || each.reason.kind === 'promised'),
			line({ need: 'a', lot: 'one' }),
		]),
	],
	[
		'promise-broken',
		'a confirmed promise dropped',
		withLines((lines) => lines.filter((each) => each.reason.kind !== 'promised')),
	],
	[
		'pin-broken',
		'a fixed quantity altered',
		withLines((lines) => lines.map((each) => (each.reason.kind === 'fixed-by-hand' ? { ...each, quantity: 4 } : each))),
	],
	[
		'coverage-wrong',
		'a coverage too good',
		{ ...sound, coverage: sound.coverage.map((each) => ({ ...each, delivered: each.requested })) },
	],
	[
		'objective-wrong',
		'a substitution that didn’t happen',
		{ ...sound, objective: { ...sound.objective, substitution: 7 } },
	],
	[
		'reason-wrong',
		'a reason for a gap that isn’t so',
		{ ...sound, unmet: sound.unmet.map((each) => ({ ...each, reason: { kind: 'fixed-by-hand', lots: 1 } })) },
	],
	[
		'reason-wrong',
		'a reason for a remainder that isn’t so',
		{ ...sound, left: sound.left.map((each) => ({ ...each, reason: { kind: 'less-than-a-pack', pack: 99 } })) },
	],
	[
		'reason-wrong',
		'a reason for a line that isn’t so',
		withLines((lines) =>
			lines.map((each) =>
				each.reason.kind === 'promised' ? each : { ...each, reason: { kind: 'enough-for-all', needs: 99 } },
			),
		),
	],
];

describe('The check', () => {
	test('finds nothing in a sound result', () => {
		expect(checkAllocation(problem, sound)).toEqual([]);
	});

	test.each(planted)('finds %s: %s', (kind, _, result) => {
		expect(checkAllocation(problem, result).map((violation) => violation.kind)).toContain(kind);
	});

	test('refutes a proof of something that isn’t the best', () => {
		const simple = aProblem({
			needs: [aNeed({ id: 'a', quantity: 20 }), aNeed({ id: 'b', quantity: 20, destination: 'kharkiv' })],
			lots: [aLot({ id: 'lot', quantity: 20 })],
		});
		const best = allocate(simple);
		const unfair: AllocationResult = {
			...best,
			allocations: best.allocations.map((each) => {
				const quantity = each.need === 'a' ? 11 : 9;
				return { ...each, quantity, covers: quantity };
			}),
			unmet: best.unmet.map((each) => ({ ...each, quantity: each.need === 'a' ? 9 : 11 })),
			coverage: best.coverage.map((each) => ({ ...each, delivered: each.destination === 'zhytomyr' ? 11 : 9 })),
		};
		expect(checkAllocation(simple, best)).toEqual([]);
		expect(checkAllocation(simple, unfair).map((violation) => violation.kind)).toContain('not-optimal');
	});
});
