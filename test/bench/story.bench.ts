import { publish } from '#lib/accountability/publication/publication.server.ts';
import {
	countPublicStory,
	listNewestStory,
	listPublicStory,
} from '#lib/accountability/story-line/public-story-queries.server.ts';
import { storyKinds, windowOf } from '#lib/accountability/story-line/story-line.ts';
import { countStory, findStoryPlace, listStory } from '#lib/accountability/story-line/story-queries.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity, inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { type BenchDatabase, startBenchServer } from './bench-database.ts';

/**
 * Measures the story line of a partnership with very many entries: what a page of it asks the database, in the office and in
 * public, and what publishing it costs. `node test/bench/story.bench.ts [entries, default 10000]`.
 */
const entries = Number(process.argv[2] ?? 10_000);
const own = { officeMilliseconds: 250, publicMilliseconds: 25, publishSeconds: 5 };
const rounds = 15;

/** What stands on a line of twenty years, by how many of a hundred entries; each statement lays out `n` of them. */
const shares: readonly (readonly [share: number, statement: string])[] = [
	[
		20,
		`insert into paper (id, city_id, reference, names, kind, dated, dated_precision, created_at, is_public)
			select md5('p' || i)::uuid, city, 'P-' || i, jsonb_build_object('de', 'Vorlage ' || i), 'motion', day, 'day', now(), true from told;
		insert into paper_partnership select md5('p' || i)::uuid, partnership, city, now(), null from told;
		insert into consultation (id, paper_id, city_id, body, met, met_precision, role, authoritative, outcome)
			select gen_random_uuid(), md5('p' || i)::uuid, city, 'Rat', day, 'day', 'decision', true, 'approved' from told`,
	],
	[
		10,
		`insert into agreement (id, partnership_id, city_id, kind, title, languages, signed_on, signed_precision, mode, renewal)
			select gen_random_uuid(), partnership, city, 'annex', jsonb_build_object('de', 'Abkommen ' || i), '{de}', day, 'day', 'unknown',
				'none' from told`,
	],
	[
		20,
		`insert into event (id, partnership_id, city_id, kind, title, began_on, began_precision, mode, is_public, place_ahead, programmes,
			subjects, state, created_at, changed_at) select gen_random_uuid(), partnership, city, 'workshop',
			jsonb_build_object('de', 'Werkstatt ' || i), date_trunc('month', day), 'month', 'online', true, false, '{}', '[]', 'held', now(),
			now() from told`,
	],
	[
		10,
		`insert into need (id, operation_id, created_at) select md5('n' || i)::uuid, operation, day from told;
		insert into need_current (need_id, operation_id, version, state, item_code, category, purpose, urgency, quantity_kind,
			quantity_from, quantity_to, base_unit, substitutes, conditions, facts, confirmed_at, valid_until, created_at, changed_at, words)
			select md5('n' || i)::uuid, operation, 1, 'closed', 'PWR-GEN', 'PWR', 'general', 2, 'exact', 5, 5, 'pcs', true, '[]', '{}',
				now(), now(), day, now(), '' from told`,
	],
	[
		10,
		`insert into reservation (id, city_id, need_id, lot_id, operation_id, quantity, decision_id, decided_at)
			select md5('r' || i)::uuid, city, md5('n' || i)::uuid, lot, operation, 5, gen_random_uuid(), day from told`,
	],
	[
		20,
		`insert into shipment (id, city_id, operation_id, number, transport, created_at)
			select md5('s' || i)::uuid, city, operation, '2000-' || (10000 + i), 'own', day from told;
		insert into shipment_current (shipment_id, city_id, operation_id, version, state, changed_at)
			select md5('s' || i)::uuid, city, operation, 9, 'received', day from told;
		insert into shipment_event (shipment_id, sequence, kind, occurred_at, recorded_at)
			select md5('s' || i)::uuid, 9, 'received', day, day from told;
		insert into receipt (id, shipment_id, number, city_id, received_at, recorded_at)
			select gen_random_uuid(), md5('s' || i)::uuid, 1, city, day, day from told;
		insert into shipment_line (id, shipment_id, reservation_id, lot_id, need_id, from_account, quantity, position)
			select md5('l' || i || ' ' || k)::uuid, md5('s' || i)::uuid, md5('r' || (i + k * 7))::uuid, lot, md5('n' || i)::uuid, account, 5, k
			from told, generate_series(1, 3) k;
		insert into shipment_line_position (shipment_line_id, shipment_id, quantity, accepted)
			select md5('l' || i || ' ' || k)::uuid, md5('s' || i)::uuid, 5, 5 from told, generate_series(1, 3) k`,
	],
	[
		10,
		`insert into use_report (id, shipment_line_id, kind, quantity, occurred_at, recorded_at, city_id)
			select gen_random_uuid(), md5('l' || i || ' 1')::uuid, 'in-use', 5, day, day, city from told`,
	],
];

async function layOut(database: BenchDatabase): Promise<void> {
	for (const [share, statements] of shares) {
		const amount = Math.round((entries * share) / 100);
		const told = `with told as (
			select i, date '2004-01-01' + (i * 37) % 7300 as day, c.id as city, p.id as partnership, o.id as operation,
				(select id from lot limit 1) as lot, (select id from ledger_account limit 1) as account
			from generate_series(1, ${amount}) i, city c, partnership p, operation o where c.slug = 'dortmund' and o.slug = 'zhytomyr')`;
		for (const statement of statements.split(';')) {
			await database.query(`begin; set local session_replication_role = replica; ${told} ${statement}; commit`);
		}
	}
	await database.query('analyze');
}

async function measure(what: string, most: number, work: () => Promise<unknown>): Promise<void> {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const began = performance.now();
		await work();
		times.push(performance.now() - began);
	}
	const [median, worst] = [times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!, Math.max(...times)];
	const verdict = median > most ? '  BROKEN' : '';
	console.log(
		`  ${what.padEnd(52)} ${median.toFixed(1).padStart(8)} ms  (worst ${worst.toFixed(0)})  at most ${most}${verdict}`,
	);
}

async function measureAll(database: BenchDatabase): Promise<void> {
	const [ground] = await database.query<{ city: Id<'city'>; partnershipId: Id<'partnership'>; slug: string }>(
		`select c.id as city, p.id as "partnershipId", p.slug from city c, partnership p where c.slug = 'dortmund'`,
	);
	const { city, partnershipId, slug } = ground!;
	const scope = { partnershipId, kinds: storyKinds, theme: null };
	const asOffice = <Value>(work: (trx: Trx) => Promise<Value>) =>
		inCity(database.databases.app, { city, account: null }, work, { readOnly: true });
	const asPublic = <Value>(work: (trx: Trx) => Promise<Value>) => inPublic(database.databases.public, work);
	const counts = await asOffice((trx) => countStory(trx, scope));
	console.log(`  entries on the line: ${counts.reduce((sum, { count }) => sum + count, 0)}`);
	const year = windowOf(counts, { kind: null, year: 2015, page: 1 });
	const [some] = await asOffice((trx) => listStory(trx, scope, year));
	await measure('office: how many of each kind and year', own.officeMilliseconds, () =>
		asOffice((trx) => countStory(trx, scope)),
	);
	await measure('office: a page of a year', own.officeMilliseconds, () =>
		asOffice((trx) => listStory(trx, scope, year)),
	);
	await measure('office: where an entry stands', own.officeMilliseconds, () =>
		asOffice((trx) => findStoryPlace(trx, scope, some!.id)),
	);
	const began = performance.now();
	await inWorker(database.databases.worker, (trx) => publish(trx, systemClock.now()));
	const seconds = (performance.now() - began) / 1000;
	const verdict = seconds > own.publishSeconds ? '  BROKEN' : '';
	console.log(
		`  ${'publishing everything'.padEnd(52)} ${seconds.toFixed(1).padStart(8)} s   at most ${own.publishSeconds}${verdict}`,
	);
	await database.query('analyze');
	await measure('public: counts and a page of a year', own.publicMilliseconds, () =>
		asPublic(async (trx) => [
			await countPublicStory(trx, slug),
			await listPublicStory(trx, slug, { kind: null, year: 2015, offset: 0 }),
		]),
	);
	await measure('public: the newest entries', own.publicMilliseconds, () =>
		asPublic((trx) => listNewestStory(trx, slug, 5)),
	);
}

const server = await startBenchServer();
try {
	const database = await server.database();
	await layOut(database);
	await measureAll(database);
} finally {
	await server.stop();
}
