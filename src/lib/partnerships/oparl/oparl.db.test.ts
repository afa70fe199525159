import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { anId, freshDatabase } from '#test/database.ts';
import { aCouncilImport } from '#test/laws/council-import.ts';
import { linkPaper } from '../council/council-commands.server.ts';
import { giveMandate } from '../council/mandate-commands.server.ts';
import { findPaper, listConsultations, listFiles, listPapers } from '../council/paper-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { clock, cities, limits, leave, here, aCouncil, imported, papersOf, refusalsOf, change } =
	await aCouncilImport(database);
afterEach(leave);

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
