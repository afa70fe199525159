import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, instant, later } from '#lib/kernel/instant.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutTwoCities } from '#test/fixtures/relief/sample-cities.ts';
import { aNeed } from '#test/fixtures/relief/sample-need.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { foldNeed } from './need.ts';
import { addNeed, correctNeedFacts, finishNeed, moveNeed, openNeeds } from './need-commands.server.ts';
import { eventsOfNeed, projectionOf } from './need-store.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const catalogue = currentCatalogue();
const noon = instant('2023-02-24T12:00:00Z');
const cities = layOutTwoCities();
const officer = { city: cities.zhytomyr, account: anId<'account'>() };
const coordinator = { city: cities.dortmund, account: anId<'account'>() };
const stranger = { city: cities.elsewhere, account: anId<'account'>() };
const sending = (actor = officer, at = noon) => ({ key: anId<'command'>(), at, account: actor.account });

beforeAll(async () => {
	for (const statement of cities.statements) await database.query(statement);
});

function add(
	upTo: 'draft' | 'submitted' | 'open' = 'submitted',
	facts = aNeed(),
	sent = sending(),
	needId = anId<'need'>(),
) {
	return inCity(app, officer, (trx) =>
		addNeed(trx, catalogue, { needId, operationId: cities.operation, facts, upTo }, sent),
	);
}

async function added(upTo: 'draft' | 'submitted' | 'open' = 'submitted') {
	const result = await add(upTo);
	if (!result.ok) throw new Error(result.refusal.kind);
	return result.value;
}

const stored = async (id: Id<'need'>) =>
	(await database.query('select * from need_current where need_id = $1', [id]))[0];

describe('a need', () => {
	it('is seen by both cities of its operation and by no other', async () => {
		const { needId } = await added();
		const count = async (actor: typeof officer) =>
			inCity(app, actor, async (trx) => (await eventsOfNeed(trx, needId)).length);
		expect(await count(officer)).toBe(2);
		expect(await count(coordinator)).toBe(2);
		expect(await count(stranger)).toBe(0);
	});

	it('is recorded once however often the same form arrives, also at the same moment', async () => {
		const sent = sending();
		const results = await Promise.all([1, 2, 3, 4].map(() => add('submitted', aNeed(), sent)));
		expect(results.filter((result) => result.ok && !result.repeated)).toHaveLength(1);
		const ids = new Set(results.map((result) => (result.ok ? result.value.needId : result.refusal.kind)));
		expect(ids.size).toBe(1);
	});

	it('cannot be added to another city’s operation', async () => {
		const foreign = inCity(app, stranger, (trx) =>
			addNeed(
				trx,
				catalogue,
				{ needId: anId(), operationId: cities.operation, facts: aNeed(), upTo: 'submitted' },
				sending(stranger),
			),
		);
		await expect(foreign).rejects.toThrow(/row-level security/);
	});

	it('goes from submitted to open in one gesture of the coordinator', async () => {
		const { needId, version } = await added();
		const opened = await inCity(app, coordinator, (trx) =>
			moveNeed(
				trx,
				catalogue,
				{ needId, move: 'verify-and-open', shown: version },
				sending(coordinator, later(noon, 5)),
			),
		);
		expect(opened).toMatchObject({ ok: true, value: { state: 'open', version: 4 } });
	});

	it('answers a page that is out of date with both versions and changes nothing', async () => {
		const { needId, version } = await added('open');
		const withdraw = () =>
			inCity(app, officer, (trx) =>
				finishNeed(
					trx,
					catalogue,
					{ needId, move: 'withdraw', reason: 'arrived otherwise', shown: version },
					sending(),
				),
			);
		expect(await withdraw()).toMatchObject({ ok: true });
		expect(await withdraw()).toMatchObject({
			ok: false,
			refusal: { kind: 'changed-meanwhile', shown: version, now: version + 1 },
		});
	});

	it('keeps what stood there before a correction', async () => {
		const { needId, version } = await added();
		await inCity(app, officer, (trx) =>
			correctNeedFacts(
				trx,
				catalogue,
				{ needId, facts: aNeed({ urgency: 1 }), reason: 'frost', shown: version },
				sending(),
			),
		);
		const events = await inCity(app, officer, (trx) => eventsOfNeed(trx, needId));
		expect(events.at(-1)).toMatchObject({ kind: 'needCorrected', before: { urgency: 2 }, after: { urgency: 1 } });
		expect((await stored(needId))?.urgency).toBe(1);
	});

	it('of two corrections at the same moment one is told of the other', async () => {
		const { needId, version } = await added();
		const correct = (note: string) =>
			inCity(app, officer, (trx) =>
				correctNeedFacts(trx, catalogue, { needId, facts: aNeed({ note }), reason: '', shown: version }, sending()),
			);
		const results = await Promise.all([correct('a'), correct('b'), correct('c')]);
		expect(results.filter((result) => result.ok)).toHaveLength(1);
		const kinds = results.flatMap((result) => (result.ok ? [] : [result.refusal.kind]));
		expect(kinds).toEqual(['changed-meanwhile', 'changed-meanwhile']);
	});

	it('is in the projection exactly what its events add up to', async () => {
		const { needId, version } = await added('open');
		await inCity(app, officer, (trx) =>
			correctNeedFacts(
				trx,
				catalogue,
				{ needId, facts: aNeed({ quantity: { kind: 'unknown' } }), reason: '', shown: version },
				sending(),
			),
		);
		await inCity(app, officer, (trx) =>
			moveNeed(trx, catalogue, { needId, move: 'confirm', shown: version }, sending(officer, later(noon, day))),
		);
		const events = await inCity(app, officer, (trx) => eventsOfNeed(trx, needId));
		const { words: _words, ...expected } = projectionOf(foldNeed(events)!, catalogue);
		const [row] = await database.query(
			'select to_jsonb(need_current) - $2::text[] as row from need_current where need_id = $1',
			[needId, ['words', 'need_id', 'operation_id', 'due', 'alive']],
		);
		const moments = ['confirmed_at', 'valid_until', 'reminded_at', 'created_at', 'changed_at'];
		const normal = Object.entries(row?.['row'] as object).map(([key, value]) => [
			key,
			moments.includes(key) && value ? new Date(value as string).toISOString() : value,
		]);
		expect(Object.fromEntries(normal)).toEqual(expected);
	});
});

describe('the database repeats the law', () => {
	it.each([
		['changes an event', `update need_event set data = '{}'`],
		['deletes an event', 'delete from need_event'],
		['empties the events', 'truncate need_event'],
	])('nobody %s, not even a superuser', async (_what, statement) => {
		await added();
		await expect(database.query(statement)).rejects.toThrow(/append-only/);
	});

	it.each([
		[
			'an open need of unknown quantity',
			`quantity_kind = 'unknown', quantity_from = null, quantity_to = null`,
			/need_open_is_known_and_fresh/,
		],
		['open need without validity', 'valid_until = null', /need_open_is_known_and_fresh/],
		['critical minimum above the request', 'critical_minimum = 26', /need_minimums_within_request/],
		['quantity of zero', 'quantity_from = 0, quantity_to = 0', /need_quantity_positive/],
		['move back to draft', `state = 'draft'`, /no move leads from open to draft/],
	])('there is no %s', async (_what, change, message) => {
		const { needId } = await added('open');
		const statement = `update need_current set version = version + 1, ${change} where need_id = $1`;
		await expect(database.query(statement, [needId])).rejects.toThrow(message);
	});
});

describe('several needs opened at once', () => {
	const open = (needs: readonly { needId: Id<'need'>; shown: number }[], sent = sending(coordinator)) =>
		inCity(app, coordinator, (trx) => openNeeds(trx, catalogue, needs, sent));
	const shownAs = ({ needId, version }: { needId: Id<'need'>; version: number }) => ({ needId, shown: version });

	it('are verified and opened, or left as they were with the reason, each by itself', async () => {
		const [first, second, moved] = [await added(), await added(), await added()];
		const unknown = await add('submitted', aNeed({ quantity: { kind: 'unknown' } }));
		if (!unknown.ok) throw new Error(unknown.refusal.kind);
		const verified = await inCity(app, coordinator, (trx) =>
			moveNeed(trx, catalogue, { needId: second.needId, move: 'verify', shown: second.version }, sending(coordinator)),
		);
		if (!verified.ok) throw new Error(verified.refusal.kind);
		const stale = { needId: moved.needId, shown: moved.version + 7 };
		const nowhere = { needId: anId<'need'>(), shown: 1 };
		const answer = await open([first, verified.value, unknown.value].map(shownAs).concat(stale, nowhere));
		expect(answer).toMatchObject({
			ok: true,
			value: {
				moved: [
					{ needId: first.needId, state: 'open' },
					{ needId: second.needId, state: 'open' },
				],
				left: [
					{ needId: unknown.value.needId, refusal: { kind: 'quantity-unknown' } },
					{ needId: moved.needId, refusal: { kind: 'changed-meanwhile' } },
					{ needId: nowhere.needId, refusal: { kind: 'need-not-found' } },
				],
			},
		});
		expect(await stored(unknown.value.needId)).toMatchObject({ state: 'submitted', version: unknown.value.version });
	});

	it('are opened once however often the form arrives, and marked twice count once', async () => {
		const need = shownAs(await added());
		const sent = sending(coordinator);
		const first = await open([need, need], sent);
		expect(first).toMatchObject({ ok: true, value: { moved: [{ state: 'open' }], left: [] } });
		expect(await open([need, need], sent)).toMatchObject({ ok: true, repeated: true });
		expect(await stored(need.needId)).toMatchObject({ state: 'open', version: need.shown + 2 });
	});
});
