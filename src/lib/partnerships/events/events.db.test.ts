import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Session } from '#lib/access/session.ts';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { installJobQueue } from '#lib/platform/jobs/queue.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership, type TestCities, type TestCity } from '#test/people.ts';
import { publicationRequest } from '../publication-request.server.ts';
import { findCalendarOwner, listEntriesOfLink } from './calendar-links.server.ts';
import { endOwnCalendar, findOwnEntry, makeOwnCalendar } from './calendar-pages.server.ts';
import type { EventId } from './event.ts';
import type { PartKind } from './event-form.ts';
import { changeEventPart, loadEvent } from './event-page.server.ts';
import { addEvent, changeEvent, checkTypedEvent, loadEventForm, loadEvents, stepEvent } from './event-pages.server.ts';
import { listEventDeadlines, listEventsOfPartnership } from './event-queries.server.ts';
import { forgetGuestsJob } from './forget-guests-job.server.ts';
import { changeGuests, readGuests } from './guest-pages.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { databases } = database;
const { app, worker } = databases;
const partnership = anId<'partnership'>();
const paper = anId<'document'>();
let cities: TestCities;

beforeAll(async () => {
	await installJobQueue(database.url, [defineJob({ ...publicationRequest, run: async () => undefined })], silentLog);
	cities = await layOutCities(database);
	const { dortmund, zhytomyr } = cities;
	await layOutPartnership(database, [dortmund, zhytomyr], { id: partnership, slug: 'dz', names: { en: 'DZ' } });
	await database.query(
		`insert into document (id, city_id, partnership_id, title, disclosure, kind, file_name, size_bytes, sha256, stored_at)
			values ($1, $2, $3, '{"en": "Programme"}', 'partners', 'pdf', 'c.pdf', 1, repeat('0', 64), now())`,
		[paper, dortmund.id, partnership],
	);
});

const desk = (city: TestCity, role: Role = 'coordinator', now = '2027-03-14T08:00:00Z'): OfficeDesk => ({
	app,
	actor: { city: city.id, account: city.coordinator },
	session: { cityId: city.id, accountId: city.coordinator, roles: [role], language: 'en' } as unknown as Session,
	language: 'en',
	now: instant(now),
});
const form = (changes: Record<string, string> = {}) => ({
	idempotencyKey: randomUUID(),
	partnership,
	kind: 'workshop',
	'title-en': 'Digital town hall',
	began: '2027-06-14',
	startsTime: '10:00',
	endsTime: '12:00',
	zone: 'Europe/Kyiv',
	mode: 'hybrid',
	'place-en': 'City hall',
	meetingLink: 'https://meet.example/secret-room',
	registrationUntil: '2027-06-01',
	expected: '60',
	...changes,
});
async function planned(changes: Record<string, string> = {}): Promise<EventId> {
	const answer = await addEvent(desk(cities.dortmund), form(changes));
	if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
	return answer.value;
}
const as = <Value>(city: TestCity, work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: city.id, account: city.coordinator }, work);
const take = (id: EventId, deed: string, shown: number, more: Record<string, string> = {}, on?: string) =>
	stepEvent(desk(cities.dortmund, 'coordinator', on), id, {
		idempotencyKey: randomUUID(),
		deed,
		shown: String(shown),
		...more,
	});
const part = (id: EventId, kind: PartKind, typed: Record<string, string>, city = cities.dortmund) =>
	changeEventPart(desk(city), id, kind, { idempotencyKey: randomUUID(), ...typed });
const kinds = (answer: { ok: boolean; refusal?: readonly { kind: string }[] }) =>
	answer.ok ? [] : answer.refusal!.map(({ kind }) => kind);
const url = new URL('https://tandem.example/en/x');
const place = { url, language: 'en' } as const;
const auditOf = async (id: string) =>
	(
		await database.query<{ action: string }>('select action from audit_entry where subject_id = $1 order by id', [id])
	).map(({ action }) => action);

describe('an event', () => {
	it('is put on record by one city and read by both, to the minute', async () => {
		const id = await planned();
		const theirs = await loadEvent(desk(cities.zhytomyr), id);
		expect(theirs).toMatchObject({ mayKeep: false, meetingLink: 'https://meet.example/secret-room', state: 'planned' });
		expect(theirs?.when).toBe('14 June 2027, 10:00 to 12:00 (Eastern European Time)');
		const [found] = await as(cities.zhytomyr, (trx) => listEventsOfPartnership(trx, partnership));
		expect(found?.hours?.startsAt).toBe(instant('2027-06-14T07:00:00Z'));
		expect(kinds(await part(id, 'outcome', { 'outcome-en': 'Nothing' }, cities.zhytomyr))).toEqual(['not-yours']);
		expect(kinds(await changeEvent(desk(cities.zhytomyr), id, form()))).toEqual(['not-yours']);
		expect(await loadEventForm(desk(cities.zhytomyr), id)).toBeUndefined();
		expect(kinds(await addEvent(desk(cities.dortmund), form({ partnership: anId() })))).toEqual([
			'unknown-partnership',
		]);
		expect(kinds(await addEvent(desk(cities.dortmund, 'council-reader'), form()))).toEqual(['not-permitted']);
	});

	it('of long ago is put on record as exactly as it is known', async () => {
		const past = { began: '06.2024', startsTime: '', endsTime: '', registrationUntil: '', people: '19', expected: '' };
		const id = await planned({ ...past, kind: 'delegation' });
		expect(await take(id, 'hold', 0)).toMatchObject({ ok: true });
		const shown = await loadEvents(desk(cities.dortmund), new URLSearchParams('show=past'));
		expect(shown.rows.find((row) => row.id === id)).toMatchObject({ when: 'June 2024', state: 'held' });
		expect(await findOwnEntry(desk(cities.dortmund), id, url)).toBeUndefined();
	});

	it('is checked against the rules of town twinning before anything is saved', async () => {
		const typed = form({ 'programme-cerv-town-twinning': 'on', expected: '49', expectedAbroad: '25' });
		const checks = await checkTypedEvent(desk(cities.dortmund), typed);
		const verdicts = checks.ok ? checks.value[0]!.verdicts : [];
		expect(verdicts.map(({ kind }) => kind)).toEqual(['met', 'met', 'missed', 'met']);
		expect(verdicts[2]?.advice).toBe('Win 1 more participant.');
	});

	it('has a revision that grows with each change, so that calendars take it over', async () => {
		const id = await planned();
		const sequence = async () => (await findOwnEntry(desk(cities.dortmund), id, url))!.sequence;
		const seen = [await sequence()];
		const shown = await loadEventForm(desk(cities.dortmund), id);
		const typed = { ...shown!.typed, mark: shown!.mark, idempotencyKey: randomUUID(), startsTime: '10:30' };
		expect(await changeEvent(desk(cities.dortmund), id, typed)).toMatchObject({ ok: true });
		seen.push(await sequence());
		expect(kinds(await changeEvent(desk(cities.dortmund), id, { ...typed, idempotencyKey: randomUUID() }))).toEqual([
			'changed-meanwhile',
		]);
		await take(id, 'confirm', 0);
		seen.push(await sequence());
		await part(id, 'outcome', { 'outcome-en': 'A plan' });
		seen.push(await sequence());
		expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
		expect((await findOwnEntry(desk(cities.dortmund), id, url))?.status).toBe('CONFIRMED');
	});

	it('is postponed with a reason, and its old time stays on record', async () => {
		const id = await planned();
		await take(id, 'confirm', 0);
		expect(kinds(await take(id, 'postpone', 1, { note: 'Strike' }))).toEqual(['field-missing']);
		const later = { note: 'Strike', newBegan: '2027-05-01', newStartsTime: '09:00', newZone: 'Europe/Berlin' };
		expect(await take(id, 'postpone', 1, later)).toMatchObject({ ok: true });
		const page = await loadEvent(desk(cities.dortmund), id);
		expect(page).toMatchObject({
			state: 'planned',
			when: '1 May 2027, from 09:00 (Central European Time)',
			registrationUntil: '1 May 2027',
		});
		expect(page?.steps.at(-1)).toMatchObject({ was: '14 June 2027, 10:00 to 12:00 (Eastern European Time)' });
		expect(await auditOf(id)).toEqual(['event.planned', 'event.confirmed', 'event.postponed']);
	});

	it('has an agenda within its time, interpreting, outcomes and documents', async () => {
		const id = await planned();
		expect(kinds(await part(id, 'agenda', { agendaTime: '12:30', 'agendaTitle-en': 'Lunch' }))).toEqual([
			'outside-event',
		]);
		for (const [kind, typed] of [
			['agenda', { agendaTime: '10:00', 'agendaTitle-en': 'Welcome', speaker: 'The mayor' }],
			['interpreter', { fromLanguage: 'de', toLanguage: 'uk' }],
			['outcome', { 'outcome-en': 'Youths will visit' }],
			['document', { document: paper }],
		] as const) {
			expect(await part(id, kind, typed)).toEqual({ ok: true, value: 'added' });
		}
		const page = await loadEvent(desk(cities.zhytomyr), id);
		expect(page?.agenda).toMatchObject([{ when: '14 June 2027, 10:00', speaker: 'The mayor' }]);
		expect(page?.interpreters).toMatchObject([{ languages: 'German → Ukrainian', name: null }]);
		expect(page?.documents).toHaveLength(1);
		const [outcome] = page!.outcomes;
		expect(await part(id, 'outcome', { remove: outcome!.id })).toEqual({ ok: true, value: 'removed' });
		expect(kinds(await part(id, 'document', { document: anId() }))).toEqual(['unknown-document']);
		expect((await loadEvent(desk(cities.dortmund), id))?.outcomes).toEqual([]);
	});
});

describe('the database', () => {
	it.each([
		[
			'an hour no clock shows',
			`update event set registration_until = null, began_on = '2027-03-28', starts_time = '03:30', ends_time = null, ends_at = null, starts_at = '2027-03-28 00:30Z' where id = $1`,
			/event_starts_at_its_wall_time/,
		],
		[
			'a moment that is another',
			`update event set starts_at = starts_at + interval '1 hour' where id = $1`,
			/event_starts_at_its_wall_time/,
		],
		[
			'an end before the start',
			`update event set ends_time = '09:00', ends_at = '2027-06-14 06:00Z' where id = $1`,
			/event_ends_later_than_it_starts/,
		],
		[
			'registration after it',
			`update event set registration_until = '2027-06-15' where id = $1`,
			/event_registration_ends_before_it/,
		],
		['an online event at a place', `update event set mode = 'online' where id = $1`, /event_online_has_no_place/],
		['a state set by hand', `update event set state = 'held' where id = $1`, /permission denied/],
		['a revision set by hand', 'update event set revision = 0 where id = $1', /permission denied/],
		[
			'a meeting link that is none',
			`insert into event_meeting_link values ($1, current_city(), 'http://x')`,
			/event_meeting_link_is_an_address/,
		],
		[
			'a deed out of turn',
			`insert into event_step values ($1, current_city(), 1, 'reopen', 'x', null, now(), null)`,
			/does not lead on from planned/,
		],
	])('refuses %s', async (_, statement, message) => {
		const id = await planned({ meetingLink: '' });
		const work = as(cities.dortmund, (trx) => sql.raw(statement.replaceAll('$1', `'${id}'`)).execute(trx));
		await expect(work).rejects.toThrow(message);
	});

	it('keeps the steps for ever', async () => {
		await take(await planned(), 'confirm', 0);
		await expect(database.query(`update event_step set deed = 'hold'`)).rejects.toThrow(/append/);
		await expect(as(cities.dortmund, (trx) => sql`delete from event_step`.execute(trx))).rejects.toThrow(
			/permission denied/,
		);
	});
});

describe('the guests of an event', () => {
	it('are listed by each city for itself, and each reading is recorded', async () => {
		const id = await planned();
		const list = (city: TestCity, changes: Record<string, string> = {}, on?: string) =>
			changeGuests(desk(city, 'coordinator', on), id, 'keep', {
				idempotencyKey: randomUUID(),
				guest: 'Ihor Hnatiuk',
				status: 'registered',
				...changes,
			});
		expect(await list(cities.zhytomyr)).toMatchObject({ ok: true });
		expect(kinds(await list(cities.zhytomyr, { status: 'attended' }))).toEqual(['attended-ahead']);
		expect((await readGuests(desk(cities.dortmund), id, new URLSearchParams()))?.guests).toEqual([]);
		const [own] = (await readGuests(desk(cities.zhytomyr), id, new URLSearchParams()))!.guests;
		expect(await list(cities.zhytomyr, { person: own!.id, status: 'attended' }, '2027-06-15T08:00:00Z')).toMatchObject({
			ok: true,
		});
		expect((await loadEvent(desk(cities.zhytomyr), id))?.guests).toEqual({ attended: 1 });
		expect(await readGuests(desk(cities.zhytomyr, 'council-reader'), id, new URLSearchParams())).toBeUndefined();
		expect(await auditOf(id)).toContain('event.guests-read');
		expect(JSON.stringify(await database.query('select * from audit_entry'))).not.toContain('Hnatiuk');
		const remove = { idempotencyKey: randomUUID(), person: own!.id };
		await changeGuests(desk(cities.dortmund), id, 'remove', remove);
		expect((await loadEvent(desk(cities.zhytomyr), id))?.guests).toEqual({ attended: 1 });
	});

	it('are forgotten a year after it ended', async () => {
		const id = await planned();
		const typed = { idempotencyKey: randomUUID(), guest: 'Ihor Hnatiuk', status: 'invited' };
		await changeGuests(desk(cities.dortmund), id, 'keep', typed);
		const forget = (on: string) => {
			const services = { databases, clock: { now: () => instant(on) } } as never;
			return forgetGuestsJob.runOn({}, { services } as never);
		};
		const left = async () => (await database.query('select from event_guest where event_id = $1', [id])).length;
		await forget('2028-06-13T08:00:00Z');
		expect(await left()).toBe(1);
		await forget('2028-06-14T08:00:00Z');
		expect(await left()).toBe(0);
	});
});

describe('the secret address of a calendar', () => {
	it('opens what its owner may see, is one per account, and ends when told', async () => {
		const id = await planned();
		const first = await makeOwnCalendar(desk(cities.zhytomyr), url);
		expect(first).toMatch(/^https:\/\/tandem\.example\/en\/calendars\/[A-Za-z0-9_-]{43}\.ics$/);
		const token = (address: string) => address.slice(-47, -4);
		const uids = async (address: string) =>
			(await listEntriesOfLink(databases, token(address), place))?.map(({ uid }) => uid);
		expect(await uids(first)).toContain(`${id}@tandem.example`);
		const second = await makeOwnCalendar(desk(cities.zhytomyr), url);
		expect([await uids(first), (await uids(second))?.length]).toEqual([undefined, (await uids(second))?.length]);
		await database.query(`update account set disabled_at = now() where id = $1`, [cities.zhytomyr.coordinator]);
		expect(await findCalendarOwner(worker, token(second))).toBeUndefined();
		await database.query(`update account set disabled_at = null where id = $1`, [cities.zhytomyr.coordinator]);
		await endOwnCalendar(desk(cities.zhytomyr));
		expect(await uids(second)).toBeUndefined();
		expect(await uids('https://x/guess.ics')).toBeUndefined();
		const stored = JSON.stringify(await database.query(`select encode(token_hash, 'base64') from calendar_link`));
		expect(stored).not.toContain(token(second));
	});

	it('is nobody else’s to see', async () => {
		await makeOwnCalendar(desk(cities.zhytomyr), url);
		const seen = await as(cities.dortmund, (trx) => sql`select from calendar_link`.execute(trx));
		expect(seen.rows).toEqual([]);
	});
});

describe('what falls due', () => {
	it('is the end of registration, and the protection of minors two weeks before an exchange', async () => {
		const id = await planned();
		const exchange = anId();
		await database.query(
			`insert into exchange (id, partnership_id, city_id, kind, title, host_id, starts_on, ends_on, travel_days, is_public, programmes, created_at)
				values ($1, $2, $3, 'youth', '{"en": "Summer"}', $3, '2027-06-20', '2027-06-26', 0, false, '{}', now())`,
			[exchange, partnership, cities.dortmund.id],
		);
		const due = (until: string) => as(cities.dortmund, (trx) => listEventDeadlines(trx, { until: plainDate(until) }));
		const ours = async (until: string) =>
			(await due(until)).filter(({ subject }) => [id, exchange].includes(subject.id as never));
		expect(await ours('2027-06-06')).toMatchObject([
			{ kind: 'registration', due: '2027-06-01', subject: { kind: 'event' }, cityId: cities.dortmund.id },
			{ kind: 'safeguarding', due: '2027-06-06', subject: { kind: 'exchange' } },
		]);
		expect(await ours('2027-05-31')).toEqual([]);
	});
});
