import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inCity, inPublic } from '#lib/platform/database/transaction.server.ts';
import { anActor, freshDatabase } from '#test/database.ts';
import { aNewsroom, type NewsroomWorld } from '#test/laws/newsroom-world.ts';
import { publicOperation, receivedGenerators, publicIs as setPublic } from '#test/laws/public-figures.ts';
import { layOutCities } from '#test/people.ts';
import { loadArticle } from '../../reading/reading-pages.server.ts';
import { findArticle, findRevision } from '../article-queries.server.ts';
import { viewDraft } from '../draft-view.server.ts';
import { blockersOf } from '../reference-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, public: publicDb } = database.databases;
let room: NewsroomWorld;

const publicIs = (received: number, asOf: string) => setPublic(database, received, asOf);

beforeAll(async () => {
	room = await aNewsroom(database, await layOutCities(database));
	await publicOperation(database);
	await publicIs(14, '2023-03-10T00:00:00Z');
});

const text = `Angekommen sind ${receivedGenerators}.\n\n- darunter ${receivedGenerators}\n- Feldbetten`;

const aSite = { origin: 'https://tandem.example', findStory: () => Promise.resolve([]) };

/** The rows of the table below an article, as readers have them. */
async function readersSee(slug: string) {
	const found = await loadArticle(publicDb, 'de', slug, aSite);
	if (found?.kind !== 'live') throw new Error(`no article at ${slug}`);
	return found.article.figures.map(({ name, figure: { published, today, moved } }) => ({
		name,
		published: published?.text,
		today: today.text,
		moved,
	}));
}
const row = (published: string, today: string) => ({
	name: 'Angekommen: Stromerzeuger',
	published,
	today,
	moved: published !== today,
});

describe('a figure of a published text', () => {
	it('is for good what it was at the publication, beside what it is today', async () => {
		await room.publish('de', { title: 'Generatoren', slug: 'generatoren', text });
		expect(await readersSee('generatoren')).toEqual([row('14 Stück', '14 Stück')]);
		await publicIs(12, '2023-03-20T00:00:00Z');
		expect(await readersSee('generatoren')).toEqual([row('14 Stück', '12 Stück')]);
		const found = await loadArticle(publicDb, 'de', 'generatoren', aSite);
		expect(JSON.stringify(found)).toContain('"published":{"text":"14 Stück","asOf":"10.03.2023');
	});

	it('stays what it was through a change readers are told nothing of, and is a new one with one they are told of', async () => {
		await publicIs(14, '2023-03-10T00:00:00Z');
		const id = await room.publish('de', { title: 'Wechsel', slug: 'wechsel', text });
		await publicIs(12, '2023-03-20T00:00:00Z');
		await room.save(id, 'de', { title: 'Wechsel.', slug: 'wechsel', text });
		await room.release(id, 'de', { kind: 'minor' });
		expect(await readersSee('wechsel')).toEqual([row('14 Stück', '12 Stück')]);
		await room.save(id, 'de', { title: 'Wechsel!', slug: 'wechsel', text });
		await room.release(id, 'de', { kind: 'correction', wrong: '14', note: '12' });
		expect(await readersSee('wechsel')).toEqual([row('12 Stück', '12 Stück')]);
		const kept = await database.query('select revision, value from article_figure where article_id = $1 order by 1', [
			id,
		]);
		expect(kept.map(({ revision, value }) => [revision, Number(value)])).toEqual([
			[1, 14],
			[2, 14],
			[3, 12],
		]);
	});

	it('is not known today once the public figures have none, and no zero', async () => {
		await publicIs(14, '2023-03-10T00:00:00Z');
		await room.publish('de', { title: 'Verborgen', slug: 'verborgen', text });
		await database.query('delete from public_item');
		expect(await readersSee('verborgen')).toEqual([row('14 Stück', 'nicht bekannt')]);
		await publicIs(14, '2023-03-20T00:00:00Z');
	});

	it('keeps its text from review while the public figures have no answer', async () => {
		const unknown = '[[figure: received MED operation/winter]]';
		const id = await room.draft('de', { title: 'Offen', text: unknown });
		const blockers = await room.as('editor', async (trx) => {
			const article = await findArticle(trx, id);
			const written = await findRevision(trx, { id, key: 'de' });
			return blockersOf(trx, written!, article!, 'de');
		});
		expect(blockers).toEqual([{ kind: 'figure-unknown', block: 1 }]);
		await expect(room.release(id, 'de')).rejects.toThrow('figure-unknown');
	});

	it('is taken back with its text', async () => {
		const id = await room.publish('de', { title: 'Zurück', slug: 'zurueck', text });
		await room.withdraw(id, 'de', 'Falsch.');
		const { rows } = { rows: await database.query(`select content from public_article where article_id = $1`, [id]) };
		expect(rows[0]?.['content'].figures).toEqual([]);
	});
});

describe('the database', () => {
	const anyFigure = `update article_figure set value = 1`;
	it.each([
		['changes a figure', anyFigure],
		['takes one away', 'delete from article_figure'],
		['empties the figures', 'truncate article_figure cascade'],
	])('refuses whoever %s', async (_, statement) => {
		await expect(database.query(statement)).rejects.toThrow('append-only');
	});

	it('takes a figure with the publication of its text and at no other time', async () => {
		const id = await room.draft('de', { title: 'Vorher', text });
		const add = (revision: number) =>
			room.as('editor', (trx) =>
				trx
					.insertInto('articleFigure' as never)
					.values({ articleId: id, edition: 'de', revision, query: 'x', cityId: room.cities.dortmund.id } as never)
					.execute(),
			);
		await expect(add(1)).rejects.toThrow('kept with the publication');
		await room.release(id, 'de');
		await room.withdraw(id, 'de', 'Falsch.');
		await expect(add(1)).rejects.toThrow('kept with the publication');
	});

	it('shows figures to the cities that see the article, and lets no other city or reader touch them', async () => {
		await room.publish('de', { title: 'Sichtbar', slug: 'sichtbar', text });
		const count = (trx: Parameters<Parameters<typeof inCity>[2]>[0]) =>
			trx
				.selectFrom('articleFigure' as never)
				.selectAll()
				.execute();
		const theirs = await inCity(app, { city: room.cities.zhytomyr.id, account: null }, count);
		expect(theirs.length).toBeGreaterThan(0);
		expect(await inCity(app, anActor(), count)).toEqual([]);
		await expect(inPublic(publicDb, count)).rejects.toThrow('permission denied');
	});
});

describe('a draft', () => {
	it('shows its figures as the public has them now', async () => {
		await publicIs(14, '2023-03-10T00:00:00Z');
		const id = await room.draft('de', { title: 'Entwurf', slug: 'entwurf', text });
		const shown = () =>
			room.as('editor', async (trx) => viewDraft(trx, (await findRevision(trx, { id, key: 'de' }))!, 'de', false));
		expect((await shown()).figures).toMatchObject([{ figure: { published: null, today: { text: '14 Stück' } } }]);
		await publicIs(15, '2023-03-11T00:00:00Z');
		expect((await shown()).figures).toMatchObject([{ figure: { published: null, today: { text: '15 Stück' } } }]);
	});
});
