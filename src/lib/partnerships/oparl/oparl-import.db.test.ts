import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Instant, later } from '#lib/kernel/instant.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { aCouncilImport } from '#test/laws/council-import.ts';
import { until } from '#test/until.ts';
import { importSlice, usualLimits } from './oparl-import.server.ts';
import { findRun, findSource } from './oparl-store.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { clock, cities, limits, leave, here, ground, aCouncil, queued, imported, papersOf } =
	await aCouncilImport(database);
afterEach(leave);

describe('a server', () => {
	const everything = { state: 'complete', refused: 0 };

	it.each([
		['that leaves "+" unencoded in the next address', { plainPlus: true }],
		['that refuses limit', { rejectLimit: true }],
		['that gives no next page to who asks with limit', { limitDropsNext: true }],
		['that names lists in the plural', { plural: true }],
		['that gives bare arrays', { bare: true }],
		['that answers HTML with status 200 for a while', { htmlTimes: 2 }],
		['that breaks a connection once', { breakAtPage: 2 }],
	] as const)('%s is read to the end', async (_what, quirks) => {
		const council = await aCouncil(45);
		Object.assign(council.server.quirks, quirks);
		expect(await imported(council)).toMatchObject(everything);
		expect(await papersOf(council)).toHaveLength(45);
		const spaced = council.server.requests.filter((url) => /T\d\d:\d\d:\d\d\+/.test(url));
		expect(spaced).toEqual([]);
	});

	it('that answers 404 where nothing changed is told from one whose list is gone', async () => {
		const council = await aCouncil();
		await imported(council);
		council.server.quirks.notFoundWhenEmpty = true;
		expect(await imported(council)).toMatchObject({ ...everything, objects: 0 });
		const body = council.server.objects.get('/body')!;
		body.paper = council.server.address('/gone');
		const run = await imported(council);
		expect(run).toMatchObject({ state: 'incomplete' });
		expect(run.cursor.gaps).toMatchObject([{ position: { kind: 'paper' }, reason: { kind: 'status', status: 404 } }]);
	});

	it('whose list leads round in circles is left, and everything it gave is kept', async () => {
		const council = await aCouncil(45);
		council.server.quirks.endless = true;
		const run = await imported(council);
		expect(run).toMatchObject({ state: 'incomplete', refused: 0 });
		expect(run.cursor.gaps).toMatchObject([{ position: { kind: 'paper' }, reason: { kind: 'list-repeats' } }]);
		expect(await papersOf(council)).toHaveLength(45);
		expect(council.server.requests.length).toBeLessThan(30);
	});

	it('that answers a System on every path is not taken for an empty council', async () => {
		const council = await aCouncil();
		council.server.quirks.systemEverywhere = true;
		const run = await imported(council);
		expect(run.state).toBe('incomplete');
		expect(run.cursor.gaps).toMatchObject([{ reason: { kind: 'not-a-list', found: 'System' } }]);
	});

	it.each([
		['HTML for ever', { htmlTimes: Number.POSITIVE_INFINITY }, { kind: 'not-json', found: 'html' }],
		['half a page', { cutShort: true }, { kind: 'not-json', found: 'text' }],
	] as const)(
		'that answers %s loses nothing of the rest, and the next run asks from the same day again',
		async (_what, quirks, reason) => {
			const council = await aCouncil();
			Object.assign(council.server.quirks, quirks);
			const run = await imported(council);
			expect(run).toMatchObject({ state: 'incomplete', since: null });
			expect(run.cursor.gaps).toMatchObject([{ position: { kind: 'paper' }, reason }]);
			Object.assign(council.server.quirks, { htmlTimes: 0, cutShort: false });
			expect(await imported(council)).toMatchObject({ state: 'complete', since: null });
			expect(await papersOf(council)).toHaveLength(25);
		},
	);

	it('that is too slow for our patience is given up with the time it had', async () => {
		const council = await aCouncil();
		council.server.quirks.silent = true;
		const run = await imported(council, false, { limits: { ...limits, pageMilliseconds: 50, waits: [] } });
		expect(run).toMatchObject({ state: 'failed', failure: { kind: 'no-answer', fault: { kind: 'too-slow' } } });
	});

	it('that stops giving objects it gave before has them counted, not removed', async () => {
		const council = await aCouncil();
		await imported(council);
		council.server.objects.delete('/paper/7');
		const run = await imported(council, true);
		expect(run.state).toBe('complete');
		expect(run.unlisted).toBe(3);
		expect(await papersOf(council)).toHaveLength(25);
	});
});

describe('an import', () => {
	it('goes on where it stopped, page by page, and no page is read twice', async () => {
		const council = await aCouncil(45);
		const runId = await queued(council);
		// A clock that passes the end of the slice after each page, as a process that ends after each page.
		let time = clock.now();
		const passing = { now: () => (time = later(time, 1) as Instant) };
		let slices = 0;
		while (await importSlice(ground({ clock: passing }), runId, time + 3)) slices++;
		expect(slices).toBeGreaterThan(3);
		expect(await here((trx) => findRun(trx, runId))).toMatchObject({ state: 'complete' });
		expect(new Set(council.server.requests).size).toBe(council.server.requests.length);
		expect(await papersOf(council)).toHaveLength(45);
	});

	it('concludes nothing from a request it broke off itself', async () => {
		const council = await aCouncil(5);
		council.server.quirks.silent = true;
		const runId = await queued(council);
		const stop = new AbortController();
		const slice = importSlice(ground({ signal: stop.signal }), runId, Number.POSITIVE_INFINITY);
		await until(() => council.server.requests.length > 0);
		stop.abort();
		expect(await slice).toBe(true);
		expect(await here((trx) => findRun(trx, runId))).toMatchObject({ state: 'queued', pages: 0, failure: null });
		council.server.quirks.silent = false;
		await importSlice(ground(), runId, Number.POSITIVE_INFINITY);
		expect(await here((trx) => findRun(trx, runId))).toMatchObject({ state: 'complete' });
	});

	it('done by two processes at once counts everything once', async () => {
		const council = await aCouncil(45);
		const runId = await queued(council);
		await Promise.all([1, 2, 3].map(() => importSlice(ground(), runId, Number.POSITIVE_INFINITY)));
		await importSlice(ground(), runId, Number.POSITIVE_INFINITY);
		const run = await here((trx) => findRun(trx, runId));
		expect(run).toMatchObject({ state: 'complete', changed: 0, objects: run?.added });
	});

	it('of a source runs once at a time', async () => {
		const council = await aCouncil(1);
		await queued(council);
		expect(await queued(council)).toBeUndefined();
	});

	it('that somebody stops keeps nothing more', async () => {
		const council = await aCouncil(5);
		const runId = await queued(council);
		await database.query(`update oparl_run set state = 'stopped', ended_at = now() where id = $1`, [runId]);
		expect(await importSlice(ground(), runId, Number.POSITIVE_INFINITY)).toBe(false);
		expect(council.server.requests).toEqual([]);
	});

	it('leaves what it refused on record for good', async () => {
		const council = await aCouncil(1);
		council.server.quirks.amiss = { '/paper/1': { id: 'no address' } };
		const run = await imported(council);
		expect(run.refused).toBe(1);
		for (const statement of [`update oparl_refusal set object_url = 'x'`, 'delete from oparl_refusal']) {
			await expect(database.query(statement)).rejects.toThrow(/append-only/);
		}
	});

	it('has patience with pages of 38 seconds, tried more than once', () => {
		expect(usualLimits.pageMilliseconds).toBeGreaterThan(3 * 38_000);
		expect(usualLimits.waits.length).toBeGreaterThanOrEqual(2);
	});

	it('is its city’s alone', async () => {
		const council = await aCouncil(3);
		const run = await imported(council);
		const elsewhere = { city: cities.zhytomyr.id, account: cities.zhytomyr.coordinator };
		const seen = await inCity(database.databases.app, elsewhere, async (trx) => [
			await findRun(trx, run.id),
			await findSource(trx, council.sourceId),
		]);
		expect(seen).toEqual([undefined, undefined]);
	});
});
