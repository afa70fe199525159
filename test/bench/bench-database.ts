import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createToken, hashToken } from '#lib/access/tokens.server.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { connect, type Databases, withDatabase } from '#lib/platform/database/connect.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/database/embedded-postgres.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { prepareDatabase } from '#lib/platform/prepare.server.ts';
import { allJobs } from '../../bin/jobs.ts';
import { loadStory } from '../../db/seed/story.server.ts';

/** A database server of the benchmark's own, in a folder that goes with it. */
export interface BenchServer {
	/** A database of its own with the demo's story in it. */
	database(): Promise<BenchDatabase>;
	/** Ends it and removes its folder. */
	stop(): Promise<void>;
}

export interface BenchDatabase {
	readonly url: string;
	readonly databases: Databases;
	/** Runs SQL as the superuser. */
	query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
	close(): Promise<void>;
}

/** Starts it, without fsync: laying out rows is no part of what is measured. */
export async function startBenchServer(): Promise<BenchServer> {
	const folder = join(tmpdir(), `tandem-lists-${process.pid}`);
	const server = await startEmbeddedPostgres({ folder, durable: false, log: silentLog });
	const opened: BenchDatabase[] = [];
	const stop = async () => {
		await Promise.all(opened.map((database) => database.close()));
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await server.ensureDatabase('story');
		await tellStory(server.url('story'));
	} catch (error) {
		await stop();
		throw error;
	}
	let made = 0;
	return {
		stop,
		database: async () => {
			const name = `bench_${++made}`;
			await once(server.url('postgres'), `create database ${name} template story`);
			const database = await open(withDatabase(server.url('postgres'), name));
			opened.push(database);
			return database;
		},
	};
}

async function tellStory(url: string): Promise<void> {
	await prepareDatabase(url, { jobs: allJobs });
	const databases = connect(url);
	const config = readConfig({}, tmpdir());
	await loadStory({ config, databases, clock: systemClock, log: silentLog }, 160);
	await databases.close();
}

async function open(url: string): Promise<BenchDatabase> {
	const databases = connect(url);
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	return {
		url,
		databases,
		query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
			(await client.query<Row>(text, [...values])).rows,
		close: async () => {
			await databases.close();
			await client.end();
		},
	};
}

async function once(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(statement).finally(() => client.end());
}

/** Signs a person of Dortmund in, as the database sees it; answers the cookie. */
export async function signIn(database: BenchDatabase, role: string): Promise<string> {
	const token = createToken();
	await database.query(
		`insert into session (id, token_hash, account_id, method, strength, device, address_hash, signed_in_at, last_seen_at)
		select $1, $2, a.id, 'link', 'full', 'bench', '\\x00', now(), now()
		from account a join account_role r on r.account_id = a.id join city c on c.id = a.city_id
		where c.slug = 'dortmund' and r.role = $3`,
		[randomUUID(), hashToken(token), role],
	);
	return `tandem-session=${token}`;
}
