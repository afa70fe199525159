import { describe, expect, test } from 'vitest';
import { aLot, aNeed, aProblem } from '#test/fixtures/allocation/builders.ts';
import { allocate } from './allocate.ts';
import { type Change, effectOfChange } from './effect-of-change.ts';

const problem = aProblem({
	needs: [
		aNeed({ id: 'a', quantity: 20 }),
		aNeed({ id: 'b', quantity: 20, destination: 'kharkiv' }),
		aNeed({ id: 'c', item: 'SHE-BED-CMP', quantity: 5, kind: 'shelter' }),
	],
	lots: [aLot({ id: 'generators', quantity: 20 }), aLot({ id: 'beds', item: 'SHE-BED-CMP', quantity: 5 })],
});
const current = allocate(problem);

function effectOf(change: Change) {
	const effect = effectOfChange(problem, current, change);
	return effect.ok ? effect.value.needs.map(({ need, before, after }) => [need, before, after]) : effect.refusal;
}

describe('A change by hand', () => {
	test('that gives one more takes it from another, and says so', () => {
		expect(effectOf({ kind: 'pin', need: 'a', lot: 'generators', quantity: 16 })).toEqual([
			['a', 10, 16],
			['b', 10, 4],
		]);
	});

	test('that rules a pair out lets others have it', () => {
		expect(effectOf({ kind: 'ban', need: 'b', lot: 'generators' })).toEqual([
			['a', 10, 20],
			['b', 10, 0],
		]);
	});

	test('that contradicts a rule is refused with the rule', () => {
		expect(effectOf({ kind: 'pin', need: 'a', lot: 'beds', quantity: 1 })).toEqual([
			{ kind: 'pin-impossible', path: 'pins[0]', obstacle: 'wrong-item' },
		]);
	});

	test('taken back restores what was', () => {
		const pinned = effectOfChange(problem, current, { kind: 'pin', need: 'a', lot: 'generators', quantity: 20 });
		if (!pinned.ok) throw new Error('refused');
		const released = effectOfChange(pinned.value.problem, pinned.value.result, {
			kind: 'release',
			need: 'a',
			lot: 'generators',
		});
		expect(released.ok && released.value.result.coverage).toEqual(current.coverage);
	});
});
