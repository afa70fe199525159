import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { allocate } from '../allocation/allocate.ts';
import { type AllocationProblem, defaultPolicy, type Lot, type Need } from '../allocation/allocation-problem.ts';
import {
	adjustedProblem,
	decideAdjustment,
	decideLines,
	foldRound,
	type RoundEvent,
	reasonByHand,
} from './allocation-round.ts';

const stamp = { at: instant('2023-03-10T09:00:00Z'), account: null };
const opened: RoundEvent = { kind: 'opened', ...stamp };

const aNeed = (id: string, quantity: number, changes: Partial<Need> = {}): Need => ({
	id,
	item: 'PWR-GEN',
	conditions: [],
	destination: id,
	operation: id,
	purpose: undefined,
	urgency: 1,
	quantity,
	deadline: undefined,
	minimumUseful: 1,
	acceptsSubstitutes: false,
	minimumRemainingDays: 0,
	peopleServed: undefined,
	criticalMinimum: undefined,
	kind: 'PWR-GEN:pcs',
	...changes,
});
const aLot = (id: string, quantity: number, changes: Partial<Lot> = {}): Lot => ({
	id,
	item: 'PWR-GEN',
	attributes: {},
	quantity,
	availableFrom: undefined,
	expiry: undefined,
	earmark: { destination: undefined, operation: undefined, purpose: undefined },
	indivisible: false,
	multiple: 1,
	...changes,
});
const aProblem = (changes: Partial<AllocationProblem> = {}): AllocationProblem => ({
	asOf: plainDate('2023-03-10'),
	policy: defaultPolicy,
	destinations: ['quake', 'zhytomyr'].map((id) => ({ id, name: { en: id } })),
	items: [{ id: 'PWR-GEN', parent: undefined, name: { en: 'Generator' } }],
	substitutes: [],
	needs: [aNeed('zhytomyr', 20), aNeed('quake', 10)],
	lots: [aLot('thw', 15)],
	pins: [],
	promises: [],
	bans: [],
	...changes,
});
const pin = (quantity: number) => ({
	kind: 'pin' as const,
	need: 'zhytomyr',
	lot: 'thw',
	quantity,
	reason: 'the hospital first',
});

describe('a change by hand', () => {
	it('is kept, and taken back', () => {
		const pinned = foldRound([
			opened,
			{ kind: 'pinned', need: 'zhytomyr', lot: 'thw', quantity: 12, reason: 'first', ...stamp },
		]);
		expect(pinned).toMatchObject({ version: 2, pins: [{ need: 'zhytomyr', lot: 'thw', quantity: 12 }], bans: [] });
		const freed = foldRound([
			opened,
			{ kind: 'banned', need: 'zhytomyr', lot: 'thw', reason: 'too heavy', ...stamp },
			{ kind: 'freed', need: 'zhytomyr', lot: 'thw', ...stamp },
		]);
		expect(freed).toMatchObject({ version: 3, pins: [], bans: [], reasons: [] });
		expect(reasonByHand(pinned, 'zhytomyr', 'thw')).toBe('first');
		expect(reasonByHand(freed, 'zhytomyr', 'thw')).toBeUndefined();
	});

	it('costs the others what the computation says', () => {
		const problem = aProblem();
		expect(allocate(problem).coverage.map(({ delivered }) => delivered)).toEqual([5, 10]);
		const round = foldRound([
			opened,
			{ kind: 'pinned', need: 'zhytomyr', lot: 'thw', quantity: 14, reason: 'first', ...stamp },
		]);
		expect(allocate(adjustedProblem(problem, round)).coverage.map(({ delivered }) => delivered)).toEqual([1, 14]);
	});

	it.each([
		['more than the lot holds', aProblem(), pin(16), { kind: 'more-than-lot-holds', left: 15 }],
		[
			'more than the need lacks',
			aProblem({ needs: [aNeed('zhytomyr', 10)] }),
			pin(15),
			{ kind: 'more-than-need-lacks', over: 5 },
		],
		['a quantity without a reason', aProblem(), { ...pin(5), reason: ' ' }, { kind: 'reason-missing' }],
		['nothing', aProblem(), pin(0), { kind: 'quantity-invalid' }],
		['half a piece', aProblem(), pin(1.5), { kind: 'quantity-invalid' }],
		[
			'what the donor gave for elsewhere',
			aProblem({
				lots: [aLot('thw', 15, { earmark: { destination: undefined, operation: 'quake', purpose: undefined } })],
			}),
			pin(5),
			{ kind: 'pair-impossible', obstacle: 'earmarked-elsewhere' },
		],
		[
			'part of a pack',
			aProblem({ lots: [aLot('thw', 15, { multiple: 5 })] }),
			pin(7),
			{ kind: 'pack-broken', pack: 5 },
		],
		['something unknown', aProblem(), { ...pin(1), lot: 'nobody' }, { kind: 'unknown-pair' }],
	])('that fixes %s is refused', (_, problem, adjustment, refusal) => {
		expect(decideAdjustment(problem, foldRound([opened]), adjustment, 1)).toEqual({ ok: false, refusal });
	});

	it('is refused where somebody was faster, and after the decision', () => {
		const round = foldRound([opened, { kind: 'banned', need: 'quake', lot: 'thw', reason: 'too heavy', ...stamp }]);
		expect(decideAdjustment(aProblem(), round, pin(5), 1)).toMatchObject({
			refusal: { kind: 'round-changed', version: 2 },
		});
		const decided = foldRound([opened, { kind: 'decided', lines: [], ...stamp }]);
		expect(decideAdjustment(aProblem(), decided, pin(5), 2)).toMatchObject({ refusal: { kind: 'round-closed' } });
	});
});

describe('a decision', () => {
	const proposed = [{ need: 'zhytomyr', lot: 'thw', quantity: 10 }];

	it('promises the chosen lines as they were proposed', () => {
		expect(decideLines(foldRound([opened]), proposed, [{ need: 'zhytomyr', lot: 'thw' }], 1)).toEqual({
			ok: true,
			value: proposed,
		});
	});

	it.each([
		['of nothing', [], 1, 'nothing-chosen'],
		['of a line that is not proposed', [{ need: 'quake', lot: 'thw' }], 1, 'not-in-proposal'],
		['on an older proposal', [{ need: 'zhytomyr', lot: 'thw' }], 0, 'round-changed'],
	])('%s is refused', (_, chosen, version, kind) => {
		expect(decideLines(foldRound([opened]), proposed, chosen, version)).toMatchObject({ ok: false, refusal: { kind } });
	});
});
