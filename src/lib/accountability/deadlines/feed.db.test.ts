import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Session } from '#lib/access/session.ts';
import { instant } from '#lib/kernel/instant.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities, type TestCity } from '#test/people.ts';
import { answerFeed, closeOwnFeed, loadFeed, openOwnFeed } from './deadline-feed.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const now = instant('2025-06-20T10:00:00Z');
const services = { databases: database.databases, clock: fixedClock(now), config: readConfig({}, '/tmp') };
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	for (const { id: city } of [cities.dortmund, cities.zhytomyr]) {
		const id = anId();
		await database.query('insert into funding (id, city_id, created_at) values ($1, $2, now())', [id, city]);
		await database.query(
			`insert into funding_current (funding_id, city_id, version, state, names, tolerance_per_cent, retention_years, recorded_at,
				changed_at, apply_by) values ($1, $2, 1, 'idea', '{"de": "Werkstatt, für alle"}', 20, 5, now(), now(), '2025-07-01')`,
			[id, city],
		);
	}
});

function deskIn(city: TestCity, account = city.coordinator): OfficeDesk {
	const session = { roles: ['coordinator'] } as unknown as Session;
	return { app: database.databases.app, actor: { city: city.id, account }, session, language: 'de', now };
}
const read = async (path: string, headers = {}) => {
	const request = new Request(`https://tandem.example${path}`, { headers });
	return answerFeed(services, { token: path.split('/').at(-1)!, language: 'de', request });
};

describe('a calendar of one’s own', () => {
	it('is opened by its secret address and holds one’s city’s deadlines as whole days', async () => {
		const answer = await read(await openOwnFeed(deskIn(cities.dortmund)));
		const text = await answer!.text();
		expect(answer!.headers.get('content-type')).toContain('text/calendar');
		expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
		expect(text).toContain('DTSTART;VALUE=DATE:20250701');
		expect(text).toContain('SUMMARY:Förderantrag: Werkstatt\\, für alle');
		const again = await read(await openOwnFeed(deskIn(cities.dortmund)), {
			'if-none-match': answer!.headers.get('etag')!,
		});
		expect(again!.status).toBe(304);
	});

	it('is empty for who answers for nothing', async () => {
		const answer = await read(await openOwnFeed(deskIn(cities.dortmund, cities.dortmund.warehouse)));
		expect(await answer!.text()).not.toContain('BEGIN:VEVENT');
	});

	it('is closed by a new address, by closing it, and with the account', async () => {
		const desk = deskIn(cities.zhytomyr);
		const first = await openOwnFeed(desk);
		const second = await openOwnFeed(desk);
		expect([await read(first), (await read(second))?.status]).toEqual([undefined, 200]);
		expect(await loadFeed(desk)).toContain('2025');
		await closeOwnFeed(desk);
		expect([await read(second), await loadFeed(desk)]).toEqual([undefined, null]);
		const third = await openOwnFeed(desk);
		await database.query('update account set disabled_at = now() where id = $1', [cities.zhytomyr.coordinator]);
		expect(await read(third)).toBeUndefined();
	});

	it('keeps its secret out of the database', async () => {
		const token = (await openOwnFeed(deskIn(cities.dortmund))).split('/').at(-1)!;
		const kept = await database.query<{ hash: string }>(
			`select encode(token_hash, 'escape') as hash from deadline_feed`,
		);
		expect(kept.some(({ hash }) => hash.includes(token))).toBe(false);
		expect(await read('/de/calendar/nonsense')).toBeUndefined();
	});
});
