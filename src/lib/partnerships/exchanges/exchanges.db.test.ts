import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Session } from '#lib/access/session.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { addDays, plainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities, type TestCity } from '#test/people.ts';
import { courseDeeds, courseLeadsTo, courseStates } from '../events/course.ts';
import type { ExchangeId } from './exchange.ts';
import {
	addExchange,
	changeExchange,
	checkTypedExchange,
	loadExchange,
	loadExchangeForm,
	stepExchange,
} from './exchange-pages.server.ts';
import { forgottenOn } from './exchange-people.ts';
import { changeExchangePeople, readExchangePeople } from './exchange-people-pages.server.ts';
import { listExchangeCounts, listExchangePeople, listExchangesOfPartnership } from './exchange-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, worker } = database.databases;
const partnership = anId<'partnership'>();
const person = anId<'person'>();
const concept = anId<'document'>();
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	const { dortmund, zhytomyr } = cities;
	await database.query(`insert into partnership values ($1, 'dz', '{"en": "DZ"}', 'full', 'active', '2023-02-23')`, [
		partnership,
	]);
	await database.query('insert into partnership_city values ($1, $2), ($1, $3)', [
		partnership,
		dortmund.id,
		zhytomyr.id,
	]);
	await database.query(
		`insert into person (id, city_id, names, name_keys) values ($1, $2, '{"en": "Anna Beispiel"}', ' anna')`,
		[person, dortmund.id],
	);
	await database.query(
		`insert into document (id, city_id, partnership_id, title, disclosure, kind, file_name, size_bytes, sha256, stored_at)
			values ($1, $2, $3, '{"en": "Concept"}', 'partners', 'pdf', 'c.pdf', 1, repeat('0', 64), now())`,
		[concept, dortmund.id, partnership],
	);
});

const desk = (city: TestCity, role: Role = 'coordinator', now = '2027-03-14T08:00:00Z'): OfficeDesk => ({
	app,
	actor: { city: city.id, account: role === 'council-reader' ? city.reader : city.coordinator },
	session: { cityId: city.id, accountId: city.coordinator, roles: [role], language: 'en' } as unknown as Session,
	language: 'en',
	now: instant(now),
});
const form = (changes: Record<string, string> = {}) => ({
	idempotencyKey: randomUUID(),
	partnership,
	kind: 'youth',
	'title-en': 'Summer in Dortmund',
	host: cities.dortmund.id,
	startsOn: '2027-07-05',
	endsOn: '2027-07-11',
	travelDays: '2',
	responsible: person,
	concept,
	'programme-erasmus-youth-exchange': 'on',
	'group-0-home': cities.zhytomyr.id,
	'group-0-participants': '8',
	'group-0-leaders': '1',
	'group-0-youngest': '14',
	'group-0-oldest': '17',
	'group-1-home': cities.dortmund.id,
	...changes,
});
async function planned(changes: Record<string, string> = {}, city = cities.dortmund): Promise<ExchangeId> {
	const answer = await addExchange(desk(city), form(changes));
	if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
	return answer.value;
}
const as = <Value>(city: TestCity, work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: city.id, account: city.coordinator }, work);
const take = (id: ExchangeId, deed: string, shown: number, more: Record<string, string> = {}, on?: string) =>
	stepExchange(desk(cities.dortmund, 'coordinator', on), id, {
		idempotencyKey: randomUUID(),
		deed,
		shown: String(shown),
		...more,
	});
const kinds = (answer: { ok: boolean; refusal?: readonly { kind: string }[] }) =>
	answer.ok ? [] : answer.refusal!.map(({ kind }) => kind);
const auditOf = async (id: string) =>
	(
		await database.query<{ action: string }>('select action from audit_entry where subject_id = $1 order by id', [id])
	).map(({ action }) => action);
const groupsOf = async (id: ExchangeId) =>
	(
		await database.query<{ id: Id<'exchange-group'> }>(
			'select id from exchange_group where exchange_id = $1 order by position',
			[id],
		)
	).map((row) => row.id);
const list = async (id: ExchangeId, changes: Record<string, string> = {}, on?: string) =>
	changeExchangePeople(desk(cities.dortmund, 'coordinator', on), id, 'participant', {
		idempotencyKey: randomUUID(),
		group: (await groupsOf(id))[0]!,
		givenName: 'Olena',
		birthYear: '2011',
		...changes,
	});
const lead = async (id: ExchangeId) =>
	changeExchangePeople(desk(cities.dortmund), id, 'leader', {
		idempotencyKey: randomUUID(),
		leaderGroup: (await groupsOf(id))[0]!,
		name: 'Mika Muster',
		isAdult: 'on',
	});
const forget = (day: string) =>
	worker.transaction().execute(async (trx) => {
		const { rows } = await sql<{ gone: number }>`select forget_exchange_people(${day}) as gone`.execute(trx);
		return rows[0]!.gone;
	});

describe('an exchange', () => {
	it('is planned by one city and read by both', async () => {
		const id = await planned();
		const theirs = await loadExchange(desk(cities.zhytomyr), id);
		expect(theirs).toMatchObject({
			title: { text: 'Summer in Dortmund' },
			state: 'planned',
			mayKeep: false,
			people: null,
		});
		expect(theirs?.groups.map(({ name }) => name.text)).toEqual(['zhytomyr', 'dortmund']);
		const all = await as(cities.zhytomyr, (trx) => listExchangesOfPartnership(trx, partnership));
		expect(all.find((each) => each.id === id)?.host.country).toBe('DE');
		expect(kinds(await changeExchange(desk(cities.zhytomyr), id, form()))).toEqual(['not-yours']);
		expect(await loadExchangeForm(desk(cities.zhytomyr), id)).toBeUndefined();
	});

	it('is refused with offices, people and papers nobody knows', async () => {
		const answer = await addExchange(
			desk(cities.dortmund),
			form({ host: anId(), responsible: anId(), concept: anId(), 'group-0-home': anId() }),
		);
		expect(kinds(answer)).toEqual(['unknown-city', 'unknown-city', 'unknown-person', 'unknown-document']);
		expect(kinds(await addExchange(desk(cities.dortmund), form({ partnership: anId() })))).toEqual([
			'unknown-partnership',
		]);
		expect(kinds(await addExchange(desk(cities.dortmund, 'council-reader'), form()))).toEqual(['not-permitted']);
	});

	it('is checked against the rules of the funder before anything is saved', async () => {
		const checks = await checkTypedExchange(desk(cities.dortmund), form());
		const missed = checks.ok
			? checks.value.flatMap(({ verdicts }) => verdicts.filter(({ kind }) => kind === 'open'))
			: [];
		expect(missed.map(({ advice }) => advice)).toContain('Say for each group how many lead it.');
		const few = await checkTypedExchange(
			desk(cities.dortmund),
			form({ 'group-1-participants': '7', 'group-1-leaders': '0' }),
		);
		const advice = few.ok ? few.value[0]!.verdicts.flatMap((each) => each.advice ?? []) : [];
		expect(advice).toEqual(
			expect.arrayContaining(['Win 1 more participant.', 'The group dortmund needs 1 more leader.']),
		);
		const whole = await checkTypedExchange(
			desk(cities.dortmund),
			form({ 'group-1-participants': '8', 'group-1-leaders': '1', 'group-1-youngest': '13', 'group-1-oldest': '30' }),
		);
		expect(whole).toMatchObject({ ok: true, value: [{ isMet: true, summary: 'All 10 rules are met.' }] });
	});

	it('is corrected by whoever saw its last state, group by group', async () => {
		const id = await planned();
		const shown = await loadExchangeForm(desk(cities.dortmund), id);
		const typed = {
			...shown!.typed,
			mark: shown!.mark,
			'group-0-participants': '12',
			'group-1-home': '',
			idempotencyKey: randomUUID(),
		};
		const [first] = await groupsOf(id);
		expect(await changeExchange(desk(cities.dortmund), id, typed)).toMatchObject({ ok: true });
		expect(await groupsOf(id)).toEqual([first]);
		const again = { ...typed, idempotencyKey: randomUUID() };
		expect(kinds(await changeExchange(desk(cities.dortmund), id, again))).toEqual(['changed-meanwhile']);
		expect(await auditOf(id)).toEqual(['exchange.planned', 'exchange.corrected']);
	});

	it('takes its course, and keeps where it was postponed from', async () => {
		const id = await planned();
		expect(kinds(await take(id, 'hold', 0))).toEqual(['not-begun']);
		expect(await take(id, 'confirm', 0)).toMatchObject({ ok: true });
		expect(kinds(await take(id, 'confirm', 0))).toEqual(['changed-meanwhile']);
		const later = { note: 'Air raids', newStartsOn: '2027-08-02', newEndsOn: '2027-08-08' };
		expect(await take(id, 'postpone', 1, later)).toMatchObject({ ok: true });
		expect(await loadExchange(desk(cities.dortmund), id)).toMatchObject({
			state: 'planned',
			startsOn: '2027-08-02',
			steps: [{ deed: 'confirm' }, { deed: 'postpone', note: 'Air raids', was: '5 July 2027 to 11 July 2027' }],
		});
		expect(await take(id, 'hold', 2, {}, '2027-08-03T08:00:00Z')).toMatchObject({ ok: true });
		expect(await auditOf(id)).toEqual([
			'exchange.planned',
			'exchange.confirmed',
			'exchange.postponed',
			'exchange.held',
		]);
	});
});

describe('the database', () => {
	it('knows the same moves as the pages', async () => {
		for (const state of courseStates) {
			for (const deed of courseDeeds) {
				const [found] = await database.query<{ next: string | null }>('select course_leads_to($1, $2) as next', [
					state,
					deed,
				]);
				expect(found?.next).toBe(courseLeadsTo(state, deed) ?? null);
			}
		}
	});

	it('keeps the steps for ever', async () => {
		const id = await planned();
		await take(id, 'confirm', 0);
		await expect(database.query('update exchange_step set deed = $1', ['hold'])).rejects.toThrow(/append/);
		await expect(database.query('truncate exchange_step')).rejects.toThrow(/append/);
		await expect(as(cities.dortmund, (trx) => sql`delete from exchange_step`.execute(trx))).rejects.toThrow(
			/permission denied/,
		);
	});

	it.each([
		['a state set by hand', `update exchange set state = 'held' where id = $1`, /permission denied/],
		[
			'an end before the start',
			`update exchange set ends_on = '2027-07-01' where id = $1`,
			/exchange_ends_after_it_starts/,
		],
		[
			'a grant above the cost',
			'update exchange set cost_cents = 1, grant_cents = 2 where id = $1',
			/exchange_grant_within_cost/,
		],
		[
			'ages that cross',
			'update exchange_group set youngest = 40 where exchange_id = $1',
			/exchange_group_ages_in_order/,
		],
		[
			'a deed out of turn',
			`insert into exchange_step values ($1, current_city(), 1, 'reopen', 'x', null, null, now(), null)`,
			/does not lead on from planned/,
		],
		[
			'a step over another',
			`insert into exchange_step values ($1, current_city(), 2, 'confirm', null, null, null, now(), null)`,
			/is not the next step/,
		],
		[
			'a cancelling without a word',
			`insert into exchange_step values ($1, current_city(), 1, 'cancel', null, null, null, now(), null)`,
			/exchange_step_says_why/,
		],
	])('refuses %s', async (_, statement, message) => {
		const id = await planned();
		const work = as(cities.dortmund, (trx) => sql.raw(statement.replaceAll('$1', `'${id}'`)).execute(trx));
		await expect(work).rejects.toThrow(message);
	});

	it('confirms no exchange of youths that nobody answers for', async () => {
		const id = await planned({ responsible: '' });
		expect(kinds(await take(id, 'confirm', 0))).toEqual(['safeguarding-needed']);
		const statement = sql.raw(
			`insert into exchange_step values ('${id}', current_city(), 1, 'confirm', null, null, null, now(), null)`,
		);
		await expect(as(cities.dortmund, (trx) => statement.execute(trx))).rejects.toThrow(
			/exchange_of_youths_is_safeguarded/,
		);
	});
});

describe('who takes part', () => {
	it('is the keeper city’s alone, and each reading is recorded without a name', async () => {
		const id = await planned();
		expect(await list(id)).toEqual({ ok: true, value: 'kept' });
		expect(await lead(id)).toMatchObject({ ok: true });
		const read = await readExchangePeople(desk(cities.dortmund), id, new URLSearchParams());
		expect(read).toMatchObject({
			participants: [{ name: 'Olena', isMinor: true, consent: null }],
			leaders: [{ name: 'Mika Muster' }],
		});
		expect(read?.gaps).toContain('The consent of those with custody is missing for 1 minor.');
		expect(await auditOf(id)).toEqual([
			'exchange.planned',
			'exchange.people-changed',
			'exchange.people-changed',
			'exchange.people-read',
		]);
		expect(JSON.stringify(await database.query('select * from audit_entry'))).not.toMatch(/Olena|Mika/);
		expect(JSON.stringify(await database.query('select * from command'))).not.toMatch(/Olena|Mika/);
		expect(await readExchangePeople(desk(cities.zhytomyr), id, new URLSearchParams())).toBeUndefined();
		expect(
			await readExchangePeople(desk(cities.dortmund, 'council-reader'), id, new URLSearchParams()),
		).toBeUndefined();
		expect(await as(cities.zhytomyr, (trx) => listExchangePeople(trx, id))).toEqual({ participants: [], leaders: [] });
		const seen = await loadExchange(desk(cities.dortmund, 'council-reader'), id);
		expect([seen?.people, JSON.stringify(seen).includes('Olena')]).toEqual([null, false]);
	});

	it('is written by the keeper alone, and never by the partner', async () => {
		const id = await planned();
		const [group] = await groupsOf(id);
		const row =
			sql.raw(`insert into exchange_participant (id, exchange_id, group_id, city_id, given_name, birth_year, added_on)
			values (gen_random_uuid(), '${id}', '${group}', '${cities.dortmund.id}', 'Olena', 2011, '2027-03-14')`);
		await expect(as(cities.zhytomyr, (trx) => row.execute(trx))).rejects.toThrow(/row-level security/);
		await as(cities.dortmund, (trx) => row.execute(trx));
		for (const statement of ['delete from exchange_participant', `update exchange_participant set given_name = 'x'`]) {
			const touched = await as(cities.zhytomyr, (trx) => sql.raw(statement).execute(trx));
			expect(touched.numAffectedRows).toBe(0n);
		}
	});

	it('is changed, and deleted at once when asked', async () => {
		const id = await planned();
		await list(id);
		const [found] = (await as(cities.dortmund, (trx) => listExchangePeople(trx, id))).participants;
		await list(id, { person: found!.id, consentOn: '2027-03-10', emergencyContact: 'Iryna +380' });
		expect((await as(cities.dortmund, (trx) => listExchangePeople(trx, id))).participants).toMatchObject([
			{ id: found!.id, consentOn: '2027-03-10' },
		]);
		const typed = { idempotencyKey: randomUUID(), person: found!.id };
		expect(kinds(await changeExchangePeople(desk(cities.zhytomyr), id, 'forget', typed))).toEqual(['not-yours']);
		expect(await changeExchangePeople(desk(cities.dortmund), id, 'forget', typed)).toEqual({
			ok: true,
			value: 'forgotten',
		});
		expect((await as(cities.dortmund, (trx) => listExchangePeople(trx, id))).participants).toEqual([]);
	});

	it('is refused for strangers’ groups, days to come and exchanges long over', async () => {
		const id = await planned();
		expect(kinds(await list(id, { group: anId(), consentOn: '2028-01-01' }))).toEqual([
			'unknown-group',
			'date-in-future',
		]);
		expect(kinds(await list(id, {}, '2027-08-11T08:00:00Z'))).toEqual(['no-lists-any-more']);
		const open = await planned({ startsOn: '', endsOn: '' });
		expect(kinds(await list(open))).toEqual(['no-lists-any-more']);
	});

	it('keeps its group from being removed', async () => {
		const id = await planned();
		await list(id);
		const shown = await loadExchangeForm(desk(cities.dortmund), id);
		const typed = { ...shown!.typed, mark: shown!.mark, idempotencyKey: randomUUID() };
		const emptied = Object.fromEntries(
			Object.entries(typed).map(([key, value]) => [key, key.startsWith('group-0') ? '' : value]),
		);
		expect(kinds(await changeExchange(desk(cities.dortmund), id, emptied))).toEqual(['group-has-people']);
	});
});

describe('forgetting', () => {
	it('deletes everybody 30 days after the end and leaves numbers to the keeper', async () => {
		const id = await planned();
		await list(id, { consentOn: '2027-03-10' });
		await list(id, { givenName: 'Bohdan', birthYear: '2001' });
		await lead(id);
		await forget('2027-08-09');
		expect((await as(cities.dortmund, (trx) => listExchangePeople(trx, id))).participants).toHaveLength(2);
		expect(await forget('2027-08-10')).toBeGreaterThanOrEqual(3);
		expect(await as(cities.dortmund, (trx) => listExchangePeople(trx, id))).toEqual({ participants: [], leaders: [] });
		const counts = await as(cities.dortmund, (trx) => listExchangeCounts(trx, id));
		expect(counts).toMatchObject([{ participants: 2, minors: 1, consents: 1, leaders: 1, leadersChecked: 0 }]);
		expect(await as(cities.zhytomyr, (trx) => listExchangeCounts(trx, id))).toEqual([]);
		expect(await forget('2027-08-10')).toBe(0);
		const page = await loadExchange(desk(cities.dortmund), id);
		expect(page?.people?.counts).toEqual(['zhytomyr: 2 participants, of whom 1 minors, 1 leaders']);
	});

	it('deletes the list of a cancelled exchange the same night, and counts nothing', async () => {
		const id = await planned();
		await list(id);
		await take(id, 'cancel', 0, { note: 'No visas' });
		await forget('2027-03-14');
		expect((await as(cities.dortmund, (trx) => listExchangePeople(trx, id))).participants).toEqual([]);
		expect(await as(cities.dortmund, (trx) => listExchangeCounts(trx, id))).toEqual([]);
		await expect(list(id)).resolves.toMatchObject({ ok: false });
	});

	it('comes on the day the page names', async () => {
		const added = plainDate('2027-03-14');
		for (const [state, endsOn] of [
			['planned', '2027-07-11'],
			['held', '2029-01-01'],
			['cancelled', '2027-07-11'],
		] as const) {
			const [row] = await database.query<{ gone: string }>(
				`select exchange_people_forgotten_on(
					jsonb_populate_record(null::exchange, jsonb_build_object('state', $1::text, 'ends_on', $2::date)), $3::date)::text as gone`,
				[state, endsOn, added],
			);
			expect(row?.gone).toBe(forgottenOn({ state, endsOn: plainDate(endsOn) }, added));
		}
		expect(addDays(added, 548)).toBe('2028-09-12');
	});

	it('is nothing the app may do to others: nobody but the worker runs it', async () => {
		await expect(
			as(cities.dortmund, (trx) => sql`select forget_exchange_people('2030-01-01')`.execute(trx)),
		).rejects.toThrow(/permission denied/);
	});
});
