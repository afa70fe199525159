import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestDay, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import type { EvidenceAddress } from '../evidence.ts';
import {
	decideCorrection,
	decideEvidence,
	decideFacts,
	decideMove,
	decideWithdrawal,
	evolvePromise,
	factsOf,
	isOpen,
	isOverdue,
	type PromiseEvent,
	type PromiseFacts,
	promiseOn,
	type TrackedPromise,
} from './promise.ts';
import { type PromiseState, promiseMoves, promiseStates } from './promise-states.ts';

const fuzzy = (text: string) => parseFuzzyDate(text)!;
const today = plainDate('2024-06-01');
const deed = { at: instant('2024-06-01T10:00:00Z'), account: null };
const evidenceId = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' as Id<'evidence'>;
const link = (url = 'https://example.org/a'): EvidenceAddress => ({ kind: 'link', url });
const shown = { id: evidenceId, address: link(), note: '', on: null };
const word: LocalizedText = { de: 'So war es.' };

const facts: PromiseFacts = {
	text: { de: 'Jugendaustausch' },
	kind: 'exchange',
	quantity: null,
	source: { kind: 'press-conference', address: null, quotation: 'Es soll einen Jugendaustausch geben.' },
	made: fuzzy('2023-03-14'),
	due: fuzzy('2023'),
	owner: { role: 'coordinator', organisationId: null },
	isPublic: true,
};
const made: PromiseEvent = { kind: 'promiseMade', facts, ...deed };
function aPromise(state: PromiseState = 'made', changes: Partial<TrackedPromise> = {}): TrackedPromise {
	return { ...evolvePromise(undefined, made), state, ...changes };
}
const move = (promise: TrackedPromise, to: PromiseState, note: LocalizedText | null = word, on = '2024-05-31') =>
	decideMove(promise, { to, on: fuzzy(on), note }, { ...deed, today });

describe('a promise', () => {
	it.each(promiseStates.flatMap((from) => promiseStates.map((to) => [from, to] as const)))(
		'goes from %s to %s exactly where the table says so',
		(from, to) => {
			const permitted: readonly PromiseState[] = promiseMoves[from];
			const moved = move(aPromise(from), to);
			expect(moved.ok).toBe(permitted.includes(to));
			if (moved.ok) expect(evolvePromise(aPromise(from), moved.value)).toMatchObject({ state: to, note: word });
			else expect(moved.refusal).toEqual([{ kind: 'move-not-permitted', from, to }]);
		},
	);

	it('is kept, in whole or in part, only where something shows it or a word says how', () => {
		for (const to of ['kept', 'partly-kept'] as const) {
			expect(move(aPromise(), to, null)).toEqual({ ok: false, refusal: [{ kind: 'shown-or-said' }] });
			expect(move(aPromise('made', { evidence: [shown] }), to, null).ok).toBe(true);
			expect(move(aPromise(), to, word).ok).toBe(true);
		}
	});

	it('is broken, withdrawn or taken up again only with a word the public may read', () => {
		const needed = { ok: false, refusal: [{ kind: 'public-reason-needed' }] };
		expect(move(aPromise(), 'broken', null)).toEqual(needed);
		expect(move(aPromise('under-way'), 'withdrawn', null)).toEqual(needed);
		expect(move(aPromise('kept'), 'under-way', null)).toEqual(needed);
		expect(move(aPromise(), 'under-way', null).ok).toBe(true);
	});

	it('moves forward in time, as exactly as its dates are known', () => {
		const refusal = (answer: ReturnType<typeof move>) => !answer.ok && answer.refusal.map(({ kind }) => kind);
		expect(refusal(move(aPromise(), 'kept', word, '2023-03-13'))).toEqual(['before-state']);
		expect(refusal(move(aPromise(), 'kept', word, '2024-06-02'))).toEqual(['date-in-future']);
		expect(refusal(move(aPromise('under-way', { since: fuzzy('2024-05') }), 'kept', word, '2024-04'))).toEqual([
			'before-state',
		]);
		// March 2023 may well mean a day after the 14th, and 2024 a day before tomorrow.
		expect(move(aPromise(), 'kept', word, '2023-03').ok).toBe(true);
		expect(move(aPromise(), 'kept', word, '2024').ok).toBe(true);
	});

	it.each([
		[{ made: fuzzy('2024-07'), due: null }, 'date-in-future'],
		[{ due: fuzzy('2023-02') }, 'due-before-made'],
		[{ due: fuzzy('2022') }, 'due-before-made'],
		[{ quantity: { amount: quantity(25), unit: 'Stück', itemCode: 'PWR-GEN' } }, 'item-of-no-goods'],
		[{ source: { kind: 'other', address: null, quotation: '' } }, 'source-needed'],
	] as const)('is not made with facts that contradict each other: %j', (changes, kind) => {
		const answer = decideFacts({ ...facts, ...changes } as PromiseFacts, today);
		expect(!answer.ok && answer.refusal.map((refusal) => refusal.kind)).toEqual([kind]);
	});

	it('may be due in the month or year it was made in', () => {
		expect(decideFacts({ ...facts, due: fuzzy('2023-03') }, today).ok).toBe(true);
		expect(decideFacts({ ...facts, due: fuzzy('2023-03-14') }, today).ok).toBe(true);
	});

	it('is put off only with a reason, and still says for when it was made', () => {
		const correct = (due: string | null, reason: string) =>
			decideCorrection(aPromise(), { ...facts, due: due === null ? null : fuzzy(due) }, reason, { ...deed, today });
		expect(correct('2025', '')).toMatchObject({ refusal: [{ kind: 'postponed-without-reason' }] });
		expect(correct(null, '')).toMatchObject({ refusal: [{ kind: 'postponed-without-reason' }] });
		expect(correct('2023-12-31', '').ok).toBe(true);
		expect(correct('2023-06', '').ok).toBe(true);
		const putOff = correct('2025', 'Die Lage lässt keine Reise zu.');
		if (!putOff.ok) throw new Error('refused');
		expect(evolvePromise(aPromise(), putOff.value)).toMatchObject({ due: fuzzy('2025'), firstDue: fuzzy('2023') });
	});

	it('cannot turn out to be made after what became of it', () => {
		const kept = aPromise('kept', { since: fuzzy('2023-04'), evidence: [shown] });
		const later = (on: string) => decideCorrection(kept, { ...facts, made: fuzzy(on) }, '', { ...deed, today });
		expect(later('2023-05')).toMatchObject({ refusal: [{ kind: 'made-after-state' }] });
		expect(later('2023-04-30').ok).toBe(true);
	});

	it('names the same evidence once, and keeps the last piece its keeping rests on', () => {
		const other = { ...shown, id: '1b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' as Id<'evidence'> };
		const kept = aPromise('kept', { evidence: [shown] });
		const withdraw = (promise: TrackedPromise, reason: string) => decideWithdrawal(promise, evidenceId, reason, deed);
		expect(decideEvidence(kept, other, deed)).toMatchObject({ refusal: [{ kind: 'evidence-twice' }] });
		expect(decideEvidence(kept, { ...other, address: link('https://example.org/b') }, deed).ok).toBe(true);
		expect(withdraw(kept, 'falsche Seite')).toMatchObject({ refusal: [{ kind: 'evidence-still-needed' }] });
		expect(withdraw({ ...kept, note: word }, 'falsche Seite').ok).toBe(true);
		expect(withdraw({ ...kept, note: word }, '')).toMatchObject({ refusal: [{ kind: 'reason-needed' }] });
		expect(withdraw(aPromise(), 'falsche Seite')).toMatchObject({ refusal: [{ kind: 'evidence-unknown' }] });
	});

	it('keeps to its laws whatever is asked of it in whatever order', () => {
		const ask = fc.record({
			what: fc.constantFrom('move', 'add', 'withdraw', 'correct'),
			to: fc.constantFrom(...promiseStates),
			note: fc.constantFrom(null, word),
			on: fc.constantFrom('2023', '2023-03', '2023-04-01', '2024', '2024-05-31', '2024-06-02'),
			which: fc.integer({ min: 0, max: 3 }),
		});
		const answer = (promise: TrackedPromise, { what, to, note, on, which }: FcValue<typeof ask>) => {
			const id = `${which}b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d` as Id<'evidence'>;
			const evidence = { id, address: link(`https://example.org/${which}`), note: '', on: null };
			if (what === 'move') return move(promise, to, note, on);
			if (what === 'add') return decideEvidence(promise, evidence, deed);
			if (what === 'withdraw') return decideWithdrawal(promise, id, note ? 'x' : '', deed);
			const changed = { ...factsOf(promise), made: fuzzy(on), due: which === 0 ? null : fuzzy(`202${which + 3}`) };
			return decideCorrection(promise, changed, note ? 'x' : '', { ...deed, today });
		};
		fc.assert(
			fc.property(fc.array(ask, { maxLength: 30 }), (asked) => {
				let promise = evolvePromise(undefined, made);
				for (const each of asked) {
					const decided = answer(promise, each);
					if (decided.ok) promise = evolvePromise(promise, decided.value);
					const { state, evidence, note, since } = promise;
					const isKept = state === 'kept' || state === 'partly-kept';
					expect(!isKept || evidence.length > 0 || note !== null).toBe(true);
					expect((state !== 'broken' && state !== 'withdrawn') || note !== null).toBe(true);
					expect(latestDay(since) >= promise.made.date).toBe(true);
					expect(since.date <= today && promise.made.date <= today).toBe(true);
					expect(promise.due === null || latestDay(promise.due) >= promise.made.date).toBe(true);
					expect(promise.firstDue).toEqual(fuzzy('2023'));
				}
			}),
			{ seed: 42, numRuns: 400 },
		);
	});
});

type FcValue<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

describe('an overdue promise', () => {
	it.each([
		['made', '2024-05-31', true],
		['under-way', '2024-05', true],
		['made', '2023', true],
		['made', '2024-06-01', false],
		['made', '2024-06', false],
		['made', '2024', false],
		['kept', '2023', false],
		['partly-kept', '2023', false],
		['broken', '2023', false],
		['withdrawn', '2023', false],
	] as const)('%s and due %s is overdue on 1 June 2024: %s', (state, due, overdue) => {
		expect(isOverdue({ state, due: fuzzy(due) }, today)).toBe(overdue);
	});

	it('is always an open one, never one without a day, and stays overdue as days go by', () => {
		const anyDay = fc
			.integer({ min: 0, max: 4000 })
			.map((days) => plainDate(new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10)));
		const anyDue = fc.option(
			fc.tuple(anyDay, fc.constantFrom(4, 7, 10)).map(([date, length]) => fuzzy(date.slice(0, length))),
		);
		fc.assert(
			fc.property(fc.constantFrom(...promiseStates), anyDue, anyDay, anyDay, (state, due, first, second) => {
				const overdue = isOverdue({ state, due }, first);
				expect(!overdue || (isOpen({ state }) && due !== null)).toBe(true);
				expect(!overdue || second < first || isOverdue({ state, due }, second)).toBe(true);
				expect(due !== null && latestDay(due) >= first && overdue).toBe(false);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('a promise on a day', () => {
	const at = (text: string) => ({ at: instant(`${text}T10:00:00Z`), account: null });
	const events: readonly PromiseEvent[] = [
		{ kind: 'promiseMade', facts, ...at('2023-03-20') },
		{ kind: 'promiseMoved', to: 'under-way', on: fuzzy('2023-05'), note: null, ...at('2024-01-10') },
		{
			kind: 'promiseCorrected',
			before: facts,
			facts: { ...facts, text: { de: 'Jugendbegegnung' }, due: fuzzy('2024') },
			reason: 'Krieg',
			...at('2024-02-01'),
		},
		{ kind: 'promiseMoved', to: 'kept', on: fuzzy('2024-03-01'), note: word, ...at('2024-03-02') },
	];

	it.each([
		['2023-03-14', 'made', '2023'],
		['2023-04-30', 'made', '2023'],
		// Put on record half a year later, and known to be of May.
		['2023-05-31', 'under-way', '2023'],
		['2024-01-31', 'under-way', '2023'],
		['2024-02-01', 'under-way', '2024'],
		['2024-03-01', 'kept', '2024'],
	])('%s was %s, due in %s, and is told in the words of today', (day, state, due) => {
		const told = promiseOn(events, plainDate(day));
		expect(told).toMatchObject({ state, due: fuzzy(due), text: { de: 'Jugendbegegnung' } });
	});

	it('that is today or later is the promise', () => {
		const whole = events.reduce<TrackedPromise | undefined>((before, event) => evolvePromise(before, event), undefined);
		expect(promiseOn(events, plainDate('2030-01-01'))).toEqual(whole);
	});
});
