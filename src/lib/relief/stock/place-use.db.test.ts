import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Desk, DirectoryRights } from '#lib/directory/directory-desk.server.ts';
import { actOnPlace, addPlace, loadPlace } from '#lib/directory/place-pages.server.ts';
import { instant } from '#lib/kernel/instant.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, layOutRelief, type TestCities, type TestCity, type TestRelief } from '#test/people.ts';
import { openLot } from '../ledger/lot-commands.server.ts';
import { useOfPlace } from './place-use.server.ts';
import { listHubs } from './stock-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const now = instant('2026-03-14T08:00:00Z');
let cities: TestCities;
let relief: TestRelief;

beforeAll(async () => {
	cities = await layOutCities(database);
	relief = await layOutRelief(database, cities);
});

const everything: DirectoryRights = { keep: true, keepPlaces: true, readAddresses: true, seePersons: true };

function deskIn(city: TestCity, rights: Partial<DirectoryRights> = {}): Desk {
	return {
		app,
		actor: { city: city.id, account: city.coordinator },
		language: 'de',
		now,
		rights: { ...everything, ...rights },
		record: async (trx, { action, subjectKind, subjectId }) => {
			await sql`insert into audit_entry (city_id, account_id, action, subject_kind, subject_id)
				values (current_city(), current_account(), ${action}, ${subjectKind}, ${subjectId})`.execute(trx);
		},
		republish: async () => {},
	};
}

async function auditOf(subject: string): Promise<string[]> {
	const rows = await database.query<{ action: string }>(
		'select action from audit_entry where subject_id = $1 order by id',
		[subject],
	);
	return rows.map(({ action }) => action);
}

const as = <Value>(city: TestCity, work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: city.id, account: city.coordinator }, work);
const granted = <Value>(answer: Answer<Value>): Value => {
	if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
	return answer.value;
};
const kindsOf = (answer: Answer<unknown>): string[] => (answer.ok ? [] : answer.refusal.map(({ kind }) => kind));

describe('taking a place out of use', () => {
	const sent = () => ({ idempotencyKey: randomUUID() });
	const useOf = (trx: Trx, id: string) => useOfPlace(trx, id, 'en');
	const act = (place: string, deed: 'retire' | 'revive', desk = deskIn(cities.dortmund)) =>
		actOnPlace(desk, place, deed, sent(), useOf);
	const aHub = async () =>
		granted(
			await addPlace(deskIn(cities.dortmund), { ...sent(), kind: 'hub', 'names-en': 'Old store', restricted: 'on' }),
		);
	const isOffered = async (id: string) =>
		(await as(cities.dortmund, (trx) => listHubs(trx))).some((hub) => hub.id === id);

	it('leaves it in the record and out of every choice, until it is taken back', async () => {
		const id = await aHub();
		expect(await isOffered(id)).toBe(true);
		expect(granted(await act(id, 'retire'))).toBe('retired');
		expect(await isOffered(id)).toBe(false);
		expect(await loadPlace(deskIn(cities.dortmund), id)).toMatchObject({ retiredOn: '14. März 2026' });
		expect(kindsOf(await act(id, 'retire'))).toEqual(['retired-already']);
		expect(granted(await act(id, 'revive'))).toBe('revived');
		expect(kindsOf(await act(id, 'revive'))).toEqual(['in-use-already']);
		expect(await auditOf(id)).toEqual(['place.added', 'place.retired', 'place.revived']);
	});

	it('is refused while goods lie there, saying which, by the database too', async () => {
		const id = await aHub();
		await as(cities.dortmund, (trx) =>
			openLot(trx, {
				...someGenerators,
				cityId: cities.dortmund.id,
				donorId: relief.donor,
				lotId: anId(),
				placeId: id,
			}),
		);
		const answer = await act(id, 'retire');
		expect(answer).toMatchObject({ ok: false, refusal: [{ kind: 'place-in-use' }] });
		const [refusal] = answer.ok ? [] : answer.refusal;
		expect(refusal?.kind === 'place-in-use' && refusal.what.join()).toMatch(/generator.*8/i);
		await expect(database.query('update place set retired_at = now() where id = $1', [id])).rejects.toThrow(
			/goods lie at this place/,
		);
		expect(await isOffered(id)).toBe(true);
	});

	it('tells nobody by its id whether goods lie there', async () => {
		const id = await aHub();
		const asked = as(cities.zhytomyr, (trx) => sql`select place_in_use(${id})`.execute(trx));
		await expect(asked).rejects.toThrow(/permission denied/);
	});

	it('is for the city that keeps it and for those who keep places', async () => {
		const id = await aHub();
		expect(kindsOf(await act(id, 'retire', deskIn(cities.zhytomyr)))).toEqual(['not-yours']);
		expect(kindsOf(await act(id, 'retire', deskIn(cities.dortmund, { keepPlaces: false })))).toEqual(['not-permitted']);
	});
});

const someGenerators = {
	itemCode: 'PWR-GEN',
	baseUnit: 'pcs',
	quantity: quantity(8),
	offerLineId: null,
	attributes: {},
	condition: 'new',
	expiresOn: null,
	serialNumber: null,
	weightGrams: null,
	volumeMillilitres: null,
	valueCents: null,
	availableFrom: null,
	earmarkOperationId: null,
	ownTransport: false,
	indivisible: false,
	at: now,
	account: null,
};
