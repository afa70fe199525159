import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities, type TestCity } from '#test/people.ts';
import { changeOwnCity, loadOwnCity } from './city-page.server.ts';
import type { Desk } from './directory-desk.server.ts';
import type { Typed } from './typed-fields.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
let cities: TestCities;
let published = 0;

beforeAll(async () => {
	cities = await layOutCities(database);
});

function deskIn(city: TestCity, keep = true): Desk {
	return {
		app,
		actor: { city: city.id, account: city.coordinator },
		language: 'de',
		now: instant('2026-03-14T08:00:00Z'),
		rights: { keep, keepPlaces: true, readAddresses: true, seePersons: true },
		record: async () => {},
		republish: async () => {
			published++;
		},
	};
}

async function change(desk: Desk, changes: Typed) {
	const { typed, mark } = await loadOwnCity(desk);
	return changeOwnCity(desk, { ...typed, mark, idempotencyKey: randomUUID(), ...changes });
}

describe('the record of a city', () => {
	it('is corrected by the city, and the public pages follow', async () => {
		const desk = deskIn(cities.dortmund);
		const said = { 'names-uk': 'Дортмунд', population: '614 000', latitude: '51,51', longitude: '7,47' };
		expect(await change(desk, said)).toEqual({ ok: true, value: 'corrected' });
		expect((await loadOwnCity(desk)).typed).toMatchObject({ ...said, population: '614000' });
		expect(published).toBe(1);
	});

	it.each([
		[{ population: 'viele' }, ['population-malformed']],
		[{ population: '0' }, ['population-malformed']],
		[{ latitude: '', longitude: '' }, ['latitude-malformed', 'longitude-malformed']],
		[{ latitude: '151' }, ['latitude-malformed']],
		[{ 'names-de': '', 'names-uk': '', 'names-en': '' }, ['text-missing']],
		[{ mark: 'of another day' }, ['changed-meanwhile']],
	])('is refused with %j', async (changes, kinds) => {
		const answer = await change(deskIn(cities.dortmund), changes);
		expect(answer.ok ? [] : answer.refusal.map(({ kind }) => kind)).toEqual(kinds);
	});

	it('is for those who keep the directory', async () => {
		expect(await change(deskIn(cities.dortmund, false), {})).toMatchObject({ refusal: [{ kind: 'not-permitted' }] });
	});

	it('is never changed by another city, whatever the client says', async () => {
		const strange = inCity(app, { city: cities.dortmund.id, account: cities.dortmund.coordinator }, (trx) =>
			sql`update city set population = 1 where id = ${cities.zhytomyr.id}`.execute(trx),
		);
		await expect(strange).rejects.toThrow(/kept by that city/);
	});
});
