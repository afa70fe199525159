import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/platform/database/embedded-postgres.server.ts';
import { migrate } from '#lib/platform/database/migrate.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';

/**
 * Kills the application 200 times and the database server 100 times under eight writers and counts what was confirmed
 * and is gone: it must be nothing, and no move may be half there.
 * `node test/bench/durability.bench.ts [kills of the application] [kills of the database server]`
 */
const [appKills, databaseKills] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 100)];
const writerFile = fileURLToPath(new URL('./durability-writer.ts', import.meta.url));

interface Writer {
	readonly child: ChildProcess;
	readonly confirmed: Set<number>;
}

function startWriter(folder: string, firstId: number): Writer {
	const child = spawn(process.execPath, [writerFile, folder, String(firstId)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const writer: Writer = { child, confirmed: new Set() };
	let rest = '';
	child.stdout!.on('data', (chunk: Buffer) => {
		const lines = (rest + chunk.toString()).split('\n');
		rest = lines.pop()!;
		for (const line of lines) writer.confirmed.add(Number(line));
	});
	return writer;
}

async function until(condition: () => boolean, what: string): Promise<void> {
	for (let waited = 0; !condition(); waited += 5) {
		if (waited > 60_000) throw new Error(`waited in vain for ${what}`);
		await delay(5);
	}
}

async function kill(writer: Writer): Promise<void> {
	const closed = new Promise((done) => writer.child.once('close', done));
	writer.child.kill('SIGKILL');
	await closed;
}

/** The ids that are there whole; throws where one is there by half. */
async function keptMoves(server: EmbeddedPostgres): Promise<Set<number>> {
	const client = new pg.Client({ connectionString: server.url('tandem') });
	await client.connect();
	const half = await client.query('select id from move group by id having sum(units) <> 0 or count(*) <> 2');
	const found = await client.query<{ id: number }>('select distinct id from move');
	await client.end();
	if (half.rowCount) throw new Error(`${half.rowCount} moves are there by half`);
	return new Set(found.rows.map((row) => row.id));
}

function report(what: string, kills: number, confirmed: Set<number>, kept: Set<number>): number {
	const lost = [...confirmed].filter((id) => !kept.has(id)).length;
	const verdict = lost === 0 ? 'kept' : 'BROKEN';
	console.log(`${what}: ${kills} kills, ${confirmed.size} moves confirmed, ${lost} lost (promised 0: ${verdict})`);
	return lost;
}

async function killApplication(folder: string, server: EmbeddedPostgres): Promise<number> {
	const confirmed = new Set<number>();
	for (let round = 0; round < appKills; round++) {
		const writer = startWriter(folder, (round + 1) * 1_000_000);
		await until(() => writer.confirmed.size > 20, 'the first moves');
		await delay((round * 37) % 200);
		await kill(writer);
		for (const id of writer.confirmed) confirmed.add(id);
	}
	return report('kill -9 of the application', appKills, confirmed, await keptMoves(server));
}

async function killDatabase(folder: string, server: EmbeddedPostgres): Promise<number> {
	const writer = startWriter(folder, 1_000_000_000);
	const waits: number[] = [];
	for (let round = 0; round < databaseKills; round++) {
		await until(() => writer.confirmed.size > 20, 'the first moves');
		await delay((round * 53) % 300);
		const [killed, before] = [server.processId, performance.now()];
		process.kill(killed, 'SIGKILL');
		await until(() => server.processId !== killed, 'the database server');
		const known = writer.confirmed.size;
		await until(() => writer.confirmed.size > known, 'the next move');
		waits.push(performance.now() - before);
	}
	const lived = writer.child.exitCode === null;
	await kill(writer);
	const [kept, sorted] = [await keptMoves(server), waits.sort((a, b) => a - b)];
	const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
	console.log(
		`the application ${lived ? 'lived on' : 'DIED'}; back at work after ${at(0.5)} ms (median), ${at(1)} ms (worst)`,
	);
	return report('kill -9 of PostgreSQL', databaseKills, writer.confirmed, kept) + (lived ? 0 : 1);
}

const parent = await mkdtemp(join(tmpdir(), 'tandem-durability-'));
await chmod(parent, 0o711);
const folder = join(parent, 'database');
const server = await startEmbeddedPostgres({ folder, durable: true, log: silentLog });
await server.ensureDatabase('tandem');
await migrate(server.url('tandem'), { until: 1 });
const client = new pg.Client({ connectionString: server.url('tandem') });
await client.connect();
await client.query('create table move (id bigint, account text, units int, primary key (id, account))');
await client.query('grant insert on move to tandem_worker');
await client.end();
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const broken = (await killApplication(folder, server)) + (await killDatabase(folder, server));
await server.stop();
await rm(parent, { recursive: true, force: true });
process.exitCode = broken === 0 ? 0 : 1;
