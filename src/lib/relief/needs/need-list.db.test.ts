import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutTwoCities } from '#test/fixtures/relief/sample-cities.ts';
import { aNeed } from '#test/fixtures/relief/sample-need.ts';
import { listNeeds, type NeedCursor, type NeedFilter, needsStatement, prefixQuery } from './need-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const cities = layOutTwoCities();
const coordinator: Actor = { city: cities.dortmund, account: anId() };
const rows = 20_000;

beforeAll(async () => {
	for (const statement of cities.statements) await database.query(statement);
	// Two thirds of the needs belong to operations the acting city doesn't see.
	await database.query(
		`insert into need (id, operation_id, created_at)
		 select gen_random_uuid(), case when i % 3 = 0 then $1::uuid else $2::uuid end, now() from generate_series(1, $3::int) i`,
		[cities.operation, cities.otherOperation, rows],
	);
	await database.query(
		`insert into need_current (need_id, operation_id, version, state, item_code, category, purpose, urgency, deadline, quantity_kind,
			quantity_from, quantity_to, base_unit, substitutes, conditions, facts, confirmed_at, valid_until, created_at, changed_at, words)
		 select id, operation_id, 1, (array['open', 'submitted', 'closed'])[1 + i % 3], 'PWR-GEN', (array['PWR', 'MED'])[1 + i % 2],
			'general', 1 + i % 4, case when i % 2 = 0 then current_date + (i % 300)::int end, 'exact', 5, 5, 'pcs', true, '[]', $1::jsonb,
			now(), now() + interval '1 day', now(), now(), to_tsvector('simple', case when i % 100 = 0 then 'Stromerzeuger генератор' else 'ковдра' end)
		 from (select *, row_number() over () as i from need) n`,
		[JSON.stringify(aNeed())],
	);
	await database.query('vacuum analyze need_current');
	await database.query('vacuum analyze need');
});

const all: NeedFilter = {
	operationIds: [cities.operation],
	state: 'alive',
	urgency: null,
	category: null,
	needListId: null,
	search: '',
};
const list = (filter: NeedFilter, after: NeedCursor | null = null, limit = 50) =>
	inCity(database.databases.app, coordinator, (trx) => listNeeds(trx, filter, { after, limit }));

describe('the list of needs', () => {
	it.each([
		['all current ones', {}],
		['every one', { state: 'all' }],
		['the open ones', { state: 'open' }],
		['one category', { category: 'MED' }],
		['one urgency', { urgency: 2 }],
		['a search', { search: 'Stromerzeuger' }],
		['a search in one category', { search: 'генератори', category: 'PWR', state: 'all' }],
	] as const)('reads %s through an index, at the first page and in the middle', async (_what, changes) => {
		const filter = { ...all, ...changes };
		const middle = { urgency: 2, due: '2026-01-01', needId: anId<'need'>() } as unknown as NeedCursor;
		for (const after of [null, middle]) {
			const statement = needsStatement(filter, prefixQuery(filter.search), { after, limit: 51 });
			const plan = await inCity(database.databases.app, coordinator, async (trx) => {
				const { rows: lines } = await sql<Record<string, string>>`explain ${statement}`.execute(trx);
				return lines.map((line) => Object.values(line)[0]).join('\n');
			});
			expect(plan).toMatch(/need_current_\w+|need_current_pkey/);
			expect(plan).not.toMatch(/Seq Scan on need_current/);
		}
	});

	it('turning pages shows each need once and in order', async () => {
		const seen: string[] = [];
		let after: NeedCursor | null = null;
		for (;;) {
			const page: Awaited<ReturnType<typeof list>> = await list({ ...all, urgency: 1 }, after, 200);
			seen.push(...page.map(({ needId }) => needId));
			const last = page.at(-1);
			if (!last) break;
			after = { urgency: last.urgency, due: last.due, needId: last.needId as Id<'need'> };
		}
		const [counted] = await database.query(
			'select count(*)::int as count from need_current where operation_id = $1 and alive and urgency = 1',
			[cities.operation],
		);
		expect(seen).toHaveLength(counted?.['count']);
		expect(new Set(seen).size).toBe(seen.length);
	});

	it('shows nothing of an operation the city has no part in, even when asked for it', async () => {
		expect(await list({ ...all, operationIds: [cities.otherOperation] })).toEqual([]);
		expect(await list({ ...all, operationIds: [cities.otherOperation], search: 'Stromerzeuger' })).toEqual([]);
	});

	it('a search narrowed and paged shows exactly the needs that match, each once', async () => {
		const seen: string[] = [];
		let after: NeedCursor | null = null;
		for (;;) {
			const page: Awaited<ReturnType<typeof list>> = await list(
				{ ...all, search: 'ковдра', category: 'PWR', urgency: 3 },
				after,
				300,
			);
			seen.push(...page.map(({ needId }) => needId));
			const last = page.at(-1);
			if (!last) break;
			after = { urgency: last.urgency, due: last.due, needId: last.needId as Id<'need'> };
		}
		const [counted] = await database.query(
			`select count(*)::int as count from need_current
			 where operation_id = $1 and alive and urgency = 3 and category = 'PWR' and words @@ 'ковдра'`,
			[cities.operation],
		);
		expect(seen).toHaveLength(counted?.['count']);
		expect(new Set(seen).size).toBe(seen.length);
	});

	it('finds words by their beginnings whatever is typed around them', async () => {
		for (const search of ['Stromerzeugern', '«генератори»', 'strom & | ! :* )(', 'генер']) {
			expect((await list({ ...all, search })).length).toBeGreaterThan(0);
		}
		expect(await list({ ...all, search: '&|!' })).toEqual([]);
	});
});
