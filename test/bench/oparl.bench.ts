import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Id } from '#lib/kernel/id.ts';
import { listPaperChoices, listPapers } from '#lib/partnerships/council/paper-queries.server.ts';
import { importSlice, usualLimits } from '#lib/partnerships/oparl/oparl-import.server.ts';
import { findRun, findSource, insertRun } from '#lib/partnerships/oparl/oparl-store.server.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { connect, type Databases, type Trx } from '#lib/platform/database/connect.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/database/embedded-postgres.server.ts';
import { migrate } from '#lib/platform/database/migrate.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { startCouncil } from '#test/fixtures/oparl-council.ts';

/**
 * Measures the import of a whole council into a durable database of its own: everything, then a day on which every object
 * claims to have changed, then a quiet day; and the list of papers with all of them in it. The council runs in a process
 * of its own. `node test/bench/oparl.bench.ts [objects, default 15000]`.
 */
const objects = Number(process.argv[2] ?? 15_000);
const own = { seconds: 180, quietSeconds: 10, megabytes: 300, listMilliseconds: 100 };
const city = randomUUID() as Id<'city'>;
const sourceId = randomUUID() as Id<'oparl-source'>;
let kept = true;

function say(what: string, value: number, unit: string, most?: number): void {
	const broken = most !== undefined && value > most;
	if (broken) kept = false;
	const promise = most === undefined ? '' : `  at most ${most}${broken ? '  BROKEN' : ''}`;
	console.log(`  ${what.padEnd(52)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}${promise}`);
}

async function serve(): Promise<void> {
	const council = await startCouncil(Math.ceil(objects / 5), '1.1');
	process.on('message', (quirks: object) => {
		Object.assign(council.quirks, quirks);
		process.send?.('done');
	});
	process.send?.(council.url);
	await once(process, 'disconnect');
	process.exit();
}

async function measure(): Promise<void> {
	const folder = join(tmpdir(), `tandem-oparl-${process.pid}`);
	const postgres = await startEmbeddedPostgres({ folder, durable: true, log: silentLog });
	const council = fork(fileURLToPath(import.meta.url), [String(objects), 'serve'], { execArgv: [] });
	const [address] = (await once(council, 'message')) as [string];
	let databases: Databases | undefined;
	try {
		await postgres.ensureDatabase('bench');
		const url = postgres.url('bench');
		await migrate(url);
		await layOut(url, address);
		databases = connect(url);
		const all = databases;
		const work = <Value>(doing: (trx: Trx) => Promise<Value>) => inCity(all.app, { city, account: null }, doing);
		await importOnce(all, work, `import of ${objects} objects`, own.seconds);
		council.send({ modifiedToday: true });
		await once(council, 'message');
		await importOnce(all, work, 'a day on which everything "changed"', own.seconds);
		council.send({ modifiedToday: false });
		await once(council, 'message');
		await importOnce(all, work, 'a quiet day', own.quietSeconds);
		await readLists(work);
	} finally {
		council.disconnect();
		await databases?.close();
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

async function layOut(url: string, address: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(
		`insert into city (id, slug, names, country, latitude, longitude, time_zone)
			values ($1, 'bench', '{"en":"Bench"}', 'DE', 51, 7, 'Europe/Berlin')`,
		[city],
	);
	await client.query(
		`insert into oparl_source (id, city_id, url, language, created_at) values ($1, $2, $3, 'de', now())`,
		[sourceId, city, address],
	);
	await client.end();
}

type Work = <Value>(doing: (trx: Trx) => Promise<Value>) => Promise<Value>;

async function importOnce(databases: Databases, work: Work, what: string, seconds: number): Promise<void> {
	const runId = await work(async (trx) => {
		const source = (await findSource(trx, sourceId))!;
		return (await insertRun(trx, source, false, { at: systemClock.now(), account: null }))!;
	});
	globalThis.gc?.();
	const before = process.memoryUsage.rss();
	let peak = before;
	const watch = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, 50);
	const began = performance.now();
	const ground = {
		app: databases.app,
		clock: systemClock,
		cityId: city,
		limits: { ...usualLimits, loopbackToo: true },
		signal: new AbortController().signal,
	};
	await importSlice(ground, runId, Number.POSITIVE_INFINITY);
	clearInterval(watch);
	const run = (await work((trx) => findRun(trx, runId)))!;
	if (run.state !== 'complete') throw new Error(`the run is ${run.state}: ${JSON.stringify(run)}`);
	console.log(`${what}: ${run.objects} objects, ${run.added} new, ${run.changed} changed, ${run.pages} requests`);
	say('time', (performance.now() - began) / 1000, 's', seconds);
	say('most memory above the start', (peak - before) / 2 ** 20, 'MB', own.megabytes);
}

async function readLists(work: Work): Promise<void> {
	const filter = { search: '', year: null, body: '', only: null } as const;
	const first = await timed(() => work((trx) => listPapers(trx, filter, { after: null, limit: 51 })));
	say('list of papers, first page', first, 'ms', own.listMilliseconds);
	const search = { ...filter, search: 'Sache 2 Vorlage' };
	const found = await timed(() => work((trx) => listPapers(trx, search, { after: null, limit: 51 })));
	say('list of papers, a search', found, 'ms', own.listMilliseconds);
	say('years and bodies to filter by', await timed(() => work(listPaperChoices)), 'ms', own.listMilliseconds);
}

/** The median of some rounds. */
async function timed(doing: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < 9; round++) {
		const began = performance.now();
		await doing();
		times.push(performance.now() - began);
	}
	return times.sort((a, b) => a - b)[4]!;
}

if (process.argv[3] === 'serve') await serve();
else await measure();
process.exitCode = kept ? 0 : 1;
