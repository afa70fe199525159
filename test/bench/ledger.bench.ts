import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { connect, type Databases } from '#lib/platform/database/connect.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/database/embedded-postgres.server.ts';
import { migrate } from '#lib/platform/database/migrate.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { hubAccount, pledgedAccount } from '#lib/relief/ledger/ledger-account.ts';
import { openLot } from '#lib/relief/ledger/lot-commands.server.ts';
import { post } from '#lib/relief/ledger/post.server.ts';
import { verifyLedger } from '#lib/relief/ledger/verify-ledger.server.ts';
import { reserve } from '#lib/relief/reservations/reservation-commands.server.ts';

/**
 * Measures the ledger on a durable database (fsync on) of its own: postings one by one and in batches, promises under
 * contention, and the proof of the whole book. `node test/bench/ledger.bench.ts [claims, default 1000]`.
 */
const claims = Number(process.argv[2] ?? 1000);
const coordinators = 64;
const rounds = 5;
const city = randomUUID() as Id<'city'>;
const [operationId, hubId, donorId, needId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const actor = { city, account: null };
const at = Date.now() as Instant;

function say(what: string, value: number, unit: string): void {
	console.log(`  ${what.padEnd(52)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}`);
}

/** The median of what `work` says it did per second over some rounds. */
async function perSecond(work: () => Promise<number>): Promise<number> {
	const rates: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const began = performance.now();
		const done = await work();
		rates.push((done * 1000) / (performance.now() - began));
	}
	return rates.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

async function layOut(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(`insert into city (id, slug, names, country, latitude, longitude, time_zone)
		values ('${city}', 'bench', '{"en":"Bench"}', 'DE', 51, 7, 'Europe/Berlin')`);
	await client.query(`insert into operation (id, slug, lead_city_id, names, destination, country, latitude, longitude, opened_on)
		values ('${operationId}', 'bench', '${city}', '{"en":"Bench"}', '{"en":"Bench"}', 'UA', 50, 28, '2022-03-01')`);
	await client.query(`insert into place (id, city_id, kind, names, municipality)
		values ('${hubId}', '${city}', 'hub', '{"en":"Hub"}', '{"en":"Bench"}')`);
	await client.query(
		`insert into organisation (id, city_id, kind, names) values ('${donorId}', '${city}', 'agency', '{"en":"THW"}')`,
	);
	await client.query(`insert into need (id, operation_id, created_at) values ('${needId}', '${operationId}', now())`);
	await client.end();
}

async function aLot(databases: Databases, quantity: number): Promise<string> {
	const lotId = randomUUID();
	const lot = {
		lotId,
		cityId: city,
		itemCode: 'PWR-GEN',
		baseUnit: 'pcs',
		quantity: quantity as Quantity,
		donorId,
		offerLineId: null,
		attributes: {},
		condition: 'new',
		expiresOn: null,
		serialNumber: null,
		weightGrams: null,
		volumeMillilitres: null,
		valueCents: null,
		placeId: null,
		availableFrom: null,
		earmarkOperationId: null,
		ownTransport: false,
		indivisible: false,
		at,
		account: null,
	};
	const opened = await inCity(databases.app, actor, (trx) => openLot(trx, lot));
	if (!opened.ok) throw new Error(opened.refusal.kind);
	return lotId;
}

function move(lotId: string, quantity: number) {
	const reason = 'received-in-hub' as const;
	return {
		lotId,
		from: pledgedAccount(donorId),
		to: hubAccount(hubId),
		quantity: quantity as Quantity,
		occurredAt: at,
		reason,
	};
}

async function postings(databases: Databases): Promise<void> {
	const lotId = await aLot(databases, 10_000_000);
	const postOnce = (size: number) =>
		inCity(databases.app, actor, (trx) =>
			post(
				trx,
				city,
				Array.from({ length: size }, () => move(lotId, 1)),
				{ at, account: null },
			),
		);
	await postOnce(1);
	say(
		'postings a second, one a transaction, one writer',
		await perSecond(async () => {
			for (let n = 0; n < 100; n++) await postOnce(1);
			return 100;
		}),
		'/s',
	);
	say(
		'postings a second, one a transaction, 8 writers',
		await perSecond(async () => {
			await Promise.all(
				Array.from({ length: 8 }, async () => {
					for (let n = 0; n < 25; n++) await postOnce(1);
				}),
			);
			return 200;
		}),
		'/s',
	);
	for (const size of [100, 1000])
		say(
			`postings a second, ${size} in one statement`,
			await perSecond(async () => {
				await postOnce(size);
				return size;
			}),
			'/s',
		);
}

async function contention(databases: Databases): Promise<void> {
	const lotId = await aLot(databases, 100);
	const claim = () => {
		const line = { reservationId: randomUUID(), needId, lotId, operationId, quantity: 1 as Quantity };
		const request = { decisionId: randomUUID(), lines: [line], at, account: null };
		return inCity(databases.app, actor, (trx) => reserve(trx, request));
	};
	const began = performance.now();
	let open = claims;
	let granted = 0;
	const coordinator = async () => {
		while (open-- > 0) {
			const { ok } = await claim();
			granted += ok ? 1 : 0;
		}
	};
	await Promise.all(Array.from({ length: coordinators }, coordinator));
	const seconds = (performance.now() - began) / 1000;
	say(`claims by ${coordinators} coordinators at once on the last 100 units`, claims, '');
	say('  granted (promised: exactly 100)', granted, granted === Math.min(100, claims) ? '(kept)' : '(BROKEN)');
	say('  claims decided a second', claims / seconds, '/s');
}

async function proof(databases: Databases): Promise<void> {
	const began = performance.now();
	const { books, drifts } = await verifyLedger(databases.worker);
	const seconds = (performance.now() - began) / 1000;
	const postings = books.reduce((sum, book) => sum + book.postings, 0);
	say('postings in the book', postings, '');
	say('verify-ledger, postings proved a second', postings / seconds, '/s');
	say('contradictions found (promised: none)', drifts.length, '');
}

const folder = join(tmpdir(), `tandem-bench-${process.pid}`);
const server = await startEmbeddedPostgres({ folder, durable: true, log: silentLog });
try {
	await server.ensureDatabase('bench');
	const url = server.url('bench');
	await migrate(url);
	await layOut(url);
	const databases = connect(url, { connections: { app: coordinators } });
	console.log(`Ledger, medians of ${rounds} rounds`);
	await postings(databases);
	await contention(databases);
	await proof(databases);
	await databases.close();
} finally {
	await server.stop();
	await rm(folder, { recursive: true, force: true });
}
