import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, instant, later } from '#lib/kernel/instant.ts';
import type { EventFacts, EventId } from '#lib/partnerships/events/event.ts';
import { planEvent, takeEventStep } from '#lib/partnerships/events/event-commands.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { until } from '#test/until.ts';
import { aVisitor, hidden } from '#test/visitor.ts';

// Calendars over HTTP: to subscribe to, in every time zone, sent again only when changed, and gone at once when hidden.

let site: RunningSite;
const { get, post, enter } = aVisitor(() => site);
const partnership = '5f0b5a2e-3c4d-4e5f-8a6b-7c8d9e0f1a2b' as Id<'partnership'>;
const now: Instant = instant('2027-03-01T09:00:00Z');

const blank: EventFacts = {
	kind: 'workshop',
	title: { de: 'Digitales Rathaus', uk: 'Цифрова мерія', en: 'Digital town hall' },
	summary: { en: 'What both; can, learn' },
	began: parseFuzzyDate('2027-03-27')!,
	ended: null,
	hours: { starts: '23:30', ends: '23:45', zone: 'Europe/Kyiv' },
	mode: 'hybrid',
	place: { en: 'City hall' },
	meetingLink: 'https://meet.example/secret',
	isPublic: true,
	placeAhead: true,
	registrationUntil: null,
	expected: null,
	expectedAbroad: null,
	people: null,
	programmes: [],
	subjects: [],
};

async function anEvent(changes: Partial<EventFacts>): Promise<EventId> {
	const { app } = site.database.databases;
	const { id: city, coordinator: account } = site.cities.dortmund;
	return inCity(app, { city, account }, async (trx) => {
		const planned = await planEvent(trx, partnership, { ...blank, ...changes }, now);
		if (!planned.ok) throw new Error(JSON.stringify(planned.refusal));
		const step = { step: { deed: 'confirm', note: null, time: null }, shown: 0 } as const;
		const confirmed = await takeEventStep(trx, planned.value, step, now);
		if (!confirmed.ok) throw new Error(JSON.stringify(confirmed.refusal));
		return planned.value;
	});
}

/** Lines as they were before RFC 5545 folded them. */
async function calendar(path: string, headers: Record<string, string> = {}): Promise<string> {
	const answer = await get(path, headers);
	expect([path, answer.status]).toEqual([path, 200]);
	return (await answer.text()).replaceAll('\r\n ', '');
}

/** Asks until the worker has done its part. */
const published = (isSo: () => Promise<boolean>) =>
	until(async () => {
		// Kept pages are held against the newest version once a second, and the clock of the site stands until it is moved.
		await site.tell({ now: later(site.now(), 1000) });
		return isSo();
	});

const series = '/de/partnerships/pair/events.ics';

beforeAll(async () => {
	site = await startRunningSite({ worker: true });
	const { dortmund, zhytomyr } = site.cities;
	await layOutPartnership(site.database, [dortmund, zhytomyr], { id: partnership, names: { en: 'Pair' } });
	await site.tell({ now });
	await anEvent({});
	await anEvent({ title: { en: 'After the clocks went forward' }, began: parseFuzzyDate('2027-03-28')! });
	await anEvent({ title: { en: 'A whole week' }, ended: parseFuzzyDate('2027-03-31')!, hours: null });
	await anEvent({ title: { en: 'Quiet' }, placeAhead: false });
	await anEvent({ title: { en: 'Among ourselves' }, isPublic: false });
	await published(async () => (await (await get(series)).text()).includes('Quiet'));
});
afterAll(() => site?.stop());

describe('the calendar of a partnership', () => {
	it('is a calendar, in the language of its address, with moments that mean the same in every zone', async () => {
		const answer = await get(series);
		expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
		expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
		const text = await calendar(series);
		expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
		expect(text).toContain('SUMMARY:Digitales Rathaus');
		expect(await calendar('/uk/partnerships/pair/events.ics')).toContain('SUMMARY:Цифрова мерія');
		// Kyiv is two hours ahead on the 27th and three on the 28th, when summer time has begun.
		expect(text).toMatch(/DTSTART:20270327T213000Z\r\nDTEND:20270327T214500Z/);
		expect(text).toMatch(/DTSTART:20270328T203000Z\r\nDTEND:20270328T204500Z/);
		expect(text).toMatch(/DTSTART;VALUE=DATE:20270327\r\nDTEND;VALUE=DATE:20270401/);
		expect(text).toContain('DESCRIPTION:What both\\; can\\, learn');
		expect((await (await get(series)).text()).split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
	});

	it('keeps what is not public to itself', async () => {
		const text = await calendar(series);
		expect(text).not.toMatch(/Among ourselves|meet\.example/);
		const quiet = text.split('BEGIN:VEVENT').find((entry) => entry.includes('SUMMARY:Quiet'));
		expect(quiet).toContain('DTSTART;VALUE=DATE:20270327');
		expect(quiet).not.toContain('LOCATION');
	});

	it('is sent again only when it changed, and kept by caches for a minute at most', async () => {
		const first = await get(series);
		const etag = first.headers.get('etag') ?? '';
		expect(first.headers.get('cache-control')).toBe('public, max-age=20');
		const again = await get(series, { 'if-none-match': etag });
		// A proxy that compresses makes a tag weak; it is the same tag.
		const tag = (of: string | null) => of?.replace('W/', '');
		expect([again.status, await again.text(), tag(again.headers.get('etag'))]).toEqual([304, '', tag(etag)]);
		expect((await get(series, { 'if-none-match': '"other"' })).status).toBe(200);
	});

	it('of a partnership nobody knows is empty', async () => {
		expect(await calendar('/de/partnerships/nowhere/events.ics')).not.toContain('VEVENT');
	});
});

describe('one event', () => {
	const address = async () =>
		/\/de\/events\/[0-9a-f-]{36}\.ics/.exec(await (await get('/de/partnerships/pair/cooperation')).text());

	it('is offered on the page, by an address that tells nothing of the record', async () => {
		const path = (await address())?.[0] ?? '';
		const entry = await calendar(path);
		expect(entry.split('BEGIN:VEVENT')).toHaveLength(2);
		const [own] = await site.database.query<{ id: string }>(`select id from event where id::text = $1`, [
			path.slice(11, 47),
		]);
		expect(own).toBeUndefined();
		expect((await get(path.replace(/[0-9a-f]{4}\.ics/, '0000.ics'))).status).toBe(404);
		expect((await get('/de/events/nothing.ics')).status).toBe(404);
	});

	it('hidden with one button leaves page, cache and calendars, and is shown again', async () => {
		const page = '/de/partnerships/pair/cooperation';
		const says = async (path: string) => (await (await get(path)).text()).includes('A whole week');
		expect([await says(page), await says(series)]).toEqual([true, true]);
		const session = await enter(site.cities.dortmund.coordinator);
		const press = async (deed: 'hide' | 'show') => {
			const office = await (await get('/de/office/publication', session)).text();
			const row = office.split('<li').find((each) => each.includes('A whole week')) ?? '';
			const form = row.split('<form').find((each) => each.includes(`${deed}-record`)) ?? '';
			const fields = Object.fromEntries(
				['idempotencyKey', 'kind', 'partnership', 'recordKind', 'record'].map((name) => [name, hidden(form, name)]),
			);
			return post('/de/office/publication', { ...fields, reason: 'Sicherheit' }, session);
		};
		expect((await press('hide')).headers.get('location')).toBe('/de/office/publication?done');
		await published(async () => !(await says(page)) && !(await says(series)));
		expect((await press('show')).headers.get('location')).toBe('/de/office/publication?done');
		await published(async () => (await says(page)) && (await says(series)));
	});
});

describe('a private calendar', () => {
	it('opens with its secret address alone, holds what is not public too, and ends with it', async () => {
		const session = await enter(site.cities.zhytomyr.coordinator);
		const page = await (await get('/uk/office/events', session)).text();
		const made = await post(
			'/uk/office/events?/subscribe',
			{ idempotencyKey: hidden(page, 'idempotencyKey') },
			session,
		);
		const address = /\/uk\/calendars\/[A-Za-z0-9_-]{43}\.ics/.exec(await made.text())?.[0] ?? '';
		const answer = await get(address);
		expect(answer.headers.get('cache-control')).toBe('private, no-cache');
		const text = await calendar(address);
		expect(text).toContain('Among ourselves');
		expect(text).toContain('DTSTART:20270327T213000Z');
		const etag = answer.headers.get('etag') ?? '';
		expect((await get(address, { 'if-none-match': etag })).status).toBe(304);
		expect((await get(address.replace(/.{4}\.ics$/, 'AAAA.ics'))).status).toBe(404);
		await site.database.query('update calendar_link set revoked_at = now()');
		expect((await get(address)).status).toBe(404);
	});
});
