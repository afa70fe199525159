import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { evolveFunding, type Funding, type FundingEvent, type FundingFacts, retainUntil } from './funding.ts';
import {
	decideCorrection,
	decideDraw,
	decideDropping,
	decideFacts,
	decideMove,
	decideSubmission,
} from './funding-decisions.ts';
import { readFunding } from './funding-form.ts';
import { fundingMoves, fundingStates } from './funding-states.ts';
import { leverageOf } from './leverage.ts';
import { readMoney } from './money-field.ts';

const cents = (amount: number) => amount as EuroCents;
const today = plainDate('2025-06-30');
const deed = { at: 0 as Instant, account: null };
const on = { ...deed, today };
const facts: FundingFacts = {
	names: { en: 'Youth meeting' },
	programme: 'Erasmus+',
	reference: null,
	note: null,
	funderId: 'f' as Id<'organisation'>,
	subjects: [],
	applyBy: null,
	eligibleFrom: plainDate('2025-01-01'),
	eligibleUntil: plainDate('2025-12-31'),
	rateBasisPoints: 8000,
	tolerancePerCent: 20,
	retentionYears: 5,
};
const recorded = evolveFunding(undefined, { kind: 'fundingRecorded', facts, ...deed });
const aFunding = (changes: Partial<Funding>): Funding => ({ ...recorded, ...changes });
const kindsOf = (answer: { ok: boolean; refusal?: readonly { kind: string }[] }) =>
	answer.ok ? [] : answer.refusal!.map(({ kind }) => kind);
const move = (to: Funding['state'], changes = {}) => ({ to, on: today, cents: null, note: '', ...changes });
const report = {
	id: 'r' as Id<'funding-report'>,
	kind: 'final' as const,
	due: plainDate('2025-05-31'),
	submittedOn: null,
};

describe('a funding', () => {
	it.each(
		fundingStates.flatMap((from) =>
			fundingStates.map((to) => [from, to, (fundingMoves[from] as readonly string[]).includes(to)]),
		),
	)('from %s to %s: %s', (from, to, permitted) => {
		const answer = decideMove(aFunding({ state: from as 'idea' }), move(to as 'idea', { note: 'because' }), on);
		expect(answer.ok).toBe(permitted);
		if (!answer.ok) expect(kindsOf(answer)).toEqual(['move-not-permitted']);
	});

	it.each([
		['settled with a report outstanding', { state: 'running', reports: [report] }, move('settled'), 'reports-open'],
		['settled without saying how much', { state: 'running', grantedCents: 5 }, move('settled'), 'field-missing'],
		[
			'settled for more than was granted',
			{ state: 'running', grantedCents: 5 },
			move('settled', { cents: 6 }),
			'settled-over-grant',
		],
		[
			'giving back more than was called',
			{ state: 'running', drawnCents: 5 },
			move('returned', { cents: 6, note: 'x' }),
			'returned-over-drawn',
		],
		['rejected without a reason', { state: 'applied' }, move('rejected'), 'reason-needed'],
		['reopened without a reason', { state: 'settled' }, move('running'), 'reason-needed'],
		['running without a period', { state: 'granted', eligibleUntil: null }, move('running'), 'period-missing'],
		['applied for at nobody', { state: 'idea', funderId: null }, move('applied'), 'funder-missing'],
		['moved tomorrow', { state: 'idea' }, move('applied', { on: plainDate('2025-07-01') }), 'day-in-future'],
		[
			'moved before its last move',
			{ state: 'applied', since: today },
			move('granted', { on: plainDate('2025-06-29') }),
			'day-before',
		],
	] as const)('is not %s', (_, changes, wanted, kind) => {
		expect(kindsOf(decideMove(aFunding(changes as Partial<Funding>), wanted as ReturnType<typeof move>, on))).toEqual([
			kind,
		]);
	});

	it('does not end before it begins', () => {
		expect(kindsOf(decideFacts({ ...facts, eligibleUntil: plainDate('2024-12-31') }))).toEqual(['period-reversed']);
	});

	it('keeps the rate its plan rests on', () => {
		const plan = { totalCents: cents(100), funderCents: cents(80), ownCents: cents(20), othersCents: cents(0) };
		const lines = [{ number: '1', label: 'Travel', plannedCents: cents(100) }];
		const planned = aFunding({ plan: { ...plan, lines } });
		expect(kindsOf(decideCorrection(planned, { ...facts, rateBasisPoints: 7000 }, deed))).toEqual(['plan-over-rate']);
		expect(decideCorrection(planned, { ...facts, rateBasisPoints: 9000 }, deed).ok).toBe(true);
	});

	it('never has more called than was granted, in whatever order money is called', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1000 }), fc.array(fc.integer({ min: 1, max: 400 })), (granted, draws) => {
				let funding = aFunding({ state: 'running', grantedCents: cents(granted) });
				for (const each of draws) {
					const answer = decideDraw(funding, { cents: cents(each), on: today, note: '' }, on);
					expect(answer.ok).toBe(each <= granted - funding.drawnCents);
					if (answer.ok) funding = evolveFunding(funding, answer.value);
				}
				expect(funding.drawnCents).toBeLessThanOrEqual(granted);
			}),
			{ seed: 42, numRuns: 200 },
		);
	});

	it('has nothing to call before it is granted, and no amount where goods were given', () => {
		const draw = { cents: cents(1), on: today, note: '' };
		expect(kindsOf(decideDraw(aFunding({ state: 'applied' }), draw, on))).toEqual(['nothing-to-draw']);
		expect(kindsOf(decideDraw(aFunding({ state: 'granted' }), draw, on))).toEqual(['nothing-to-draw']);
	});

	it('has each report handed in once, and drops none that was', () => {
		const funding = aFunding({ reports: [report] });
		const submitted = decideSubmission(funding, report.id, today, on);
		expect(submitted.ok).toBe(true);
		const after = evolveFunding(funding, (submitted as { value: FundingEvent }).value);
		expect(after.reports).toEqual([{ ...report, submittedOn: today }]);
		expect(kindsOf(decideSubmission(after, report.id, today, on))).toEqual(['report-submitted']);
		expect(kindsOf(decideDropping(after, report.id, 'x', deed))).toEqual(['report-submitted']);
		expect(kindsOf(decideDropping(funding, report.id, '', deed))).toEqual(['reason-needed']);
		expect(kindsOf(decideSubmission(funding, 'other' as typeof report.id, today, on))).toEqual(['report-unknown']);
	});

	it.each([
		['as long as it is not closed', {}, null],
		['five years after it was settled', { closedOn: plainDate('2025-03-14') }, '2030-03-14'],
		[
			'five years after the last report, where that came later',
			{ closedOn: plainDate('2025-03-14'), reports: [{ ...report, submittedOn: plainDate('2025-05-31') }] },
			'2030-05-31',
		],
		['to a day that exists', { closedOn: plainDate('2024-02-29') }, '2029-03-01'],
	])('has its vouchers kept %s', (_, changes, until) => {
		expect(retainUntil(aFunding(changes))).toBe(until);
	});
});

describe('own money against others’', () => {
	it('counts what was recognised, or granted before that, and tells what nobody knows', () => {
		const base = { settledCents: null, returnedCents: null, plan: null, funderId: 'f' };
		expect(
			leverageOf([
				{
					...base,
					state: 'settled',
					grantedCents: cents(900),
					settledCents: cents(800),
					plan: { ownCents: cents(100) },
				},
				{ ...base, state: 'running', grantedCents: cents(50) },
				{ ...base, state: 'granted', grantedCents: null },
				{ ...base, state: 'rejected', grantedCents: null },
				{ ...base, state: 'running', grantedCents: cents(40), funderId: null },
			]),
		).toEqual({ ownCents: 140, fundersCents: 850, unknown: 1 });
	});
});

describe('money as people type it', () => {
	it.each([
		['1.234,50', 123450],
		['1 234,5 €', 123450],
		['1,234.50', 123450],
		['120000 EUR', 12000000],
		['-5', 'money-negative'],
		['−5,00', 'money-negative'],
		['(12,00)', 'money-negative'],
		['0,00', 'money-zero'],
		['99999999999', 'money-absurd'],
		['99999999999999999999', 'money-absurd'],
		['zwölf', 'not-money'],
		['1,23,4', 'not-money'],
		['', 'field-missing'],
	])('%j is %j', (typed, meant) => {
		const read = readMoney({ amount: typed }, 'amount');
		expect(read.ok ? read.value : read.refusal[0]!.kind).toBe(meant);
	});
});

describe('the form of a funding', () => {
	const form = { 'names-de': 'Jugendbegegnung', rate: '72,5 %', tolerance: '', retention: '10' };

	it('is read with the usual where nothing is said', () => {
		const read = readFunding(form);
		expect(read.ok && read.value.facts).toMatchObject({
			rateBasisPoints: 7250,
			tolerancePerCent: 20,
			retentionYears: 10,
		});
	});

	it('takes addresses of what it pays for, once each', () => {
		const id = '0190b2a0-0000-7000-8000-000000000001';
		const address = `https://tandem.example/uk/office/exchanges/${id}`;
		const read = readFunding({ ...form, subjects: `${address}\n/de/office/exchanges/${id}/people` });
		expect(read.ok && read.value.facts.subjects).toEqual([{ kind: 'exchange', id }]);
	});

	it('tells everything that is wrong at once', () => {
		const read = readFunding({
			rate: '101',
			tolerance: 'x',
			retention: '0',
			subjects: 'https://example.org',
			applyBy: '2025-02-30',
		});
		expect(kindsOf(read)).toEqual([
			'field-missing',
			'not-a-subject',
			'not-a-day',
			'not-a-share',
			'not-a-share',
			'not-years',
		]);
	});
});
