import { describe, expect, it } from 'vitest';
import {
	localizedForm,
	readChoice,
	readId,
	readLine,
	readLocalized,
	readOptionalDay,
	readOptionalFuzzyDay,
	readOptionalLine,
	readOptionalWebAddress,
	together,
	writtenDay,
} from './typed-form.ts';

describe('a form read', () => {
	it.each([
		['2022', '2022-01-01', 'year'],
		['2023-03', '2023-03-01', 'month'],
		['03.2023', '2023-03-01', 'month'],
		['3.2023', '2023-03-01', 'month'],
		['2023-03-14', '2023-03-14', 'day'],
		['14.03.2023', '2023-03-14', 'day'],
		[' 14. 3. 2023 ', '2023-03-14', 'day'],
	])('takes %j as no more exact than it is', (text, date, precision) => {
		expect(readOptionalFuzzyDay({ day: text }, 'day')).toEqual({ ok: true, value: { date, precision } });
	});

	it.each([
		['2023-03-14', 'de', '14.03.2023'],
		['2023-03', 'uk', '03.2023'],
		['2022', 'de', '2022'],
		['2023-03-14', 'en', '2023-03-14'],
		['31.02.2023', 'de', '31.02.2023'],
		['2023-02-31', 'de', '2023-02-31'],
		['', 'uk', ''],
	] as const)('shows the day %j to readers of %s as %j, and reads it alike', (text, language, written) => {
		expect(writtenDay(text, language)).toBe(written);
		const read = (day: string) => readOptionalFuzzyDay({ day }, 'day').ok && readOptionalFuzzyDay({ day }, 'day');
		expect(read(written)).toEqual(read(text));
	});

	it.each(['31.02.2023', '2023-13', 'März 2023', '14/03/2023', '20233'])(
		'refuses %j, naming what was typed',
		(text) => {
			expect(readOptionalFuzzyDay({ day: text }, 'day')).toEqual({
				ok: false,
				refusal: [{ kind: 'not-a-day', field: 'day', typed: text }],
			});
		},
	);

	it.each([
		['https://rathaus.dortmund.de/?id=1', true],
		['http://example.org', true],
		['javascript:alert(1)', false],
		['data:text/html,x', false],
		['dortmund.de', false],
	])('takes %s as a web address: %s', (text, taken) => {
		expect(readOptionalWebAddress({ url: text }, 'url').ok).toBe(taken);
	});

	it('keeps a text in the languages it was given in, and gives it back to the form', () => {
		const typed = { 'title-de': ' Titel ', 'title-uk': '', 'title-en': 'Title' };
		const read = readLocalized(typed, 'title');
		expect(read).toEqual({ ok: true, value: { de: 'Titel', en: 'Title' } });
		expect(localizedForm('title', { de: 'Titel' })).toEqual({ 'title-de': 'Titel', 'title-uk': '', 'title-en': '' });
	});

	it('tells everything that is wrong at once', () => {
		const read = together({
			name: readLine({ name: ' ' }, 'name'),
			note: readOptionalLine({ note: 'x'.repeat(201) }, 'note'),
			title: readLocalized({}, 'title'),
			kind: readChoice({ kind: 'c' }, 'kind', ['a', 'b']),
			unit: readId({ unit: 'no' }, 'unit'),
			due: readOptionalDay({ due: '2023-02-30' }, 'due'),
			fine: readOptionalDay({ fine: '' }, 'fine'),
		});
		expect(!read.ok && read.refusal.map(({ kind, field }) => [kind, field])).toEqual([
			['field-missing', 'name'],
			['field-too-long', 'note'],
			['field-missing', 'title'],
			['choice-missing', 'kind'],
			['choice-missing', 'unit'],
			['not-a-day', 'due'],
		]);
	});

	it('answers what was typed, with single spaces', () => {
		const read = together({ name: readLine({ name: ' Anna  B. ' }, 'name'), note: readOptionalLine({}, 'note') });
		expect(read).toEqual({ ok: true, value: { name: 'Anna B.', note: null } });
	});
});
