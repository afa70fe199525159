import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership, type TestCities, type TestCity } from '#test/people.ts';
import type { PeopleAnswer, PeopleDesk } from './people-desk.server.ts';
import {
	addPerson,
	changePerson,
	changePersonContact,
	changeSpelling,
	loadPeople,
	loadPerson,
	loadPersonForm,
	readPersonContact,
} from './people-pages.server.ts';
import { findPeopleByName } from './person-queries.server.ts';
import { addPost, changePost, changeTenure, loadPost, loadTenureForm } from './post-pages.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const council = anId<'organisation'>();
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	const partnership = anId<'partnership'>();
	await layOutPartnership(database, [cities.dortmund, cities.zhytomyr], {
		id: partnership,
		slug: 'dz',
		names: { en: 'DZ' },
	});
	await database.query(
		`insert into organisation (id, city_id, kind, names) values ($1, $2, 'council', '{"uk": "Міська рада"}')`,
		[council, cities.zhytomyr.id],
	);
});

function deskIn(city: TestCity, rights = { keep: true, readContacts: true }): PeopleDesk {
	return {
		app,
		actor: { city: city.id, account: city.coordinator },
		language: 'de',
		rights,
		record: async (trx, { action, subjectKind, subjectId }) => {
			await sql`insert into audit_entry (city_id, account_id, action, subject_kind, subject_id)
				values (current_city(), current_account(), ${action}, ${subjectKind}, ${subjectId})`.execute(trx);
		},
	};
}
const granted = <Value>(answer: PeopleAnswer<Value>): Value => {
	if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
	return answer.value;
};
const kindsOf = (answer: PeopleAnswer<unknown>): string[] => (answer.ok ? [] : answer.refusal.map(({ kind }) => kind));
const named = (uk: string, de: string, changes = {}) => ({
	idempotencyKey: randomUUID(),
	'names-uk': uk,
	'names-de': de,
	...changes,
});
const aPerson = (city: TestCity, uk: string, de: string) =>
	addPerson(deskIn(city), named(uk, de, { isAnother: 'on' })).then(granted);
const aPost = (changes = {}) =>
	addPost(deskIn(cities.zhytomyr), {
		idempotencyKey: randomUUID(),
		'names-uk': 'Міський голова',
		organisation: council,
		sole: 'on',
		...changes,
	});
const auditOf = async (id: string) =>
	(
		await database.query<{ action: string }>('select action from audit_entry where subject_id = $1 order by id', [id])
	).map(({ action }) => action);
const found = async (city: TestCity, text: string) =>
	(await loadPeople(deskIn(city), new URLSearchParams({ q: text }))).rows.map(({ id }) => id);

describe('a person', () => {
	it('is found under every spelling, by both cities', async () => {
		const id = granted(await addPerson(deskIn(cities.zhytomyr), named('Галина Шиманська', 'Halyna Schymanska')));
		for (const text of ['Schymanska', 'Shymanska', 'Шиманська', 'шиман', 'Шиманская Галина', 'Galina', 'halyna shym']) {
			expect(await found(cities.dortmund, text), text).toEqual([id]);
		}
		expect(await found(cities.dortmund, 'Suchomlyn')).toEqual([]);
		const person = await loadPerson(deskIn(cities.dortmund), id);
		expect(person).toMatchObject({ keeper: 'zhytomyr', mayKeep: false, mayReadContact: false });
		expect(person?.transliterations).toEqual({
			national: 'Halyna Shymanska',
			german: 'Halyna Schymanska',
		});
		expect(await auditOf(id)).toEqual(['person.added']);
	});

	it('is not entered twice unawares, in whatever script', async () => {
		const id = await aPerson(cities.zhytomyr, 'Петро Нечипорук', 'Petro Netschyporuk');
		const typed = { idempotencyKey: randomUUID(), 'names-en': 'Petro Nechyporuk' };
		const again = await addPerson(deskIn(cities.dortmund), typed);
		expect(again).toMatchObject({ ok: false, refusal: [{ kind: 'same-name', personId: id }] });
		expect(await addPerson(deskIn(cities.dortmund), { ...typed, isAnother: 'on' })).toMatchObject({ ok: true });
	});

	it('gets a spelling from any partner and is then found under it', async () => {
		const id = await aPerson(cities.zhytomyr, 'Олена Бойко', 'Olena Bojko');
		const typed = { idempotencyKey: randomUUID(), text: 'O. Hryhorivna', usage: 'signed' };
		granted(await changeSpelling(deskIn(cities.dortmund), id, 'add', typed));
		expect(await found(cities.zhytomyr, 'Григорівна')).toEqual([id]);
		const again = await changeSpelling(deskIn(cities.dortmund), id, 'add', { ...typed, idempotencyKey: randomUUID() });
		expect(kindsOf(again)).toEqual(['spelling-known']);
		const [spelling] = (await loadPerson(deskIn(cities.zhytomyr), id))!.spellings;
		expect(spelling).toMatchObject({ text: 'O. Hryhorivna', mayRemove: false });
		granted(
			await changeSpelling(deskIn(cities.dortmund), id, 'remove', {
				idempotencyKey: randomUUID(),
				spelling: spelling!.id,
			}),
		);
		expect(await found(cities.zhytomyr, 'Hryhorivna')).toEqual([]);
	});

	it('is corrected by its own city only, and never over somebody else’s change', async () => {
		const id = await aPerson(cities.zhytomyr, 'Іван Кравець', 'Iwan Krawez');
		const { typed, mark } = (await loadPersonForm(deskIn(cities.zhytomyr), id))!;
		const theirs = await changePerson(deskIn(cities.dortmund), id, { ...typed, mark, idempotencyKey: randomUUID() });
		expect(kindsOf(theirs)).toEqual(['not-yours']);
		const first = { ...typed, mark, idempotencyKey: randomUUID(), 'names-de': 'Iwan Krawetz' };
		granted(await changePerson(deskIn(cities.zhytomyr), id, first));
		const second = { ...first, idempotencyKey: randomUUID(), 'names-de': 'Ivan Kravets' };
		expect(kindsOf(await changePerson(deskIn(cities.zhytomyr), id, second))).toEqual(['changed-meanwhile']);
		const reader = deskIn(cities.zhytomyr, { keep: false, readContacts: false });
		expect(kindsOf(await changePerson(reader, id, first))).toEqual(['not-permitted']);
	});

	it('is looked up by others through the name alone', async () => {
		await aPerson(cities.zhytomyr, 'Марта Щербак', 'Marta Schtscherbak');
		const seen = await inCity(app, { city: cities.dortmund.id, account: null }, (trx) =>
			findPeopleByName(trx, 'Shcherbak'),
		);
		expect(seen.map(({ names }) => names.uk)).toEqual(['Марта Щербак']);
		expect(
			await inCity(app, { city: cities.dortmund.id, account: null }, (trx) => findPeopleByName(trx, ' – ')),
		).toEqual([]);
	});
});

describe('contact details', () => {
	it('are need-to-know: of the own city, by permission, and each reading is recorded', async () => {
		const id = await aPerson(cities.zhytomyr, 'Ганна Лисенко', 'Hanna Lyssenko');
		const desk = deskIn(cities.zhytomyr);
		const page = (await readPersonContact(desk, id))!;
		const typed = { ...page.typed, mark: page.mark, idempotencyKey: randomUUID(), email: 'hanna@zhytomyr.example' };
		granted(await changePersonContact(desk, id, typed));
		expect((await readPersonContact(desk, id))?.contact?.email).toBe('hanna@zhytomyr.example');
		expect(await auditOf(id)).toEqual([
			'person.added',
			'person.contact-read',
			'person.contact-changed',
			'person.contact-read',
		]);
		expect(await readPersonContact(deskIn(cities.dortmund), id)).toBeUndefined();
		expect(await readPersonContact(deskIn(cities.zhytomyr, { keep: true, readContacts: false }), id)).toBeUndefined();
		const rows = await inCity(app, { city: cities.dortmund.id, account: null }, async (trx) =>
			sql`select from person_contact`.execute(trx),
		);
		expect(rows.rows).toEqual([]);
	});

	it('are gone once their form is sent empty', async () => {
		const id = await aPerson(cities.zhytomyr, 'Ольга Ткач', 'Olha Tkatsch');
		const desk = deskIn(cities.zhytomyr);
		const send = async (email: string) => {
			const { mark } = (await readPersonContact(desk, id))!;
			return changePersonContact(desk, id, { mark, idempotencyKey: randomUUID(), email });
		};
		granted(await send('olha@zhytomyr.example'));
		granted(await send(''));
		expect(await database.query('select from person_contact where person_id = $1', [id])).toEqual([]);
	});
});

describe('a post', () => {
	it('belongs to an organisation of the city’s record', async () => {
		expect(kindsOf(await aPost({ organisation: anId() }))).toEqual(['unknown-organisation']);
		expect(kindsOf(await aPost({ organisation: '' }))).toEqual(['choice-missing']);
		expect(granted(await aPost())).toBeTypeOf('string');
	});

	it('is held by one person at a time where it is a sole one; somebody acting stands in', async () => {
		const post = granted(await aPost());
		const mayor = await aPerson(cities.zhytomyr, 'Сергій Сухомлин', 'Serhij Suchomlyn');
		const other = await aPerson(cities.zhytomyr, 'Андрій Дорош', 'Andrij Dorosch');
		const hold = (person: string, typed: Record<string, string>) =>
			changeTenure(deskIn(cities.zhytomyr), { person }, { idempotencyKey: randomUUID(), post, ...typed });
		granted(await hold(mayor, { began: '2015' }));
		expect(kindsOf(await hold(other, { began: '2023' }))).toEqual(['post-held']);
		granted(await hold(other, { began: '2023', acting: 'on' }));
		expect(kindsOf(await hold(mayor, { began: '2020' }))).toEqual(['held-already']);
		expect(kindsOf(await hold(mayor, { began: '2024', ended: '2023' }))).toEqual(['ends-before-it-began']);
		expect(kindsOf(await hold(mayor, { post: anId(), began: '2024' }))).toEqual(['unknown-post']);
		const page = (await loadPost(deskIn(cities.zhytomyr), post))!;
		expect(page.holders.map(({ acting, period }) => [acting, period])).toEqual([
			[true, 'seit 2023'],
			[false, 'seit 2015'],
		]);
		expect(await found(cities.dortmund, 'Sukhomlyn')).toEqual([mayor]);
	});

	it('becomes a sole one only where nobody shared it', async () => {
		const post = granted(await aPost({ sole: '' }));
		for (const [uk, de] of [
			['Юлія Мороз', 'Julija Moros'],
			['Роман Гнатюк', 'Roman Hnatjuk'],
		] as const) {
			const person = await aPerson(cities.zhytomyr, uk, de);
			const typed = { idempotencyKey: randomUUID(), post, began: '2020' };
			granted(await changeTenure(deskIn(cities.zhytomyr), { person }, typed));
		}
		const { typed, mark } = (await loadPost(deskIn(cities.zhytomyr), post))!;
		const changed = await changePost(deskIn(cities.zhytomyr), post, {
			...typed,
			mark,
			idempotencyKey: randomUUID(),
			sole: 'on',
		});
		expect(changed).toMatchObject({ ok: false, refusal: [{ kind: 'sole-post-shared' }] });
	});

	it('held by mistake is corrected or taken off the record', async () => {
		const post = granted(await aPost());
		const person = await aPerson(cities.zhytomyr, 'Тарас Коваль', 'Taras Kowal');
		const desk = deskIn(cities.zhytomyr);
		granted(await changeTenure(desk, { person }, { idempotencyKey: randomUUID(), post, began: '2020' }));
		const tenure = (await loadPerson(desk, person))!.tenures[0]!.id;
		const form = (await loadTenureForm(desk, person, tenure))!;
		const typed = { ...form.typed, mark: form.mark, idempotencyKey: randomUUID(), ended: '2024-06' };
		granted(await changeTenure(desk, { person, tenure }, typed));
		expect((await loadPerson(desk, person))!.tenures[0]!.period).toBe('2020 bis Juni 2024');
		const stale = await changeTenure(
			desk,
			{ person, tenure, remove: true },
			{ ...typed, idempotencyKey: randomUUID() },
		);
		expect(kindsOf(stale)).toEqual(['changed-meanwhile']);
		const { mark } = (await loadTenureForm(desk, person, tenure))!;
		granted(await changeTenure(desk, { person, tenure, remove: true }, { mark, idempotencyKey: randomUUID() }));
		expect((await loadPerson(desk, person))!.tenures).toEqual([]);
	});
});

describe('the database', () => {
	const holding = (person: string, post: string, began: string | null, ended: string | null, acting = false) =>
		database.query(
			`insert into tenure (id, city_id, person_id, post_id, acting, began_on, began_precision, ended_on, ended_precision)
			values ($1, $2, $3, $4, $5, $6, case when $6::date is not null then 'day' end, $7, case when $7::date is not null then 'day' end)`,
			[anId(), cities.zhytomyr.id, person, post, acting, began, ended],
		);

	it('refuses two holders of a sole post, also at the same moment', async () => {
		const post = granted(await aPost());
		const people = [await aPerson(cities.zhytomyr, 'Ян А', 'Jan A'), await aPerson(cities.zhytomyr, 'Ян Б', 'Jan B')];
		const outcomes = await Promise.allSettled(people.map((person) => holding(person, post, '2020-01-01', null)));
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const backwards = holding(people[0]!, granted(await aPost()), '2024-01-01', '2023-01-01');
		await expect(backwards).rejects.toThrow(/tenure_ends_after_it_began/);
	});

	it('refuses a post of another city and an unknown organisation', async () => {
		const post = granted(await aPost());
		const person = await aPerson(cities.dortmund, 'Т', 'Theo Test');
		await expect(holding(person, post, '2020-01-01', null)).rejects.toThrow(/tenure_person_known/);
		await expect(
			database.query(
				`insert into post (id, city_id, organisation_id, names, sole) values ($1, $2, $3, '{"en": "x"}', true)`,
				[anId(), cities.dortmund.id, council],
			),
		).rejects.toThrow(/post_organisation_known/);
	});

	it.each(['person', 'post', 'tenure'])('lets no other city write a %s', async (table) => {
		const changed = await inCity(app, { city: cities.dortmund.id, account: null }, (trx) => {
			const column = sql.ref(table === 'tenure' ? 'acting' : 'names');
			return sql`update ${sql.table(table)} set ${column} = ${column} where city_id = ${cities.zhytomyr.id}`.execute(
				trx,
			);
		});
		expect(changed.numAffectedRows).toBe(0n);
	});

	it('shows people to no city that is no partner', async () => {
		const stranger = anId<'city'>();
		await database.query(
			`insert into city (id, slug, names, country, latitude, longitude, time_zone)
			values ($1, 'lviv', '{"en": "Lviv"}', 'UA', 49.84, 24.03, 'Europe/Kyiv')`,
			[stranger],
		);
		const seen = await inCity(app, { city: stranger, account: null }, (trx) =>
			sql`select id from person union all select id from post union all select id from person_spelling`.execute(trx),
		);
		expect(seen.rows).toEqual([]);
	});
});
