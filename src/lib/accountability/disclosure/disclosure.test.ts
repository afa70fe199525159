import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, hour, type Instant, instant, later } from '#lib/kernel/instant.ts';
import {
	isShipmentPublic,
	lagInForce,
	publicationTick,
	publicDateOf,
	publicDonorOf,
	standardLagHours,
	totalsHorizon,
} from './disclosure.ts';

const received = instant('2023-03-20T09:30:00Z');
const moments = fc.integer({ min: Date.UTC(2022, 0), max: Date.UTC(2030, 0) }).map((at) => at as Instant);
const lags = fc.integer({ min: 1, max: 2000 });

describe('the lag in force', () => {
	it.each([
		['nobody said anything', { lead: null, partner: null }, 72],
		['the partner city lengthens it alone', { lead: null, partner: 240 }, 240],
		['the lead city lengthens it alone', { lead: 100, partner: null }, 100],
		['one city alone cannot shorten it', { lead: 24, partner: null }, 72],
		['the partner city alone cannot shorten it', { lead: null, partner: 24 }, 72],
		['both shorten it, the more careful one counts', { lead: 12, partner: 48 }, 48],
		['without a partner city nobody can consent', { lead: 24, partner: undefined }, 72],
		['no shipment is hidden for ever by its lag', { lead: 10 ** 9, partner: null }, 8760],
	])('%s', (_, wishes, hours) => {
		expect(lagInForce(wishes)).toBe(hours);
	});
});

describe('a shipment', () => {
	it.each([
		['is not public while under way', { receivedAt: null, hidden: false }, later(received, 1000 * day), false],
		['is not public an hour after receipt', { receivedAt: received, hidden: false }, later(received, hour), false],
		[
			'is not public a millisecond before the lag ends',
			{ receivedAt: received, hidden: false },
			later(received, 72 * hour - 1),
			false,
		],
		['is public when the lag has passed', { receivedAt: received, hidden: false }, later(received, 72 * hour), true],
		['is never public while hidden', { receivedAt: received, hidden: true }, later(received, 1000 * day), false],
	])('%s', (_, shipment, tick, expected) => {
		expect(isShipmentPublic(shipment, standardLagHours, tick)).toBe(expected);
	});

	it('once public stays public at every later tick, unless hidden', () => {
		fc.assert(
			fc.property(moments, moments, lags, (a, b, lag) => {
				const [tick, laterTick] = a < b ? [a, b] : [b, a];
				const shipment = { receivedAt: received, hidden: false };
				return !isShipmentPublic(shipment, lag, tick) || isShipmentPublic(shipment, lag, laterTick);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('public totals', () => {
	it('speak of one moment a day', () => {
		expect(publicationTick(instant('2023-03-20T03:59:59Z'))).toBe(instant('2023-03-19T04:00:00Z'));
		expect(publicationTick(instant('2023-03-20T04:00:00Z'))).toBe(instant('2023-03-20T04:00:00Z'));
	});

	it('never speak of the future and never lag more than a day behind their calendar', () => {
		fc.assert(
			fc.property(moments, (now) => publicationTick(now) <= now && now - publicationTick(now) < day),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('leave out what was recorded within the lag', () => {
		expect(totalsHorizon(instant('2023-03-20T04:00:00Z'), 72)).toBe(instant('2023-03-17T04:00:00Z'));
	});
});

describe('a public date', () => {
	it('is a week until thirty days have passed, then the day', () => {
		expect(publicDateOf(received, later(received, 3 * day))).toEqual({ kind: 'week', monday: '2023-03-20' });
		expect(publicDateOf(received, later(received, 29 * day))).toEqual({ kind: 'week', monday: '2023-03-20' });
		expect(publicDateOf(received, later(received, 30 * day))).toEqual({ kind: 'day', date: '2023-03-20' });
	});
});

describe('a donor', () => {
	it.each([
		['an agency that agreed is named', 'agency', true, 'named'],
		['a company that wants no name is not named', 'company', false, 'unnamed'],
		['a private person is never named, whatever the record says', 'private-person', true, 'unnamed'],
	])('%s', (_, organisationKind, nameAllowed, kind) => {
		expect(publicDonorOf({ organisationKind, nameAllowed })).toEqual({ kind });
	});
});
