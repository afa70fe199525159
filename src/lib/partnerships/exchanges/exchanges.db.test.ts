import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { anId, freshDatabase } from '#test/database.ts';
import { anExchangeDesk, kinds } from '#test/laws/exchange-desk.ts';
import { courseDeeds, courseLeadsTo, courseStates } from '../events/course.ts';
import {
	addExchange,
	changeExchange,
	checkTypedExchange,
	loadExchange,
	loadExchangeForm,
} from './exchange-pages.server.ts';
import { listExchangesOfPartnership } from './exchange-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { cities, partnership, desk, form, planned, as, take, auditOf, groupsOf } = await anExchangeDesk(database);

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
