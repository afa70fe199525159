import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, type Instant, instant, later } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import type { Result } from '#lib/kernel/result.ts';
import { aNeed } from '#test/fixtures/relief/sample-need.ts';
import { urgencies, validity } from './freshness.ts';
import { foldNeed, movesFrom, type Need, type NeedEvent, type NeedMove, needMoves, needStates } from './need.ts';
import {
	advanceNeed,
	correctNeed,
	draftNeed,
	endNeed,
	expireNeed,
	faultOf,
	movesOpenTo,
	type NeedRefusal,
	remindOfNeed,
} from './need-decisions.ts';

const noon = instant('2023-02-24T12:00:00Z');
const by = (at: Instant = noon) => ({ at, account: null });

function decide(need: Need, move: NeedMove, at: Instant): Result<NeedEvent, NeedRefusal> {
	switch (move) {
		case 'correct':
			return correctNeed(need, { ...need.facts, note: `${need.facts.note}+` }, 'typing error', by(at));
		case 'remind':
			return remindOfNeed(need, by(at));
		case 'expire':
			return expireNeed(need, by(at));
		case 'send-back':
		case 'withdraw':
		case 'close':
			return endNeed(need, move, 'a reason', by(at));
		default:
			return advanceNeed(need, move, by(at));
	}
}

function having(...moves: readonly NeedMove[]): { need: Need; at: Instant } {
	const drafted = draftNeed(aNeed(), by());
	if (!drafted.ok) throw new Error('the sample can be drafted');
	const events: NeedEvent[] = [drafted.value];
	let at = noon;
	for (const move of moves) {
		at = later(at, move === 'expire' ? 31 * day : move === 'remind' ? 25 * day : 1000);
		const decided = decide(foldNeed(events)!, move, at);
		if (!decided.ok) throw new Error(`${move}: ${decided.refusal.kind}`);
		events.push(decided.value);
	}
	return { need: foldNeed(events)!, at };
}

const ways: Record<string, readonly NeedMove[]> = {
	draft: [],
	submitted: ['submit'],
	verified: ['submit', 'verify'],
	open: ['submit', 'verify', 'open'],
	closed: ['submit', 'verify', 'open', 'close'],
	withdrawn: ['withdraw'],
	expired: ['submit', 'verify', 'open', 'expire'],
};

describe('the moves of a need', () => {
	const table = needStates.flatMap((state) => needMoves.map((move) => [state, move] as const));
	it.each(table)('a need that is %s and "%s" agree with the table', (state, move) => {
		const { need } = having(...ways[state]!);
		expect(need.state).toBe(state);
		const permitted = move in movesFrom[state];
		const result = decide(need, move, later(need.validUntil ?? noon, 1));
		if (permitted) expect(result.ok).toBe(true);
		else expect(result).toMatchObject({ ok: false, refusal: { kind: 'move-not-permitted', move, state } });
	});

	it('a renewed need is again what it was when it expired', () => {
		for (const before of ['submitted', 'verified', 'open'] as const) {
			expect(having(...ways[before]!, 'expire', 'renew').need).toMatchObject({
				state: before,
				stateBeforeExpiry: null,
			});
		}
	});

	it('offers the partner what the partner may do, the coordinator more and others nothing', () => {
		expect(movesOpenTo(['partner-officer'], 'submitted')).toEqual(['confirm', 'correct', 'withdraw']);
		expect(movesOpenTo(['coordinator'], 'submitted')).toEqual([
			'send-back',
			'verify',
			'confirm',
			'correct',
			'withdraw',
		]);
		expect(movesOpenTo(['warehouse', 'editor'], 'submitted')).toEqual([]);
		expect(movesOpenTo(['coordinator'], 'withdrawn')).toEqual([]);
	});
});

describe('a need is as old as it says (law 6)', () => {
	it.each(urgencies)('with urgency %i it counts for its validity and no day longer', (urgency) => {
		const drafted = draftNeed(aNeed({ urgency }), by());
		const submitted = drafted.ok ? advanceNeed(foldNeed([drafted.value])!, 'submit', by()) : drafted;
		if (!drafted.ok || !submitted.ok) throw new Error('submitted');
		const need = foldNeed([drafted.value, submitted.value])!;
		const end = later(noon, validity[urgency].days * day);
		expect(need.validUntil).toBe(end);
		expect(expireNeed(need, by(later(end, -1)))).toMatchObject({ ok: false, refusal: { kind: 'still-valid' } });
		expect(expireNeed(need, by(end)).ok).toBe(true);
	});

	it('is reminded of once, and again only after it was confirmed', () => {
		const reminded = having('submit', 'remind');
		expect(remindOfNeed(reminded.need, by(later(reminded.at, day)))).toMatchObject({ ok: false });
		const again = having('submit', 'remind', 'confirm', 'remind');
		expect(again.need.remindedAt).toBe(again.at);
	});

	it('a correction counts as a confirmation, a draft has no validity', () => {
		expect(having('submit', 'correct')).toMatchObject({ need: { confirmedAt: later(noon, 2000) } });
		expect(having('correct').need.validUntil).toBeNull();
	});
});

describe('bad facts are refused by field', () => {
	const today = plainDate('2023-02-24');
	const quantity = { kind: 'exact', amount: 10 as Quantity } as const;
	it.each([
		['a critical minimum above the request', { quantity, criticalMinimum: 11 as Quantity }, 'minimum-above-quantity'],
		['a useful minimum above the request', { quantity, minimumUseful: 11 as Quantity }, 'minimum-above-quantity'],
		[
			'a minimum of an unknown quantity',
			{ quantity: { kind: 'unknown' }, minimumUseful: 1 as Quantity },
			'minimum-without-quantity',
		],
		['a deadline yesterday', { deadline: plainDate('2023-02-23') }, 'deadline-past'],
		['a deadline in a hundred years', { deadline: plainDate('2123-02-23') }, 'deadline-far'],
	] as const)('%s', (_case, changes, kind) => {
		expect(faultOf(aNeed(changes as never), today)).toMatchObject({ kind });
	});

	it('a deadline that has passed since does not stand in the way of correcting the number', () => {
		const before = aNeed({ deadline: plainDate('2023-02-01') });
		expect(faultOf({ ...before, note: 'x' }, today, before)).toBeUndefined();
	});

	it('an unknown quantity can be submitted and verified but neither opened nor brought into an open need', () => {
		const unknown = aNeed({ quantity: { kind: 'unknown' } });
		const drafted = draftNeed(unknown, by());
		if (!drafted.ok) throw new Error('drafted');
		const verified = { ...foldNeed([drafted.value])!, state: 'verified' as const };
		expect(advanceNeed(verified, 'open', by())).toMatchObject({ ok: false, refusal: { kind: 'quantity-unknown' } });
		const { need } = having('submit', 'verify', 'open');
		expect(correctNeed(need, unknown, '', by())).toMatchObject({ ok: false, refusal: { kind: 'quantity-unknown' } });
	});

	it('a correction shows before and after of what changed and nothing else', () => {
		const { need } = having('submit');
		const corrected = correctNeed(need, { ...need.facts, urgency: 1 }, ' colder ', by());
		expect(corrected).toMatchObject({
			ok: true,
			value: { before: { urgency: 2 }, after: { urgency: 1 }, reason: 'colder' },
		});
		expect(correctNeed(need, { ...need.facts }, '', by())).toMatchObject({
			ok: false,
			refusal: { kind: 'nothing-changed' },
		});
	});

	it('an end without a reason is refused', () => {
		expect(endNeed(having('submit').need, 'withdraw', '  ', by())).toMatchObject({
			refusal: { kind: 'reason-missing' },
		});
	});
});

describe('whatever is tried in whatever order', () => {
	it('the fold never throws, counts its events, and what is open is known and fresh', () => {
		const steps = fc.array(fc.tuple(fc.constantFrom(...needMoves), fc.integer({ min: 0, max: 40 })), { maxLength: 40 });
		fc.assert(
			fc.property(steps, fc.boolean(), (moves, known) => {
				const drafted = draftNeed(known ? aNeed() : aNeed({ quantity: { kind: 'unknown' } }), by());
				if (!drafted.ok) throw new Error('drafted');
				const events: NeedEvent[] = [drafted.value];
				let at = noon;
				for (const [move, days] of moves) {
					at = later(at, days * day);
					const decided = decide(foldNeed(events)!, move, at);
					if (decided.ok) events.push(decided.value);
					const need = foldNeed(events)!;
					expect(need.version).toBe(events.length);
					if (need.state === 'open') expect(need.facts.quantity.kind).not.toBe('unknown');
					if (['submitted', 'verified', 'open'].includes(need.state)) {
						expect(need.validUntil! - need.confirmedAt!).toBe(validity[need.facts.urgency].days * day);
					}
					expect((need.state === 'expired') === (need.stateBeforeExpiry !== null)).toBe(true);
				}
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});
