import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Session } from '#lib/access/session.ts';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership, layOutRelief, type TestCities, type TestCity } from '#test/people.ts';
import { changeMark, loadDeadlines } from './deadline-pages.server.ts';
import { listDeadlines } from './deadline-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, worker } = database.databases;
const partnership = anId<'partnership'>();
const shipment = anId<'shipment'>();
const funding = anId<'funding'>();
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	const relief = await layOutRelief(database, cities);
	await layOutPartnership(database, [cities.dortmund, cities.zhytomyr], {
		id: partnership,
		slug: 'dz',
		names: { en: 'DZ' },
	});
	await database.query('update operation set partnership_id = $1 where id = $2', [partnership, relief.operation]);
	await database.query(
		`insert into partnership_side (partnership_id, city_id, next_report_due) values ($1, $2, '2025-06-25')`,
		[partnership, cities.dortmund.id],
	);
	await database.query(
		`insert into shipment (id, city_id, operation_id, number, transport, created_at) values ($1, $2, $3, '2025-001', 'own', now())`,
		[shipment, cities.dortmund.id, relief.operation],
	);
	await database.query(
		`insert into shipment_event (shipment_id, sequence, kind, occurred_at, recorded_at) values ($1, 1, 'planned', now(), now())`,
		[shipment],
	);
	await database.query(
		`insert into receipt (id, shipment_id, number, city_id, received_at, recorded_at)
		values (gen_random_uuid(), $1, 1, $2, '2025-03-14T22:30:00Z', '2025-03-15T08:00:00Z')`,
		[shipment, cities.zhytomyr.id],
	);
	await database.query('insert into funding (id, city_id, partnership_id, created_at) values ($1, $2, $3, now())', [
		funding,
		cities.dortmund.id,
		partnership,
	]);
	await database.query(
		`insert into funding_current (funding_id, partnership_id, city_id, version, state, names, tolerance_per_cent, retention_years,
			closed_on, retain_until, recorded_at, changed_at)
		values ($1, $2, $3, 1, 'settled', '{"de": "Maßnahme"}', 20, 5, '2020-06-30', '2025-06-30', now(), now())`,
		[funding, partnership, cities.dortmund.id],
	);
});

function deskIn(city: TestCity, roles: Session['roles'] = ['coordinator']): OfficeDesk {
	const session = { roles } as Session;
	const actor = { city: city.id, account: city.coordinator };
	return { app, actor, session, language: 'de', now: instant('2025-06-20T10:00:00Z') };
}
const keysIn = async (city: TestCity, query = '', roles?: Session['roles']) =>
	(await loadDeadlines(deskIn(city, roles), new URLSearchParams(query))).groups.flatMap(({ horizon, rows }) =>
		rows.map(({ kind, key }) => [horizon, kind, key] as const),
	);
const distribution = () => `distribution-report:${shipment}`;
const retention = () => `voucher-retention:${funding}:2025-06-30`;
const mark = (city: TestCity, work: 'done' | 'take-up', deadline: string) =>
	changeMark(deskIn(city), work, { idempotencyKey: randomUUID(), deadline, note: 'Ordner 7' });
const kindsOf = (answer: Awaited<ReturnType<typeof mark>>) => (answer.ok ? [] : answer.refusal.map(({ kind }) => kind));

describe('the calendar of all that is due', () => {
	it('shows each city its own tasks by how soon they are due, and those of all on request', async () => {
		expect(await keysIn(cities.dortmund)).toEqual([
			['month', 'partnership-report', `partnership-report:${partnership}:${cities.dortmund.id}:2025-06-25`],
			['month', 'voucher-retention', retention()],
		]);
		expect(await keysIn(cities.zhytomyr)).toEqual([['overdue', 'distribution-report', distribution()]]);
		expect(await keysIn(cities.zhytomyr, 'whose=all')).toHaveLength(3);
		expect(await keysIn(cities.dortmund, 'kind=voucher-retention')).toHaveLength(1);
	});

	it('counts 90 days from the day in Ukraine on which goods were received', async () => {
		const all = await inWorker(worker, (trx) =>
			listDeadlines(trx, { today: plainDate('2025-06-20'), until: plainDate('2025-12-31') }),
		);
		expect(all.find(({ kind }) => kind === 'distribution-report')).toMatchObject({
			due: '2025-06-13',
			cityId: cities.zhytomyr.id,
		});
	});

	it('shows nobody what they may not read', async () => {
		expect((await keysIn(cities.dortmund, 'whose=all', ['editor'])).map(([, kind]) => kind)).toEqual([
			'distribution-report',
			'partnership-report',
		]);
		expect(await keysIn(cities.dortmund, 'whose=all', ['administrator'])).toEqual([]);
	});

	it('forgets what was done, shows it as done, and takes it up again', async () => {
		expect((await mark(cities.zhytomyr, 'done', distribution())).ok).toBe(true);
		expect(await keysIn(cities.zhytomyr)).toEqual([]);
		expect(await keysIn(cities.dortmund, 'whose=all&kind=distribution-report')).toEqual([]);
		const { done } = await loadDeadlines(deskIn(cities.zhytomyr), new URLSearchParams());
		expect(done).toMatchObject([{ kind: 'distribution-report', note: 'Ordner 7' }]);
		expect(kindsOf(await mark(cities.zhytomyr, 'done', distribution()))).toEqual(['deadline-unknown']);
		expect((await mark(cities.zhytomyr, 'take-up', distribution())).ok).toBe(true);
		expect(kindsOf(await mark(cities.zhytomyr, 'take-up', distribution()))).toEqual(['not-done']);
		expect(await keysIn(cities.zhytomyr)).toHaveLength(1);
	});

	it.each([
		['another city’s', () => distribution(), 'not-yours'],
		[
			'what says on its own page that it is done',
			() => `partnership-report:${partnership}:${cities.dortmund.id}:2025-06-25`,
			'deadline-has-its-record',
		],
		['what nobody knows', () => `voucher-retention:${randomUUID()}:2025-06-30`, 'deadline-unknown'],
		['what is no name', () => "x'; drop table", 'deadline-unknown'],
	])('does not mark %s', async (_, key, kind) => {
		expect(kindsOf(await mark(cities.dortmund, 'done', key()))).toEqual([kind]);
	});

	it('keeps marks as they were made, in their order, for their city alone', async () => {
		await mark(cities.dortmund, 'done', retention());
		const as = (city: TestCity, text: string) => inCity(app, deskIn(city).actor, (trx) => sql.raw(text).execute(trx));
		await expect(as(cities.dortmund, 'update deadline_mark set done = false')).rejects.toThrow(/permission denied/);
		await expect(as(cities.dortmund, 'delete from deadline_mark')).rejects.toThrow(/permission denied/);
		await expect(
			as(cities.dortmund, `insert into deadline_mark values (current_city(), '${retention()}', 3, true, '', now())`),
		).rejects.toThrow(/not the next one/);
		const forged = `insert into deadline_mark values ('${cities.dortmund.id}', 'promise:1', 1, true, '', now())`;
		await expect(as(cities.zhytomyr, forged)).rejects.toThrow(/row-level security/);
	});
});
