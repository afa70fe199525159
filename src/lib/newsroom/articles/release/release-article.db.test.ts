import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, later } from '#lib/kernel/instant.ts';
import { inCity, inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aNewsroom, type NewsroomWorld } from '#test/laws/newsroom-world.ts';
import { layOutCities } from '#test/people.ts';
import { findNewsVersion } from '../../reading/news-state-queries.server.ts';
import {
	findPublicArticle,
	listEditions,
	listMonths,
	listPublicArticles,
	listRelated,
	listTermsInUse,
} from '../../reading/reading-queries.server.ts';
import { releaseArticle } from './release-article.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, public: publicDb, worker } = database.databases;
let room: NewsroomWorld;
beforeAll(async () => {
	room = await aNewsroom(database, await layOutCities(database));
});

const read = (slug: string) => inPublic(publicDb, (trx) => findPublicArticle(trx, 'de', slug));
const titles = async () =>
	(await inPublic(publicDb, (trx) => listPublicArticles(trx, { language: 'de' }, { limit: 50 }))).map(
		({ title }) => title,
	);
const version = () => inPublic(publicDb, findNewsVersion);

describe('what readers have of an article', () => {
	it('is nothing before it is published, and all of it at once afterwards', async () => {
		const before = await version();
		const id = await room.draft('de', { title: 'Generatoren', text: 'Ein Satz.', slug: 'generatoren' });
		expect(await read('generatoren')).toBeUndefined();
		expect(await version()).toBe(before);
		await room.release(id, 'de');
		expect(await read('generatoren')).toMatchObject({ title: 'Generatoren', state: 'live', terms: [] });
		expect(await version()).not.toBe(before);
	});

	it('is not touched by a draft of the next text, and names the change once that is published', async () => {
		const id = await room.publish('de', { title: 'Feldbetten', text: 'Alt.', slug: 'feldbetten' });
		await room.save(id, 'de', { title: 'Feldbetten geliefert', text: 'Neu.', slug: 'feldbetten-geliefert' });
		expect((await read('feldbetten'))?.title).toBe('Feldbetten');
		expect(await read('feldbetten-geliefert')).toBeUndefined();
		room.now = later(room.now, day);
		await room.release(id, 'de', { kind: 'correction', wrong: '100 Betten', note: 'Es waren 200.' });
		const moved = await read('feldbetten');
		expect(moved).toMatchObject({ slug: 'feldbetten-geliefert', title: 'Feldbetten geliefert' });
		expect(moved?.content.notes).toEqual([
			{ kind: 'correction', at: room.now, wrong: '100 Betten', note: 'Es waren 200.' },
		]);
		expect(moved?.publicUpdatedAt).toBe(room.now);
		expect(moved?.firstPublishedAt).toBe(later(room.now, -day));
	});

	it('is the reason and no word more once it is withdrawn', async () => {
		const id = await room.publish('de', { title: 'Falschmeldung', text: 'Unwahres.', slug: 'falschmeldung' });
		await room.withdraw(id, 'de', 'Die Zahl war erfunden.');
		const gone = await read('falschmeldung');
		expect(gone).toMatchObject({ state: 'withdrawn', title: '', blocks: [], terms: [] });
		expect(gone?.content.withdrawal?.reason).toBe('Die Zahl war erfunden.');
		expect(JSON.stringify(gone)).not.toContain('Unwahres');
		expect(await titles()).not.toContain('Falschmeldung');
	});

	it('is in each language what was released in it', async () => {
		const id = await room.publish('de', { title: 'Zwei Sprachen', text: 'Ja.', slug: 'zwei-sprachen' });
		await room.save(id, 'uk', { title: 'Дві мови', text: 'Так.', slug: 'dvi-movy' });
		const { articlePublicId } = (await read('zwei-sprachen'))!;
		const languages = async () =>
			(await inPublic(publicDb, (trx) => listEditions(trx, articlePublicId))).map(({ language }) => language);
		expect(await languages()).toEqual(['de']);
		await room.release(id, 'uk');
		expect(await languages()).toEqual(['de', 'uk']);
	});

	it('is nothing at all while a city hides it, and the same as before when none does any more', async () => {
		const id = await room.publish('de', { title: 'Zu verbergen', text: 'Ort.', slug: 'zu-verbergen' });
		const before = await read('zu-verbergen');
		const decide = (hidden: boolean) =>
			database.query(
				`insert into article_hiding (article_id, city_id, hidden, reason, decided_at) values ($1, $2, $3, 'safety', now())`,
				[id, room.cities.zhytomyr.id, hidden],
			);
		const release = () => inWorker(worker, (trx) => releaseArticle(trx, id, room.now));
		await decide(true);
		await release();
		expect(await read('zu-verbergen')).toBeUndefined();
		await decide(false);
		await release();
		expect(await read('zu-verbergen')).toEqual(before);
	});

	it('is kept by its own city and partners, and by no one else', async () => {
		const stranger = anId<'city'>();
		await database.query(
			`insert into city (id, slug, names, country, latitude, longitude, time_zone)
			values ($1, 'lviv', '{"en": "Lviv"}', 'UA', 50, 24, 'Europe/Kyiv')`,
			[stranger],
		);
		const removed = await inCity(app, { city: stranger, account: null }, (trx) =>
			sql`delete from public_article`.execute(trx),
		);
		expect(removed.numAffectedRows).toBe(0n);
		const asPublic = (column: string) =>
			inPublic(publicDb, (trx) => sql.raw(`select ${column} from public_article`).execute(trx));
		await expect(asPublic('article_id')).rejects.toThrow('permission denied');
		await expect(inPublic(publicDb, (trx) => sql`select from article`.execute(trx))).rejects.toThrow(
			'permission denied',
		);
	});
});

describe('lists', () => {
	it('find articles by term and month, and name a term only where something is filed under it', async () => {
		const [category, topic] = [await room.term('category', 'relief'), await room.term('topic', 'energy')];
		await room.term('topic', 'unused');
		await room.draft('de', { title: 'Nur ein Entwurf', text: 'x.' }, { terms: [await room.term('topic', 'secret')] });
		await room.publish('de', { title: 'Strom', text: 'x.', slug: 'strom' }, { terms: [category, topic] });
		const terms = await inPublic(publicDb, (trx) => listTermsInUse(trx, 'de'));
		expect(terms.map(({ kind, slug, articles }) => [kind, slug, articles])).toEqual([
			['category', 'relief', 1],
			['topic', 'energy', 1],
		]);
		const filed = await inPublic(publicDb, (trx) =>
			listPublicArticles(trx, { language: 'de', term: { kind: 'topic', slug: 'energy' } }, { limit: 9 }),
		);
		expect(filed.map(({ title }) => title)).toEqual(['Strom']);
		expect((await inPublic(publicDb, (trx) => listMonths(trx, 'de')))[0]?.month).toBe('2023-03');
	});

	it('relate articles by what they share, those an editor named first, and never by being new', async () => {
		const topic = await room.term('topic', 'camp-beds');
		const project = { kind: 'project', id: anId<'project'>() } as const;
		const byHand = await room.publish('de', { title: 'Von Hand', text: 'x.', slug: 'von-hand' });
		await room.publish('de', { title: 'Gleiches Thema', text: 'x.', slug: 'thema' }, { terms: [topic] });
		await room.publish('de', { title: 'Gleiches Projekt', text: 'x.', slug: 'projekt' }, { records: [project] });
		const facts = { terms: [topic], records: [project], related: [byHand] };
		await room.publish('de', { title: 'Ausgang', text: 'x.', slug: 'ausgang' }, facts);
		await room.publish('de', { title: 'Ganz neu', text: 'x.', slug: 'ganz-neu' });
		const { publicId } = (await read('ausgang'))!;
		const related = await inPublic(publicDb, (trx) => listRelated(trx, publicId, 10));
		expect(related.map(({ title }) => title)).toEqual(['Von Hand', 'Gleiches Projekt', 'Gleiches Thema']);
	});
});
