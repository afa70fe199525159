import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { installJobQueue } from '#lib/platform/jobs/queue.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { platformJobs } from '#lib/platform/platform-jobs.server.ts';
import { freshDatabase } from '#test/database.ts';
import { aNewsroom, granted, type NewsroomWorld } from '#test/laws/newsroom-world.ts';
import { publicOperation, receivedGenerators, publicIs as setPublic } from '#test/laws/public-figures.ts';
import { layOutCities } from '#test/people.ts';
import type { Deed } from '../article.ts';
import { type ArticleId, findArticle } from '../article-queries.server.ts';
import { listMovedFigures } from './figure-change-queries.server.ts';
import { listUnseenTexts, viewChanges } from './figure-changes-view.server.ts';
import { beginCorrection, seeFigures } from './figure-commands.server.ts';
import { noteFigureChanges } from './note-figures-job.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, worker } = database.databases;
const publicIs = (received: number) => setPublic(database, received, `2023-03-${received}T00:00:00Z`);
const note = () => inWorker(worker, (trx) => noteFigureChanges(trx, 'https://tandem.example'));
const mails = () =>
	database.query<{ recipient: string; subject: string; body_text: string }>(
		'select recipient, subject, body_text from mail order by queued_at, recipient',
	);
let room: NewsroomWorld;

beforeAll(async () => {
	await installJobQueue(database.url, platformJobs, silentLog);
	room = await aNewsroom(database, await layOutCities(database));
	await publicOperation(database);
});
beforeEach(async () => {
	await publicIs(14);
	await note();
	await database.query('truncate mail cascade');
});

const publish = (slug: string) =>
	room.publish('de', { title: `Generatoren ${slug}`, slug, text: `Es sind ${receivedGenerators}.` });
const moved = (id: ArticleId) => room.as('editor', (trx) => listMovedFigures(trx, id));
const see = async (id: ArticleId) => {
	const upTo = Math.max(...(await moved(id)).map(({ changeId }) => changeId));
	return room.as('editor', (trx, deed) => seeFigures(trx, { id, key: 'de' }, upTo, deed));
};
const correct = async (id: ArticleId) => {
	const edition = (await room.as('editor', (trx) => findArticle(trx, id)))?.editions.de;
	const shown = { id, key: 'de' as const, shown: edition?.steps ?? 0 };
	return room.as('editor', (trx, deed) => beginCorrection(trx, shown, deed));
};
const withdraw = (id: ArticleId) => room.withdraw(id, 'de', 'Ende des Tests.');
const unseen = () =>
	room.as('editor', (trx, deed) =>
		listUnseenTexts(trx, { language: 'de', actor: { city: deed.city, account: deed.account } }),
	);

describe('a figure of a live text that changes', () => {
	it('is noted once and told once, however often the figures are compared', async () => {
		const id = await publish('einmal');
		expect(await note()).toBe(0);
		await publicIs(12);
		expect(await note()).toBe(1);
		expect(await note()).toBe(0);
		expect(await moved(id)).toMatchObject([
			{ published: { sum: { value: 14 } }, now: { sum: { value: 12 } }, seen: false },
		]);
		const sent = await mails();
		expect(sent.map(({ recipient }) => recipient)).toEqual(['editor@dortmund.example']);
		expect(sent[0]?.subject).toBe('In einem veröffentlichten Artikel hat sich eine Kennzahl geändert');
		expect(sent[0]?.body_text).toContain('Generatoren einmal (Deutsch)');
		expect(sent[0]?.body_text).toContain('Winterhilfe: bei Veröffentlichung 14 Stück, heute 12 Stück');
		expect(sent[0]?.body_text).toContain(`https://tandem.example/de/office/newsroom/${id}/de`);
		await withdraw(id);
	});

	it('is noted again when it changes again, without a second mail before somebody saw the first change', async () => {
		const id = await publish('zweimal');
		await publicIs(12);
		await note();
		await publicIs(11);
		expect(await note()).toBe(1);
		expect(await mails()).toHaveLength(1);
		granted(await see(id));
		expect(await unseen()).toEqual([]);
		await publicIs(10);
		await note();
		expect(await mails()).toHaveLength(2);
		expect(await unseen()).toMatchObject([{ title: 'Generatoren zweimal' }]);
		await withdraw(id);
	});

	it('is open no more once it is again what readers were given', async () => {
		const id = await publish('zurueck');
		await publicIs(12);
		await note();
		await publicIs(14);
		expect(await note()).toBe(1);
		expect(await moved(id)).toEqual([]);
		expect(await unseen()).toEqual([]);
		await withdraw(id);
	});

	it('is told of all its texts in one mail, and of nothing that is not live', async () => {
		const [first, second, gone] = [await publish('eins'), await publish('zwei'), await publish('weg')];
		await withdraw(gone);
		await room.draft('de', { title: 'Entwurf', text: `Es sind ${receivedGenerators}.` });
		await publicIs(12);
		expect(await note()).toBe(2);
		const sent = await mails();
		expect(sent).toHaveLength(1);
		expect(sent[0]?.subject).toBe('In 2 veröffentlichten Artikeln haben sich Kennzahlen geändert');
		expect(sent[0]?.body_text).not.toContain('weg');
		await withdraw(first);
		await withdraw(second);
	});

	it('costs note and mail or neither where the process dies before the end', async () => {
		const id = await publish('absturz');
		await publicIs(12);
		const crash = inWorker(worker, async (trx) => {
			await noteFigureChanges(trx, 'https://tandem.example');
			throw new Error('the power went');
		});
		await expect(crash).rejects.toThrow('the power went');
		expect([await moved(id), await mails()]).toEqual([[], []]);
		expect(await note()).toBe(1);
		expect(await mails()).toHaveLength(1);
		await withdraw(id);
	});

	it('is noted once where two compare at once', async () => {
		const id = await publish('zugleich');
		await publicIs(12);
		const counts = await Promise.all([note(), note(), note()]);
		expect(counts.toSorted()).toEqual([0, 0, 1]);
		expect(await mails()).toHaveLength(1);
		await withdraw(id);
	});

	it('reads at the desk as a change that grew, or as a number that was wrong', async () => {
		const id = await publish('vorschlag');
		const suggested = async () =>
			(await room.as('editor', (trx) => viewChanges(trx, { id, key: 'de', revision: 1 }, 'de')))?.suggested;
		expect(await suggested()).toBeUndefined();
		await publicIs(15);
		expect(await suggested()).toMatchObject({ update: 'major' });
		await publicIs(12);
		const said = await suggested();
		expect(said?.update).toBe('correction');
		expect(said?.wrong).toMatch(/^Angekommen: Stromerzeuger \(Winterhilfe\): 14 Stück \(Stand: .*2023.*\)\.$/);
		expect(said?.note).toMatch(/12 Stück/);
		await withdraw(id);
	});
});

describe('correcting an article for its figures', () => {
	it('begins the next text with the same words, which goes past a second person and takes the number of its day', async () => {
		const id = await publish('berichtigt');
		await publicIs(12);
		await note();
		granted(await correct(id));
		const article = await room.as('editor', (trx) => findArticle(trx, id));
		expect(article?.editions.de).toMatchObject({ stage: 'draft', revision: 2, live: { revision: 1 } });
		expect(await moved(id)).toHaveLength(1);
		await room.release(id, 'de', { kind: 'correction', wrong: '14 Stück', note: '12 Stück' });
		expect(await moved(id)).toEqual([]);
		const kept = await database.query('select value from article_figure where article_id = $1 order by revision', [id]);
		expect(kept.map(({ value }) => Number(value))).toEqual([14, 12]);
		expect(await note()).toBe(0);
		await withdraw(id);
	});

	it('is refused where a newer text exists already, and to other cities', async () => {
		const id = await publish('schon');
		await publicIs(12);
		await note();
		granted(await correct(id));
		expect(await correct(id)).toMatchObject({ ok: false, refusal: [{ kind: 'changed-meanwhile' }] });
		const theirs: Deed = { ...room.deed(), city: room.cities.zhytomyr.id, account: room.cities.zhytomyr.editor };
		const asTheirs = <Value>(work: (trx: Trx) => Promise<Value>) => inCity(app, theirs, work);
		expect(await asTheirs((trx) => listMovedFigures(trx, id))).toHaveLength(1);
		for (const attempt of [
			await asTheirs((trx) => seeFigures(trx, { id, key: 'de' }, Number.MAX_SAFE_INTEGER, theirs)),
			await asTheirs((trx) => beginCorrection(trx, { id, key: 'de', shown: 7 }, theirs)),
		]) {
			expect(attempt).toEqual({ ok: false, refusal: [{ kind: 'not-yours' }] });
		}
		await withdraw(id);
	});

	it('leaves one note of who saw a change, however often the form is sent', async () => {
		const id = await publish('gesehen');
		await publicIs(12);
		await note();
		granted(await see(id));
		granted(await see(id));
		const seen = await database.query('select account_id from article_figure_seen where article_id = $1', [id]);
		expect(seen).toEqual([{ account_id: room.cities.dortmund.editor }]);
		const audit = await database.query(
			`select details from audit_entry where action = 'article.figures-seen' and subject_id = $1`,
			[id],
		);
		expect(audit).toEqual([{ details: { edition: 'de', figures: ['PWR-GEN'] } }]);
		await withdraw(id);
	});
});

describe('the database', () => {
	it.each(['article_figure_change', 'article_figure_seen'])('keeps %s as it was written', async (table) => {
		await expect(database.query(`update ${table} set edition = 'uk'`)).rejects.toThrow('append-only');
		await expect(database.query(`delete from ${table}`)).rejects.toThrow('append-only');
		await expect(database.query(`truncate ${table} cascade`)).rejects.toThrow('append-only');
	});

	it('takes no change that is none, and none from the office', async () => {
		const id = await publish('keiner');
		const add = (value: number) =>
			database.query(
				`insert into article_figure_change (article_id, edition, revision, query, city_id, value, unit, as_of)
				select article_id, edition, revision, query, city_id, $2, unit, as_of from article_figure where article_id = $1`,
				[id, value],
			);
		await expect(add(14)).rejects.toThrow('the figure is what it was');
		await add(13);
		await expect(add(13)).rejects.toThrow('the figure is what it was');
		const fromOffice = room.as('editor', (trx) =>
			trx
				.insertInto('articleFigureChange' as never)
				.defaultValues()
				.execute(),
		);
		await expect(fromOffice).rejects.toThrow('permission denied');
		await withdraw(id);
	});
});
