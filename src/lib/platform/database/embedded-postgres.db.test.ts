import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { until } from '#test/until.ts';
import { createLog, silentLog } from '../log/log.server.ts';
import { connect } from './connect.server.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.server.ts';
import { migrate } from './migrate.server.ts';
import { mendSymlinks } from './postgres-binaries.server.ts';
import { isPostmaster, readPostmaster, removeStaleLock } from './postmaster.server.ts';
import { findUser } from './system-user.server.ts';
import { inWorker, isConnectionLoss } from './transaction.server.ts';

const folders: string[] = [];
const running = new Set<EmbeddedPostgres>();
afterAll(async () => {
	for (const server of running) await server.stop();
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function aFolder(): Promise<string> {
	const parent = await mkdtemp(join(tmpdir(), 'tandem-embedded-'));
	folders.push(parent);
	// Others may pass through: as root, the server runs as another user.
	await chmod(parent, 0o711);
	return join(parent, 'database');
}

async function start(folder: string, log = silentLog, durable = false): Promise<EmbeddedPostgres> {
	const server = await startEmbeddedPostgres({ folder, durable, log });
	running.add(server);
	return server;
}

async function stop(server: EmbeddedPostgres): Promise<string> {
	running.delete(server);
	return server.stop();
}

async function ask(url: string, text: string): Promise<Record<string, unknown> | undefined> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => {});
	await client.connect();
	try {
		return (await client.query<Record<string, unknown>>(text)).rows[0];
	} finally {
		await client.end().catch(() => {});
	}
}

/** A log that keeps the names of its events. */
function noting(events: string[]) {
	const write = (line: string) => events.push((JSON.parse(line) as { event: string }).event);
	return createLog({ level: 'debug', form: 'lines', now: () => 0, write });
}

describe('the database server of our own', () => {
	test('keeps what was committed, is checked against rot, and is reached by nobody else', async () => {
		const folder = await aFolder();
		const first = await start(folder);
		await first.ensureDatabase('tandem');
		await first.ensureDatabase('tandem');
		const url = first.url('tandem');
		await ask(url, 'create table kept (id int)');
		const settings = `select current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
			current_setting('timezone') as zone, current_setting('listen_addresses') as listens,
			(select datlocale from pg_database where datname = 'tandem') as locale,
			(select count(*)::int from pg_collation where collname in ('de-x-icu', 'uk-x-icu')) as collations`;
		expect(await ask(url, settings)).toEqual({
			checksums: 'on',
			encoding: 'UTF8',
			zone: 'UTC',
			listens: '',
			locale: 'C.UTF-8',
			collations: 2,
		});
		const wrong = new URL(url);
		wrong.password = 'guessed';
		await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
		expect((await stat(join(folder, 'password'))).mode & 0o077).toBe(0);
		expect((await stat(folder)).mode & 0o077).toBe(0);
		expect(await stop(first)).toBe('stopped');
		expect(await readPostmaster(join(folder, 'cluster'))).toBeUndefined();
		const second = await start(folder);
		expect(await ask(second.url('tandem'), 'select count(*)::int as count from kept')).toEqual({ count: 0 });
		await stop(second);
	});

	test('is joined by a second process, and ends with the last of them', async () => {
		const folder = await aFolder();
		const [one, other] = await Promise.all([start(folder), start(folder)]);
		expect(other.processId).toBe(one.processId);
		expect(await stop(one)).toBe('still-used');
		expect(await ask(other.url('postgres'), 'select 1 as alive')).toEqual({ alive: 1 });
		expect(await stop(other)).toBe('stopped');
	});

	test('is taken over where the process that started it was killed', async () => {
		const folder = await aFolder();
		const module = new URL('./embedded-postgres.server.ts', import.meta.url).href;
		const logs = new URL('../log/log.server.ts', import.meta.url).href;
		const script = `import { startEmbeddedPostgres } from '${module}'; import { silentLog } from '${logs}';
			const server = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, durable: false, log: silentLog });
			console.log(server.processId); process.kill(process.pid, 'SIGKILL');`;
		const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { cwd: process.cwd() });
		let said = '';
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString();
		});
		await new Promise((done) => child.once('close', done));
		const orphan = Number(said);
		expect(await isPostmaster(orphan)).toBe(true);
		const server = await start(folder);
		expect(server.processId).toBe(orphan);
		expect(await stop(server)).toBe('stopped');
		expect(await isPostmaster(orphan)).toBe(false);
	});

	test('is started again after kill -9, with everything that was committed', async () => {
		const events: string[] = [];
		const server = await start(await aFolder(), noting(events), true);
		const url = server.url('postgres');
		await ask(url, 'create table kept as select generate_series(1, 1000) as id');
		const returns = () => events.filter((event) => event === 'the database server is back').length;
		for (const round of [1, 2]) {
			const killed = server.processId;
			process.kill(killed, 'SIGKILL');
			await until(() => returns() === round);
			expect(server.processId).not.toBe(killed);
			expect(await ask(url, 'select count(*)::int as count from kept')).toEqual({ count: 1000 });
		}
		await stop(server);
	});

	test('may die under eight writers: none of them notices, and nothing they were told is lost', async () => {
		const server = await start(await aFolder(), silentLog, true);
		await migrate(server.url('postgres'), { until: 1 });
		await ask(server.url('postgres'), 'create table kept (id int primary key)');
		await ask(server.url('postgres'), 'grant insert on kept to tandem_worker');
		const databases = connect(server.url('postgres'), { patience: 60 });
		const confirmed: number[] = [];
		const failures: unknown[] = [];
		let next = 0;
		let stopping = false;
		const write = async (): Promise<void> => {
			while (!stopping) {
				const id = next++;
				const written = inWorker(databases.worker, (trx) => sql`insert into kept values (${id})`.execute(trx));
				// Only a commit that was cut short may fail: nobody was told that it happened.
				await written.then(
					() => confirmed.push(id),
					(error: unknown) => failures.push(error),
				);
			}
		};
		const writers = Promise.all(Array.from({ length: 8 }, write));
		for (let round = 0; round < 2; round++) {
			const killed = server.processId;
			const before = confirmed.length;
			await until(() => confirmed.length > before + 50);
			process.kill(killed, 'SIGKILL');
			await until(() => server.processId !== killed);
		}
		stopping = true;
		await writers;
		const found = await ask(server.url('postgres'), 'select array_agg(id) as ids from kept');
		const kept = new Set(found!['ids'] as number[]);
		expect(failures.filter((error) => !isConnectionLoss(error))).toEqual([]);
		expect(confirmed.filter((id) => !kept.has(id))).toEqual([]);
		await databases.close();
		await stop(server);
	});

	test('starts over the lock of a dead server whose process number now belongs to something else', async () => {
		const folder = await aFolder();
		await stop(await start(folder));
		const lock = join(folder, 'cluster', 'postmaster.pid');
		await writeFile(lock, `${process.pid}\n${join(folder, 'cluster')}\n1700000000\n5432\n\n\n\nready   \n`);
		const events: string[] = [];
		const server = await start(folder, noting(events));
		expect(events).toContain('removed the lock file of a server that is gone');
		await stop(server);
	});

	test('leaves no half-made cluster behind when it is refused, and says the way out', async () => {
		const folder = await aFolder();
		await stop(await start(folder));
		await writeFile(join(folder, 'cluster', 'PG_VERSION'), '14\n');
		await expect(start(folder)).rejects.toThrow(/was written by PostgreSQL 14.*DATABASE_URL/);
		expect((await readdir(folder)).filter((name) => name.startsWith('cluster.'))).toEqual([]);
	});

	test('takes a database whose owner may create roles but is no superuser, where there are no roles yet', async () => {
		const server = await start(await aFolder());
		await ask(server.url('postgres'), `create role city login password 'pw' createrole`);
		await ask(server.url('postgres'), 'create database city owner city');
		const url = server.url('city').replace(/\/\/[^@]*@/, '//city:pw@');
		expect((await migrate(url)).length).toBeGreaterThan(0);
		expect(await migrate(url)).toEqual([]);
		await stop(server);
	});

	test('listens on the loopback where the path is too long for a socket', async () => {
		const parent = await aFolder();
		const folder = join(parent, '..', 'a'.repeat(90), 'database');
		const server = await start(folder);
		expect(server.url('postgres')).toContain('@127.0.0.1:');
		expect(await ask(server.url('postgres'), `select current_setting('listen_addresses') as listens`)).toEqual({
			listens: '127.0.0.1',
		});
		await stop(server);
	});
});

describe('the bundled programs', () => {
	test('get back the library links that npm did not make', async () => {
		const folder = await aFolder();
		const library = join(folder, 'native', 'lib');
		await mkdir(library, { recursive: true });
		await writeFile(join(library, 'libicu.so.60.2'), 'library');
		await symlink('gone.so.1', join(library, 'libdangling.so'));
		const links = [
			{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' },
			{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libdangling.so' },
		];
		await writeFile(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links));
		await mendSymlinks(folder, silentLog);
		await mendSymlinks(folder, silentLog);
		expect(await readFile(join(library, 'libicu.so.60'), 'utf8')).toBe('library');
		expect(await readFile(join(library, 'libdangling.so'), 'utf8')).toBe('library');
		await cp(folder, `${folder}-moved`, { recursive: true, verbatimSymlinks: true });
		expect(await readFile(join(`${folder}-moved`, 'native', 'lib', 'libicu.so.60'), 'utf8')).toBe('library');
	});
});

describe('a lock file', () => {
	test.each([
		['that names a dead process', '999999999\n', 0, true],
		['that names a process which is no database server', `${process.pid}\n`, 0, true],
		['that was cut short long ago', '', 60_000, true],
		// Ahead of the clock, so that it is young however long the test is held up.
		['that is just being written', '', -3_600_000, false],
	])('%s', async (_, text, age, removed) => {
		const folder = await mkdtemp(join(tmpdir(), 'tandem-lock-'));
		folders.push(folder);
		const file = join(folder, 'postmaster.pid');
		await writeFile(file, text);
		const written = new Date(Date.now() - age);
		await utimes(file, written, written);
		expect(await removeStaleLock(folder)).toBe(removed);
	});
});

describe('the user the server runs as', () => {
	const passwd = 'root:x:0:0::/root:/bin/sh\nadmin:x:0:0::/:/bin/sh\npostgres:x:101:104:PostgreSQL,,,:/:/bin/sh\n';
	test.each([
		['postgres', { name: 'postgres', uid: 101, gid: 104 }],
		['nobody', undefined],
		['admin', undefined],
	])('%s', (name, found) => {
		expect(findUser(passwd, name)).toEqual(found);
	});
});
