import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FuzzyDate, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { parseId } from '#lib/kernel/id.ts';
import { day, instant, later } from '#lib/kernel/instant.ts';
import { addDays, dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { courseStates } from '#lib/partnerships/events/course.ts';
import type { EvidenceAddress } from '#lib/partnerships/evidence.ts';
import type { ExchangeRecord } from '#lib/partnerships/exchanges/exchange.ts';
import { fundingStates } from '#lib/partnerships/funding/funding-states.ts';
import {
	type EventSource,
	type FundingSource,
	fewestCounted,
	type ProjectScope,
	type ProjectSource,
	publicEventOf,
	publicExchangeOf,
	publicFundingOf,
	publicProjectOf,
	publicSideOf,
} from './public-cooperation.ts';
import { actionOn, isRecordShown } from './record-disclosure.ts';

const on = (text: string): FuzzyDate => parseFuzzyDate(text)!;
const date = (text: string) => text as PlainDate;
const idOf = (last: string) => parseId<never>(`00000000-0000-4000-8000-00000000000${last}`)!;
const [named, unnamed, shipment] = [idOf('1'), idOf('2'), idOf('3')];
const nameOf = (id: string | null) => (id === named ? { en: 'Office of Water' } : null);
const tick = instant('2023-06-30T04:00:00Z');
const horizon = later(tick, -3 * day);
const scope: ProjectScope = { tick, horizon, nameOf, refOf: () => undefined };

describe('the side of a city', () => {
	it('tells its office and its reasons, and nothing where there is neither', () => {
		const side = { city: { en: 'Dortmund' }, coordinatingUnitId: named, whyChosen: { en: 'Both rebuilt' } };
		const inner = { predecessor: { en: 'inner' }, contacts: ['inner'], nextReportDue: '2024-01-01' };
		expect(publicSideOf({ ...side, ...inner } as never, nameOf)).toEqual({
			city: { en: 'Dortmund' },
			unit: { en: 'Office of Water' },
			why: { en: 'Both rebuilt' },
		});
		expect(publicSideOf({ ...side, coordinatingUnitId: unnamed, whyChosen: null }, nameOf)).toBeUndefined();
	});
});

const project: ProjectSource = {
	code: 'inner-1',
	names: { en: 'Water works' },
	description: { en: 'inner' },
	leadId: named,
	begins: on('2023'),
	ends: null,
	budgetCents: 5_000_000 as never,
	dreamId: 'DREAM-UA-1',
	iatiId: null,
	state: 'running',
	since: on('2023-01'),
	themes: [],
	partners: [{ id: named }, { id: unnamed }],
	milestones: [],
	indicators: [],
	measured: [],
};

describe('a project', () => {
	it('names whom it may, and keeps code, description and notes inside', () => {
		const told = publicProjectOf(project, scope);
		expect(told).toMatchObject({ lead: { en: 'Office of Water' }, partners: [{ en: 'Office of Water' }] });
		expect(JSON.stringify(told)).not.toContain('inner');
	});

	it('tells the latest measurement that is older than the lag, without its source', () => {
		const indicator = {
			id: idOf('7'),
			names: { en: 'Generators' },
			unit: 'pieces',
			decimals: 0,
			baseline: null,
			target: 25,
		};
		const measured = [
			{ indicatorId: indicator.id, value: 25, asOf: date('2023-06-28'), source: 'inner' },
			{ indicatorId: idOf('8'), value: 99, asOf: date('2023-06-20') },
			{ indicatorId: indicator.id, value: 10, asOf: date('2023-06-01') },
		];
		const [told] = publicProjectOf({ ...project, indicators: [indicator], measured }, scope).indicators;
		expect(told).toEqual({
			names: { en: 'Generators' },
			unit: 'pieces',
			decimals: 0,
			baseline: null,
			target: 25,
			actual: { value: 10, asOf: '2023-06-01' },
		});
	});

	const reached = (settledOn: string, evidence: EvidenceAddress | null) => ({
		id: idOf('9'),
		names: { en: 'Arrived' },
		due: date('2023-06-30'),
		state: 'reached' as const,
		settledOn: date(settledOn),
		note: 'inner',
		evidence,
	});
	const byShipment: EvidenceAddress = { kind: 'record', ref: { kind: 'shipment', id: shipment } };
	const delivery = { kind: 'delivery', publicId: 'p', operation: 'zhytomyr' } as const;

	it.each([
		['of today', reached('2023-06-29', null), undefined, 'open', null],
		['older than the lag', reached('2023-06-20', null), undefined, 'reached', on('2023-06-20')],
		['shown by a shipment nobody may know', reached('2023-03-01', byShipment), undefined, 'open', null],
		['shown by a shipment, lately', reached('2023-06-20', byShipment), delivery, 'reached', on('2023-06')],
		['shown by a shipment, long ago', reached('2023-03-01', byShipment), delivery, 'reached', on('2023-03-01')],
	])('tells of a milestone %s no more than the public may know', (_, milestone, ref, state, settled) => {
		const told = publicProjectOf({ ...project, milestones: [milestone] }, { ...scope, refOf: () => ref }).milestones[0];
		expect(told).toEqual({
			names: { en: 'Arrived' },
			due: '2023-06-30',
			state,
			settled,
			shownBy: state === 'reached' ? (ref ?? null) : null,
		});
	});

	it('says nothing that was settled or measured after the horizon, whatever the days', () => {
		const days = fc.integer({ min: -40, max: 40 }).map((offset) => addDays(dayOf(horizon), offset));
		fc.assert(
			fc.property(fc.array(days), (settled) => {
				const milestones = settled.map((each) => reached(each, null));
				const told = publicProjectOf({ ...project, milestones }, scope).milestones;
				return told.every((each) => each.settled === null || each.settled.date <= dayOf(horizon));
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

const hours = {
	starts: '10:00' as never,
	ends: null,
	zone: 'Europe/Kyiv',
	startsAt: instant('2027-06-14T07:00:00Z'),
	endsAt: null,
};
const event = {
	kind: 'workshop',
	title: { en: 'Town hall' },
	summary: null,
	began: on('2027-06-14'),
	ended: null,
	hours,
	mode: 'hybrid',
	place: { en: 'City hall' },
	isPublic: true,
	placeAhead: false,
	expected: 60,
	people: 40,
	outcomes: [{ en: 'Agreed' }],
	state: 'confirmed',
	wasConfirmed: true,
	revision: 2,
	changedAt: tick,
} as unknown as EventSource;

describe('an event', () => {
	it.each(courseStates.flatMap((state) => [true, false].map((wasConfirmed) => [state, wasConfirmed] as const)))(
		'that is %s, confirmed at any time: %s',
		(state, wasConfirmed) => {
			const told = publicEventOf({ ...event, state, wasConfirmed });
			expect(told !== undefined).toBe(
				state === 'confirmed' || state === 'held' || (state === 'cancelled' && wasConfirmed),
			);
			expect(publicEventOf({ ...event, state, wasConfirmed, isPublic: false })).toBeUndefined();
		},
	);

	it.each([
		['ahead', {}, null],
		['ahead, its keeper saying so', { placeAhead: true }, { en: 'City hall' }],
		['over', { state: 'held' }, { en: 'City hall' }],
		['called off', { state: 'cancelled' }, null],
	] as const)('tells place and hours when it is %s: %j', (_, changes, place) => {
		const told = publicEventOf({ ...event, ...changes });
		expect([told?.place, told?.hours]).toEqual([place, place && hours]);
	});

	it('tells how many came and what came of it only afterwards, and never how many were expected', () => {
		expect(publicEventOf(event)).toMatchObject({ people: null, outcomes: [] });
		const told = publicEventOf({ ...event, state: 'held' });
		expect(told).toMatchObject({ people: 40, outcomes: [{ en: 'Agreed' }] });
		expect(Object.keys(told!)).not.toContain('expected');
	});
});

const exchange = {
	kind: 'youth',
	title: { en: 'inner' },
	aim: { en: 'inner' },
	place: { en: 'inner' },
	startsOn: '2027-07-05',
	endsOn: '2027-07-11',
	isPublic: true,
	state: 'confirmed',
	costCents: 77,
	responsibleNames: { en: 'inner' },
	host: { names: { en: 'Dortmund' } },
	groups: [
		{ homeId: named, names: { en: 'Zhytomyr' }, country: 'UA', participants: 12, leaders: 2, youngest: 14, oldest: 17 },
		{ homeId: null, names: { en: 'inner' }, country: 'PL', participants: null, leaders: 0, youngest: 13, oldest: 15 },
	],
} as unknown as ExchangeRecord;

describe('an exchange', () => {
	it('is numbers: kind, year, cities and how many, small groups without their number', () => {
		expect(publicExchangeOf(exchange)).toEqual({
			kind: 'youth',
			year: 2027,
			host: { en: 'Dortmund' },
			state: 'confirmed',
			groups: [
				{ city: { en: 'Zhytomyr' }, country: 'UA', participants: 12, leaders: 'few' },
				{ city: null, country: 'PL', participants: null, leaders: 0 },
			],
		});
	});

	it.each(courseStates)('that is %s is told as its state allows', (state) => {
		expect(publicExchangeOf({ ...exchange, state }) !== undefined).toBe(state === 'confirmed' || state === 'held');
		expect(publicExchangeOf({ ...exchange, state, isPublic: false })).toBeUndefined();
	});

	it('never counts so few that the number points at them, and never tells an age', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (participants, leaders) => {
				const group = { ...exchange.groups[0]!, participants, leaders };
				const told = publicExchangeOf({ ...exchange, groups: [group] })!.groups[0]!;
				return (
					[told.participants, told.leaders].every(
						(count) => count === 'few' || count === 0 || count! >= fewestCounted,
					) && !Object.keys(told).some((field) => field.endsWith('est'))
				);
			}),
			{ seed: 42, numRuns: 200 },
		);
	});
});

describe('money', () => {
	const funding = {
		names: { en: 'Water' },
		state: 'running',
		grantedOn: '2023-01-02',
		programme: 'Kleinprojektefonds',
		reference: 'inner',
		note: 'inner',
		funderId: named,
		appliedCents: 99,
		drawnCents: 98,
		grantedCents: 5_000_000,
		plan: { ownCents: 500_000, totalCents: 5_500_000, lines: ['inner'] },
		eligibleFrom: null,
		eligibleUntil: null,
	} as unknown as FundingSource;

	it('is told as programme, funder, sum and own share', () => {
		expect(publicFundingOf(funding, nameOf)).toEqual({
			names: { en: 'Water' },
			state: 'running',
			granted: '2023-01-02',
			programme: 'Kleinprojektefonds',
			funder: { en: 'Office of Water' },
			isOwnMoney: false,
			grantedCents: 5_000_000,
			ownCents: 500_000,
			from: null,
			until: null,
		});
		expect(publicFundingOf({ ...funding, funderId: unnamed }, nameOf)).toMatchObject({
			funder: null,
			isOwnMoney: false,
		});
	});

	it.each(fundingStates)('that is %s is told once it was granted', (state) => {
		const told = publicFundingOf({ ...funding, state }, nameOf);
		expect(told !== undefined).toBe(['granted', 'running', 'settled'].includes(state));
	});
});

describe('what cities decide on a single record', () => {
	const [ours, theirs] = ['ours', 'theirs'];
	it.each([
		['a paper nobody spoke of', 'paper', [], [], true],
		['a paper one hides', 'paper', [], [theirs], false],
		['a paper one hides and the other shows', 'paper', [ours], [theirs], false],
		['a project nobody spoke of', 'project', [], [], false],
		['a project its keeper shows', 'project', [ours], [], true],
		['a project another city shows', 'project', [theirs], [], false],
		['money its keeper shows and another hides', 'funding', [ours], [theirs], false],
	] as const)('%s', (_, kind, shownBy, hiddenBy, shown) => {
		expect(isRecordShown({ kind, keeper: ours }, { shownBy, hiddenBy })).toBe(shown);
	});

	it.each([
		['hides a paper nobody spoke of', 'paper', [], [], ours, 'hide'],
		['takes back what it hid', 'paper', [], [ours], ours, 'show'],
		['hides what another hides as well', 'paper', [], [theirs], ours, 'hide'],
		['shows its own project', 'project', [], [], ours, 'show'],
		['hides its own project again', 'project', [ours], [], ours, 'hide'],
		['cannot show the project of another', 'project', [], [], theirs, null],
		['hides what another shows', 'project', [ours], [], theirs, 'hide'],
	] as const)('a city %s', (_, kind, shownBy, hiddenBy, city, action) => {
		expect(actionOn({ kind, keeper: ours }, { shownBy, hiddenBy }, city)).toBe(action);
	});
});
