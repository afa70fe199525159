import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import type { BaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import type { BoundDelivery, BoundItem } from '#lib/relief/figures/bound-line.ts';
import type { FigureQuery } from '../block.ts';
import { sumFigures } from './figure-sum.ts';

const asked = (changes: Partial<FigureQuery> = {}): FigureQuery => ({
	measure: 'received',
	itemCode: 'PWR',
	scope: { kind: 'operation', slug: 'zhytomyr' },
	from: null,
	to: null,
	...changes,
});
const item = (itemCode: string, changes: Partial<BoundItem> = {}): BoundItem => ({
	operation: 'zhytomyr',
	partnership: 'pair',
	itemCode,
	baseUnit: 'pcs',
	needed: 100,
	needsUnknown: 0,
	promised: 50,
	received: 20,
	inUse: 1,
	...changes,
});
const delivery = (received: BoundDelivery['received'], changes: Partial<BoundDelivery> = {}): BoundDelivery => ({
	operation: 'zhytomyr',
	partnership: 'pair',
	itemCode: 'PWR-GEN',
	baseUnit: 'pcs',
	quantity: 7,
	received,
	...changes,
});
const onDay = (date: string) => ({ kind: 'day', date: plainDate(date) }) as const;
const inWeekOf = (monday: string) => ({ kind: 'week', monday: plainDate(monday) }) as const;

describe('a figure', () => {
	it('counts the item and everything below it, and no other that begins alike', () => {
		const items = [item('PWR', { received: 1 }), item('PWR-GEN'), item('PWRX', { received: 400 })];
		expect(sumFigures(asked(), items, [])).toEqual({ ok: true, value: { value: 21, unit: 'pcs' } });
		const inUse = asked({ measure: 'in-use', itemCode: 'PWR-GEN' });
		expect(sumFigures(inUse, items, [])).toEqual({ ok: true, value: { value: 1, unit: 'pcs' } });
	});

	it('counts its own operation, or all of its partnership', () => {
		const items = [
			item('PWR'),
			item('PWR', { operation: 'second' }),
			item('PWR', { operation: 'other', partnership: null }),
		];
		expect(sumFigures(asked(), items, [])).toMatchObject({ value: { value: 20 } });
		expect(sumFigures(asked({ scope: { kind: 'partnership', slug: 'pair' } }), items, [])).toMatchObject({
			value: { value: 40 },
		});
	});

	it.each([
		['nothing of the item is public', asked(), [item('MED')], 'nothing-known'],
		['units cannot be added', asked(), [item('PWR-A'), item('PWR-B', { baseUnit: 'g' })], 'units-differ'],
		['a need says no quantity', asked({ measure: 'needed' }), [item('PWR', { needsUnknown: 1 })], 'quantity-unknown'],
		[
			'only the whole is known',
			asked({ measure: 'promised', to: plainDate('2023-01-01') }),
			[item('PWR')],
			'only-as-a-whole',
		],
	] as const)('is a gap and never a zero where %s', (_, query, items, gap) => {
		expect(sumFigures(query, items, [])).toEqual({ ok: false, refusal: gap });
	});

	it('is what was asked for where every need says how much', () => {
		expect(sumFigures(asked({ measure: 'needed' }), [item('PWR')], [])).toMatchObject({ value: { value: 100 } });
		expect(sumFigures(asked(), [item('PWR', { received: 0, needsUnknown: 3 })], [])).toMatchObject({
			value: { value: 0 },
		});
	});

	it.each([
		['2023-01-01', null, 14],
		['2023-03-06', null, 7],
		['2023-02-27', '2023-03-05', 7],
		['2023-03-15', '2023-03-20', 0],
		['2023-02-28', null, 'week-on-the-border'],
		[null, '2023-03-04', 'week-on-the-border'],
	])('from %s to %s counts whole weeks and days, and no week in part: %s', (from, to, expected) => {
		const deliveries = [delivery(inWeekOf('2023-02-27')), delivery(onDay('2023-03-14'))];
		const query = asked({ from: from === null ? null : plainDate(from), to: to === null ? null : plainDate(to) });
		const answer = sumFigures(query, [], deliveries);
		expect(answer.ok ? answer.value.value : answer.refusal).toBe(expected);
	});

	it('of two stretches of days is that of both together, wherever one ends and the other begins', () => {
		const start = plainDate('2023-01-01');
		const days = fc.integer({ min: 0, max: 60 });
		const deliveries = fc.array(
			fc
				.tuple(days, fc.integer({ min: 0, max: 500 }))
				.map(([at, quantity]) => delivery(onDay(addDays(start, at)), { quantity })),
			{ minLength: 1 },
		);
		fc.assert(
			fc.property(deliveries, days, (lines, cut) => {
				const between = (from: PlainDate, to: PlainDate) => {
					const answer = sumFigures(asked({ from, to }), [], lines);
					return answer.ok ? answer.value.value : Number.NaN;
				};
				const [border, end] = [addDays(start, cut), addDays(start, 61)];
				expect(between(start, border) + between(addDays(border, 1), end)).toBe(between(start, end));
			}),
			{ seed: 42, numRuns: 200 },
		);
	});

	it('never has a sum of lines in different units, and never one below zero', () => {
		const unit = fc.constantFrom<BaseUnit>('pcs', 'g', 'pair');
		const line = fc
			.tuple(fc.constantFrom('PWR', 'PWR-GEN', 'PWR-GEN-D30', 'MED'), unit, fc.integer({ min: 0, max: 9 }))
			.map(([code, baseUnit, received]) => item(code, { baseUnit, received }));
		fc.assert(
			fc.property(fc.array(line), (lines) => {
				const meant = lines.filter(({ itemCode }) => itemCode.startsWith('PWR'));
				const answer = sumFigures(asked(), lines, []);
				expect(answer.ok).toBe(new Set(meant.map(({ baseUnit }) => baseUnit)).size === 1);
				if (answer.ok) expect(answer.value.value).toBe(meant.reduce((sum, { received }) => sum + received, 0));
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});
