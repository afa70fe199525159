import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EuroCents } from '#lib/kernel/money.ts';
import { decidePlan, type FundingPlan, planText, readPlanLines, shareAtRate, sumOf } from './funding-plan.ts';
import { explainFunding } from './funding-words.ts';

const cents = (amount: number) => amount as EuroCents;
const open = { rateBasisPoints: null, linesInUse: [] };
const aPlan = (changes: Partial<FundingPlan> = {}): FundingPlan => ({
	totalCents: cents(1000),
	funderCents: cents(800),
	ownCents: cents(150),
	othersCents: cents(50),
	lines: [
		{ number: '1', label: 'Travel', plannedCents: cents(600) },
		{ number: '2', label: 'Rooms', plannedCents: cents(400) },
	],
	...changes,
});

describe('a pasted plan', () => {
	it('is read from a spreadsheet with its heading and its sum', () => {
		const read = readPlanLines(
			'Nr.\tWofür\tBetrag\n1.1\tFahrt\t4.800,00 €\n1.2\tUnterkunft\t2.400\n\tSumme\t7.200,00\n',
		);
		expect(read).toEqual({
			ok: true,
			value: [
				{ number: '1.1', label: 'Fahrt', plannedCents: 480000 },
				{ number: '1.2', label: 'Unterkunft', plannedCents: 240000 },
			],
		});
	});

	it('numbers lines that have no number', () => {
		const read = readPlanLines('Проїзд; 100\nПроживання; 50,5');
		expect(read.ok && read.value.map(({ number }) => number)).toEqual(['1', '2']);
	});

	it('takes quantity and price where their product is the amount', () => {
		const read = readPlanLines('1\tBus\t4\t250,00\t1.000,00');
		expect(read.ok && read.value).toEqual([{ number: '1', label: 'Bus', plannedCents: 100000 }]);
	});

	it.each([
		['1; Bus', 'plan-line-amount', 1],
		['Bus', 'plan-line-unclear', 1],
		['1; Bus; 10\n2; Rooms; many', 'plan-line-amount', 2],
		['1; Bus; -10', 'plan-line-negative', 1],
		['1; Bus; 10\n\n1; Rooms; 20', 'plan-line-twice', 3],
		['1; Bus; 4; 250,00; 1.100,00', 'plan-line-product', 1],
		['1; Bus; 10\nSumme; 11', 'plan-sum-row', 2],
		[`1; ${'x'.repeat(201)}; 10`, 'plan-line-too-long', 1],
		['a b c!; Bus; 10', 'plan-line-number', 1],
		['1; Bus; 99999999999', 'plan-line-amount', 1],
	])('%j is refused for %s in line %i', (text, kind, line) => {
		const read = readPlanLines(text === 'Bus' ? 'x; 1\nBus' : text);
		expect(read.ok ? [] : read.refusal).toMatchObject([{ kind, line: text === 'Bus' ? 2 : line }]);
	});

	it('survives being shown and read again, whatever it holds', () => {
		const line = fc.record({
			label: fc.string({ minLength: 1, maxLength: 60 }).filter((text) => /^[\p{L}][\p{L}\p{N} ]*$/u.test(text)),
			plannedCents: fc.integer({ min: 0, max: 10_000_000 }),
		});
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
				const plan = lines.map(({ label, plannedCents }, index) => ({
					number: `${index + 1}.a`,
					label: `x ${label}`.replace(/\s+/g, ' ').trim(),
					plannedCents: cents(plannedCents),
				}));
				expect(readPlanLines(planText(plan))).toEqual({ ok: true, value: plan });
			}),
			{ seed: 42, numRuns: 200 },
		);
	});
});

describe('a plan', () => {
	it('that adds up is taken', () => {
		expect(decidePlan(aPlan(), { rateBasisPoints: 8000, linesInUse: ['2'] }).ok).toBe(true);
	});

	it.each([
		['has no line', { lines: [] }, open, { kind: 'plan-empty' }],
		[
			'says another total than its lines',
			{ totalCents: 1100, ownCents: 250 },
			open,
			{ kind: 'plan-total', sum: 1000, total: 1100 },
		],
		[
			'has shares that do not come to the total',
			{ ownCents: 140 },
			open,
			{ kind: 'plan-shares', sum: 990, total: 1000 },
		],
		[
			'has the funder pay too much',
			{},
			{ rateBasisPoints: 7500, linesInUse: [] },
			{ kind: 'plan-over-rate', most: 750, share: 800 },
		],
		[
			'drops a line that vouchers name',
			{},
			{ rateBasisPoints: null, linesInUse: ['2', '3'] },
			{ kind: 'plan-line-in-use', number: '3' },
		],
	])('that %s is refused', (_, changes, against, refusal) => {
		const answer = decidePlan(aPlan(changes as Partial<FundingPlan>), against);
		expect(answer.ok ? [] : answer.refusal).toMatchObject([refusal]);
	});

	it('is taken exactly where lines and shares come to the total and the funder keeps to the rate', () => {
		const amount = fc.integer({ min: 0, max: 50 });
		fc.assert(
			fc.property(
				amount,
				amount,
				amount,
				fc.array(amount, { minLength: 1, maxLength: 4 }),
				fc.integer({ min: 0, max: 10000 }),
				(funder, own, others, lines, rate) => {
					const planned = lines.map((each, index) => ({ number: `${index}`, label: 'x', plannedCents: cents(each) }));
					const total = sumOf([cents(funder), cents(own), cents(others)]);
					const plan = aPlan({
						totalCents: total,
						funderCents: cents(funder),
						ownCents: cents(own),
						othersCents: cents(others),
						lines: planned,
					});
					const expected =
						sumOf(planned.map((each) => each.plannedCents)) === total && funder <= shareAtRate(total, rate);
					expect(decidePlan(plan, { rateBasisPoints: rate, linesInUse: [] }).ok).toBe(expected);
				},
			),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('that does not add up is explained with the difference, in the reader’s figures', () => {
		const refusal = { kind: 'plan-total', sum: cents(100000), total: cents(110050) } as const;
		expect(explainFunding(refusal, 'de')).toEqual({
			field: 'total',
			message:
				'Die Ansätze ergeben 1.000,00\u00a0€, die Gesamtsumme sagt 1.100,50\u00a0€: Die Differenz ist 100,50\u00a0€.',
		});
	});
});
