import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later } from '#lib/kernel/instant.ts';
import { inCity, inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aNewsroom, granted, type NewsroomWorld } from '#test/laws/newsroom-world.ts';
import { layOutCities } from '#test/people.ts';
import type { ArticleId } from '../articles/article-queries.server.ts';
import { releaseArticle } from '../articles/release/release-article.server.ts';
import { findPublicArticle } from '../reading/reading-queries.server.ts';
import { findHidingState, hideArticle } from './article-hiding.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, public: publicDb, worker } = database.databases;
let room: NewsroomWorld;
let id: ArticleId;
beforeAll(async () => {
	room = await aNewsroom(database, await layOutCities(database));
	id = await room.publish('de', { title: 'Unterkunft', text: 'Ort.', slug: 'unterkunft' });
});

let minutes = 0;
const decide = (city: 'dortmund' | 'zhytomyr', hidden: boolean, articleId = id) =>
	inCity(app, { city: room.cities[city].id, account: room.cities[city].editor }, (trx) =>
		hideArticle(trx, { articleId, hidden, reason: 'Sicherheit', at: later(room.now, ++minutes * 60_000) }),
	);
const isPublic = async () =>
	(await inPublic(publicDb, (trx) => findPublicArticle(trx, 'de', 'unterkunft'))) !== undefined;

describe('an article that must not be seen', () => {
	it('is gone at once when the partner city says so, and stays gone whatever else is released of it', async () => {
		granted(await decide('zhytomyr', true));
		expect(await isPublic()).toBe(false);
		await inWorker(worker, (trx) => releaseArticle(trx, id, room.now));
		await room.save(id, 'de', { title: 'Unterkunft neu', text: 'Ort.', slug: 'unterkunft' });
		await room.release(id, 'de', { kind: 'minor' });
		expect(await isPublic()).toBe(false);
	});

	it('is there again when no city hides it any more', async () => {
		granted(await decide('dortmund', true));
		granted(await decide('zhytomyr', false));
		expect(await isPublic()).toBe(false);
		const state = await inCity(app, { city: room.cities.zhytomyr.id, account: null }, (trx) =>
			findHidingState(trx, id),
		);
		expect(state).toEqual({ byOwnCity: false, byOthers: true });
		granted(await decide('dortmund', false));
		expect(await isPublic()).toBe(true);
		const audit = await database.query(`select from audit_entry where action in ('article.hidden', 'article.shown')`);
		expect(audit).toHaveLength(4);
	});

	it('stays hidden when it is published and hidden at the same moment', async () => {
		let hiding: ReturnType<typeof decide> | undefined;
		await inCity(app, { city: room.cities.dortmund.id, account: null }, async (trx) => {
			await releaseArticle(trx, id, room.now);
			hiding = decide('zhytomyr', true);
			await database.someoneWaits();
		});
		granted(await hiding!);
		expect(await isPublic()).toBe(false);
		granted(await decide('zhytomyr', false));
		expect(await isPublic()).toBe(true);
	});

	it('is not there for cities that have no part in it', async () => {
		expect(await decide('dortmund', true, anId<'article'>())).toEqual({ ok: false, refusal: [{ kind: 'not-yours' }] });
		await expect(database.query('delete from article_hiding')).rejects.toThrow('append-only');
	});
});
