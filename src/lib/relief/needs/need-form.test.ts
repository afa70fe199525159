import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { aNeed } from '#test/fixtures/relief/sample-need.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { foldNeed } from './need.ts';
import { correctNeed } from './need-decisions.ts';
import { needFormValues, parseNeedForm } from './need-form.ts';

const catalogue = currentCatalogue();
const around = { catalogue, language: 'de', today: plainDate('2023-02-24'), sites: [] } as const;
const complete = { item: 'PWR-GEN', amount: '25', unit: 'pcs', purpose: 'medical', urgency: '2', substitutes: 'on' };

describe('the need form', () => {
	it('reads a complete form', () => {
		expect(parseNeedForm({ ...complete, conditions: 'power_kva ≥ 5', deadline: '2023-03-01' }, around)).toMatchObject({
			ok: true,
			value: { itemCode: 'PWR-GEN', quantity: { kind: 'exact', amount: 25 }, urgency: 2, substitutes: true },
		});
	});

	it.each([
		['no item', { item: '' }, 'item', 'item-missing'],
		['an unknown item', { item: 'Etwas anderes' }, 'item', 'item-unclear'],
		['a fraction of a generator', { amount: '2,5' }, 'amount', 'amount'],
		['a negative amount', { amount: '-3' }, 'amount', 'amount'],
		['an absurd amount', { amount: '99999999999999' }, 'amount', 'amount'],
		['kilograms of generators', { unit: 'kg' }, 'amount', 'amount'],
		['a range that ends below its start', { amountTo: '5' }, 'amountTo', 'range-reversed'],
		['a range without start', { amount: '', amountTo: '5' }, 'amount', 'range-without-start'],
		['an unknown unit', { unit: 'dozen' }, 'unit', 'invalid'],
		['an empty box', { content: '0' }, 'content', 'invalid'],
		['an unknown purpose', { purpose: 'war' }, 'purpose', 'invalid'],
		['no urgency', { urgency: '' }, 'urgency', 'invalid'],
		['an impossible day', { deadline: '2023-02-30' }, 'deadline', 'not-a-day'],
		['a past day', { deadline: '2023-02-01' }, 'deadline', 'deadline-past'],
		['half a person', { peopleServed: '0,5' }, 'peopleServed', 'invalid'],
		['a minimum above the request', { criticalMinimum: '26' }, 'criticalMinimum', 'minimum-above-quantity'],
		['a novel', { note: 'x'.repeat(2001) }, 'note', 'too-long'],
		['somebody else’s place', { site: '00000000-0000-4000-8000-000000000000' }, 'site', 'invalid'],
		['a condition nobody can read', { conditions: 'groß' }, 'conditions', 'condition'],
	])('refuses %s at its field', (_what, changes, field, kind) => {
		const result = parseNeedForm({ ...complete, ...changes }, around);
		expect(result).toMatchObject({
			ok: false,
			refusal: expect.arrayContaining([expect.objectContaining({ field, kind })]),
		});
	});

	it('names all faults at once', () => {
		const result = parseNeedForm({}, around);
		expect(result.ok === false && result.refusal.map(({ field }) => field)).toEqual(['item', 'purpose', 'urgency']);
	});

	it.each(['de', 'uk', 'en'] as const)(
		'sent back unchanged in %s it changes nothing but the way it was typed',
		(language) => {
			const at = instant('2023-02-24T12:00:00Z');
			for (const facts of [
				aNeed(),
				aNeed({ quantity: { kind: 'unknown' } }),
				aNeed({
					quantity: { kind: 'range', from: 5 as Quantity, to: 1234 as Quantity },
					criticalMinimum: 3 as Quantity,
				}),
			]) {
				const parsed = parseNeedForm(needFormValues(facts, catalogue, language), {
					...around,
					language,
					before: facts,
				});
				const need = foldNeed([{ kind: 'needDrafted', facts, at, account: null }])!;
				if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
				const corrected = correctNeed(need, { ...parsed.value, typed: facts.typed }, '', { at, account: null });
				expect(corrected).toMatchObject({ ok: false, refusal: { kind: 'nothing-changed' } });
			}
		},
	);
});
