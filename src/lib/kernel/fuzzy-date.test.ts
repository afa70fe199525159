import { describe, expect, it } from 'vitest';
import { earliestDay, fuzzyDateText, latestDay, parseFuzzyDate } from './fuzzy-date.ts';

describe('a day as exactly as it is known', () => {
	it.each([
		['2022', { date: '2022-01-01', precision: 'year' }],
		['2023-03', { date: '2023-03-01', precision: 'month' }],
		[' 2023-03-14 ', { date: '2023-03-14', precision: 'day' }],
	])('reads %j and writes it back', (text, expected) => {
		const parsed = parseFuzzyDate(text);
		expect(parsed).toEqual(expected);
		expect(fuzzyDateText(parsed!)).toBe(text.trim());
	});

	it.each(['', '22', '2023-13', '2023-02-30', '20233', '14.03.2023', '2023-3', '2023-03-'])('refuses %j', (text) => {
		expect(parseFuzzyDate(text)).toBeUndefined();
	});

	it.each([
		['2023', '2023-01-01', '2023-12-31'],
		['2023-03', '2023-03-01', '2023-03-31'],
		['2024-02', '2024-02-01', '2024-02-29'],
		['2023-12', '2023-12-01', '2023-12-31'],
		['2023-03-14', '2023-03-14', '2023-03-14'],
	])('%s may mean any day from %s to %s', (text, earliest, latest) => {
		const day = parseFuzzyDate(text)!;
		expect([earliestDay(day), latestDay(day)]).toEqual([earliest, latest]);
	});
});
