import { describe, expect, it } from 'vitest';
import { choicePath, comesFromChoice, parseRecordChoice } from './record-choice.ts';

const id = '5f0b5a2e-3c4d-4e5f-8a6b-7c8d9e0f1a2b';
const asked = (address: string) => new URL(address, 'https://tandem.example').searchParams;

describe('the choice of a record', () => {
	it.each([
		['promise-new', '', '/uk/office/promises/new', 'sourceAddress'],
		['promise-evidence', id, `/uk/office/promises/${id}?/evidence`, 'evidenceAddress'],
		['milestone-settle', id, `/uk/office/projects/${id}?/settle`, 'evidence'],
	] as const)('for %s leads back to its form', (form, record, to, field) => {
		expect(parseRecordChoice(asked(choicePath({ form, id: record }, 'uk')), 'uk')).toEqual({ to, field });
	});

	it.each(['', '?form=toString', '?form=promise-move', '?form=promise-move&id=..%2Fnew', `?form=account-end&id=${id}`])(
		'leads nowhere from an address like %s',
		(query) => {
			expect(parseRecordChoice(asked(query), 'de')).toBeUndefined();
		},
	);

	it('is told from a form that is meant to be done', () => {
		expect([comesFromChoice({ chosen: '' }), comesFromChoice({ text: 'x' })]).toEqual([true, false]);
	});
});
