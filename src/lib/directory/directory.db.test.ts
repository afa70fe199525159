import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishJob } from '#lib/accountability/publication/publish-job.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import {
	layOutCities,
	layOutPartnership,
	layOutRelief,
	type TestCities,
	type TestCity,
	type TestRelief,
} from '#test/people.ts';
import type { Answer, Desk, DirectoryRights } from './directory-desk.server.ts';
import { actOnOperation, loadOpening, loadOperation, loadOperations, openOperation } from './operation-pages.server.ts';
import {
	addOrganisation,
	changeOrganisation,
	loadOrganisation,
	loadOrganisations,
} from './organisation-pages.server.ts';
import { loadDirectory } from './overview-page.server.ts';
import { addPlace, changeAddress, changePlace, loadPlace, loadPlaces, readAddress } from './place-pages.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const now = instant('2026-03-14T08:00:00Z');
let cities: TestCities;
let relief: TestRelief;

beforeAll(async () => {
	cities = await layOutCities(database);
	relief = await layOutRelief(database, cities);
	const partnership = anId<'partnership'>();
	await layOutPartnership(database, [cities.dortmund, cities.zhytomyr], {
		id: partnership,
		slug: 'dortmund-zhytomyr',
		names: { en: 'Dortmund – Zhytomyr' },
	});
	await database.query(
		`insert into city (id, slug, names, country, latitude, longitude, time_zone)
			values ($1, 'lviv', '{"en": "Lviv"}', 'UA', 49.84, 24.03, 'Europe/Kyiv')`,
		[anId()],
	);
});

const everything: DirectoryRights = { keep: true, keepPlaces: true, readAddresses: true, seePersons: true };

/** A desk whose audit trail is written as it is in the product: as rows in the same transaction. */
function deskIn(city: TestCity, rights: Partial<DirectoryRights> = {}, account = city.coordinator): Desk {
	return {
		app,
		actor: { city: city.id, account },
		language: 'de',
		now,
		rights: { ...everything, ...rights },
		record: async (trx, { action, subjectKind, subjectId }) => {
			await sql`insert into audit_entry (city_id, account_id, action, subject_kind, subject_id)
				values (current_city(), current_account(), ${action}, ${subjectKind}, ${subjectId})`.execute(trx);
		},
		republish: async (trx) => {
			await enqueue(trx, publishJob, {});
		},
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
const opening = (slug: string, changes: Record<string, string> = {}) => ({
	idempotencyKey: randomUUID(),
	'names-de': `Hilfe ${slug}`,
	slug,
	openedOn: '2026-03-01',
	partner: cities.zhytomyr.id,
	...changes,
});
const elsewhere = { partner: '', 'destination-de': 'Gaziantep', country: 'TR', latitude: '37,07', longitude: '37,38' };

describe('opening an operation', () => {
	it('is shared with the partner city, which reads and never changes it', async () => {
		const id = granted(await openOperation(deskIn(cities.dortmund), opening('winter')));
		expect(await auditOf(id)).toEqual(['operation.opened']);
		const [row] = await database.query(
			'select slug, country, partnership_id is not null as bound from operation where id = $1',
			[id],
		);
		expect(row).toEqual({ slug: 'winter', country: 'UA', bound: true });
		const asked = await database.query(`select from job.job where name = 'publish' and state = 'created'`);
		expect(asked).not.toEqual([]);
		const theirs = deskIn(cities.zhytomyr);
		const seen = await loadOperation(theirs, id);
		expect(seen).toMatchObject({ own: false, mayKeep: false, lead: 'dortmund', partner: 'zhytomyr' });
		for (const deed of ['correct', 'close', 'reopen'] as const) {
			const typed = { ...seen!.typed, idempotencyKey: randomUUID(), mark: seen!.mark, closedOn: '2026-03-14' };
			expect(kindsOf(await actOnOperation(theirs, id, deed, typed)), deed).toEqual(['not-yours']);
		}
	});

	it('happens once, however often the form is sent, and answers the same', async () => {
		const desk = deskIn(cities.dortmund);
		const typed = opening('once');
		const [first, second] = await Promise.all([openOperation(desk, typed), openOperation(desk, typed)]);
		expect(first).toMatchObject({ ok: true, value: granted(second) });
		expect(kindsOf(await openOperation(desk, { ...typed, slug: 'twice' }))).toEqual(['key-reused']);
		expect(kindsOf(await openOperation(desk, opening('once')))).toEqual(['slug-taken']);
	});

	it('is refused with a city without partnership, by the form and by the database', async () => {
		const [lviv] = await database.query<{ id: string }>(`select id from city where slug = 'lviv'`);
		expect(kindsOf(await openOperation(deskIn(cities.dortmund), opening('lviv', { partner: lviv!.id })))).toEqual([
			'unknown-partner',
		]);
		const past = as(cities.dortmund, (trx) =>
			sql`update operation set partner_city_id = ${lviv!.id} where id = ${relief.quake}`.execute(trx),
		);
		await expect(past).rejects.toMatchObject({ constraint: 'operation_partner_is_bound' });
	});

	it('is not permitted without the right to keep the directory', async () => {
		const officer = deskIn(cities.zhytomyr, { keep: false });
		expect(kindsOf(await openOperation(officer, opening('mine')))).toEqual(['not-permitted']);
		expect(kindsOf(await actOnOperation(officer, relief.operation, 'close', {}))).toEqual(['not-permitted']);
	});

	it('proposes the only partner city and today', async () => {
		expect((await loadOpening(deskIn(cities.dortmund))).typed).toEqual({
			openedOn: '2026-03-14',
			partner: cities.zhytomyr.id,
		});
	});
});

describe('an operation', () => {
	it('is corrected by its lead city, and a change made meanwhile by somebody else is not overwritten unseen', async () => {
		const desk = deskIn(cities.dortmund);
		const id = granted(await openOperation(desk, opening('quake-2', elsewhere)));
		const shown = (await loadOperation(desk, id))!;
		const correct = (typed: Record<string, string>) =>
			actOnOperation(desk, id, 'correct', { ...shown.typed, idempotencyKey: randomUUID(), mark: shown.mark, ...typed });
		expect(await correct({ 'names-uk': 'Допомога' })).toEqual({ ok: true, value: 'corrected' });
		expect(kindsOf(await correct({ 'names-de': 'Anders' }))).toEqual(['changed-meanwhile']);
		const again = (await loadOperation(desk, id))!;
		expect(again.typed).toMatchObject({ 'names-uk': 'Допомога', latitude: '37,07' });
		const joined = await actOnOperation(desk, id, 'correct', {
			...again.typed,
			idempotencyKey: randomUUID(),
			mark: again.mark,
			partner: cities.zhytomyr.id,
		});
		expect(joined.ok).toBe(true);
		expect(await loadOperation(deskIn(cities.zhytomyr), id)).toMatchObject({ partner: 'zhytomyr' });
		expect(await auditOf(id)).toEqual(['operation.opened', 'operation.corrected', 'operation.corrected']);
	});

	it('keeps its partner city: the database refuses to exchange or drop it', async () => {
		const dropping = as(cities.dortmund, (trx) =>
			sql`update operation set partner_city_id = null where id = ${relief.operation}`.execute(trx),
		);
		await expect(dropping).rejects.toMatchObject({ constraint: 'operation_partner_stays' });
	});

	it('is closed and opened again, each on the record', async () => {
		const desk = deskIn(cities.dortmund);
		const id = granted(await openOperation(desk, opening('short')));
		const close = (closedOn: string) => actOnOperation(desk, id, 'close', { idempotencyKey: randomUUID(), closedOn });
		expect(kindsOf(await close('2026-02-01'))).toEqual(['closed-before-opened']);
		expect(kindsOf(await close('soon'))).toEqual(['closed-on-malformed']);
		expect(await close('2026-03-14')).toEqual({ ok: true, value: 'closed' });
		expect(kindsOf(await close('2026-03-14'))).toEqual(['closed-already']);
		expect(await loadOperation(desk, id)).toMatchObject({ isOpen: false, state: 'geschlossen am 14. März 2026' });
		expect(await actOnOperation(desk, id, 'reopen', { idempotencyKey: randomUUID() })).toMatchObject({ ok: true });
		expect(await auditOf(id)).toEqual(['operation.opened', 'operation.closed', 'operation.reopened']);
	});

	it('can be taken over by no other city, whatever a statement says', async () => {
		const changed = await as(cities.zhytomyr, (trx) => sql`update operation set names = '{"en": "Ours"}'`.execute(trx));
		expect(changed.numAffectedRows).toBe(0n);
		const foreign = as(cities.zhytomyr, (trx) =>
			sql`insert into operation (id, slug, lead_city_id, names, destination, country, latitude, longitude, opened_on)
				values (${anId()}, 'theirs', ${cities.dortmund.id}, '{"en": "X"}', '{"en": "X"}', 'UA', 1, 1, '2026-01-01')`.execute(
				trx,
			),
		);
		await expect(foreign).rejects.toMatchObject({ code: '42501' });
		for (const column of ['slug', 'lead_city_id', 'opened_on']) {
			const moving = as(cities.dortmund, (trx) =>
				sql`update operation set ${sql.ref(column)} = ${sql.ref(column)}`.execute(trx),
			);
			await expect(moving, column).rejects.toMatchObject({ code: '42501' });
		}
	});

	it('is listed for both of its cities and for nobody else', async () => {
		const slugs = async (city: TestCity) => (await loadOperations(deskIn(city))).rows.map(({ id }) => id);
		expect(await slugs(cities.dortmund)).toEqual(expect.arrayContaining([relief.operation, relief.quake]));
		const theirs = await slugs(cities.zhytomyr);
		expect(theirs).toContain(relief.operation);
		expect(theirs).not.toContain(relief.quake);
		expect(await loadOperation(deskIn(cities.zhytomyr), relief.quake)).toBeUndefined();
		expect(await loadOperation(deskIn(cities.zhytomyr), 'no-id')).toBeUndefined();
	});
});

describe('a place', () => {
	const site = { kind: 'site', 'names-uk': 'Лікарня № 2', restricted: 'on' };
	const address = { street: 'вул. Київська 1', postcode: '10001', town: 'Житомир', contact: '' };

	it('is entered by the city that keeps it, in its own municipality unless told otherwise', async () => {
		const officer = deskIn(cities.zhytomyr, { keep: false, seePersons: false });
		const id = granted(await addPlace(officer, { idempotencyKey: randomUUID(), ...site, ...address }));
		const [row] = await database.query('select kind, municipality, restricted from place where id = $1', [id]);
		expect(row).toEqual({ kind: 'site', municipality: { en: 'zhytomyr' }, restricted: true });
		expect(await auditOf(id)).toEqual(['place.added']);
	});

	it('that is protected shows other cities its municipality only, and its address to nobody without a need', async () => {
		const dortmund = deskIn(cities.dortmund);
		const { own, elsewhere: theirs } = await loadPlaces(dortmund);
		expect(own.map(({ name }) => name)).toEqual(['Lager Hafen']);
		expect(theirs.find(({ id }) => id === relief.site)).toMatchObject({ name: 'geschützter Ort, Schytomyr' });
		expect(JSON.stringify([theirs, await loadPlace(dortmund, relief.site)])).not.toMatch(/Schule|Школа|School/);
		expect(await auditOf(relief.site)).toEqual([]);
		expect(await readAddress(dortmund, relief.site)).toBeUndefined();
		expect(await auditOf(relief.site)).toEqual([]);
		const officer = deskIn(cities.zhytomyr);
		expect(await readAddress(officer, relief.site)).toMatchObject({ name: expect.stringMatching(/5/), mayKeep: true });
		expect(await auditOf(relief.site)).toEqual(['place.address-read']);
	});

	it('shows its address to nobody without the right, and then nothing is recorded', async () => {
		const before = await auditOf(relief.hub);
		const administrator = deskIn(cities.dortmund, { readAddresses: false });
		expect(await readAddress(administrator, relief.hub)).toBeUndefined();
		expect(await auditOf(relief.hub)).toEqual(before);
	});

	it('puts each reading of its address on the trail, and shows none where that fails', async () => {
		const desk = deskIn(cities.dortmund);
		const before = (await auditOf(relief.hub)).length;
		await readAddress(desk, relief.hub);
		await readAddress(desk, relief.hub);
		expect((await auditOf(relief.hub)).slice(before)).toEqual(['place.address-read', 'place.address-read']);
		const untraced = { ...desk, record: () => Promise.reject(new Error('no trail')) };
		await expect(readAddress(untraced, relief.hub)).rejects.toThrow('no trail');
	});

	it('gets its address later, and a change made meanwhile is not overwritten unseen', async () => {
		const desk = deskIn(cities.dortmund);
		const { mark } = (await readAddress(desk, relief.hub))!;
		const change = (typed: Record<string, string>) =>
			changeAddress(desk, relief.hub, { idempotencyKey: randomUUID(), ...address, mark, ...typed });
		expect(kindsOf(await change({ town: '' }))).toEqual(['address-incomplete']);
		expect(await change({ street: 'Hafenweg 1' })).toEqual({ ok: true, value: 'address-changed' });
		expect(kindsOf(await change({ street: 'Hafenweg 2' }))).toEqual(['changed-meanwhile']);
		expect((await readAddress(desk, relief.hub))?.address?.street).toBe('Hafenweg 1');
		const again = (await readAddress(desk, relief.hub))!;
		expect(await change({ street: 'Hafenweg 3', mark: again.mark })).toMatchObject({ ok: true });
	});

	it('is corrected by no other city, and its kind by nobody', async () => {
		const theirs = deskIn(cities.zhytomyr);
		const typed = { idempotencyKey: randomUUID(), 'names-de': 'Unser', mark: '' };
		expect(kindsOf(await changePlace(theirs, relief.hub, typed))).toEqual(['not-yours']);
		expect(
			kindsOf(await changeAddress(theirs, relief.hub, { ...address, idempotencyKey: randomUUID(), mark: '' })),
		).toEqual(['not-yours']);
		const changed = await as(cities.zhytomyr, (trx) =>
			sql`update place_address set street = 'x' where place_id = ${relief.hub}`.execute(trx),
		);
		expect(changed.numAffectedRows).toBe(0n);
		const turning = as(cities.dortmund, (trx) =>
			sql`update place set kind = 'site' where id = ${relief.hub}`.execute(trx),
		);
		await expect(turning).rejects.toMatchObject({ code: '42501' });
	});

	it('is corrected by its own city', async () => {
		const desk = deskIn(cities.dortmund);
		const { mark, typed } = (await loadPlace(desk, relief.hub))!;
		const corrected = await changePlace(desk, relief.hub, {
			...typed,
			idempotencyKey: randomUUID(),
			mark,
			'names-de': 'Lager Nord',
		});
		expect(corrected).toEqual({ ok: true, value: 'corrected' });
		expect((await loadPlace(desk, relief.hub))?.name).toBe('Lager Nord');
	});
});

describe('an organisation', () => {
	const donor = (changes: Record<string, string> = {}) => ({
		idempotencyKey: randomUUID(),
		kind: 'company',
		'names-de': 'Beispiel GmbH',
		publicNameAllowed: 'on',
		...changes,
	});

	it('is found by part of its name in any language, in the reader’s order, by its own city only', async () => {
		const desk = deskIn(cities.dortmund);
		for (const name of ['Ärztekammer', 'Zoo', 'Apotheke']) {
			granted(await addOrganisation(desk, donor({ 'names-de': `${name} %`, 'names-uk': 'Ґанок' })));
		}
		const names = async (q: string, at = desk) =>
			(await loadOrganisations(at, new URLSearchParams({ q }))).rows.map(({ name }) => name.text);
		expect(await names('ґАНОК')).toEqual(['Apotheke %', 'Ärztekammer %', 'Zoo %']);
		expect(await names('%')).toHaveLength(3);
		expect(await names('hilfswerk')).toEqual(['Technisches Hilfswerk']);
		expect(await names('', deskIn(cities.zhytomyr))).toEqual([]);
	});

	it('that is a private person is seen and entered by those alone who may know donors, and never public', async () => {
		const coordinator = deskIn(cities.dortmund);
		const administrator = deskIn(cities.dortmund, { seePersons: false });
		const person = donor({ kind: 'private-person', 'names-de': 'Erika Muster', publicNameAllowed: '' });
		expect(kindsOf(await addOrganisation(administrator, person))).toEqual(['not-permitted']);
		const id = granted(await addOrganisation(coordinator, person));
		const found = async (desk: Desk) =>
			(await loadOrganisations(desk, new URLSearchParams({ q: 'erika' }))).rows.length;
		expect([await found(coordinator), await found(administrator)]).toEqual([1, 0]);
		expect(await loadOrganisation(administrator, id)).toBeUndefined();
		const exposing = as(cities.dortmund, (trx) =>
			sql`update organisation set public_name_allowed = true where id = ${id}`.execute(trx),
		);
		await expect(exposing).rejects.toMatchObject({ constraint: 'organisation_person_stays_unnamed' });
	});

	it('is corrected by the city that keeps it, and by no other', async () => {
		const desk = deskIn(cities.dortmund);
		const { mark } = (await loadOrganisation(desk, relief.donor))!;
		const typed = { idempotencyKey: randomUUID(), kind: 'agency', 'names-de': 'THW', mark };
		expect(kindsOf(await changeOrganisation(deskIn(cities.zhytomyr), relief.donor, typed))).toEqual(['not-yours']);
		expect(kindsOf(await changeOrganisation(desk, relief.donor, { ...typed, kind: 'private-person' }))).toEqual([
			'person-stays-person',
		]);
		expect(await changeOrganisation(desk, relief.donor, typed)).toEqual({ ok: true, value: 'corrected' });
		const changed = await as(cities.zhytomyr, (trx) => sql`update organisation set names = '{"en": "X"}'`.execute(trx));
		expect(changed.numAffectedRows).toBe(0n);
		expect(await auditOf(relief.donor)).toEqual(['organisation.corrected']);
	});
});

describe('the overview', () => {
	it('names the city, its partners and what it still has to enter', async () => {
		expect(await loadDirectory(deskIn(cities.dortmund))).toMatchObject({
			city: { slug: 'dortmund', country: 'Deutschland', population: null },
			partners: [{ name: 'zhytomyr', partnership: 'Dortmund – Zhytomyr' }],
			steps: { operation: false, hub: false, site: false },
		});
		const [lviv] = await database.query<{ id: Id<'city'> }>(`select id from city where slug = 'lviv'`);
		const begins = deskIn({ ...cities.dortmund, id: lviv!.id });
		expect(await loadDirectory(begins)).toMatchObject({
			partners: [],
			steps: { operation: true, hub: true, site: false },
		});
	});
});
