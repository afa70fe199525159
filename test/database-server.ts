import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { withDatabase } from '#lib/platform/database/connect.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/database/embedded-postgres.server.ts';
import { isPostmaster, processExists, readPostmaster } from '#lib/platform/database/postmaster.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { prepareDatabase } from '#lib/platform/prepare.server.ts';
import { allJobs } from '../bin/jobs.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** A superuser's address of the maintenance database of the test server. */
		readonly serverUrl: string;
		/** The migrated database that `freshDatabase` copies. */
		readonly templateDatabase: string;
	}
}

const folderPrefix = 'tandem-test-';

interface TestServer {
	readonly url: string;
	readonly template: string;
	stop(): Promise<void>;
}

interface SharedServer {
	users: number;
	running?: Promise<TestServer>;
}

/** Every project of the run loads this module anew: what they share lies with the process. */
const ofTheProcess = globalThis as { tandemTestServer?: SharedServer };
ofTheProcess.tandemTestServer ??= { users: 0 };
const shared = ofTheProcess.tandemTestServer;

/**
 * Starts one database server for the run (or takes that of DATABASE_URL) and migrates a template once. The server
 * writes without fsync into a temporary folder; what a killed run left behind is cleared by the next one.
 * TEST_MIGRATIONS_UNTIL=4 leaves out migrations above 0004.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	shared.users++;
	shared.running ??= start(process.env['DATABASE_URL']);
	const { url, template, stop } = await shared.running;
	project.provide('serverUrl', url);
	project.provide('templateDatabase', template);
	return async () => {
		if (--shared.users > 0) return;
		delete shared.running;
		await stop();
	};
}

async function start(external: string | undefined): Promise<TestServer> {
	if (external) return startOn(external);
	await clearLeftBehind();
	const folder = join(tmpdir(), `${folderPrefix}${process.pid}`);
	const embedded = await startEmbeddedPostgres({ folder: join(folder, 'database'), durable: false, log: silentLog });
	const stop = async () => {
		await embedded.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		return { ...(await startOn(embedded.url('postgres'))), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function startOn(url: string): Promise<TestServer> {
	const template = `tandem_template_${process.pid}`;
	await maintain(url, `drop database if exists ${template} with (force)`);
	await maintain(url, `create database ${template}`);
	const until = Number(process.env['TEST_MIGRATIONS_UNTIL'] ?? Number.POSITIVE_INFINITY);
	await prepareDatabase(withDatabase(url, template), { jobs: allJobs, until });
	return { url, template, stop: () => maintain(url, `drop database if exists ${template} with (force)`) };
}

async function maintain(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

async function clearLeftBehind(): Promise<void> {
	for (const name of await readdir(tmpdir())) {
		const owner = Number(name.startsWith(folderPrefix) ? name.slice(folderPrefix.length) : Number.NaN);
		if (!Number.isInteger(owner) || (owner !== process.pid && processExists(owner))) continue;
		const folder = join(tmpdir(), name);
		const left = await readPostmaster(join(folder, 'database', 'cluster'));
		if (left && (await isPostmaster(left.processId))) process.kill(left.processId, 'SIGQUIT');
		await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }).catch(() => {});
	}
}
