import { afterAll, describe, expect, it } from 'vitest';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { anArticleDesk, kindsOf, now } from '#test/laws/article-desk.ts';
import { noFacts as facts, granted } from '#test/laws/newsroom-world.ts';
import {
	agreeToEmbargo,
	beginArticle,
	correctFacts,
	liftEmbargo,
	publishText,
	releaseIfDue,
	releaseWithEmbargo,
	scheduleRelease,
	setEmbargo,
} from './article-commands.server.ts';
import type { ArticleId } from './article-queries.server.ts';
import { parseBlocks } from './parse-blocks.ts';
import { releaseDueArticles } from './release-job.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const desk = await anArticleDesk(database);
const { cities, deedOf, theirs, as, read, shownOf, submit, approve, save, approved } = desk;
const stageOf = async (id: ArticleId) =>
	(await database.query<{ stage: string }>(`select stage from article_edition where article_id = $1`, [id]))[0]?.stage;

describe('a joint embargo', () => {
	const until = later(now, day);
	const waiting = async () => {
		const id = await approved();
		granted(await as(deedOf(), (trx) => setEmbargo(trx, { id, until }, deedOf())));
		const shown = await shownOf(id);
		granted(await as(deedOf(), (trx) => releaseWithEmbargo(trx, shown, { kind: 'first' }, deedOf())));
		return id;
	};
	const release = (at: Instant) => releaseDueArticles({ databases: database.databases, clock: { now: () => at } });

	it('is set by one city and agreed by the other, and only then lets go when it ends', async () => {
		const id = await waiting();
		await release(until);
		expect(await stageOf(id)).toBe('embargoed');
		expect(kindsOf(await as(deedOf(), (trx) => agreeToEmbargo(trx, { id, until }, deedOf())))).toEqual([
			'embargo-of-own-city',
		]);
		granted(await as(theirs(), (trx) => agreeToEmbargo(trx, { id, until }, theirs())));
		await release(later(until, -1));
		expect(await stageOf(id)).toBe('embargoed');
		await release(until);
		expect(await stageOf(id)).toBe('published');
	});

	it('can be refused by the other city, and then waits for people', async () => {
		const id = await waiting();
		granted(await as(theirs(), (trx) => liftEmbargo(trx, { id, reason: 'Konvoi noch unterwegs' }, theirs())));
		expect(await stageOf(id)).toBe('approved');
		await release(later(until, hour));
		expect(await stageOf(id)).toBe('approved');
	});

	it('is all the other city may decide', async () => {
		const id = await approved();
		const shown = await shownOf(id);
		expect(kindsOf(await as(theirs(), (trx) => publishText(trx, shown, { kind: 'first' }, theirs())))).toEqual([
			'not-yours',
		]);
		expect(kindsOf(await save(id, 1, 'fremd', theirs()))).toEqual(['not-yours']);
		expect(
			kindsOf(await as(theirs(), (trx) => correctFacts(trx, { id, shown: 1, facts, mayPublish: true }, theirs()))),
		).toEqual(['not-yours']);
	});
});

describe('a scheduled release', () => {
	const releaseAt = later(now, hour);
	const scheduled = async () => {
		const id = await approved();
		const shown = await shownOf(id);
		granted(
			await as(deedOf(), (trx) => scheduleRelease(trx, shown, { update: { kind: 'first' }, releaseAt }, deedOf())),
		);
		return id;
	};
	const release = () => releaseDueArticles({ databases: database.databases, clock: { now: () => releaseAt } });
	const publications = async (id: ArticleId) =>
		(await database.query(`select from article_event where article_id = $1 and kind = 'textPublished'`, [id])).length;

	it('happens once, however many workers look at once', async () => {
		const ids = [await scheduled(), await scheduled(), await scheduled()];
		const runs = await Promise.all([release(), release(), release(), release()]);
		expect(runs.reduce((sum, { released }) => sum + released, 0)).toBe(3);
		for (const id of ids) expect(await publications(id)).toBe(1);
		expect(await release()).toEqual({ released: 0, held: 0 });
	});

	it('keeps no other article waiting when one cannot be released', async () => {
		const ids = [await scheduled(), await scheduled(), await scheduled()];
		const broken = ids.toSorted()[0]!;
		await database.query(`alter table article_event add constraint broken
			check (article_id <> '${broken}' or kind <> 'textPublished')`);
		await expect(release()).rejects.toThrow('1 due articles could not be released');
		const published = [];
		for (const id of ids) if ((await publications(id)) === 1) published.push(id);
		expect(published).toEqual(ids.filter((id) => id !== broken));
		await database.query('alter table article_event drop constraint broken');
		expect(await release()).toEqual({ released: 1, held: 0 });
	});

	it('is found again after a crash in the middle of it', async () => {
		const id = await scheduled();
		const crash = as({ ...deedOf(), account: null, at: releaseAt }, async (trx) => {
			await releaseIfDue(trx, { id, key: 'de' }, { at: releaseAt, account: null, city: cities.dortmund.id });
			throw new Error('the power went');
		});
		await expect(crash).rejects.toThrow('the power went');
		expect(await stageOf(id)).toBe('scheduled');
		expect(await release()).toEqual({ released: 1, held: 0 });
		expect(await publications(id)).toBe(1);
	});

	it('is held where something it refers to is gone by then, and says so', async () => {
		await database.query(
			`insert into operation (id, slug, lead_city_id, names, destination, country, latitude, longitude, opened_on)
			values ($1, 'kurz', $2, '{"de": "Kurz"}', '{"de": "Dort"}', 'UA', 50, 28, '2023-01-01')`,
			[anId(), cities.dortmund.id],
		);
		const parsed = granted(parseBlocks([{ id: 'b1', kind: 'map', operation: 'kurz' }]));
		const deed = deedOf();
		const text = { slug: null, kicker: '', title: 'Karte', teaser: 'x', blocks: parsed };
		const id = granted(
			await as(deed, (trx) => beginArticle(trx, { facts, partnershipId: null, key: 'de', text }, deed)),
		);
		granted(await submit(id));
		granted(await approve(id));
		const shown = await shownOf(id);
		granted(await as(deed, (trx) => scheduleRelease(trx, shown, { update: { kind: 'first' }, releaseAt }, deed)));
		await database.query(`update operation set slug = 'lang' where slug = 'kurz'`);
		expect(await release()).toEqual({ released: 0, held: 1 });
		const article = await read(id);
		expect(article.editions.de?.stage).toBe('approved');
		expect(article.steps.at(-1)).toMatchObject({ kind: 'releaseHeld', blockers: ['reference-unknown'], by: null });
	});
});
