import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, hour, type Instant, instant, later } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import { addTerm, retireTerm } from '../topics/term-commands.server.ts';
import { listTerms } from '../topics/term-queries.server.ts';
import type { ArticleFacts, Deed, WrittenText } from './article.ts';
import {
	agreeToEmbargo,
	approveText,
	beginArticle,
	correctFacts,
	liftEmbargo,
	publishText,
	releaseIfDue,
	releaseWithEmbargo,
	requestReview,
	returnText,
	type ShownEdition,
	saveText,
	scheduleRelease,
	setEmbargo,
	withdrawText,
} from './article-commands.server.ts';
import { type ArticleId, findArticle, findRevision, listArticles, listRevisions } from './article-queries.server.ts';
import { parseBlocks } from './parse-blocks.ts';
import { releaseDueArticles } from './release-job.server.ts';
import { findReleased } from './released-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const partnership = anId<'partnership'>();
const stranger = anId<'city'>();
const now = instant('2023-03-14T09:00:00Z');
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	await database.query(
		`insert into city (id, slug, names, country, latitude, longitude, time_zone)
		values ($1, 'lviv', '{"en": "Lviv"}', 'UA', 50, 24, 'Europe/Kyiv')`,
		[stranger],
	);
	await database.query(
		`insert into partnership values ($1, 'pair', '{"de": "Paar"}', 'solidarity', 'active', '2023-02-23')`,
		[partnership],
	);
	await database.query('insert into partnership_city values ($1, $2), ($1, $3)', [
		partnership,
		cities.dortmund.id,
		cities.zhytomyr.id,
	]);
});

type Who = 'editor' | 'coordinator' | 'officer';
const deedOf = (who: Who = 'editor', at: Instant = now): Deed => ({
	at,
	account: cities.dortmund[who],
	city: cities.dortmund.id,
});
const theirs = (at: Instant = now): Deed => ({ at, account: cities.zhytomyr.officer, city: cities.zhytomyr.id });
const as = <Value>(deed: Deed, work: (trx: Trx) => Promise<Value>) => inCity(app, deed, work);

function granted<Value>(answer: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
	if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
	return answer.value;
}

function kindsOf(answer: { ok: true } | { ok: false; refusal: readonly { kind: string }[] }): readonly string[] {
	return answer.ok ? [] : answer.refusal.map(({ kind }) => kind);
}

const facts: ArticleFacts = {
	kind: 'news',
	terms: [],
	dateline: null,
	pressContact: null,
	related: [],
	records: [],
	sources: [],
};
function textOf(words: string, slug: string | null = null): WrittenText {
	const parsed = parseBlocks([
		{ id: 'b1', kind: 'paragraph', text: [{ kind: 'text', text: words, marks: [], link: null }] },
	]);
	return { slug, kicker: '', title: `Titel ${words}`, teaser: 'Vorspann', blocks: granted(parsed) };
}

const begin = async (
	words: string = randomUUID(),
	partnershipId: Id<'partnership'> | null = partnership,
	deed = deedOf(),
) =>
	granted(await as(deed, (trx) => beginArticle(trx, { facts, partnershipId, key: 'de', text: textOf(words) }, deed)));
const read = (id: ArticleId) => as(deedOf(), async (trx) => (await findArticle(trx, id))!);
const shownOf = async (id: ArticleId): Promise<ShownEdition> => ({
	id,
	key: 'de',
	shown: (await read(id)).editions.de!.steps,
});
const submit = async (id: ArticleId) => {
	const shown = await shownOf(id);
	return as(deedOf(), (trx) => requestReview(trx, shown, deedOf()));
};
const approve = async (id: ArticleId, who: Who = 'coordinator') => {
	const shown = await shownOf(id);
	return as(deedOf(who), (trx) => approveText(trx, shown, deedOf(who)));
};
const publish = async (id: ArticleId, kind: 'first' | 'minor' = 'first') => {
	const shown = await shownOf(id);
	return as(deedOf(), (trx) => publishText(trx, shown, { kind }, deedOf()));
};
const save = (id: ArticleId, startedFrom: number, words: string, deed = deedOf()) =>
	as(deed, (trx) => saveText(trx, { id, key: 'de', startedFrom, text: textOf(words) }, deed));
const approved = async () => {
	const id = await begin();
	granted(await submit(id));
	granted(await approve(id));
	return id;
};
const stageOf = async (id: ArticleId) =>
	(await database.query<{ stage: string }>(`select stage from article_edition where article_id = $1`, [id]))[0]?.stage;

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
