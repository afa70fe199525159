import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Log, silentLog } from '../log/log.server.ts';
import { OperatorError } from '../operator-error.ts';

export interface MigrateOptions {
	/** Holds `roles.sql` and `migrations/NNNN-name.sql`. Default: db/ of this project. */
	readonly folder?: string;
	readonly log?: Log;
	/** The last number to apply; default all. For tests that upgrade a database with data in it. */
	readonly until?: number;
}

export interface Migration {
	readonly number: number;
	/** "0001-platform.sql" */
	readonly name: string;
	readonly text: string;
	readonly checksum: string;
}

const ownFolder = fileURLToPath(new URL('../../../../db', import.meta.url));
const oldestServer = 150_000;

/**
 * Brings a database up to date: the roles, then each migration not yet applied, in its own transaction, in order.
 * Several at once take turns. Answers the names of those applied now.
 *
 * Throws an OperatorError, naming file and line, where a statement fails, where an applied file was changed or removed
 * since, where the server is too old or the user may not create roles. A failed migration leaves no trace.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<readonly string[]> {
	const folder = options.folder ?? ownFolder;
	const migrations = await readMigrations(join(folder, 'migrations'));
	const client = await openClient(url);
	try {
		await assertServer(client);
		await client.query(`select pg_advisory_lock(hashtext('tandem'), 2)`);
		await applyRoles(client, join(folder, 'roles.sql'));
		await client.query('set role tandem_owner');
		await client.query(createHistory);
		return await applyMissing(client, migrations, options);
	} finally {
		await client.end();
	}
}

/** Whether every migration of the folder is applied, unchanged: a server must not run on an older database. */
export async function isMigrated(url: string, folder = ownFolder): Promise<boolean> {
	const migrations = await readMigrations(join(folder, 'migrations'));
	const client = await openClient(url);
	try {
		const applied = await client.query<{ checksum: string }>('select checksum from schema_migration');
		const known = new Set(applied.rows.map((row) => row.checksum));
		return migrations.every((migration) => known.has(migration.checksum));
	} catch (error) {
		if ((error as { code?: string }).code === '42P01') return false;
		throw error;
	} finally {
		await client.end();
	}
}

/** Why a first connection fails, in words; the address itself holds a password and is never repeated. */
const connectionProblems: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'nothing listens there',
	ENOENT: 'there is no such socket',
	ENOTFOUND: 'its host name has no address',
	EAI_AGAIN: 'its host name could not be looked up',
	ETIMEDOUT: 'it does not answer',
	EHOSTUNREACH: 'there is no way to its host',
	'28P01': 'user or password is wrong',
	'28000': 'the server does not let this user in from here (pg_hba.conf)',
	'3D000': 'the server has no such database',
	'53300': 'the server has no connection left',
	'57P03': 'the server is just starting or stopping',
};

async function openClient(url: string): Promise<pg.Client> {
	const client = new pg.Client({
		connectionString: url,
		application_name: 'tandem-migrate',
		connectionTimeoutMillis: 15_000,
	});
	client.on('error', () => {});
	try {
		await client.connect();
		return client;
	} catch (error) {
		const { code, errors } = error as { code?: string; errors?: readonly { code?: string }[] };
		const known = connectionProblems[code ?? errors?.[0]?.code ?? ''];
		const tooLong = error instanceof Error && error.message.includes('timeout') ? 'it does not answer' : undefined;
		const reason = known ?? tooLong ?? (error instanceof Error ? error.message : 'unknown reason');
		throw new OperatorError(`The database of DATABASE_URL can't be reached: ${reason}.`, { cause: error });
	}
}

const createHistory = `create table if not exists schema_migration (
	number integer primary key,
	name text not null unique,
	checksum text not null,
	applied_at timestamptz not null default now()
)`;

/**
 * Row-level security is forced on the owner too, who is no superuser. Functions that run with the owner's rights and
 * later migrations need to see every row, so each protected table gets a policy that says so, where it has none.
 */
const letOwnerThrough = `do $$
declare
	protected regclass;
begin
	for protected in
		select oid from pg_class
		where relrowsecurity and relowner = 'tandem_owner'::regrole and not exists (
			select from pg_policy where polrelid = pg_class.oid and 'tandem_owner'::regrole = any (polroles))
	loop
		execute format('create policy owner_keeps_all on %s to tandem_owner using (true) with check (true)', protected);
	end loop;
end $$`;

/** The migrations of a folder in order. Two of one number, or a file without a number, is an error of the house. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
	const migrations = await Promise.all(
		names.map(async (name) => {
			const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1];
			if (!number) throw new OperatorError(`db/migrations/${name} is not named NNNN-name.sql.`);
			const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
			return { number: Number(number), name, text, checksum: createHash('sha256').update(text).digest('hex') };
		}),
	);
	for (const [index, migration] of migrations.entries()) {
		const twin = migrations[index - 1];
		if (twin?.number !== migration.number) continue;
		throw new OperatorError(`db/migrations/${twin.name} and ${migration.name} have the same number.`);
	}
	return migrations;
}

async function assertServer(client: pg.Client): Promise<void> {
	const answer = await client.query<{ number: number; version: string; encoding: string }>(
		`select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
			current_setting('server_encoding') as encoding`,
	);
	const server = answer.rows[0]!;
	if (server.number < oldestServer) {
		throw new OperatorError(`Tandem needs PostgreSQL 15 or later; DATABASE_URL leads to ${server.version}.`);
	}
	if (server.encoding !== 'UTF8') {
		throw new OperatorError(
			`The database is encoded in ${server.encoding}. Create it anew with: create database tandem encoding 'UTF8' ` +
				'template template0.',
		);
	}
}

async function applyRoles(client: pg.Client, file: string): Promise<void> {
	const text = await readFile(file, 'utf8');
	try {
		await client.query(text);
	} catch (error) {
		if ((error as { code?: string }).code !== '42501') throw explain(error, 'db/roles.sql', text);
		throw new OperatorError(
			'The user of DATABASE_URL may not create the roles Tandem works with. Either make it the owner of the database ' +
				'and give it the right (alter role … createrole), or let a superuser run db/roles.sql in the database once and ' +
				'grant tandem_owner, tandem_app, tandem_public and tandem_worker to it.',
		);
	}
}

async function applyMissing(
	client: pg.Client,
	migrations: readonly Migration[],
	{ until = Number.POSITIVE_INFINITY, log = silentLog }: MigrateOptions,
): Promise<readonly string[]> {
	const answer = await client.query<{ number: number; name: string; checksum: string }>(
		'select number, name, checksum from schema_migration order by number',
	);
	const applied = new Map(answer.rows.map((row) => [row.number, row]));
	assertUnchanged([...applied.values()], migrations);
	const missing = migrations.filter(({ number }) => number <= until && !applied.has(number));
	for (const migration of missing) {
		const began = performance.now();
		await applyOne(client, migration);
		log.info('applied a migration', {
			migration: migration.name,
			milliseconds: Math.round(performance.now() - began),
		});
	}
	return missing.map((migration) => migration.name);
}

function assertUnchanged(
	applied: readonly { number: number; name: string; checksum: string }[],
	migrations: readonly Migration[],
): void {
	for (const was of applied) {
		const is = migrations.find((migration) => migration.number === was.number);
		if (!is) {
			throw new OperatorError(
				`The database has the migration ${was.name}, which this Tandem does not know: the database is newer. ` +
					'Start the version of Tandem that migrated it, or restore a backup.',
			);
		}
		if (is.checksum !== was.checksum) {
			throw new OperatorError(
				`db/migrations/${is.name} was changed after it had been applied. Put the file back as it was and write the ` +
					'change as a new migration.',
			);
		}
	}
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
	await client.query('begin');
	try {
		await client.query(migration.text);
		await client.query(letOwnerThrough);
		await client.query('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [
			migration.number,
			migration.name,
			migration.checksum,
		]);
		await client.query('commit');
	} catch (error) {
		await client.query('rollback').catch(() => {});
		throw explain(error, `db/migrations/${migration.name}`, migration.text);
	}
}

/** The error as the person who wrote the file needs it: file, line, PostgreSQL's sentence. */
function explain(error: unknown, file: string, text: string): OperatorError {
	const { message, position, detail, hint, where } = error as pg.DatabaseError;
	const line = position ? `:${text.slice(0, Number(position) - 1).split('\n').length}` : '';
	const more = [detail, hint, position ? undefined : where].filter((part) => part !== undefined).join(' ');
	return new OperatorError(`${file}${line}: ${message}${more ? ` (${more})` : ''}`, { cause: error });
}
