import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { addDays, type PlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import { courseDeeds, courseStates, deedsFrom, needsReason } from '../events/course.ts';
import {
	decideCorrection,
	decideExchange,
	decideStep,
	type ExchangeFacts,
	type ExchangeGroup,
	type ExchangeRecord,
	type ExchangeStep,
	type GroupFacts,
	type GroupId,
} from './exchange.ts';
import { exchangeForm, groupRows, parseExchange, parseLeader, parseParticipant } from './exchange-form.ts';
import { forgottenOn, mayBeMinor, mayListPeople, type Participant, safeguardingGaps } from './exchange-people.ts';

const dortmund = '11111111-1111-4111-8111-111111111111' as Id<'city'>;
const zhytomyr = '22222222-2222-4222-8222-222222222222' as Id<'city'>;
const groupId = '33333333-3333-4333-8333-333333333333' as GroupId;
const someId = '44444444-4444-4444-8444-444444444444';
const day = plainDate;
const today = day('2027-03-14');

const aGroup = (changes: Partial<GroupFacts> = {}): GroupFacts => ({
	id: null,
	home: { cityId: zhytomyr },
	participants: 8,
	leaders: 1,
	youngest: 14,
	oldest: 17,
	...changes,
});
const facts = (changes: Partial<ExchangeFacts> = {}): ExchangeFacts => ({
	kind: 'youth',
	title: { en: 'Summer in Dortmund' },
	aim: null,
	hostId: dortmund,
	place: null,
	startsOn: day('2027-07-05'),
	endsOn: day('2027-07-11'),
	travelDays: 2,
	isPublic: true,
	responsibleId: someId as Id<'person'>,
	conceptId: someId as Id<'document'>,
	programmes: ['erasmus-youth-exchange'],
	costCents: 1_250_050 as EuroCents,
	grantCents: null,
	groups: [aGroup()],
	...changes,
});
const group: ExchangeGroup = {
	id: groupId,
	homeId: zhytomyr,
	names: { en: 'Zhytomyr' },
	country: 'UA',
	participants: 8,
	leaders: 1,
	youngest: 14,
	oldest: 17,
};
const record = (changes: Partial<ExchangeRecord> = {}): ExchangeRecord => ({
	...facts(),
	id: someId as ExchangeRecord['id'],
	partnershipId: someId as ExchangeRecord['partnershipId'],
	cityId: dortmund,
	cityNames: { en: 'Dortmund' },
	host: { cityId: dortmund, names: { en: 'Dortmund' }, country: 'DE' },
	responsibleNames: { en: 'Anna Beispiel' },
	conceptTitle: { en: 'Concept' },
	state: 'planned',
	groups: [group],
	...changes,
});
const kindsOf = (answer: { ok: boolean; refusal?: readonly { kind: string }[] }) =>
	answer.ok ? [] : answer.refusal!.map(({ kind }) => kind);

describe('a plan of an exchange', () => {
	it.each<[string, Partial<ExchangeFacts>, string[]]>([
		['that is whole', {}, []],
		['without days', { startsOn: null, endsOn: null }, []],
		['with a first day only', { endsOn: null }, ['one-day-missing']],
		['that ends before it starts', { endsOn: day('2027-07-04') }, ['ends-before-start']],
		['of more than a year', { endsOn: day('2028-07-06') }, ['longer-than-a-year']],
		[
			'funded with more than it costs',
			{ costCents: 100 as EuroCents, grantCents: 101 as EuroCents },
			['grant-above-cost'],
		],
		['whose youngest are older than its oldest', { groups: [aGroup({ youngest: 18 })] }, ['ages-crossed']],
		['with two groups of one city', { groups: [aGroup(), aGroup()] }, ['home-twice']],
		[
			'that contradicts itself everywhere is refused for all of it',
			{ endsOn: day('2027-07-04'), grantCents: 9_999_999 as EuroCents, groups: [aGroup({ oldest: 3 })] },
			['ends-before-start', 'grant-above-cost', 'ages-crossed'],
		],
	])('%s', (_, changes, expected) => {
		expect(kindsOf(decideExchange(facts(changes)))).toEqual(expected);
	});

	it('keeps its days once it is confirmed, and whoever answers for minors', () => {
		const confirmed = record({ state: 'confirmed' });
		expect(kindsOf(decideCorrection(confirmed, facts()))).toEqual([]);
		expect(kindsOf(decideCorrection(confirmed, facts({ startsOn: day('2027-07-06') })))).toEqual(['days-fixed']);
		expect(kindsOf(decideCorrection(confirmed, facts({ conceptId: null })))).toEqual(['safeguarding-needed']);
		expect(kindsOf(decideCorrection(record(), facts({ startsOn: null, endsOn: null })))).toEqual([]);
	});
});

const step = (changes: Partial<ExchangeStep> = {}): ExchangeStep => ({
	deed: 'confirm',
	note: null,
	period: { startsOn: null, endsOn: null },
	...changes,
});

describe('a step of an exchange', () => {
	it.each<[string, Partial<ExchangeRecord>, Partial<ExchangeStep>, string[]]>([
		['is confirmed with all it needs', {}, {}, []],
		['is not confirmed without days', { startsOn: null, endsOn: null }, {}, ['days-needed']],
		['of youths is not confirmed without a concept', { conceptId: null }, {}, ['safeguarding-needed']],
		['of administrations is confirmed without one', { kind: 'administration', conceptId: null }, {}, []],
		['is not held before it began', { state: 'confirmed' }, { deed: 'hold' }, ['not-begun']],
		['is held once it began', { startsOn: day('2027-03-14') }, { deed: 'hold' }, []],
		['is not cancelled without a word', {}, { deed: 'cancel' }, ['reason-needed']],
		['is postponed without new days yet', {}, { deed: 'postpone', note: 'Air raids' }, []],
		['is not postponed to its own days', {}, { deed: 'postpone', note: 'Why', period: facts() }, ['days-unchanged']],
		['is not confirmed twice', { state: 'confirmed' }, {}, ['deed-not-permitted']],
		['is taken up again', { state: 'cancelled' }, { deed: 'reopen', note: 'Peace' }, []],
	])('%s', (_, changes, taken, expected) => {
		expect(kindsOf(decideStep(record(changes), step(taken), today))).toEqual(expected);
	});

	it('leads on from every state, and never where the table says nothing', () => {
		const lines = courseStates.flatMap((state) => deedsFrom(state).map((deed) => `${state} ${deed}`));
		expect(lines).toEqual([
			'planned confirm',
			'planned postpone',
			'planned hold',
			'planned cancel',
			'confirmed postpone',
			'confirmed hold',
			'confirmed cancel',
			'held reopen',
			'cancelled reopen',
		]);
		for (const state of courseStates) {
			for (const deed of courseDeeds) {
				const note = needsReason(deed) ? 'Why' : null;
				const answer = decideStep(record({ state, startsOn: today, endsOn: today }), step({ deed, note }), today);
				expect(answer.ok).toBe(lines.includes(`${state} ${deed}`));
			}
		}
	});
});

const participant = (changes: Partial<Participant> = {}): Participant => ({
	id: someId as Participant['id'],
	groupId,
	givenName: 'Olena',
	birthYear: 2011,
	consentOn: day('2027-03-01'),
	emergencyContact: 'Iryna +380 41 000000',
	addedOn: today,
	...changes,
});
const leader = {
	id: someId as Id<'leader'>,
	groupId,
	name: 'Mika Muster',
	isAdult: true,
	recordCheckOn: today,
	addedOn: today,
};

describe('the protection of minors', () => {
	it('takes whoever may still be 17 for a minor', () => {
		const ages = [2008, 2009, 2010].map((birthYear) => mayBeMinor({ birthYear }, day('2027-07-05')));
		expect(ages).toEqual([false, true, true]);
	});

	it.each<[string, Partial<ExchangeRecord>, Partial<Participant>, Partial<typeof leader> | null, string[]]>([
		['all is there', {}, {}, {}, []],
		['nobody answers', { responsibleId: null, conceptId: null }, {}, {}, ['no-responsible', 'no-concept']],
		[
			'papers are missing',
			{},
			{ consentOn: null, emergencyContact: null },
			{},
			['consents-missing', 'contacts-missing'],
		],
		['a grown-up needs no consent', {}, { birthYear: 2000, consentOn: null }, {}, ['outside-ages']],
		['a group goes alone', {}, {}, null, ['leaders-missing']],
		['a leader was not checked', {}, {}, { recordCheckOn: null as never }, ['checks-missing']],
		['a check is six years old', {}, {}, { recordCheckOn: day('2021-03-14') }, ['checks-old']],
		['a leader is under age', {}, {}, { isAdult: false }, ['leaders-under-age']],
		['somebody is 11', {}, { birthYear: 2016 }, {}, ['outside-ages']],
		[
			'grown-ups of an administration are no minors',
			{ kind: 'administration', conceptId: null },
			{ birthYear: 1980 },
			null,
			[],
		],
	])('finds what is missing: %s', (_, changes, person, led, expected) => {
		const people = { participants: [participant(person)], leaders: led ? [{ ...leader, ...led }] : [] };
		expect(safeguardingGaps(record(changes), people).map(({ kind }) => kind)).toEqual(expected);
	});

	it('forgets people 30 days after the end, at once when cancelled, and after 18 months at the latest', () => {
		expect(forgottenOn(record(), today)).toBe('2027-08-10');
		expect(forgottenOn(record({ state: 'cancelled' }), today)).toBe(today);
		expect(forgottenOn(record({ endsOn: day('2029-07-11') }), today)).toBe(addDays(today, 548));
		expect(mayListPeople(record(), day('2027-08-09'))).toBe(true);
		expect(mayListPeople(record(), day('2027-08-10'))).toBe(false);
		expect(mayListPeople(record({ startsOn: null, endsOn: null }), today)).toBe(false);
	});

	it('keeps nobody longer than 548 days, whatever the days of the exchange', () => {
		fc.assert(
			fc.property(fc.integer({ min: -900, max: 900 }), fc.constantFrom(...courseStates), (offset, state) => {
				const gone = forgottenOn({ state, endsOn: addDays(today, offset) }, today);
				expect(gone <= addDays(today, 548)).toBe(true);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('the form of an exchange', () => {
	const typed = exchangeForm(record());

	it('gives back what stands in it', () => {
		const parsed = parseExchange(typed);
		expect(parsed).toMatchObject({ ok: true });
		expect(parsed.ok && parsed.value).toEqual({ ...facts(), groups: [aGroup({ id: groupId })] });
	});

	it('takes a group from any place by name and country, and drops an emptied row', () => {
		const other = { ...typed, 'group-1-home': 'other', 'group-1-name': 'Rzeszów', 'group-1-country': 'PL' };
		const parsed = parseExchange(other);
		expect(parsed.ok && parsed.value.groups[1]?.home).toEqual({ name: 'Rzeszów', country: 'PL' });
		const emptied = Object.fromEntries(
			Object.entries(typed).map(([key, value]) => [key, key.startsWith('group-0') ? '' : value]),
		);
		expect(parseExchange(emptied)).toMatchObject({ ok: true, value: { groups: [] } });
	});

	it.each([
		['group-0-participants', '8.5', 'not-a-number'],
		['group-0-leaders', '101', 'not-a-number'],
		['travelDays', '-1', 'not-a-number'],
		['cost', 'much', 'not-an-amount'],
		['startsOn', '2027-02-30', 'not-a-day'],
		['kind', 'holiday', 'choice-missing'],
		['group-0-home', 'nowhere', 'unknown-city'],
		['group-1-participants', '4', 'group-incomplete'],
	])('refuses %s "%s" with %s, naming the field', (field, value, kind) => {
		const parsed = parseExchange({ ...typed, [field]: value });
		expect(kindsOf(parsed)).toEqual([kind]);
	});

	it('shows two empty rows for more groups, eight rows at most', () => {
		expect(groupRows(typed)).toEqual([0, 1, 2]);
		expect(groupRows({})).toEqual([0, 1]);
		expect(groupRows({ 'group-7-name': 'x' })).toHaveLength(8);
	});

	it.each([
		[{ birthYear: '11' }, ['birth-year-implausible']],
		[{ birthYear: '' }, ['field-missing']],
		[{ givenName: '', group: '' }, ['choice-missing', 'field-missing']],
		[{ consentOn: 'yes' }, ['not-a-day']],
	])('of a participant is refused with %j', (changes, expected) => {
		const whole = { group: groupId, givenName: 'Olena', birthYear: '2011' };
		expect(parseParticipant(whole)).toMatchObject({ ok: true, value: { consentOn: null } });
		expect(kindsOf(parseParticipant({ ...whole, ...changes }))).toEqual(expected);
	});

	it('of a leader says whether of age', () => {
		const value = { groupId, name: 'Mika Muster', isAdult: false, recordCheckOn: null as PlainDate | null };
		expect(parseLeader({ leaderGroup: groupId, name: ' Mika  Muster ' })).toEqual({ ok: true, value });
	});
});
