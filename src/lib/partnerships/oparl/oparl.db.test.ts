import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, instant, later } from '#lib/kernel/instant.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { type CouncilServer, startCouncil } from '#test/fixtures/oparl-council.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import { until } from '#test/until.ts';
import { linkPaper } from '../council/council-commands.server.ts';
import { giveMandate } from '../council/mandate-commands.server.ts';
import { findPaper, listConsultations, listFiles, listPapers } from '../council/paper-queries.server.ts';
import { type ImportGround, importSlice, usualLimits } from './oparl-import.server.ts';
import { findRun, findSource, insertRun } from './oparl-store.server.ts';

const database = await freshDatabase();
const clock = fixedClock(instant('2024-04-01T10:00:00Z'));
let cities: TestCities;
const servers: CouncilServer[] = [];
beforeAll(async () => {
	cities = await layOutCities(database);
});
afterEach(async () => {
	for (const server of servers.splice(0)) await server.stop();
});
afterAll(database.close);

const limits = { ...usualLimits, pageMilliseconds: 120_000, pageObjects: 20, waits: [5, 5], loopbackToo: true };
const here = <Value>(work: (trx: Trx) => Promise<Value>) =>
	inCity(database.databases.app, { city: cities.dortmund.id, account: cities.dortmund.coordinator }, work);
const ground = (changes: Partial<ImportGround> = {}): ImportGround => ({
	app: database.databases.app,
	clock,
	cityId: cities.dortmund.id,
	limits,
	signal: new AbortController().signal,
	...changes,
});

interface Council {
	readonly server: CouncilServer;
	readonly sourceId: Id<'oparl-source'>;
}

async function aCouncil(papers = 25, version: '1.0' | '1.1' = '1.0', url?: string): Promise<Council> {
	const server = await startCouncil(papers, version);
	servers.push(server);
	const sourceId = anId<'oparl-source'>();
	await database.query(
		`insert into oparl_source (id, city_id, url, language, created_at) values ($1, $2, $3, 'de', now())`,
		[sourceId, cities.dortmund.id, url ?? server.url],
	);
	return { server, sourceId };
}

async function queued({ sourceId }: Council, full = false): Promise<Id<'oparl-run'>> {
	return here(async (trx) => {
		const source = (await findSource(trx, sourceId))!;
		return (await insertRun(trx, source, full, { at: clock.now(), account: null }))!;
	});
}

async function imported(council: Council, full = false, changes: Partial<ImportGround> = {}) {
	const runId = await queued(council, full);
	await importSlice(ground(changes), runId, Number.POSITIVE_INFINITY);
	return (await here((trx) => findRun(trx, runId)))!;
}

const papersOf = async ({ sourceId }: Council) =>
	database.query<{ id: Id<'paper'>; reference: string; removed: boolean }>(
		'select id, reference, removed_at is not null as removed from paper where source_id = $1 order by reference',
		[sourceId],
	);
const refusalsOf = async (runId: string) =>
	database.query<{ object_url: string; reason: object }>(
		'select object_url, reason from oparl_refusal where run_id = $1 order by number',
		[runId],
	);
const change = ({ server }: Council, path: string, fields: object, modified = '2024-04-01T09:00:00Z') =>
	server.objects.set(path, { ...server.objects.get(path), modified, ...fields });

describe.each(['1.0', '1.1'] as const)('a council that speaks OParl %s', (version) => {
	it('gives its papers with consultations, results and files', async () => {
		const council = await aCouncil(25, version);
		const run = await imported(council);
		expect(run).toMatchObject({ state: 'complete', refused: 0, objects: run.added, changed: 0 });
		expect(run.failure).toBeNull();
		const papers = await papersOf(council);
		expect(papers).toHaveLength(25);
		const { id } = papers[1]!;
		expect(await here((trx) => findPaper(trx, id))).toMatchObject({
			reference: '10002-24',
			names: { de: 'Vorlage über Sache 2' },
			kind: 'proposal',
			kindText: 'Beschlussvorlage',
			council: 'Rat der Stadt',
			dated: { date: '2024-01-10', precision: 'day' },
			originators: ['Büro für Internationales'],
		});
		expect(await here((trx) => listConsultations(trx, id))).toMatchObject([
			{
				body: 'Hauptausschuss',
				meeting: 'Sitzung 2',
				met: { date: '2024-02-16', precision: 'day' },
				agendaItem: '2.1',
				role: 'decision',
				authoritative: true,
				outcome: 'approved',
				outcomeText: 'ungeändert beschlossen',
			},
		]);
		expect(await here((trx) => listFiles(trx, id))).toMatchObject([
			{ name: 'Vorlage 2', role: 'main', sizeBytes: 1002 },
		]);
	});

	it('is asked for changes only, and changes reach the paper wherever they are', async () => {
		const council = await aCouncil(25, version);
		await imported(council);
		const before = await papersOf(council);
		change(council, '/paper/3', { name: 'Neuer Titel' });
		const item = { result: 'abgelehnt', consultation: council.server.address('/consultation/4'), number: '4.1' };
		if (version === '1.1') change(council, '/agendaItem/4', item);
		else change(council, '/meeting/4', { agendaItem: [{ id: council.server.address('/agendaItem/4'), ...item }] });
		council.server.requests.length = 0;
		const run = await imported(council);
		expect(run).toMatchObject({ state: 'complete', added: 0, removed: 0 });
		expect(run.changed).toBe(2);
		const asked = council.server.requests.filter((url) => /papers|meetings/.test(url));
		expect(asked.every((url) => url.includes('modified_since=2024-03-31T10%3A00%3A00Z'))).toBe(true);
		expect(await papersOf(council)).toEqual(before);
		expect(await here((trx) => findPaper(trx, before[2]!.id))).toMatchObject({ names: { de: 'Neuer Titel' } });
		expect(await here((trx) => listConsultations(trx, before[3]!.id))).toMatchObject([{ outcome: 'rejected' }]);
	});
});

describe('a council', () => {
	it('that dates every object "today" changes nothing that has not changed', async () => {
		const council = await aCouncil();
		await imported(council);
		council.server.quirks.modifiedToday = true;
		expect(await imported(council)).toMatchObject({ state: 'complete', added: 0, changed: 0, removed: 0 });
	});

	it('may take a paper back: it stays readable, with what was ordered in it', async () => {
		const council = await aCouncil();
		await imported(council);
		const { id } = (await papersOf(council))[0]!;
		const facts = { task: { de: 'Prüfen' }, charged: { de: 'Amt' }, due: null };
		await here((trx) => giveMandate(trx, { paperId: id, facts }, { at: clock.now(), account: null }));
		const address = council.server.address('/paper/1');
		council.server.objects.set('/paper/1', {
			id: address,
			type: 'https://schema.oparl.org/1.0/Paper',
			modified: '2024-04-01T09:00:00Z',
			deleted: true,
		});
		expect(await imported(council)).toMatchObject({ removed: 1, changed: 0 });
		expect((await papersOf(council))[0]).toMatchObject({ id, removed: true });
		expect(await here((trx) => findPaper(trx, id))).toMatchObject({ names: { de: 'Vorlage über Sache 1' } });
		expect(await imported(council)).toMatchObject({ removed: 0, changed: 0 });
		change(council, '/paper/1', { deleted: false, name: 'Wieder da' });
		expect(await imported(council)).toMatchObject({ removed: 0, changed: 1 });
		expect((await papersOf(council))[0]).toMatchObject({ removed: false });
	});

	it('keeps neither our translations, our summary nor our links from staying', async () => {
		const council = await aCouncil(3);
		await imported(council);
		const { id } = (await papersOf(council))[0]!;
		const partnership = anId<'partnership'>();
		await database.query(`insert into partnership values ($1, $2, '{"de": "Paar"}', 'full', 'active', '2023-02-23')`, [
			partnership,
			`pair-${partnership.slice(0, 8)}`,
		]);
		await database.query('insert into partnership_city values ($1, $2)', [partnership, cities.dortmund.id]);
		await here((trx) => linkPaper(trx, { id, partnershipId: partnership }, { at: clock.now(), account: null }));
		await database.query(
			`update paper set names = names || '{"uk": "Назва"}', summary = '{"uk": "Зміст"}' where id = $1`,
			[id],
		);
		change(council, '/paper/1', { name: 'Anderer Titel' });
		await imported(council);
		expect(await here((trx) => findPaper(trx, id))).toMatchObject({
			names: { de: 'Anderer Titel', uk: 'Назва' },
			summary: { uk: 'Зміст' },
			partnerships: [partnership],
		});
	});

	it('is read from one body where its system serves several, chosen by a person', async () => {
		const council = await aCouncil(3);
		const body = council.server.objects.get('/body');
		const others = {
			id: council.server.address('/other'),
			type: 'https://schema.oparl.org/1.0/Body',
			name: 'Kreistag',
		};
		council.server.objects.set('/bodies', { data: [body, others], links: {} });
		expect(await imported(council)).toMatchObject({
			state: 'failed',
			failure: {
				kind: 'several-bodies',
				bodies: [{ name: 'Rat der Stadt', url: council.server.address('/body') }, { name: 'Kreistag' }],
			},
		});
		await database.query('update oparl_source set url = $2 where id = $1', [
			council.sourceId,
			council.server.address('/body'),
		]);
		expect(await imported(council)).toMatchObject({ state: 'complete' });
		expect(await papersOf(council)).toHaveLength(3);
	});

	it('names objects that no list gives: they are fetched one by one', async () => {
		const council = await aCouncil(6, '1.1');
		const body = council.server.objects.get('/body')!;
		for (const list of ['agendaItem', 'consultation', 'file']) delete body[list];
		expect(await imported(council)).toMatchObject({ state: 'complete', refused: 0 });
		const { id } = (await papersOf(council))[0]!;
		expect(await here((trx) => listConsultations(trx, id))).toMatchObject([{ outcome: 'noted', agendaItem: '1.1' }]);
		expect(await here((trx) => listFiles(trx, id))).toHaveLength(1);
	});

	it('has each object it gives amiss told with its address, and everything else taken in', async () => {
		const council = await aCouncil(8);
		change(council, '/paper/1', { id: 'no address' });
		change(council, '/paper/2', { name: null, reference: null });
		change(council, '/paper/3', { date: 'gestern' });
		council.server.quirks.amiss = { '/paper/4': { type: 'https://schema.oparl.org/1.0/Person' } };
		change(council, '/paper/5', { name: 'a\u0000b \ud800 c' });
		change(council, '/paper/6', { mainFile: { id: 'x', name: 'Datei' } });
		const run = await imported(council);
		expect(run.state).toBe('complete');
		const at = council.server.address;
		const refusals = await refusalsOf(run.id);
		expect(run.refused).toBe(refusals.length);
		expect(refusals.filter(({ object_url: url }) => url.includes('/paper'))).toEqual([
			{ object_url: expect.stringContaining('/papers') as string, reason: { kind: 'no-address' } },
			{ object_url: at('/paper/2'), reason: { kind: 'nameless' } },
			{ object_url: at('/paper/3'), reason: { kind: 'field-malformed', field: 'date', found: 'gestern' } },
			{ object_url: at('/paper/4'), reason: { kind: 'other-type', wanted: 'paper', found: 'Person' } },
			{ object_url: at('/paper/6#mainFile-0'), reason: { kind: 'field-malformed', field: 'id', found: '"x"' } },
		]);
		const titles = await here((trx) =>
			listPapers(trx, { search: '', year: null, body: '', only: null }, { after: null, limit: 500 }),
		);
		const mine = new Set((await papersOf(council)).map(({ id }) => id));
		expect(titles.filter(({ id }) => mine.has(id)).map(({ names }) => names.de)).toContain('ab \ufffd c');
		expect(mine.size).toBe(5);
	});

	it.each(['https://127.0.0.1:1/', 'http://169.254.169.254/latest/meta-data', 'file:///etc/passwd'])(
		'is not looked for at %s',
		async (url) => {
			if (url.startsWith('file')) return expect(aCouncil(1, '1.0', url)).rejects.toThrow(/oparl_source_url_web/);
			const council = await aCouncil(1, '1.0', url);
			const run = await imported(council, false, { limits: { ...limits, loopbackToo: false } });
			expect(run).toMatchObject({
				state: 'failed',
				failure: { kind: 'no-answer', fault: { kind: 'address-not-public' } },
			});
		},
	);
});

describe('a server', () => {
	const everything = { state: 'complete', refused: 0 };

	it.each([
		['that leaves "+" unencoded in the next address', { plainPlus: true }],
		['that refuses limit', { rejectLimit: true }],
		['that gives no next page to who asks with limit', { limitDropsNext: true }],
		['that names lists in the plural', { plural: true }],
		['that gives bare arrays', { bare: true }],
		['that answers HTML with status 200 for a while', { htmlTimes: 2 }],
		['that takes its time', { slow: 120 }],
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
