import { afterAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, later } from '#lib/kernel/instant.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { anArticleDesk, now } from '#test/laws/article-desk.ts';
import type { ArticleId } from '../article-queries.server.ts';
import { findKeptText, forgetKeptTexts, keepText, listKeptTexts } from './autosave.server.ts';
import { foldedFor, keptDays, mostPieces } from './autosave.ts';

const database = await freshDatabase();
afterAll(database.close);
const desk = await anArticleDesk(database);
const { app } = database.databases;
const { cities, deedOf, theirs, as, begin } = desk;
const [here, elsewhere] = [anId<'sitting'>(), anId<'sitting'>()];
const which = (id: ArticleId) => ({ id, key: 'de' }) as const;

function keep(id: ArticleId, blocks: string, at = now, sitting = here, deed = deedOf('editor')): Promise<boolean> {
	const written = { sitting, startedFrom: 1, fields: { blocks } };
	return as(deed, (trx) => keepText(trx, which(id), written, { account: deed.account!, at }));
}
const listed = (id: ArticleId) => as(deedOf(), (trx) => listKeptTexts(trx, which(id)));
const textOf = async (id: ArticleId, piece: number, account: Id<'account'> = cities.dortmund.editor) =>
	(await as(deedOf(), (trx) => findKeptText(trx, which(id), { account, piece })))?.fields['blocks'];

describe('a text that is not saved yet', () => {
	it('is folded into pieces of minutes, and leaves nothing in the history or on the audit trail', async () => {
		const id = await begin();
		const trail = () => database.query<{ count: number }>('select count(*)::int from audit_entry');
		const before = await trail();
		for (const [minutes, words] of ['eins', 'zwei', 'drei'].entries())
			await keep(id, words, later(now, minutes * 60_000));
		await keep(id, 'vier', later(now, foldedFor));
		expect((await listed(id)).map(({ piece, by }) => [piece, by !== null])).toEqual([
			[2, true],
			[1, true],
		]);
		expect([await textOf(id, 1), await textOf(id, 2)]).toEqual(['drei', 'vier']);
		expect(await trail()).toEqual(before);
		expect((await desk.read(id)).version).toBe(2);
	});

	it('written on two pages at once is kept twice, and one saved revision takes only its own page with it', async () => {
		const id = await begin();
		await Promise.all([keep(id, 'hier', now, here), keep(id, 'dort', now, elsewhere)]);
		const texts = [await textOf(id, 1), await textOf(id, 2)].sort();
		expect(texts).toEqual(['dort', 'hier']);
		await as(deedOf('editor'), (trx) => forgetKeptTexts(trx, which(id), { sitting: here }));
		const left = await listed(id);
		expect(left).toHaveLength(1);
		expect(await textOf(id, left[0]!.piece)).toBe('dort');
	});

	it('can be gone on with by a colleague, but only its writer changes it or throws it away', async () => {
		const id = await begin();
		await keep(id, 'meins');
		await keep(id, 'deins', now, elsewhere, deedOf('officer'));
		expect((await listed(id)).map(({ account }) => account).sort()).toEqual(
			[cities.dortmund.editor, cities.dortmund.officer].sort(),
		);
		await as(deedOf('officer'), (trx) => forgetKeptTexts(trx, which(id), { sitting: here }));
		expect(await textOf(id, 1)).toBe('meins');
		const forged = as(deedOf('officer'), (trx) =>
			keepText(
				trx,
				which(id),
				{ sitting: here, startedFrom: 1, fields: {} },
				{ account: cities.dortmund.editor, at: now },
			),
		);
		await expect(forged).rejects.toThrow('row-level security');
	});

	it('is seen by nobody of another city, not even where they read the article', async () => {
		const id = await begin();
		await keep(id, 'geheim');
		const seen = await inCity(app, theirs(), (trx) => listKeptTexts(trx, which(id)));
		expect(seen).toEqual([]);
		expect(await keep(id, 'fremd', now, elsewhere, theirs())).toBe(false);
	});

	it('does not grow without end: the oldest pieces go, and what nobody went on with for months', async () => {
		const id = await begin();
		for (let piece = 0; piece < mostPieces + 3; piece++) await keep(id, `${piece}`, later(now, piece * foldedFor));
		const pieces = (await listed(id)).map(({ piece }) => piece);
		expect([pieces.length, pieces.at(-1)]).toEqual([mostPieces, 4]);
		const other = await begin();
		await keep(other, 'neu', later(now, (keptDays + 2) * day));
		expect(await listed(id)).toEqual([]);
	});
});
