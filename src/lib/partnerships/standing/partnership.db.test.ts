import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Session } from '#lib/access/session.ts';
import { keepPerson } from '#lib/directory/people/people-commands.server.ts';
import { partnershipKinds } from '#lib/directory/set-up/set-up.ts';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities, type TestCity } from '#test/people.ts';
import {
	changeContact,
	changeSide,
	changeStanding,
	loadPartnership,
	loadPartnerships,
	loadSideForm,
} from '../overview/partnership-pages.server.ts';
import { partnershipStatuses } from '../partnership.ts';
import { decideStatement, type Standing } from './standing.ts';
import { listPartnershipDeadlines, listStandingEvents, listStandingOfPartnership } from './standing-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
let cities: TestCities;
let kyiv: TestCity;

beforeAll(async () => {
	cities = await layOutCities(database);
	kyiv = { ...cities.zhytomyr, id: anId<'city'>() };
	await database.query(
		`insert into city (id, slug, names, country, latitude, longitude, time_zone)
		values ($1, 'kyiv', '{"en": "Kyiv"}', 'UA', 50.45, 30.52, 'Europe/Kyiv')`,
		[kyiv.id],
	);
});

async function aPartnership(kind = 'contact', status = 'initiating', since = '2022-03-01', members?: TestCity[]) {
	const id = anId<'partnership'>();
	await database.query(`insert into partnership values ($1, $2, '{"en": "P"}', $3, $4, $5)`, [
		id,
		`p-${id}`,
		kind,
		status,
		since,
	]);
	for (const city of members ?? [cities.dortmund, cities.zhytomyr]) {
		await database.query('insert into partnership_city values ($1, $2)', [id, city.id]);
	}
	return id;
}

function deskIn(city: TestCity, role: Role = 'coordinator'): OfficeDesk {
	return {
		app,
		actor: { city: city.id, account: city.coordinator },
		session: { cityId: city.id, accountId: city.coordinator, roles: [role], language: 'en' } as unknown as Session,
		language: 'en',
		now: instant('2026-03-14T08:00:00Z'),
	};
}
const as = <Value>(city: TestCity, work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: city.id, account: null }, work);
const state = (city: TestCity, id: string, kind: string, status: string, since: string, changes = {}) =>
	changeStanding(
		deskIn(city),
		id,
		'state',
		{ idempotencyKey: randomUUID(), kind, status, since, 'basisText-en': 'Council meeting', ...changes },
		async () => {},
	);
const withdraw = (city: TestCity, id: string) =>
	changeStanding(
		deskIn(city),
		id,
		'withdraw',
		{ idempotencyKey: randomUUID(), 'reason-en': 'Wrong day' },
		async () => {},
	);
const kindsOf = (answer: Awaited<ReturnType<typeof state>>): string[] =>
	answer.ok ? [] : answer.refusal.map(({ kind }) => kind);
const projected = async (id: string) =>
	(await database.query('select kind, status, since from partnership where id = $1', [id]))[0];

describe('the standing of a partnership', () => {
	it('grows by statements of either city, and kind, status and since follow', async () => {
		const id = await aPartnership();
		expect(await state(cities.dortmund, id, 'solidarity', 'active', '2023-02-23')).toEqual({
			ok: true,
			value: 'stated',
		});
		expect(await state(cities.zhytomyr, id, 'full', 'active', '2025-07-09')).toEqual({ ok: true, value: 'stated' });
		expect(await projected(id)).toEqual({ kind: 'full', status: 'active', since: expect.anything() as Date });
		const page = await loadPartnership(deskIn(cities.zhytomyr), id);
		expect(page?.standings.map(({ title, when }) => [title, when])).toEqual([
			['Contact, being initiated', '1 March 2022'],
			['Solidarity partnership, active', '23 February 2023'],
			['Full partnership, active', '9 July 2025'],
		]);
		expect(page?.since).toBe('23 February 2023');
		const audit = await database.query('select action from audit_entry where subject_id = $1', [id]);
		expect(audit).toEqual([{ action: 'partnership.standing-stated' }, { action: 'partnership.standing-stated' }]);
	});

	it('is refused what contradicts it, each fault at its field', async () => {
		const id = await aPartnership('full', 'active', '2025-07-09');
		expect(kindsOf(await state(cities.dortmund, id, 'contact', 'initiating', '2024', { 'basisText-en': '' }))).toEqual([
			'no-such-status',
			'no-such-kind',
			'before-the-last',
			'basis-missing',
		]);
		expect(kindsOf(await state(cities.dortmund, id, 'full', 'active', 'x'))).toEqual(['not-a-day']);
		expect(kindsOf(await state(kyiv, id, 'full', 'dormant', '2026'))).toEqual(['not-yours']);
		const reader = changeStanding(deskIn(cities.dortmund, 'council-reader'), id, 'state', {}, async () => {});
		expect(kindsOf(await reader)).toEqual(['not-permitted']);
		expect(await as(cities.dortmund, (trx) => listStandingEvents(trx, id))).toHaveLength(1);
	});

	it('goes back to the statement before where the last was a mistake, and both stay on record', async () => {
		const id = await aPartnership();
		await state(cities.dortmund, id, 'solidarity', 'active', '2023-02-23');
		await state(cities.dortmund, id, 'full', 'active', '2024-07-09');
		expect(await withdraw(cities.dortmund, id)).toEqual({ ok: true, value: 'withdrawn' });
		expect(await state(cities.dortmund, id, 'full', 'active', '2025-07-09')).toEqual({ ok: true, value: 'stated' });
		const counting = await as(cities.zhytomyr, (trx) => listStandingOfPartnership(trx, id));
		expect(counting.map(({ kind, since }) => [kind, since.date])).toEqual([
			['contact', '2022-03-01'],
			['solidarity', '2023-02-23'],
			['full', '2025-07-09'],
		]);
		const page = await loadPartnership(deskIn(cities.dortmund), id);
		expect(page?.withdrawn.map(({ when, reason }) => [when, reason])).toEqual([['9 July 2024', 'Wrong day']]);
		await withdraw(cities.dortmund, id);
		await withdraw(cities.dortmund, id);
		expect(kindsOf(await withdraw(cities.dortmund, id))).toEqual(['first-stays']);
		expect(await projected(id)).toMatchObject({ kind: 'contact', status: 'initiating' });
	});

	it('is stated by two at once one after the other: the second is decided on what the first left', async () => {
		const id = await aPartnership();
		const answers = await Promise.all([
			state(cities.dortmund, id, 'solidarity', 'active', '2023-02-23'),
			state(cities.zhytomyr, id, 'solidarity', 'active', '2023-02-23'),
		]);
		expect(answers.map(kindsOf).sort()).toEqual([[], ['nothing-changes']]);
	});

	it('of three cities is seen and kept by all three', async () => {
		const id = await aPartnership('contact', 'initiating', '2022-03-01', [cities.dortmund, cities.zhytomyr, kyiv]);
		await state(kyiv, id, 'project', 'active', '2024');
		for (const city of [cities.dortmund, cities.zhytomyr, kyiv]) {
			const page = await loadPartnership(deskIn(city), id);
			expect(page?.cities).toHaveLength(3);
			expect(page?.sides.filter(({ own }) => own)).toHaveLength(1);
			expect(page?.standings).toHaveLength(2);
		}
		expect((await loadPartnerships(deskIn(kyiv))).rows).toHaveLength(1);
	});

	it('is of no concern to cities that do not belong to it', async () => {
		const id = await aPartnership();
		expect(await loadPartnership(deskIn(kyiv), id)).toBeUndefined();
		expect(await as(kyiv, (trx) => listStandingEvents(trx, id))).toEqual([]);
	});
});

describe('a side', () => {
	it('is kept by its own city and read by the others', async () => {
		const id = await aPartnership();
		const unit = anId();
		await database.query(
			`insert into organisation (id, city_id, kind, names) values ($1, $2, 'department', '{"en": "International office"}')`,
			[unit, cities.dortmund.id],
		);
		const form = (await loadSideForm(deskIn(cities.dortmund), id))!;
		const typed = {
			...form.typed,
			mark: form.mark,
			idempotencyKey: randomUUID(),
			unit,
			'why-en': 'A shared aim',
			'network-1': 'SKEW',
			'reference-1': 'UA-17',
			nextReportDue: '2026-06-30',
		};
		expect(await changeSide(deskIn(cities.dortmund), id, typed)).toEqual({ ok: true, value: 'side-changed' });
		const stale = await changeSide(deskIn(cities.dortmund), id, { ...typed, idempotencyKey: randomUUID() });
		expect(!stale.ok && stale.refusal).toEqual([{ kind: 'changed-meanwhile' }]);
		const theirs = await loadPartnership(deskIn(cities.zhytomyr), id);
		const side = theirs?.sides.find(({ city }) => city === 'dortmund');
		expect(side).toMatchObject({ own: false, unit: { text: 'International office' }, why: { text: 'A shared aim' } });
		const due = await as(cities.zhytomyr, (trx) => listPartnershipDeadlines(trx, { until: plainDate('2026-12-31') }));
		expect(due.map(({ kind, due: on, cityId }) => [kind, on, cityId])).toContainEqual([
			'partnership-report',
			'2026-06-30',
			cities.dortmund.id,
		]);
		const foreign = {
			...typed,
			idempotencyKey: randomUUID(),
			mark: (await loadSideForm(deskIn(cities.zhytomyr), id))!.mark,
		};
		const refusal = await changeSide(deskIn(cities.zhytomyr), id, foreign);
		expect(!refusal.ok && refusal.refusal).toEqual([{ kind: 'unknown-unit' }]);
	});

	it('names contacts of its own record, each once', async () => {
		const id = await aPartnership();
		const person = await as(cities.dortmund, (trx) =>
			keepPerson(trx, { names: { de: 'Ada Amt' }, publicNameAllowed: false }),
		);
		const add = (city: TestCity) =>
			changeContact(deskIn(city), id, 'add', { idempotencyKey: randomUUID(), person, 'task-en': 'Everything' });
		expect(await add(cities.dortmund)).toEqual({ ok: true, value: 'contact-added' });
		expect(await add(cities.dortmund)).toMatchObject({ ok: false, refusal: [{ kind: 'contact-known' }] });
		expect(await add(cities.zhytomyr)).toMatchObject({ ok: false, refusal: [{ kind: 'unknown-person' }] });
		const [contact] = (await loadSideForm(deskIn(cities.dortmund), id))!.contacts;
		await changeContact(deskIn(cities.zhytomyr), id, 'remove', { idempotencyKey: randomUUID(), contact: contact!.id });
		expect((await loadSideForm(deskIn(cities.dortmund), id))!.contacts).toHaveLength(1);
		await changeContact(deskIn(cities.dortmund), id, 'remove', { idempotencyKey: randomUUID(), contact: contact!.id });
		expect((await loadSideForm(deskIn(cities.dortmund), id))!.contacts).toEqual([]);
	});
});

describe('the database', () => {
	const append = (id: string, position: number, kind: string, status: string, since: string, event = 'stated') =>
		database.query(
			`insert into standing_event (partnership_id, position, event, kind, status, since_on, since_precision, basis_text, city_id)
			values ($1, $2, $3, $4, $5, $6, 'day', '{"en": "x"}', $7)`,
			[id, position, event, kind, status, since, cities.dortmund.id],
		);

	it('permits exactly the moves of the code', async () => {
		await database.query(`
			create function permitted_moves() returns table (move text) language plpgsql as $$
			declare
				kinds text[] := array['contact', 'project', 'friendship', 'solidarity', 'full'];
				statuses text[] := array['initiating', 'active', 'dormant', 'ended'];
				kind_before text; status_before text; kind_after text; status_after text; id uuid;
			begin
				foreach kind_before in array kinds loop foreach status_before in array statuses loop
				foreach kind_after in array kinds loop foreach status_after in array statuses loop
					id := gen_random_uuid();
					insert into partnership values (id, id, '{"en": "x"}', kind_before, status_before, '2022-03-01');
					set constraints all immediate;
					begin
						insert into standing_event (partnership_id, position, event, kind, status, since_on, since_precision, basis_text)
						values (id, 2, 'stated', kind_after, status_after, '2023-01-01', 'day', '{"en": "x"}');
						move := concat_ws(' ', kind_before, status_before, kind_after, status_after);
						return next;
					exception when restrict_violation then null;
					end;
				end loop; end loop; end loop; end loop;
			end $$`);
		const permitted = await database.query<{ move: string }>('select move from permitted_moves()');
		const since = { date: plainDate('2023-01-01'), precision: 'day' } as const;
		const all = partnershipKinds.flatMap((kind) =>
			partnershipStatuses.map((status): Standing => ({ kind, status, since })),
		);
		const decided = all.flatMap((from) =>
			all
				.filter((to) => decideStatement(from, to, { record: null, text: { en: 'x' } }, plainDate('2026-03-14')).ok)
				.map((to) => `${from.kind} ${from.status} ${to.kind} ${to.status}`),
		);
		expect(permitted.map(({ move }) => move).sort()).toEqual(decided.sort());
	});

	it('lets no standing be changed, skipped or put before the last', async () => {
		const id = await aPartnership();
		await expect(
			database.query('update standing_event set kind = $1 where partnership_id = $2', ['full', id]),
		).rejects.toThrow(/append-only/);
		await expect(database.query('delete from standing_event where partnership_id = $1', [id])).rejects.toThrow(
			/append-only/,
		);
		await expect(append(id, 3, 'full', 'active', '2023-01-01')).rejects.toThrow(/not the next position/);
		await expect(append(id, 2, 'full', 'active', '2021-01-01')).rejects.toThrow(/before that day/);
		await expect(append(id, 2, 'full', 'active', '2023-01-01', 'withdrawn')).rejects.toThrow(/leads back/);
	});

	it('lets nobody write what the standing adds up to by hand', async () => {
		const id = await aPartnership();
		const byHand = as(cities.dortmund, async (trx) => {
			await trx.executeQuery({
				sql: 'update partnership set kind = $1',
				parameters: ['full'],
				query: {} as never,
				queryId: {} as never,
			});
		});
		await expect(byHand).rejects.toThrow(/permission denied/);
		expect(await projected(id)).toMatchObject({ kind: 'contact' });
	});
});
