import { afterAll, describe, expect, it } from 'vitest';
import { anId, freshDatabase } from '#test/database.ts';
import { anArticleDesk, kindsOf, now, textOf } from '#test/laws/article-desk.ts';
import { noFacts as facts, granted } from '#test/laws/newsroom-world.ts';
import { addTerm, retireTerm } from '../topics/term-commands.server.ts';
import { listTerms } from '../topics/term-queries.server.ts';
import {
	approveText,
	beginArticle,
	correctFacts,
	returnText,
	saveText,
	withdrawText,
} from './article-commands.server.ts';
import { type ArticleId, findRevision, listArticles, listRevisions } from './article-queries.server.ts';
import { findReleased } from './released-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const desk = await anArticleDesk(database);
const { deedOf, theirs, as, read, shownOf, begin, submit, approve, publish, save, approved } = desk;

describe('an article', () => {
	it('goes through review by a second person to its readers, and each step is a fact', async () => {
		const id = await begin();
		granted(await submit(id));
		expect(kindsOf(await approve(id, 'editor'))).toEqual(['reviews-own-text']);
		granted(await approve(id));
		granted(await publish(id));
		const article = await read(id);
		expect(article.editions.de).toMatchObject({ stage: 'published', live: { revision: 1 } });
		expect(article.steps.map(({ kind }) => kind)).toEqual([
			'articleBegun',
			'revisionSaved',
			'reviewRequested',
			'textApproved',
			'textPublished',
		]);
		const audit = await database.query<{ action: string }>(
			`select action from audit_entry where subject_id = $1 order by id`,
			[id],
		);
		expect(audit.map(({ action }) => action)).toEqual([
			'article.begun',
			'article.saved',
			'article.review-requested',
			'article.approved',
			'article.published',
		]);
	});

	it('keeps every text, and shows readers the approved one while the next is written', async () => {
		const id = await approved();
		granted(await publish(id));
		expect(granted(await save(id, 1, 'Neu'))).toBe(2);
		expect((await read(id)).editions.de).toMatchObject({ stage: 'draft', revision: 2, live: { revision: 1 } });
		const numbers = await as(deedOf(), (trx) => listRevisions(trx, id, 'de'));
		expect(numbers.map(({ number, by }) => `${number} ${by}`)).toEqual(['2 Rana Redlich', '1 Rana Redlich']);
		const old = await as(deedOf(), (trx) => findRevision(trx, { id, key: 'de', number: 1 }));
		expect(old?.title).not.toBe('Titel Neu');
	});

	it('is saved as nothing new where nothing changed', async () => {
		const id = await begin('gleich');
		expect(granted(await save(id, 1, 'gleich'))).toBe(1);
		expect((await read(id)).version).toBe(2);
	});

	it('loses neither text when two write at once: the second is told, whoever it is', async () => {
		const id = await begin();
		const answers = await Promise.all(
			(['editor', 'officer', 'coordinator'] as const).map((who) => save(id, 1, `Text von ${who}`, deedOf(who))),
		);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		expect(answers.flatMap(kindsOf)).toEqual(['text-changed-meanwhile', 'text-changed-meanwhile']);
		expect((await as(deedOf(), (trx) => listRevisions(trx, id, 'de'))).length).toBe(2);
	});

	it('refuses a form whose page is older than the article', async () => {
		const id = await begin();
		const shown = await shownOf(id);
		granted(await submit(id));
		const late = await as(deedOf('coordinator'), (trx) =>
			returnText(trx, shown, 'Bitte kürzen', deedOf('coordinator')),
		);
		expect(kindsOf(late)).toEqual(['changed-meanwhile']);
		const stale = await as(deedOf(), (trx) => correctFacts(trx, { id, shown: 7, facts, mayPublish: true }, deedOf()));
		expect(kindsOf(stale)).toEqual(['changed-meanwhile']);
	});

	it('is a draft again when a source changes after approval, and another one has to look at it', async () => {
		const id = await approved();
		const sources = [{ label: 'Anderswo', url: 'https://elsewhere.example/' }];
		const deed = deedOf('coordinator');
		granted(
			await as(deed, (trx) =>
				correctFacts(trx, { id, shown: 1, facts: { ...facts, sources }, mayPublish: false }, deed),
			),
		);
		const [stored] = await database.query(
			'select stage, approved_by, authors from article_edition where article_id = $1',
			[id],
		);
		expect(stored).toMatchObject({ stage: 'draft', approved_by: null });
		expect((await read(id)).editions.de).toMatchObject({ stage: 'draft', authors: stored!['authors'] });
		granted(await submit(id));
		const shown = await shownOf(id);
		expect(kindsOf(await as(deed, (trx) => approveText(trx, shown, deed)))).toEqual(['reviews-own-text']);
	});

	it('comes back from review with what is asked for', async () => {
		const id = await begin();
		granted(await submit(id));
		const shown = await shownOf(id);
		granted(await as(deedOf('coordinator'), (trx) => returnText(trx, shown, 'Bitte kürzen', deedOf('coordinator'))));
		expect((await read(id)).editions.de).toMatchObject({ stage: 'draft', returned: 'Bitte kürzen' });
	});

	it('is withdrawn with a reason, and its address stays its own', async () => {
		const id = await approved();
		granted(await publish(id));
		const shown = await shownOf(id);
		granted(
			await as(deedOf(), (trx) => withdrawText(trx, shown, { reason: 'Doppelt', leadsTo: '/de/figures' }, deedOf())),
		);
		expect((await read(id)).editions.de).toMatchObject({ live: null, withdrawal: { leadsTo: '/de/figures' } });
		const slug = (await as(deedOf(), (trx) => findRevision(trx, { id, key: 'de' })))!.slug;
		const other = await as(deedOf(), (trx) =>
			beginArticle(trx, { facts, partnershipId: null, key: 'de', text: textOf('x', slug) }, deedOf()),
		);
		expect(kindsOf(other)).toEqual(['slug-taken']);
	});
});

describe('the address of an article', () => {
	it('is made from the title, and numbered where it is taken', async () => {
		const one = await begin('Generatoren');
		const two = await begin('Generatoren');
		const slugs = await database.query<{ slug: string }>(
			`select slug from article_slug where article_id = any($1) order by slug`,
			[[one, two]],
		);
		expect(slugs.map(({ slug }) => slug)).toEqual(['titel-generatoren', 'titel-generatoren-2']);
	});

	it('is given back when a draft takes another, and kept once readers had it', async () => {
		const id = await begin('Alt');
		const taken = (slug: string, from: number) =>
			as(deedOf(), (trx) => saveText(trx, { id, key: 'de', startedFrom: from, text: textOf('Alt', slug) }, deedOf()));
		granted(await taken('adresse-eins', 1));
		granted(await taken('adresse-zwei', 2));
		granted(await submit(id));
		granted(await approve(id));
		granted(await publish(id));
		granted(await taken('adresse-drei', 3));
		const slugs = await database.query<{ slug: string }>(
			`select slug from article_slug where article_id = $1 order by slug`,
			[id],
		);
		expect(slugs.map(({ slug }) => slug)).toEqual(['adresse-drei', 'adresse-zwei']);
	});

	it('is refused where it belongs to an article the city cannot even see', async () => {
		const deed = theirs();
		granted(
			await as(deed, (trx) =>
				beginArticle(trx, { facts, partnershipId: null, key: 'de', text: textOf('x', 'geheim') }, deed),
			),
		);
		const mine = await as(deedOf(), (trx) =>
			beginArticle(trx, { facts, partnershipId: null, key: 'de', text: textOf('x', 'geheim') }, deedOf()),
		);
		expect(kindsOf(mine)).toEqual(['slug-taken']);
	});
});

describe('what readers may have of an article', () => {
	it('is what is live, and for what was withdrawn the reason; never a draft', async () => {
		const released = async (id: ArticleId) => as(deedOf(), (trx) => findReleased(trx, id));
		const id = await approved();
		expect(await released(id)).toBeUndefined();
		granted(await publish(id));
		granted(await save(id, 1, 'Entwurf'));
		const granted2 = await as(deedOf(), (trx) =>
			saveText(trx, { id, key: 'uk', startedFrom: 0, text: textOf('Чернетка') }, deedOf()),
		);
		expect(granted2.ok).toBe(true);
		const live = await released(id);
		expect(live?.editions.map(({ key, revision }) => `${key} ${revision}`)).toEqual(['de 1']);
		expect(JSON.stringify(live)).not.toMatch(/Entwurf|Чернетка/);
		const shown = await shownOf(id);
		granted(await as(deedOf(), (trx) => withdrawText(trx, shown, { reason: 'Doppelt', leadsTo: null }, deedOf())));
		expect((await released(id))?.editions).toMatchObject([{ revision: 1, withdrawal: { reason: 'Doppelt' } }]);
	});
});

describe('the list of articles', () => {
	it('finds by words, stage and language, the last worked at first', async () => {
		const id = await begin('Feuerwehrfahrzeuge 100%');
		const none = { stage: null, edition: null, kind: null, term: null, words: [] };
		const find = (changes: object) =>
			as(deedOf(), async (trx) =>
				(await listArticles(trx, { ...none, ...changes }, { offset: 0, limit: 500 })).map((each) => each.id),
			);
		expect(await find({ words: ['feuerwehr', '100%'] })).toEqual([id]);
		expect(await find({ words: ['feuerwehr'], stage: 'draft', edition: 'de', kind: 'news' })).toEqual([id]);
		expect(await find({ words: ['feuerwehr'], edition: 'uk' })).toEqual([]);
		expect((await find({})).length).toBeGreaterThan(5);
	});
});

describe('terms', () => {
	it('are one list for all cities, kept by the one that made each', async () => {
		const names = { de: 'Energie', uk: 'Енергетика', en: 'Energy' };
		const id = granted(await as(deedOf(), (trx) => addTerm(trx, { kind: 'topic', slug: 'energy', names })));
		expect(kindsOf(await as(theirs(), (trx) => addTerm(trx, { kind: 'topic', slug: 'energy', names })))).toEqual([
			'term-exists',
		]);
		expect(kindsOf(await as(theirs(), (trx) => retireTerm(trx, { id, retiredAt: now })))).toEqual(['not-yours']);
		expect((await as(theirs(), (trx) => listTerms(trx, 'uk'))).map((term) => term.names.uk)).toEqual(['Енергетика']);
		granted(await as(deedOf(), (trx) => retireTerm(trx, { id, retiredAt: now })));
		const unknown = await as(deedOf(), (trx) =>
			beginArticle(
				trx,
				{ facts: { ...facts, terms: [anId()] }, partnershipId: null, key: 'de', text: textOf('x') },
				deedOf(),
			),
		);
		expect(kindsOf(unknown)).toEqual(['unknown-term']);
	});
});
