import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#lib/kernel/plain-date.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { anExchangeDesk, kinds } from '#test/laws/exchange-desk.ts';
import { changeExchange, loadExchange, loadExchangeForm } from './exchange-pages.server.ts';
import { forgottenOn } from './exchange-people.ts';
import { changeExchangePeople, readExchangePeople } from './exchange-people-pages.server.ts';
import { listExchangeCounts, listExchangePeople } from './exchange-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { cities, desk, planned, as, take, auditOf, groupsOf, list, lead, forget } = await anExchangeDesk(database);

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
