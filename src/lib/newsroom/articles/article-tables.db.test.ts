import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { anArticleDesk } from '#test/laws/article-desk.ts';
import { granted } from '#test/laws/newsroom-world.ts';
import type { ArticleId } from './article-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const desk = await anArticleDesk(database);
const { app } = database.databases;
const { cities, stranger, deedOf, theirs, as, begin, publish, approved } = desk;

describe('the database', () => {
	const tables = [
		'article',
		'article_revision',
		'article_event',
		'article_current',
		'article_edition',
		'article_slug',
		'article_preview',
	];

	it('shows a city what it keeps and what its partners keep of the partnership, and nothing to strangers', async () => {
		const shared = await begin();
		const own = await begin('eigen', null);
		for (const table of ['article_revision', 'article_event', 'article_current', 'article_edition', 'article_slug']) {
			const seenBy = async (city: Id<'city'>, id: ArticleId) =>
				inCity(app, { city, account: null }, async (trx) => {
					const found = await sql`select from ${sql.table(table)} where article_id = ${id}`.execute(trx);
					return found.rows.length > 0;
				});
			expect([
				table,
				await seenBy(cities.zhytomyr.id, shared),
				await seenBy(cities.zhytomyr.id, own),
				await seenBy(stranger, shared),
			]).toEqual([table, true, false, false]);
		}
	});

	it('shows the public role nothing at all', async () => {
		for (const table of tables) {
			const asked = sql`select from ${sql.table(table)}`.execute(database.databases.public);
			await expect(asked).rejects.toThrow('permission denied');
		}
	});

	it('never changes a revision or an event', async () => {
		const id = await begin();
		for (const table of ['article_revision', 'article_event']) {
			await expect(database.query(`update ${table} set at = now() where article_id = $1`, [id])).rejects.toThrow(
				'append-only',
			);
			await expect(database.query(`delete from ${table} where article_id = $1`, [id])).rejects.toThrow('append-only');
			await expect(database.query(`truncate ${table} cascade`)).rejects.toThrow('append-only');
		}
	});

	it.each([
		[
			'a move past the review',
			`stage = 'approved', approved_by = gen_random_uuid()`,
			'no move leads from draft to approved',
		],
		['a publication out of a draft', `stage = 'published'`, 'no move leads from draft to published'],
		[
			'a live text that is none of its own',
			`live_revision = 9, first_published_at = now()`,
			'article_edition_live_revision',
		],
		['approval by an author', `approved_by = authors[1]`, 'article_reviewed_by_another'],
		['a time without a schedule', `release_at = now()`, 'article_scheduled_has_a_time'],
	])('refuses %s', async (_, change, why) => {
		const id = await begin();
		const changed = as(deedOf(), (trx) =>
			sql`update article_edition set ${sql.raw(change)} where article_id = ${id}`.execute(trx),
		);
		await expect(changed).rejects.toThrow(why);
	});

	it('refuses an embargo agreed to by the city that set it, and one without a partner', async () => {
		const id = await begin();
		const own = await begin('allein', null);
		const set = (article: ArticleId, agreed: string) =>
			as(deedOf(), (trx) =>
				sql`update article_current set version = version + 1, embargo_until = now(), embargo_set_by = ${cities.dortmund.id},
					embargo_agreed_by = ${sql.raw(agreed)} where article_id = ${article}`.execute(trx),
			);
		await expect(set(id, 'city_id')).rejects.toThrow('article_embargo_takes_two');
		await expect(set(own, 'null')).rejects.toThrow('article_embargo_needs_a_partner');
	});

	it('lets a partner city add nothing but its word on the embargo, and a stranger nothing', async () => {
		const id = await begin();
		const add = (city: Id<'city'>, kind: string) =>
			inCity(app, { city, account: null }, (trx) =>
				sql`insert into article_event (article_id, sequence, city_id, kind, data, at)
					values (${id}, 90, ${city}, ${kind}, '{}', now())`.execute(trx),
			);
		await expect(add(cities.zhytomyr.id, 'factsCorrected')).rejects.toThrow('only its own city');
		await expect(add(stranger, 'embargoSet')).rejects.toThrow('row-level security');
		const facts2 = as(theirs(), (trx) =>
			sql`update article_current set version = version + 1, kind = 'press-release' where article_id = ${id}`.execute(
				trx,
			),
		);
		await expect(facts2).rejects.toThrow('only its own city');
		const edition = as(theirs(), (trx) =>
			sql`update article_edition set stage = 'in-review' where article_id = ${id}`.execute(trx),
		);
		await expect(edition).rejects.toThrow('only its own city');
	});

	it('takes a revision to its readers once', async () => {
		const id = await approved();
		granted(await publish(id));
		const again = as(deedOf(), (trx) =>
			sql`insert into article_event (article_id, sequence, city_id, kind, edition, revision, data, at)
				values (${id}, 90, current_city(), 'textPublished', 'de', 1, '{}', now())`.execute(trx),
		);
		await expect(again).rejects.toThrow('article_published_once');
	});
});
