import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FuzzyDate, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, instant } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import { addDays, plainDate } from '#lib/kernel/plain-date.ts';
import { answerCalendar, writeCalendar } from './calendar.server.ts';
import { entryOf } from './calendar.ts';
import {
	daysOfEvent,
	decideCorrection,
	decideEvent,
	decideStep,
	decideTime,
	type EventFacts,
	type EventRecord,
	type EventTime,
	isWithin,
} from './event.ts';
import { eventForm, parseEvent, parsePart, parseStep } from './event-form.ts';
import { whenInWords } from './event-words.ts';
import { instantOfWallTime, isTimeZone, wallTimeAt } from './wall-time.ts';

const id = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
const today = plainDate('2027-03-14');
const now = instant('2027-03-14T08:00:00Z');
const fuzzy = (text: string): FuzzyDate => parseFuzzyDate(text)!;
const kindsOf = (answer: { ok: boolean; refusal?: readonly { kind: string }[] }) =>
	answer.ok ? [] : answer.refusal!.map(({ kind }) => kind);

describe('a time on the wall', () => {
	it.each([
		['2027-01-15', '09:30', 'Europe/Berlin', '2027-01-15T08:30:00Z'],
		['2027-07-15', '09:30', 'Europe/Berlin', '2027-07-15T07:30:00Z'],
		['2027-07-15', '09:30', 'Europe/Kyiv', '2027-07-15T06:30:00Z'],
		['2027-07-15', '09:30', 'UTC', '2027-07-15T09:30:00Z'],
		['2027-03-28', '01:59', 'Europe/Berlin', '2027-03-28T00:59:00Z'],
		['2027-03-28', '03:00', 'Europe/Berlin', '2027-03-28T01:00:00Z'],
		['2027-03-28', '02:30', 'Europe/Kyiv', '2027-03-28T00:30:00Z'],
		['2027-10-31', '02:30', 'Europe/Berlin', '2027-10-31T00:30:00Z'],
		['2027-10-31', '03:30', 'Europe/Kyiv', '2027-10-31T00:30:00Z'],
		['2027-10-31', '03:00', 'Europe/Berlin', '2027-10-31T02:00:00Z'],
		['2027-10-31', '00:30', 'Pacific/Kiritimati', '2027-10-30T10:30:00Z'],
		['2027-07-15', '23:59', 'Pacific/Honolulu', '2027-07-16T09:59:00Z'],
	])('%s %s in %s is %s', (day, time, zone, expected) => {
		expect(new Date(instantOfWallTime(plainDate(day), time, zone)!).toISOString()).toBe(expected.replace('Z', '.000Z'));
	});

	it.each([
		['2027-03-28', '02:00', 'Europe/Berlin'],
		['2027-03-28', '02:59', 'Europe/Berlin'],
		['2027-03-28', '03:30', 'Europe/Kyiv'],
	])('%s %s in %s is shown by no clock', (day, time, zone) => {
		expect(instantOfWallTime(plainDate(day), time, zone)).toBeUndefined();
	});

	it('comes back from the moment it means, in any zone on any day', () => {
		const zones = ['Europe/Berlin', 'Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
		fc.assert(
			fc.property(fc.nat(3650), fc.nat(1439), fc.constantFrom(...zones), (days, minutes, zone) => {
				const day = addDays(plainDate('2023-01-01'), days);
				const time = new Date(minutes * 60_000).toISOString().slice(11, 16);
				const at = instantOfWallTime(day, time, zone);
				if (at !== undefined) expect(wallTimeAt(at, zone)).toBe(`${day}T${time}`);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('needs a zone that exists', () => {
		expect(['Europe/Kyiv', 'Europe/Kiev', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
	});
});

const time = (changes: Partial<EventTime> = {}): EventTime => ({
	began: fuzzy('2027-06-14'),
	ended: null,
	hours: { starts: '10:00', ends: '12:00', zone: 'Europe/Berlin' },
	...changes,
});
const facts = (changes: Partial<EventFacts> = {}): EventFacts => ({
	...time(),
	kind: 'workshop',
	title: { en: 'Digital town hall' },
	summary: null,
	mode: 'hybrid',
	place: { en: 'City hall, Dortmund' },
	meetingLink: 'https://meet.example/secret-room',
	isPublic: true,
	placeAhead: false,
	registrationUntil: plainDate('2027-06-01'),
	expected: 60,
	expectedAbroad: 25,
	people: null,
	programmes: ['cerv-town-twinning'],
	subjects: [{ kind: 'theme', id: id as Id<'theme'> }],
	...changes,
});
const record = (changes: Partial<EventRecord> = {}): EventRecord => {
	const { meetingLink: _, hours, ...rest } = facts();
	return {
		...rest,
		id: id as EventRecord['id'],
		partnershipId: id as EventRecord['partnershipId'],
		cityId: id as Id<'city'>,
		cityNames: { en: 'Dortmund' },
		hours: hours && { ...hours, startsAt: instant('2027-06-14T08:00:00Z'), endsAt: instant('2027-06-14T10:00:00Z') },
		state: 'planned',
		outcomes: [],
		revision: 3,
		changedAt: now,
		...changes,
	};
};

describe('when an event takes place', () => {
	it.each<[string, Partial<EventTime>, string[]]>([
		['on a day with hours', {}, []],
		['in a month, without hours', { began: fuzzy('2024-06'), hours: null }, []],
		['over night', { ended: fuzzy('2027-06-15'), hours: { starts: '20:00', ends: '02:00', zone: 'Europe/Kyiv' } }, []],
		['without a known end', { hours: { starts: '20:00', ends: null, zone: 'Europe/Kyiv' } }, []],
		['with an end before its beginning', { ended: fuzzy('2027-06-13') }, ['ends-before-it-began']],
		['with hours in a month', { began: fuzzy('2027-06') }, ['hours-without-day']],
		[
			'with an end hour before its first',
			{ hours: { starts: '12:00', ends: '10:00', zone: 'UTC' } },
			['ends-before-start'],
		],
		['with an end at its start', { hours: { starts: '12:00', ends: '12:00', zone: 'UTC' } }, ['ends-before-start']],
		[
			'in an hour that summer time skips',
			{ began: fuzzy('2027-03-28'), hours: { starts: '02:30', ends: '03:30', zone: 'Europe/Berlin' } },
			['no-such-hour'],
		],
	])('%s', (_, changes, expected) => {
		expect(kindsOf(decideTime(time(changes)))).toEqual(expected);
	});

	it('lasts as long as the clocks run, not as they show', () => {
		const night = time({ began: fuzzy('2027-10-30'), ended: fuzzy('2027-10-31') });
		const decided = decideTime({ ...night, hours: { starts: '23:00', ends: '04:00', zone: 'Europe/Berlin' } });
		expect(decided.ok && decided.value && decided.value.endsAt! - decided.value.startsAt).toBe(6 * 3_600_000);
	});

	it.each([
		['2027-06-14', '10:00', true],
		['2027-06-14', '11:59', true],
		['2027-06-14', '12:00', false],
		['2027-06-14', '09:59', false],
		['2027-06-15', '10:30', false],
	])('an item of its agenda at %s %s lies within: %s', (day, at, expected) => {
		expect(isWithin(time(), { day: plainDate(day), time: at })).toBe(expected);
	});

	it('lasts a number of days where it is known to the day', () => {
		expect(daysOfEvent(time())).toBe(1);
		expect(daysOfEvent(time({ ended: fuzzy('2027-06-16') }))).toBe(3);
		expect(daysOfEvent(time({ began: fuzzy('2024-06') }))).toBeNull();
	});
});

describe('an event', () => {
	it.each<[string, Partial<EventFacts>, string[]]>([
		['as it should be', {}, []],
		['online at a place', { mode: 'online' }, ['online-with-place']],
		['with registration after it', { registrationUntil: plainDate('2027-06-15') }, ['registration-after-it']],
		['with more from abroad than expected', { expectedAbroad: 61 }, ['more-from-abroad']],
		['ahead, with people who took part', { people: 19 }, ['people-ahead']],
		[
			'wrong all over',
			{ mode: 'online', expectedAbroad: 61, ended: fuzzy('2027') },
			['hours-without-day', 'online-with-place', 'more-from-abroad'],
		],
	])('%s', (_, changes, expected) => {
		expect(kindsOf(decideEvent(facts(changes), today))).toEqual(expected);
	});

	it('keeps its time once it is confirmed', () => {
		const moved = facts({ began: fuzzy('2027-06-16') });
		expect(kindsOf(decideCorrection(record(), moved, today))).toEqual([]);
		expect(kindsOf(decideCorrection(record({ state: 'confirmed' }), moved, today))).toEqual(['time-fixed']);
		expect(kindsOf(decideCorrection(record({ state: 'confirmed' }), facts({ people: null }), today))).toEqual([]);
	});

	it.each<[string, Partial<EventRecord>, Parameters<typeof decideStep>[1], string[]]>([
		['is confirmed', {}, { deed: 'confirm', note: null, time: null }, []],
		[
			'of a month is not confirmed',
			{ began: fuzzy('2027-06'), hours: null },
			{ deed: 'confirm', note: null, time: null },
			['day-needed'],
		],
		['is not held before it began', {}, { deed: 'hold', note: null, time: null }, ['not-begun']],
		['of last year is held', { began: fuzzy('2026'), hours: null }, { deed: 'hold', note: null, time: null }, []],
		['is not postponed to nowhere', {}, { deed: 'postpone', note: 'Strike', time: null }, ['day-needed']],
		['is not postponed to its own time', {}, { deed: 'postpone', note: 'Strike', time: time() }, ['time-unchanged']],
		[
			'is not postponed without a word',
			{},
			{ deed: 'postpone', note: null, time: time({ began: fuzzy('2027-07-01') }) },
			['reason-needed'],
		],
		[
			'is not cancelled once held',
			{ state: 'held' },
			{ deed: 'cancel', note: 'No', time: null },
			['deed-not-permitted'],
		],
	])('%s', (_, changes, step, expected) => {
		expect(kindsOf(decideStep(record(changes), step, { now, today }))).toEqual(expected);
	});
});

describe('the form of an event', () => {
	const typed = eventForm(record(), 'https://meet.example/secret-room', '/de/office');

	it('gives back what stands in it', () => {
		expect(parseEvent(typed)).toEqual({ ok: true, value: facts() });
	});

	it.each([
		['startsTime', '25:00', 'not-a-time'],
		['startsTime', '', 'end-hour-without-start'],
		['began', '31.2.2027', 'not-a-day'],
		['zone', 'Mars/Olympus', 'choice-missing'],
		['meetingLink', 'http://meet.example', 'link-not-secure'],
		['subjects', 'https://example.org/x', 'no-record-there'],
		['expected', 'many', 'not-a-number'],
		['kind', 'party', 'choice-missing'],
		['title-en', '', 'field-missing'],
	])('refuses %s "%s" with %s', (field, value, kind) => {
		expect(kindsOf(parseEvent({ ...typed, [field]: value }))).toEqual([kind]);
	});

	it('reads times as people write them', () => {
		const read = parseEvent({ ...typed, startsTime: '9.30', endsTime: '9:45' });
		expect(read.ok && read.value.hours).toMatchObject({ starts: '09:30', ends: '09:45' });
	});

	it('asks for a new time only where it is postponed', () => {
		expect(parseStep({ deed: 'confirm' })).toMatchObject({ ok: true, value: { time: null } });
		expect(kindsOf(parseStep({ deed: 'postpone', note: 'Strike' }))).toEqual(['field-missing']);
	});

	it.each([
		['agenda', { 'agendaTitle-en': 'Welcome' }, ['field-missing']],
		['interpreter', { fromLanguage: 'de', toLanguage: 'de' }, ['same-language']],
		['interpreter', { fromLanguage: 'de', toLanguage: 'xx' }, ['choice-missing']],
		['outcome', {}, ['field-missing']],
		['document', { document: 'x' }, ['choice-missing']],
	] as const)('of a part (%s) is refused: %j', (kind, part, expected) => {
		expect(kindsOf(parsePart(kind, part, today))).toEqual(expected);
	});
});

/** Reads an iCalendar file by the letter of RFC 5545: unfolds lines, then names and values with their escapes undone. */
function readCalendar(text: string): readonly (readonly [string, string])[] {
	expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
	return text
		.replaceAll('\r\n ', '')
		.split('\r\n')
		.filter((line) => line !== '')
		.map((line) => {
			const colon = line.indexOf(':');
			const value = line.slice(colon + 1).replace(/\\([nN;,\\])/g, (_, each) => (/n/i.test(each) ? '\n' : each));
			return [line.slice(0, colon), value] as const;
		});
}

const place = { host: 'tandem.example', language: 'uk', url: 'https://tandem.example/uk/office/events/1' } as const;

describe('the words of a time', () => {
	it.each([
		['de', '14. Juni 2027, 10:00 bis 12:00 Uhr (Mitteleuropäische Zeit)'],
		['uk', '14 червня 2027\u00a0р., 10:00–12:00 (за центральноєвропейським часом)'],
		['en', '14 June 2027, 10:00 to 12:00 (Central European Time)'],
	] as const)('name the zone in %s as it is called today', (language, expected) => {
		expect(whenInWords(time(), language)).toBe(expected);
	});

	it('never call the time of Kyiv that of Moscow', () => {
		const kyiv = time({ hours: { starts: '10:00', ends: null, zone: 'Europe/Kyiv' } });
		const said = languages.map((language) => whenInWords(kyiv, language));
		expect(said.join()).not.toMatch(/Mos[kc]|моск/i);
	});
});

describe('the calendar entry of an event', () => {
	const entry = entryOf(record(), place)!;

	it('has one name for ever, a number that grows, and moments in UTC', () => {
		const lines = Object.fromEntries(readCalendar(writeCalendar('Tandem', [entry])));
		expect(lines).toMatchObject({
			VERSION: '2.0',
			METHOD: 'PUBLISH',
			UID: `${id}@tandem.example`,
			SEQUENCE: '3',
			STATUS: 'TENTATIVE',
			DTSTART: '20270614T080000Z',
			DTEND: '20270614T100000Z',
			DTSTAMP: '20270314T080000Z',
			'LAST-MODIFIED': '20270314T080000Z',
			LOCATION: 'City hall, Dortmund',
			SUMMARY: 'Digital town hall',
		});
	});

	it('never carries the address of the online meeting', () => {
		expect(writeCalendar('Tandem', [entry])).not.toContain('meet.example');
	});

	it.each([
		['2027-03-28', '01:30', '03:30', '20270328T003000Z', '20270328T013000Z'],
		['2027-10-31', '02:30', '03:30', '20271031T003000Z', '20271031T023000Z'],
		['2027-07-01', '09:00', '10:00', '20270701T070000Z', '20270701T080000Z'],
		['2027-12-01', '09:00', '10:00', '20271201T080000Z', '20271201T090000Z'],
	])('on %s from %s to %s in Berlin begins %s and ends %s', (day, starts, ends, begin, end) => {
		const moved = time({ began: fuzzy(day), hours: { starts, ends, zone: 'Europe/Berlin' } });
		const moments = decideTime(moved);
		if (!moments.ok || !moments.value) throw new Error('no moments');
		const moving = entryOf({ ...record(), began: moved.began, hours: moments.value }, place)!;
		const lines = Object.fromEntries(readCalendar(writeCalendar('x', [moving])));
		expect([lines['DTSTART'], lines['DTEND']]).toEqual([begin, end]);
	});

	it('of whole days ends on the day after its last', () => {
		const days = entryOf(record({ hours: null, ended: fuzzy('2027-06-16') }), place)!;
		const lines = Object.fromEntries(readCalendar(writeCalendar('x', [days])));
		expect([lines['DTSTART;VALUE=DATE'], lines['DTEND;VALUE=DATE']]).toEqual(['20270614', '20270617']);
	});

	it('says that it is cancelled, and is none where the day is not known', () => {
		expect(writeCalendar('x', [entryOf(record({ state: 'cancelled' }), place)!])).toContain('STATUS:CANCELLED');
		expect(entryOf(record({ began: fuzzy('2024-06'), hours: null }), place)).toBeUndefined();
	});

	it('comes back as it was written, whatever is in it', () => {
		const anyText = fc
			.string({ unit: 'binary', maxLength: 300 })
			.map((text) => `a${text.replace(/[\p{Cc}\p{Cs}]/gu, '')}z`);
		fc.assert(
			fc.property(anyText, fc.constantFrom('', ';,\\n\\', '\n\n', 'Підписання угоди; «так», \\n'), (text, more) => {
				const summary = `${text}${more}${text}`;
				const lines = Object.fromEntries(readCalendar(writeCalendar('x', [{ ...entry, summary, location: summary }])));
				expect([lines['SUMMARY'], lines['LOCATION']]).toEqual([summary, summary]);
			}),
			{ seed: 42, numRuns: 50 },
		);
	});

	it('is sent again only when it changed', async () => {
		const ask = (tag?: string) =>
			new Request('https://tandem.example/x', { headers: tag ? { 'if-none-match': tag } : {} });
		const text = writeCalendar('x', [entry]);
		const first = answerCalendar(ask(), { text, fileName: 'e.ics', cacheControl: 'no-cache' });
		expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
		const tag = first.headers.get('etag')!;
		const again = answerCalendar(ask(tag), {
			text: writeCalendar('x', [entry]),
			fileName: 'e.ics',
			cacheControl: 'no-cache',
		});
		expect([again.status, await again.text()]).toEqual([304, '']);
		const changed = writeCalendar('x', [{ ...entry, sequence: 4, changedAt: (now + 1000) as Instant }]);
		expect(answerCalendar(ask(tag), { text: changed, fileName: 'e.ics', cacheControl: 'no-cache' }).status).toBe(200);
	});
});
