import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '#lib/kernel/instant.ts';
import { anActor, anId, freshDatabase } from '#test/database.ts';
import { answers, assertRoles, connect, databaseRoles, roleName, type Trx } from './connect.server.ts';
import { inCity, inPublic, inWorker } from './transaction.server.ts';
import { sqlInstant, sqlJson, sqlUuids } from './values.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, owner, public: site, worker } = database.databases;

beforeAll(async () => {
	await database.query(`
		create table note (city uuid not null, text text not null);
		create table counter (id int primary key, value int not null);
		alter table note owner to tandem_owner; alter table counter owner to tandem_owner;
		alter table note enable row level security; alter table note force row level security;
		create policy note_of_city on note to tandem_app using (city = current_city()) with check (city = current_city());
		create policy note_of_worker on note to tandem_worker using (true);
		grant select, insert on note to tandem_app; grant select on note to tandem_worker;
		grant all on counter to tandem_app;
		insert into counter values (1, 0), (2, 0);
	`);
});

const [dortmund, zhytomyr] = [anActor(), anActor()];
const write = (trx: Trx, city: string, text: string) => sql`insert into note values (${city}, ${text})`.execute(trx);
const read = async (trx: Trx): Promise<readonly string[]> =>
	(await sql<{ text: string }>`select text from note order by text`.execute(trx)).rows.map((row) => row.text);

describe('a transaction for a city', () => {
	test('sees and takes rows of that city only', async () => {
		await inCity(app, dortmund, (trx) => write(trx, dortmund.city, 'ours'));
		await inCity(app, zhytomyr, (trx) => write(trx, zhytomyr.city, 'theirs'));
		expect(await inCity(app, dortmund, read)).toEqual(['ours']);
		expect(await inCity(app, zhytomyr, read)).toEqual(['theirs']);
		expect(await inWorker(worker, read)).toEqual(['ours', 'theirs']);
		const foreign = inCity(app, dortmund, (trx) => write(trx, zhytomyr.city, 'smuggled'));
		await expect(foreign).rejects.toThrow(/row-level security/);
	});

	test('leaves its city to nobody: the next user of the connection sees nothing', async () => {
		const one = connect(database.url, { connections: { app: 1 }, patience: 60 });
		await inCity(one.app, dortmund, read);
		expect(await one.app.transaction().execute(read)).toEqual([]);
		await one.close();
	});

	test('keeps cities apart under load on few connections', async () => {
		const few = connect(database.url, { connections: { app: 3 }, patience: 60 });
		const cities = Array.from({ length: 60 }, (_, index) => (index % 2 ? dortmund : zhytomyr));
		const seen = await Promise.all(cities.map((actor) => inCity(few.app, actor, read)));
		expect(seen).toEqual(cities.map((actor) => (actor === dortmund ? ['ours'] : ['theirs'])));
		await few.close();
	});

	test('knows its account, and none for a holder of a private link', async () => {
		const account = async (trx: Trx) =>
			(await sql<{ account: string | null }>`select current_account() as account`.execute(trx)).rows[0]!.account;
		expect(await inCity(app, dortmund, account)).toBe(dortmund.account);
		expect(await inCity(app, { ...dortmund, account: null }, account)).toBeNull();
	});

	test('is tried again after a deadlock, so that both have their effect', async () => {
		const bothLocked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const add = (trx: Trx, id: number) => sql`update counter set value = value + 1 where id = ${id}`.execute(trx);
		const cross = (mine: number, first: number, second: number) =>
			inCity(app, dortmund, async (trx) => {
				await add(trx, first);
				bothLocked[mine]!.resolve();
				await bothLocked[1 - mine]!.promise;
				await add(trx, second);
			});
		await Promise.all([cross(0, 1, 2), cross(1, 2, 1)]);
		expect(await database.query('select value from counter order by id')).toEqual([{ value: 2 }, { value: 2 }]);
	});

	test('is tried again after a serialization conflict, and gives up after as many attempts as allowed', async () => {
		await database.query('update counter set value = 0');
		const increment = async (trx: Trx) => {
			const { value } = (await sql<{ value: number }>`select value from counter where id = 1`.execute(trx)).rows[0]!;
			await sql`update counter set value = ${value + 1} where id = 1`.execute(trx);
		};
		const options = { isolation: 'serializable', attempts: 1000 } as const;
		await Promise.all(Array.from({ length: 6 }, () => inCity(app, dortmund, increment, options)));
		expect(await database.query('select value from counter where id = 1')).toEqual([{ value: 6 }]);
		let tries = 0;
		const hopeless = inCity(
			app,
			dortmund,
			async (trx) => {
				tries++;
				await sql`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`.execute(trx);
			},
			{ attempts: 3 },
		);
		await expect(hopeless).rejects.toThrow('conflict');
		expect(tries).toBe(3);
	});
});

describe('the roles', () => {
	test('are what each pool works as, and RESET ROLE does not lead out of them', async () => {
		await assertRoles(database.databases);
		for (const role of databaseRoles) {
			const found = await database.databases[role].connection().execute(async (db) => {
				await sql`reset role`.execute(db);
				return sql<{ user: string; superuser: string }>`
					select current_user::text as user, current_setting('is_superuser') as superuser`.execute(db);
			});
			expect(found.rows).toEqual([{ user: roleName(role), superuser: 'off' }]);
		}
	});

	test('are demanded of a pooler that drops start-up options', async () => {
		const deaf = { ...database.databases, app: database.databases.owner };
		await expect(assertRoles(deaf)).rejects.toThrow('does not take the role tandem_app');
	});

	test('let the public read nothing that was not granted, and write nothing at all', async () => {
		await expect(inPublic(site, read)).rejects.toThrow(/permission denied/);
		await expect(inPublic(site, (trx) => sql`create table mine (id int)`.execute(trx))).rejects.toThrow(/read-only/);
		await expect(sql`create table mine (id int)`.execute(site)).rejects.toThrow(/permission denied/);
	});

	test('let nobody but the owner change the schema, and the owner see every row', async () => {
		for (const db of [app, site, worker]) {
			await expect(sql`create table mine (id int)`.execute(db)).rejects.toThrow(/permission denied/);
		}
		await sql`create table command_copy as select * from command`.execute(owner);
	});

	test('may call only the functions granted to them by name, and the public none', async () => {
		const open = await database.query(`
			select proname from pg_proc where pronamespace = 'public'::regnamespace
				and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0)
					or has_function_privilege('tandem_public', oid, 'execute'))`);
		expect(open).toEqual([]);
	});

	test('lend the rights of the owner only through functions that fix where they look for names', async () => {
		const open = await database.query(`
			select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace and proconfig is null`);
		expect(open).toEqual([]);
	});
});

describe('values', () => {
	test('come as the kernel has them', async () => {
		const found =
			await sql`select 9007199254740991::int8 as "int8", 1.10::numeric as "numeric", date '2023-03-14' as day,
			timestamptz '2023-03-14 10:00:00.123999+02' as at, null::timestamptz as nothing, array[1, 2]::int8[] as "many",
			array[date '2023-03-14'] as days, array[timestamptz '2023-03-14 08:00+00', null] as times,
			jsonb_build_object('snake_case', 1) as json, array['a b', 'c'] as texts`.execute(app);
		expect(found.rows[0]).toEqual({
			int8: 9007199254740991,
			numeric: '1.10',
			day: '2023-03-14',
			at: Date.parse('2023-03-14T08:00:00.123Z'),
			nothing: null,
			many: [1, 2],
			days: ['2023-03-14'],
			times: [Date.parse('2023-03-14T08:00:00Z'), null],
			json: { snake_case: 1 },
			texts: ['a b', 'c'],
		});
	});

	test('are never rounded in silence', async () => {
		await expect(sql`select 9007199254740993::int8`.execute(app)).rejects.toThrow('too large for a number');
	});

	test('go as the kernel has them', async () => {
		const at = Date.parse('2023-03-14T08:00:00.123Z') as Instant;
		const ids = [anId(), anId()];
		const found = await sql`select ${sqlInstant(at)} as at, ${sqlJson(['a', { b: null }])} as json,
			${sqlUuids(ids)} as ids`.execute(app);
		expect(found.rows[0]).toEqual({ at, json: ['a', { b: null }], ids });
	});
});

test('a database that is gone does not answer, one that is there does', async () => {
	expect(await answers(app)).toBe(true);
	const gone = connect('postgres://nobody@127.0.0.1:1/none');
	expect(await answers(gone.app, 1_000)).toBe(false);
	await gone.close();
});

describe('a function that runs with more rights than its caller', () => {
	test('finds no table of the caller before ours', async () => {
		const careless = await database.query(`
			select proname from pg_proc where pronamespace = current_schema()::regnamespace and prosecdef
				and 'search_path=public, pg_temp' <> all (coalesce(proconfig, '{}'))`);
		expect(careless).toEqual([]);
	});
});
