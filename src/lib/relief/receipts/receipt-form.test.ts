import { describe, expect, test } from 'vitest';
import { parseReceipt } from './receipt-form.ts';

const lines = [
	{ id: 'a', position: 1, baseUnit: 'pcs' },
	{ id: 'b', position: 2, baseUnit: 'g' },
] as const;

function formOf(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
}

describe('the form of a receipt', () => {
	test('reads amounts in the unit and the language of the page', () => {
		const parsed = parseReceipt(formOf({ 'accepted-a': '18', 'damaged-a': '2', 'accepted-b': '237,5' }), lines, 'uk');
		expect(parsed.ok && parsed.value.lines).toMatchObject([
			{ shipmentLineId: 'a', accepted: 18, damaged: 2, missing: 0, refused: 0 },
			{ shipmentLineId: 'b', accepted: 237_500 },
		]);
	});

	test('takes empty fields and noughts as nothing', () => {
		const parsed = parseReceipt(formOf({ 'accepted-a': '', 'missing-a': '0' }), lines, 'de');
		expect(parsed.ok && parsed.value.lines[0]).toMatchObject({ accepted: 0, missing: 0 });
		expect(parsed.ok && parsed.value.extras).toEqual([]);
	});

	test.each([
		['a', 'drei'],
		['a', '-1'],
		['a', '2,5'],
		['b', '1e9'],
	])('says for line %s that "%s" is no quantity, beside its field', (line, typed) => {
		const parsed = parseReceipt(formOf({ [`accepted-${line}`]: typed }), lines, 'de');
		expect(parsed.ok ? [] : parsed.refusal.map((each) => each.field)).toEqual([`accepted-${line}`]);
	});

	test('says all that is wrong at once', () => {
		const parsed = parseReceipt(formOf({ 'accepted-a': 'x', 'missing-b': 'y' }), lines, 'en');
		expect(parsed.ok ? 0 : parsed.refusal.length).toBe(2);
	});

	test('keeps the row an extra was typed in', () => {
		const parsed = parseReceipt(
			formOf({ 'extra-2': 'свічки', 'extraQuantity-2': '3', 'extraLine-2': 'a' }),
			lines,
			'uk',
		);
		expect(parsed.ok && parsed.value.extras).toEqual([
			{ row: 2, shipmentLineId: 'a', description: 'свічки', quantity: 3 },
		]);
	});
});
