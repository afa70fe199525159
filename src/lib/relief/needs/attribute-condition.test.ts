import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	type AttributeCondition,
	conditionsAsText,
	conditionsFromReading,
	meetsCondition,
	parseConditions,
} from './attribute-condition.ts';

describe('conditions as people type them', () => {
	it.each([
		['power_kva ≥ 5', [{ key: 'power_kva', operator: 'at-least', value: 5 }]],
		['power_kva>=5,5', [{ key: 'power_kva', operator: 'at-least', value: 5.5 }]],
		['mileage_km ≤ 100000', [{ key: 'mileage_km', operator: 'at-most', value: 100000 }]],
		['size_eu = 40–44', [{ key: 'size_eu', operator: 'between', from: 40, to: 44 }]],
		['fuel = diesel, gas', [{ key: 'fuel', operator: 'one-of', values: ['diesel', 'gas'] }]],
		[
			'fuel: diesel; phases = 3',
			[
				{ key: 'fuel', operator: 'one-of', values: ['diesel'] },
				{ key: 'phases', operator: 'one-of', values: ['3'] },
			],
		],
		['Leistung (kVA) ≥ 5,5', [{ key: 'power_kva', operator: 'at-least', value: 5.5 }]],
		['Leistung mindestens 5 kVA', [{ key: 'power_kva', operator: 'at-least', value: 5 }]],
		['Потужність щонайменше 20 кВт', [{ key: 'power_kw', operator: 'at-least', value: 20 }]],
		['Паливо = дизель, бензин', [{ key: 'fuel', operator: 'one-of', values: ['diesel', 'petrol'] }]],
		['Mileage (km) at most 90000', [{ key: 'mileage_km', operator: 'at-most', value: 90000 }]],
		['Schuhgröße (EU) = 40–44', [{ key: 'size_eu', operator: 'between', from: 40, to: 44 }]],
		['for = men', [{ key: 'gender', operator: 'one-of', values: ['m'] }]],
		['Größe = XL', [{ key: 'size', operator: 'one-of', values: ['XL'] }]],
		['  \n ; ', []],
	])('%s', (text, expected) => {
		expect(parseConditions(text)).toEqual({ ok: true, value: expected });
	});

	it.each(['more than 5', 'size = 9–3', 'power_kva ≥ viel', '= 3', 'Leistung ≥ 5'])(
		'refuses %s and names the line',
		(text) => {
			expect(parseConditions(`fuel = diesel\n${text}`)).toMatchObject({
				ok: false,
				refusal: { kind: 'unreadable-condition', line: 2, typed: text },
			});
		},
	);

	it('read back from their own text they are the same', () => {
		const word = fc.stringMatching(/^[a-z][a-z ]{0,8}[a-z]$/);
		const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,10}$/);
		const value = fc.integer({ min: 0, max: 10_000 });
		const condition: fc.Arbitrary<AttributeCondition> = fc.oneof(
			fc.record({ key, operator: fc.constantFrom('at-least' as const, 'at-most' as const), value }),
			fc.record({
				key,
				operator: fc.constant('between' as const),
				from: value,
				to: fc.integer({ min: 10_000, max: 20_000 }),
			}),
			fc.record({
				key,
				operator: fc.constant('one-of' as const),
				values: fc.array(word, { minLength: 1, maxLength: 3 }),
			}),
		);
		fc.assert(
			fc.property(fc.array(condition, { maxLength: 12 }), (conditions) => {
				expect(parseConditions(conditionsAsText(conditions))).toEqual({ ok: true, value: conditions });
				for (const language of ['de', 'uk', 'en'] as const)
					expect(parseConditions(conditionsAsText(conditions, language))).toEqual({ ok: true, value: conditions });
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('whether a thing meets a condition', () => {
	it.each([
		[{ power_kva: 8 }, 'power_kva ≥ 5', true],
		[{ power_kva: '8' }, 'power_kva ≥ 5', true],
		[{ power_kva: [4, 8] as const }, 'power_kva ≥ 5', false],
		[{ fuel: 'Diesel' }, 'fuel = diesel, gas', true],
		[{ fuel: 'petrol' }, 'fuel = diesel', false],
		[{ phases: 3 }, 'phases = 3', true],
		[{}, 'fuel = diesel', false],
		[{ size_eu: 45 }, 'size_eu = 40–44', false],
	])('%o and %s: %s', (attributes, text, expected) => {
		const conditions = parseConditions(text);
		expect(conditions.ok && meetsCondition(attributes, conditions.value[0]!)).toBe(expected);
	});

	it('asks for at least the power a list names, and for exactly the size', () => {
		expect(conditionsFromReading({ power_kva: 5, size_eu: 43, fuel: 'diesel', power_kw: [5, 8] })).toEqual([
			{ key: 'power_kva', operator: 'at-least', value: 5 },
			{ key: 'size_eu', operator: 'between', from: 43, to: 43 },
			{ key: 'fuel', operator: 'one-of', values: ['diesel'] },
			{ key: 'power_kw', operator: 'between', from: 5, to: 8 },
		]);
	});
});
