import { sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { type Article, type ArticleEvent, type ArticleText, type Embargo, evolveArticle } from './article.ts';
import type { ArticleKind, ArticleStage } from './article-stages.ts';
import type { EditionKey } from './edition.ts';

export type ArticleId = Id<'article'>;

/** An event with who did it; null where that is no account of the acting city. */
export type ArticleStep = ArticleEvent & { readonly by: string | null; readonly cityNames: LocalizedText };

interface EventRow {
	readonly kind: string;
	readonly data: object;
	readonly at: Instant;
	readonly account: Id<'account'> | null;
	readonly city: Id<'city'>;
	readonly edition: EditionKey | null;
	readonly revision: number | null;
	readonly by: string | null;
	readonly cityNames: LocalizedText;
}

/** Everything that happened to an article, oldest first. */
export async function listArticleEvents(trx: Trx, id: ArticleId): Promise<readonly ArticleStep[]> {
	const { rows } = await sql<EventRow>`
		select e.kind, e.data, e.at, e.account_id as account, e.city_id as city, e.edition, e.revision, a.name as by,
			c.names as city_names
		from article_event e join city c on c.id = e.city_id left join account a on a.id = e.account_id
		where e.article_id = ${id} order by e.sequence`.execute(trx);
	return rows.map(({ data, edition, revision, ...row }) => {
		const which = edition === null ? {} : { edition, revision };
		return { ...data, ...row, ...which } as ArticleStep;
	});
}

function fold(events: readonly ArticleEvent[]): Article {
	return present(
		events.reduce<Article | undefined>((before, event) => evolveArticle(before, event), undefined),
		'the beginning of an article',
	);
}

/** An article as its events tell it, with the city that keeps it; undefined where the acting city may not see it. */
export interface ArticleRecord extends Article {
	readonly id: ArticleId;
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly steps: readonly ArticleStep[];
}

export async function findArticle(trx: Trx, id: ArticleId): Promise<ArticleRecord | undefined> {
	const found = await sql<{ cityId: Id<'city'>; cityNames: LocalizedText }>`
		select a.city_id, c.names as city_names from article a join city c on c.id = a.city_id where a.id = ${id}`.execute(
		trx,
	);
	const [row] = found.rows;
	if (!row) return undefined;
	const steps = await listArticleEvents(trx, id);
	return { id, ...row, ...fold(steps), steps };
}

/** The same, locked until the transaction ends: who decides on an article waits for whoever decides before. */
export async function lockArticle(trx: Trx, id: ArticleId): Promise<ArticleRecord | undefined> {
	const locked = await sql`select from article_current where article_id = ${id} for update`.execute(trx);
	return locked.rows.length > 0 ? findArticle(trx, id) : undefined;
}

/** A text with who wrote it and when. */
export interface RevisionRecord extends ArticleText {
	readonly number: number;
	readonly at: Instant;
	readonly by: string | null;
	readonly account: Id<'account'> | null;
}

/** One revision of an edition; the newest where no number is given. */
export async function findRevision(
	trx: Trx,
	{ id, key, number }: { readonly id: ArticleId; readonly key: EditionKey; readonly number?: number | undefined },
): Promise<RevisionRecord | undefined> {
	const found = await sql<RevisionRecord>`
		select r.number, r.slug, r.kicker, r.title, r.teaser, r.blocks, r.at, r.account_id as account, a.name as by
		from article_revision r left join account a on a.id = r.account_id
		where r.article_id = ${id} and r.edition = ${key} and ${number === undefined ? sql`true` : sql`r.number = ${number}`}
		order by r.number desc limit 1`.execute(trx);
	return found.rows[0];
}

/** A revision as the list of revisions shows it, without its blocks. */
export type RevisionLine = Pick<RevisionRecord, 'number' | 'title' | 'at' | 'by' | 'account'>;

/** The revisions of an edition, newest first. */
export async function listRevisions(trx: Trx, id: ArticleId, key: EditionKey): Promise<readonly RevisionLine[]> {
	const found = await sql<RevisionLine>`
		select r.number, r.title, r.at, r.account_id as account, a.name as by
		from article_revision r left join account a on a.id = r.account_id
		where r.article_id = ${id} and r.edition = ${key} order by r.number desc`.execute(trx);
	return found.rows;
}

/** What a list shows of an edition. */
export interface EditionLine {
	readonly key: EditionKey;
	readonly stage: ArticleStage;
	readonly title: string;
	/** Readers see a text, perhaps an older one. */
	readonly live: boolean;
	readonly releaseAt: Instant | null;
}

export interface ArticleLine {
	readonly id: ArticleId;
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly kind: ArticleKind;
	readonly embargo: Embargo | null;
	readonly changedAt: Instant;
	readonly editions: readonly EditionLine[];
}

export interface ArticleFilter {
	readonly stage: ArticleStage | null;
	readonly edition: EditionKey | null;
	readonly kind: ArticleKind | null;
	readonly term: Id<'term'> | null;
	readonly words: readonly string[];
}

const likePattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * Articles the acting city may see, the one last worked at first. Words of a title have no index: ILIKE is not leakproof, so under
 * row-level security none would be used. Among 10,000 articles a search takes 60 to 100 ms on a machine that is busy.
 */
export async function listArticles(
	trx: Trx,
	{ stage, edition, kind, term, words }: ArticleFilter,
	{ offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly ArticleLine[]> {
	const editionMatches = [
		...(stage ? [sql`e.stage = ${stage}`] : []),
		...(edition ? [sql`e.edition = ${edition}`] : []),
		...words.map((word) => sql`e.title ilike ${likePattern(word)}`),
	];
	const conditions = [
		sql`true`,
		...(kind ? [sql`c.kind = ${kind}`] : []),
		...(term ? [sql`c.terms @> array[${term}::uuid]`] : []),
		...(editionMatches.length > 0
			? [
					sql`exists (select from article_edition e where e.article_id = c.article_id and ${sql.join(editionMatches, sql` and `)})`,
				]
			: []),
	];
	const found = await sql<ArticleLine>`
		select c.article_id as id, c.city_id, city.names as city_names, c.kind, c.changed_at,
			case when c.embargo_until is not null then jsonb_build_object('until', ${epoch('c.embargo_until')},
				'setBy', c.embargo_set_by, 'agreedBy', c.embargo_agreed_by) end as embargo,
			(select jsonb_agg(jsonb_build_object('key', e.edition, 'stage', e.stage, 'title', e.title,
				'live', e.live_revision is not null, 'releaseAt', ${epoch('e.release_at')}) order by e.edition)
				from article_edition e where e.article_id = c.article_id) as editions
		from article_current c join city on city.id = c.city_id
		where ${sql.join(conditions, sql` and `)}
		order by c.changed_at desc, c.article_id limit ${limit} offset ${offset}`.execute(trx);
	return found.rows;
}

/** A moment inside JSON, as an Instant has it. */
const epoch = (column: string) => sql`round(extract(epoch from ${sql.ref(column)}) * 1000)::float8`;

/** An edition whose release may be due. */
export interface PlannedRelease {
	readonly id: ArticleId;
	readonly key: EditionKey;
	readonly cityId: Id<'city'>;
}

/** Editions of all cities whose time has come; the worker asks. What is found is decided on again under lock. */
export async function listDueReleases(trx: Trx, now: Instant): Promise<readonly PlannedRelease[]> {
	const found = await sql<PlannedRelease>`
		select article_id as id, edition as key, city_id from article_edition
			where stage = 'scheduled' and release_at <= ${sqlInstant(now)}
		union all
		select e.article_id, e.edition, e.city_id from article_edition e join article_current c using (article_id)
			where e.stage = 'embargoed' and c.embargo_agreed_by is not null and c.embargo_until <= ${sqlInstant(now)}
		order by 1, 2`.execute(trx);
	return found.rows;
}

/** Titles of articles by id, in the languages there are, without easy versions. */
export async function listArticleTitles(
	trx: Trx,
	ids: readonly ArticleId[],
): Promise<ReadonlyMap<ArticleId, LocalizedText>> {
	const found = await sql<{ id: ArticleId; titles: LocalizedText }>`
		select article_id as id, jsonb_object_agg(edition, title) as titles from article_edition
		where article_id = any(${[...ids]}::uuid[]) and edition in ('de', 'uk', 'en') group by article_id`.execute(trx);
	return new Map(found.rows.map(({ id, titles }) => [id, titles]));
}
