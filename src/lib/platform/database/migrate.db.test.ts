import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { emptyDatabase, type FreshDatabase } from '#test/database.ts';
import { isMigrated, migrate } from './migrate.server.ts';

const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
	for (const cleanup of cleanups) await cleanup();
});

async function aDatabase(): Promise<FreshDatabase> {
	const database = await emptyDatabase();
	cleanups.push(database.close);
	return database;
}

/** A folder like db/, with the real roles and the given migrations. */
async function aFolder(migrations: Readonly<Record<string, string>>): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'tandem-migrations-'));
	cleanups.push(() => rm(folder, { recursive: true }));
	await cp('db/roles.sql', join(folder, 'roles.sql'));
	await mkdir(join(folder, 'migrations'));
	for (const [name, text] of Object.entries(migrations)) await writeFile(join(folder, 'migrations', name), text);
	return folder;
}

const two = {
	'0001-first.sql': 'create table first (\n\tid int\n);',
	'0002-second.sql': 'create table second (id int);',
};

describe('migrating', () => {
	test('applies each file once, in order, as the owner', async () => {
		const { url, query } = await aDatabase();
		const folder = await aFolder(two);
		expect(await isMigrated(url, folder)).toBe(false);
		expect(await migrate(url, { folder })).toEqual(['0001-first.sql', '0002-second.sql']);
		expect(await migrate(url, { folder })).toEqual([]);
		expect(await isMigrated(url, folder)).toBe(true);
		expect(await query(`select tableowner from pg_tables where tablename = 'second'`)).toEqual([
			{ tableowner: 'tandem_owner' },
		]);
	});

	test('goes on from where an older version stopped', async () => {
		const { url } = await aDatabase();
		const folder = await aFolder(two);
		expect(await migrate(url, { folder, until: 1 })).toEqual(['0001-first.sql']);
		expect(await isMigrated(url, folder)).toBe(false);
		expect(await migrate(url, { folder })).toEqual(['0002-second.sql']);
	});

	test('applies each file once when eight start at the same time', async () => {
		const { url } = await aDatabase();
		const folder = await aFolder(two);
		const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(url, { folder })));
		expect(applied.flat().sort()).toEqual(['0001-first.sql', '0002-second.sql']);
	});

	test('leaves no trace of a file that fails, and names file, line and reason', async () => {
		const { url, query } = await aDatabase();
		const bad = 'create table half (id int);\n\ncreate table other (\n\tid itn\n);';
		const folder = await aFolder({ '0001-first.sql': two['0001-first.sql'], '0002-bad.sql': bad });
		await expect(migrate(url, { folder })).rejects.toThrow('db/migrations/0002-bad.sql:4: type "itn" does not exist');
		expect(await query(`select from pg_tables where tablename = 'half'`)).toEqual([]);
		expect(await query('select name from schema_migration')).toEqual([{ name: '0001-first.sql' }]);
	});

	test('refuses a file that was changed after it had been applied, but not one with other line ends', async () => {
		const { url } = await aDatabase();
		const folder = await aFolder(two);
		await migrate(url, { folder });
		const file = join(folder, 'migrations', '0001-first.sql');
		await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'));
		expect(await migrate(url, { folder })).toEqual([]);
		await writeFile(file, 'create table first (id bigint);');
		await expect(migrate(url, { folder })).rejects.toThrow('0001-first.sql was changed after it had been applied');
	});

	test('refuses a database that is newer than the program', async () => {
		const { url } = await aDatabase();
		await migrate(url, { folder: await aFolder(two) });
		const older = await aFolder({ '0001-first.sql': two['0001-first.sql'] });
		await expect(migrate(url, { folder: older })).rejects.toThrow('the database is newer');
	});

	test.each([
		['two files of one number', { '0001-a.sql': 'select 1', '0001-b.sql': 'select 1' }, 'have the same number'],
		['a file without a number', { 'first.sql': 'select 1' }, 'not named NNNN-name.sql'],
	])('refuses %s', async (_, migrations, sentence) => {
		const { url } = await aDatabase();
		await expect(migrate(url, { folder: await aFolder(migrations) })).rejects.toThrow(sentence);
	});
});

describe('a database of someone else', () => {
	/** As a city's administrator would give it: a database owned by a user who is no superuser. */
	async function aGivenDatabase(rights: string): Promise<{ url: string; query: FreshDatabase['query'] }> {
		const { url, query } = await aDatabase();
		const address = new URL(url);
		const user = `city_${address.pathname.slice(6)}`;
		await query(`create role ${user} login password 'pw' ${rights}`);
		await query(`alter database ${address.pathname.slice(1)} owner to ${user}`);
		cleanups.unshift(async () => {
			await query(`reassign owned by ${user} to postgres`);
			await query(`drop owned by ${user} cascade`);
			await query(`drop role ${user}`);
		});
		address.username = user;
		address.password = 'pw';
		return { url: address.href, query };
	}

	test('is migrated as its owner with CREATEROLE, without a superuser', async () => {
		const { url } = await aGivenDatabase('nosuperuser createrole');
		// The roles exist in this server already, made by the superuser: an administrator then grants them once.
		await grantRoles(new URL(url).username);
		const folder = await aFolder(two);
		expect(await migrate(url, { folder })).toHaveLength(2);
		expect(await migrate(url, { folder })).toEqual([]);
	});

	test('is refused with the way out where its user may not take the roles', async () => {
		const { url } = await aGivenDatabase('nosuperuser nocreaterole');
		const folder = await aFolder(two);
		await expect(migrate(url, { folder })).rejects.toThrow('may not create the roles Tandem works with');
	});

	async function grantRoles(user: string): Promise<void> {
		const { query } = await aDatabase();
		await query(`grant tandem_owner, tandem_app, tandem_public, tandem_worker to ${user} with admin option`);
	}
});
