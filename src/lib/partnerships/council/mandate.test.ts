import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { addDays, type PlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import type { EvidenceAddress } from '../evidence.ts';
import {
	decideEvidence,
	decideMandateFacts,
	decideMove,
	decideWithdrawal,
	evolveMandate,
	isOverdue,
	type Mandate,
	type MandateEvent,
	mandateOn,
} from './mandate.ts';
import { type MandateState, mandateMoves, mandateStates } from './mandate-states.ts';

const today = plainDate('2023-06-01');
const deed = { at: instant('2023-06-01T10:00:00Z'), account: null };
const paper = { dated: { date: plainDate('2022-01-01'), precision: 'year' as const } };
const evidenceId = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' as Id<'evidence'>;
const link = (url = 'https://example.org/a'): EvidenceAddress => ({ kind: 'link', url });
const shown = { id: evidenceId, address: link(), note: '', on: null };

const given: MandateEvent = {
	kind: 'mandateGiven',
	facts: { task: { de: 'Eine Partnerschaft begründen' }, charged: { de: 'Verwaltung' }, due: null },
	...deed,
};
function aMandate(state: MandateState = 'ordered', evidence: Mandate['evidence'] = []): Mandate {
	return { ...evolveMandate(undefined, given), state, evidence };
}
const move = (mandate: Mandate, to: MandateState, note = 'said', on: PlainDate | null = today) =>
	decideMove(mandate, { to, on, note }, paper, { ...deed, today });

describe('a mandate', () => {
	it.each(mandateStates.flatMap((from) => mandateStates.map((to) => [from, to] as const)))(
		'goes from %s to %s exactly where the table says so',
		(from, to) => {
			const permitted: readonly MandateState[] = mandateMoves[from];
			const moved = move(aMandate(from, [shown]), to);
			expect(moved.ok).toBe(permitted.includes(to));
			if (moved.ok) expect(evolveMandate(aMandate(from, [shown]), moved.value).state).toBe(to);
			else expect(moved.refusal).toEqual([{ kind: 'move-not-permitted', from, to }]);
		},
	);

	it('is fulfilled, in whole or in part, only with something that shows it', () => {
		for (const to of ['fulfilled', 'partly-fulfilled'] as const) {
			expect(move(aMandate('in-work'), to)).toEqual({ ok: false, refusal: [{ kind: 'evidence-needed' }] });
			expect(move(aMandate('in-work', [shown]), to)).toMatchObject({ ok: true, value: { on: today } });
		}
	});

	it('is dropped or taken up again only with a reason', () => {
		expect(move(aMandate(), 'dropped', '')).toEqual({ ok: false, refusal: [{ kind: 'reason-needed' }] });
		expect(move(aMandate('fulfilled', [shown]), 'in-work', '')).toEqual({
			ok: false,
			refusal: [{ kind: 'reason-needed' }],
		});
		expect(move(aMandate(), 'in-work', '')).toMatchObject({ ok: true, value: { kind: 'mandateStarted' } });
	});

	it('is settled on a day that has come and that the paper has seen', () => {
		const done = (on: PlainDate | null) => move(aMandate('ordered', [shown]), 'fulfilled', '', on);
		expect(done(null)).toMatchObject({ ok: false, refusal: [{ kind: 'field-missing', field: 'settledOn' }] });
		expect(done(addDays(today, 1))).toMatchObject({ ok: false, refusal: [{ kind: 'date-in-future' }] });
		expect(done(plainDate('2021-12-31'))).toMatchObject({ ok: false, refusal: [{ kind: 'before-paper' }] });
		expect(done(plainDate('2022-01-01'))).toMatchObject({ ok: true });
	});

	it('is due no earlier than the paper that orders it', () => {
		const facts = { task: { de: 'x' }, charged: { de: 'y' }, due: plainDate('2021-05-01') };
		expect(decideMandateFacts(facts, paper)).toMatchObject({ ok: false, refusal: [{ field: 'due' }] });
		expect(decideMandateFacts(facts, { dated: null })).toMatchObject({ ok: true });
	});

	it('names the same evidence once', () => {
		const mandate = aMandate('in-work', [shown]);
		const other = { ...shown, id: '1b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' as Id<'evidence'> };
		expect(decideEvidence(mandate, other, deed)).toEqual({ ok: false, refusal: [{ kind: 'evidence-twice' }] });
		expect(decideEvidence(mandate, { ...other, address: link('https://example.org/b') }, deed).ok).toBe(true);
	});

	it('keeps the last evidence its fulfilment rests on', () => {
		const withdraw = (mandate: Mandate, note = 'wrong page') => decideWithdrawal(mandate, evidenceId, note, deed);
		expect(withdraw(aMandate('fulfilled', [shown]))).toEqual({
			ok: false,
			refusal: [{ kind: 'evidence-still-needed' }],
		});
		expect(withdraw(aMandate('in-work', [shown]))).toMatchObject({ ok: true });
		expect(withdraw(aMandate('in-work', [shown]), '')).toEqual({ ok: false, refusal: [{ kind: 'reason-needed' }] });
		expect(withdraw(aMandate('in-work'))).toEqual({ ok: false, refusal: [{ kind: 'evidence-unknown' }] });
	});

	it.each([
		['ordered', '2023-05-31', true],
		['in-work', '2023-05-31', true],
		['partly-fulfilled', '2023-05-31', true],
		['ordered', '2023-06-01', false],
		['fulfilled', '2023-05-31', false],
		['dropped', '2023-05-31', false],
	] as const)('%s and due %s is overdue on 1 June 2023: %s', (state, due, overdue) => {
		expect(isOverdue({ state, due: plainDate(due) }, today)).toBe(overdue);
	});

	it('keeps to its laws whatever is asked of it in whatever order', () => {
		const ask = fc.record({
			to: fc.constantFrom(...mandateStates),
			note: fc.constantFrom('', 'because'),
			what: fc.constantFrom('move', 'add', 'withdraw'),
			which: fc.integer({ min: 0, max: 3 }),
		});
		fc.assert(
			fc.property(fc.array(ask, { maxLength: 30 }), (asked) => {
				let mandate = evolveMandate(undefined, given);
				for (const { to, note, what, which } of asked) {
					const id = `${which}b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d` as Id<'evidence'>;
					const evidence = { id, address: link(`https://example.org/${which}`), note: '', on: null };
					const decided =
						what === 'move'
							? move(mandate, to, note)
							: what === 'add'
								? decideEvidence(mandate, evidence, deed)
								: decideWithdrawal(mandate, id, note, deed);
					if (decided.ok) mandate = evolveMandate(mandate, decided.value);
					const done = mandate.state === 'fulfilled' || mandate.state === 'partly-fulfilled';
					expect(!done || mandate.evidence.length > 0).toBe(true);
					expect(mandate.settledOn !== null).toBe(done || mandate.state === 'dropped');
					expect(mandate.state !== 'dropped' || mandate.note !== '').toBe(true);
				}
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('a mandate on a day', () => {
	const at = (text: string) => ({ at: instant(`${text}T10:00:00Z`), account: null });
	const events: readonly MandateEvent[] = [
		{ ...given, ...at('2022-03-01') },
		{ kind: 'mandateStarted', note: '', ...at('2022-06-01') },
		{ kind: 'mandateFulfilled', on: plainDate('2023-02-23'), note: 'signed', ...at('2023-05-02') },
		{ kind: 'mandateReopened', note: 'in full', ...at('2024-01-15') },
	];

	it.each([
		['2022-01-01', 'ordered', null],
		['2022-05-31', 'ordered', null],
		['2022-06-01', 'in-work', null],
		// Put on record in May, and known to be of February.
		['2023-02-23', 'fulfilled', '2023-02-23'],
		['2024-01-14', 'fulfilled', '2023-02-23'],
		['2024-01-15', 'in-work', null],
	])('%s was %s', (day, state, settledOn) => {
		expect(mandateOn(events, plainDate(day))).toMatchObject({ state, settledOn });
	});
});
