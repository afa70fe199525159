import { afterAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '#test/database.ts';
import { anArticleDesk, kindsOf, now } from '#test/laws/article-desk.ts';
import { granted, noFacts } from '#test/laws/newsroom-world.ts';
import { answerProposal, correctFacts } from '../article-commands.server.ts';
import type { ArticleId } from '../article-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const desk = await anArticleDesk(database);
const sources = [{ label: 'Anderswo', url: 'https://elsewhere.example/' }];

const propose = async (id: ArticleId) => {
	const deed = desk.deedOf();
	const shown = (await desk.read(id)).factsVersion;
	const input = { id, shown, facts: { ...noFacts, sources }, mayPublish: true };
	return desk.as(deed, (trx) => correctFacts(trx, input, deed));
};
const answer = (id: ArticleId, taken: boolean, deed = desk.deedOf('coordinator')) =>
	desk.as(deed, (trx) => answerProposal(trx, { id, shown: now, taken }, deed));
const told = async (id: ArticleId) => {
	const [row] = await database.query<{ sources: unknown }>(
		`select content -> 'sources' as sources from public_article where article_id = $1`,
		[id],
	);
	return row?.sources;
};

describe('what readers of an article are told beside its text', () => {
	it('changes only where a second person of its city takes it over', async () => {
		const id = await desk.approved();
		granted(await desk.publish(id));
		granted(await propose(id));
		expect(await told(id)).toEqual([]);
		expect(kindsOf(await propose(id))).toEqual(['facts-proposed']);
		expect(kindsOf(await answer(id, true, desk.deedOf('editor')))).toEqual(['takes-own-proposal']);
		expect(kindsOf(await answer(id, true, desk.theirs()))).toEqual(['not-yours']);
		granted(await answer(id, true));
		expect(await told(id)).toEqual(sources);
		expect((await desk.read(id)).proposed).toBeNull();
		expect(kindsOf(await answer(id, true))).toEqual(['changed-meanwhile']);
	});

	it('stays as it is where the proposal is dropped', async () => {
		const id = await desk.approved();
		granted(await desk.publish(id));
		granted(await propose(id));
		granted(await answer(id, false, desk.deedOf('editor')));
		expect([await told(id), (await desk.read(id)).proposed]).toEqual([[], null]);
	});
});
