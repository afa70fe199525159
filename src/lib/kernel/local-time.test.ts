import { describe, expect, test } from 'vitest';
import { instant } from './instant.ts';
import { fromLocalTime, toLocalTime } from './local-time.ts';

describe('a time on the clock of a place', () => {
	test.each([
		['Europe/Berlin', '2023-03-14T09:30', '2023-03-14T08:30:00Z'],
		['Europe/Kyiv', '2023-03-14T09:30', '2023-03-14T07:30:00Z'],
		['Europe/Berlin', '2023-07-14T09:30', '2023-07-14T07:30:00Z'],
		['Europe/Berlin', '2023-10-29T02:30', '2023-10-29T00:30:00Z'],
		['Europe/Berlin', '2023-01-01T00:15', '2022-12-31T23:15:00Z'],
	])('in %s is the moment it was there: %s', (zone, local, moment) => {
		expect(fromLocalTime(local, zone)).toBe(instant(moment));
		expect(toLocalTime(instant(moment), zone)).toBe(local);
	});

	test.each([
		'',
		'gestern',
		'2023-13-01T00:00',
		'2023-03-14 09:30',
		'2023-03-14',
		'0001-01-01T00:00',
		'9999-12-31T23:59',
	])('"%s" is none', (text) => {
		expect(fromLocalTime(text, 'Europe/Berlin')).toBeUndefined();
	});

	test('in the hour that is skipped in spring still names a moment', () => {
		expect(fromLocalTime('2023-03-26T02:30', 'Europe/Berlin')).toBe(instant('2023-03-26T01:30:00Z'));
	});
});
