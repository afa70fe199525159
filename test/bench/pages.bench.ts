import { countOfficeTasks } from '#lib/accountability/office-home/office-task-queries.server.ts';
import { publish } from '#lib/accountability/publication/publication.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { currentProblem } from '#lib/relief/allocation-rounds/round-problem.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { currentSubstitutes } from '#lib/relief/catalogue/current-substitutes.server.ts';
import { listNeeds, type NeedCursor, type NeedFilter } from '#lib/relief/needs/need-queries.server.ts';
import { listOffers } from '#lib/relief/offers/offer-queries.server.ts';
import { listShipments } from '#lib/relief/shipments/shipment-queries.server.ts';
import { listStock, type StockFilter } from '#lib/relief/stock/stock-queries.server.ts';
import { type BenchDatabase, signIn, startBenchServer } from './bench-database.ts';
import { layOutBulk } from './bulk-rows.ts';
import { percentile, type RunningTandem, startTandem, Visitor } from './running-tandem.ts';

/**
 * Does a list page cost the same at a hundred times the data? Lays out two databases, asks both the same questions in
 * turn (so that other load on the machine hits both alike) and says the ratio of the medians and of the 95th percentiles;
 * promised is a median that does not grow by more than half. Before that the two readings that must look at everything.
 * Needs `npm run build`. `node test/bench/pages.bench.ts [small,large, default 1000,100000] [requests, default 100]`
 */
const [small = 1000, large = 100_000] = (process.argv[2] ?? '1000,100000').split(',').map(Number);
const requests = Number(process.argv[3] ?? 100);
const warmUp = Math.ceil(requests / 5);
const mostGrowth = 1.5;

interface Side {
	readonly database: BenchDatabase;
	readonly city: Id<'city'>;
	readonly operationIds: readonly Id<'operation'>[];
	readonly site: RunningTandem;
	readonly visitor: Visitor;
}

type Question = (side: Side) => Promise<number>;

let grown = 0;

/** Asks both sides in turn and prints what it took. */
async function compare(what: string, sides: readonly [Side, Side], ask: Question): Promise<void> {
	const taken: [number[], number[]] = [[], []];
	for (let n = -warmUp; n < requests; n++) {
		for (const [index, side] of sides.entries()) {
			const milliseconds = await ask(side);
			if (n >= 0) taken[index]!.push(milliseconds);
		}
	}
	const [few, many] = taken.map((values) => ({ p50: percentile(values, 0.5), p95: percentile(values, 0.95) }));
	const ratio = many!.p50 / few!.p50;
	const grows = ratio > mostGrowth;
	if (grows) grown++;
	const figures = [few!.p50, few!.p95, many!.p50, many!.p95].map((value) => value.toFixed(1).padStart(8)).join('');
	const ratios = [ratio, many!.p95 / few!.p95].map((value) => value.toFixed(2).padStart(7)).join('');
	console.log(`  ${what.padEnd(44)}${figures}${ratios}${grows ? '  GROWS' : ''}`);
}

function heading(title: string): void {
	const columns = [`${short(small)} p50`, 'p95', `${short(large)} p50`, 'p95'].map((text) => text.padStart(8)).join('');
	console.log(`${title.padEnd(46)}${columns}  ×p50   ×p95   (milliseconds)`);
}

function short(count: number): string {
	return count >= 1000 ? `${count / 1000}k` : String(count);
}

function page(path: string): Question {
	return async ({ visitor }) => {
		const { status, milliseconds } = await visitor.get(path);
		if (status !== 200) throw new Error(`${path} answered ${status}`);
		return milliseconds;
	};
}

/** Follows the link to the next page, from a page that was fetched before. */
async function nextOf(side: Side, path: string): Promise<string> {
	const { body } = await side.visitor.get(path);
	const found = /href="([^"]*\bafter=[^"]*)"/.exec(body.toString());
	if (!found) throw new Error(`${path} has no next page`);
	const address = new URL(found[1]!.replaceAll('&amp;', '&'), `http://localhost${path}`);
	return address.pathname + address.search;
}

async function comparePages(sides: readonly [Side, Side]): Promise<void> {
	heading('The same as pages of the running site, signed in');
	const needs = '/de/office/needs';
	const addresses: readonly (readonly [string, string])[] = [
		['first page of the office', '/de/office'],
		['needs', needs],
		['needs: one state', `${needs}?state=closed`],
		['needs: one urgency', `${needs}?urgency=2`],
		['needs: search for a frequent word', `${needs}?q=Generator`],
		['needs: search without a match', `${needs}?q=Raumschiff`],
		['stock', '/de/office/stock'],
		['stock: free only', '/de/office/stock?free=on'],
		['stock: search for an item', '/de/office/stock?q=Generator'],
		['stock: search for a serial number', '/de/office/stock?q=SN-00000500'],
		['stock: search without a match', '/de/office/stock?q=Raumschiff'],
		['offers', '/de/office/offers'],
		['offers: search', '/de/office/offers?q=Beispiel'],
		['shipments', '/de/office/shipments'],
		['shipments that ended', '/de/office/shipments?phase=ended'],
	];
	for (const [what, path] of addresses) await compare(what, sides, page(path));
	for (const path of [needs, '/de/office/stock']) {
		const next = new Map<Side, string>();
		for (const side of sides) next.set(side, await nextOf(side, path));
		await compare(`${path.split('/').at(-1)}: second page`, sides, (side) => page(next.get(side)!)(side));
	}
}

function query(work: (trx: Trx, side: Side) => Promise<unknown>): Question {
	return async (side) => {
		const began = performance.now();
		const actor = { city: side.city, account: null };
		await inCity(side.database.databases.app, actor, (trx) => work(trx, side));
		return performance.now() - began;
	};
}

async function compareQueries(sides: readonly [Side, Side]): Promise<void> {
	heading('Lists, by the query functions');
	const needs = (changes: Partial<NeedFilter>, after: NeedCursor | null = null) =>
		query((trx, { operationIds }) => {
			const all = { state: 'alive', urgency: null, category: null, needListId: null, search: '' } as const;
			return listNeeds(trx, { ...all, operationIds, ...changes }, { after, limit: 51 });
		});
	const middle = {
		urgency: 2,
		due: '9999-12-31',
		needId: '80000000-0000-0000-0000-000000000000',
	} as unknown as NeedCursor;
	const stock = (changes: Partial<StockFilter>, item = '') =>
		query((trx) => {
			const all = { place: null, onlyFree: false, codes: null, text: '' };
			const nil = '00000000-0000-0000-0000-000000000000';
			return listStock(trx, { ...all, ...changes }, item ? { itemCode: item, lotId: nil, accountId: nil } : null, 51);
		});
	await compare('needs', sides, needs({}));
	await compare('needs from the middle', sides, needs({}, middle));
	await compare('needs: every one of a state', sides, needs({ state: 'withdrawn' }));
	await compare('needs: search', sides, needs({ search: 'Generator' }));
	await compare('stock', sides, stock({}));
	await compare('stock from the middle', sides, stock({}, 'SHE'));
	await compare('stock: items', sides, stock({ codes: ['PWR-GEN-D06', 'PWR-GEN-P03'], text: 'Generator' }));
	await compare(
		'offers',
		sides,
		query((trx) => listOffers(trx, { state: null, search: '' }, { before: null, limit: 51 })),
	);
	await compare(
		'shipments that ended',
		sides,
		query((trx) => listShipments(trx, 'ended', null, 51)),
	);
	await compare(
		'what waits in the office',
		sides,
		query((trx) => countOfficeTasks(trx, Date.now() as Instant)),
	);
}

async function timed(what: string, work: () => Promise<string>): Promise<void> {
	const began = performance.now();
	const said = await work();
	console.log(`  ${what.padEnd(44)}${((performance.now() - began) / 1000).toFixed(2).padStart(8)} s  ${said}`);
}

async function readEverything({ database, city }: Side): Promise<void> {
	console.log(`Readings of everything, at ${short(large)} needs and lots`);
	const now = Date.now() as Instant;
	for (const round of ['first', 'again']) {
		await timed(`publication, ${round} (promised ≤ 10 s)`, () =>
			inWorker(database.databases.worker, async (trx) => `version ${(await publish(trx, now)).version}`),
		);
		await timed(`problem for the allocation, ${round}`, () =>
			inCity(database.databases.app, { city, account: null }, async (trx) => {
				const found = await currentProblem(trx, currentCatalogue(), currentSubstitutes(), now);
				return `${found.needs.length} needs, ${found.lots.length} lots, ${found.promises.length} promises`;
			}),
		);
	}
}

const server = await startBenchServer();
const sides: Side[] = [];
try {
	for (const size of [small, large]) {
		const database = await server.database();
		const began = performance.now();
		const bulk = await layOutBulk(database, size);
		console.log(`${JSON.stringify(bulk)} laid out in ${((performance.now() - began) / 1000).toFixed(0)} s`);
		const [row] = await database.query<{ city: Id<'city'>; ids: Id<'operation'>[] }>(
			`select id as city, array(select o.id from operation o) as ids from city where slug = 'dortmund'`,
		);
		const site = await startTandem(database.url);
		const visitor = new Visitor(site.port, { accept: 'text/html', cookie: await signIn(database, 'coordinator') });
		sides.push({ database, city: row!.city, operationIds: row!.ids, site, visitor });
	}
	const both = [sides[0]!, sides[1]!] as const;
	await readEverything(both[1]);
	await compareQueries(both);
	await comparePages(both);
	console.log(grown === 0 ? 'No list grows with its data.' : `${grown} lists grow with their data.`);
	process.exitCode = grown === 0 ? 0 : 1;
} finally {
	for (const { visitor, site } of sides) {
		visitor.leave();
		await site.stop();
	}
	await server.stop();
}
