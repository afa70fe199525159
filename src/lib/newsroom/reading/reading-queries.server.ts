import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { ArticleKind } from '../articles/article-stages.ts';
import type { Block } from '../articles/block.ts';
import type { PublicContent } from '../articles/release/public-article.ts';
import type { TermKind } from '../topics/term.ts';

// Reads the public projection only (R1). Run inside inPublic.

/** An article as lists and feeds show it. */
export interface ArticleLine {
	readonly publicId: string;
	readonly language: Language;
	readonly easy: boolean;
	readonly slug: string;
	readonly kind: ArticleKind;
	readonly kicker: string;
	readonly title: string;
	readonly teaser: string;
	/** "category/relief" */
	readonly terms: readonly string[];
	/** The first picture of the text; it may not be public any more. */
	readonly imageId: Id<'image'> | null;
	readonly firstPublishedAt: Instant;
	readonly publicUpdatedAt: Instant;
}

/** An article as its own page shows it. */
export interface ReadArticle extends ArticleLine {
	readonly articlePublicId: string;
	readonly state: 'live' | 'withdrawn';
	readonly blocks: readonly Block[];
	readonly content: PublicContent;
	/** The partnership it is of, where the public knows that. */
	readonly partnership: { readonly slug: string; readonly names: LocalizedText } | null;
}

const lineColumns = sql`public_id, language, easy, slug, kind, kicker, title, teaser, terms,
	coalesce(jsonb_path_query_first(blocks, '$[*] ? (@.kind == "image").imageId'),
		jsonb_path_query_first(blocks, '$[*] ? (@.kind == "gallery").imageIds[0]')) #>> '{}' as image_id,
	first_published_at, public_updated_at`;

const partnershipColumn = sql`(
	select jsonb_build_object('slug', p.slug, 'names', p.names) from public_partnership p
	where p.slug = public_article.partnership) as partnership`;

/** Which articles a list holds; in one language, the usual way of writing unless `easy` is asked for. */
export interface ListWish {
	readonly language: Language;
	readonly easy?: boolean;
	readonly term?: { readonly kind: TermKind; readonly slug: string };
	readonly kind?: ArticleKind;
	/** Of a partnership, by its slug. */
	readonly partnership?: string;
	/** "2023-03", as the city's calendar has it. */
	readonly month?: string;
	/** "2023", likewise. */
	readonly year?: string;
	readonly since?: Instant;
}

/** The day of an article on the calendar all dates of these pages follow. */
const localDay = sql`(first_published_at at time zone 'Europe/Berlin')`;

function conditionOf({
	language,
	easy = false,
	term,
	kind,
	partnership,
	month,
	year,
	since,
}: ListWish): RawBuilder<unknown> {
	const conditions = [
		sql`state = 'live' and language = ${language} and easy = ${easy}`,
		...(term ? [sql`terms @> array[${`${term.kind}/${term.slug}`}]`] : []),
		...(kind ? [sql`kind = ${kind}`] : []),
		...(partnership ? [sql`partnership = ${partnership}`] : []),
		...(year ? [sql`to_char(${localDay}, 'YYYY') = ${year}`] : []),
		...(month ? [sql`to_char(${localDay}, 'YYYY-MM') = ${month}`] : []),
		...(since === undefined ? [] : [sql`first_published_at >= to_timestamp(${since}::float8 / 1000)`]),
	];
	return sql.join(conditions, sql` and `);
}

/** Articles, the newest first. */
export async function listPublicArticles(
	trx: Trx,
	wish: ListWish,
	{ offset = 0, limit }: { readonly offset?: number; readonly limit: number },
): Promise<readonly ArticleLine[]> {
	const { rows } = await sql<ArticleLine>`
		select ${lineColumns} from public_article where ${conditionOf(wish)}
		order by first_published_at desc, public_id limit ${limit} offset ${offset}`.execute(trx);
	return rows;
}

/** The article at an address, or the one that once stood there. */
export async function findPublicArticle(trx: Trx, language: Language, slug: string): Promise<ReadArticle | undefined> {
	const { rows } = await sql<ReadArticle>`
		select ${lineColumns}, article_public_id, state, blocks, content, ${partnershipColumn} from public_article
		where language = ${language} and (slug = ${slug} or former_slugs @> array[${slug}])
		order by slug = ${slug} desc limit 1`.execute(trx);
	return rows[0];
}

/** What the card of a live article says, by its public id. */
export async function findCardWords(
	trx: Trx,
	publicId: string,
): Promise<(ArticleLine & Pick<ReadArticle, 'partnership'>) | undefined> {
	const { rows } = await sql<ArticleLine & Pick<ReadArticle, 'partnership'>>`
		select ${lineColumns}, ${partnershipColumn} from public_article
		where public_id = ${publicId} and state = 'live'`.execute(trx);
	return rows[0];
}

/** Where an article can be read in which language, usual and easy. */
export type EditionAddress = Pick<ArticleLine, 'language' | 'easy' | 'slug'>;

export async function listEditions(trx: Trx, articlePublicId: string): Promise<readonly EditionAddress[]> {
	const { rows } = await sql<EditionAddress>`
		select language, easy, slug from public_article
		where article_public_id = ${articlePublicId} and state = 'live' order by language, easy`.execute(trx);
	return rows;
}

/**
 * Articles that tell of the same: those an editor named first, then by what they share (a record weighs as much as three
 * topics; a category holds too much to make two articles akin). An article that shares nothing is never related, however new it is.
 */
export async function listRelated(trx: Trx, publicId: string, limit: number): Promise<readonly ArticleLine[]> {
	const { rows } = await sql<ArticleLine>`
		with this as (
			select article_public_id, language, easy, related, shared,
				array(select term from unnest(terms) as term where term not like 'category/%') as terms
			from public_article where public_id = ${publicId}
		), other as (
			select o.public_id, o.article_public_id = any(this.related) as by_hand,
				3 * cardinality(array(select unnest(o.shared) intersect select unnest(this.shared)))
					+ cardinality(array(select unnest(o.terms) intersect select unnest(this.terms))) as nearness
			from public_article o join this on this.language = o.language and this.easy = o.easy
				and this.article_public_id <> o.article_public_id
			where o.state = 'live'
				and (o.article_public_id = any(this.related) or o.shared && this.shared or o.terms && this.terms)
		)
		select ${lineColumns} from public_article join other using (public_id)
		order by by_hand desc, nearness desc, first_published_at desc, public_id limit ${limit}`.execute(trx);
	return rows;
}

/** A term that public articles of a language are filed under. */
export interface TermInUse {
	readonly kind: TermKind;
	readonly slug: string;
	readonly names: LocalizedText;
	readonly articles: number;
}

export async function listTermsInUse(trx: Trx, language: Language): Promise<readonly TermInUse[]> {
	const { rows } = await sql<TermInUse>`
		select t.kind, t.slug, t.names, count(*)::int as articles
		from public_article a, unnest(a.terms) as filed join public_term t on t.kind || '/' || t.slug = filed
		where a.state = 'live' and a.language = ${language} and not a.easy
		group by t.kind, t.slug, t.names order by t.kind, articles desc, t.slug`.execute(trx);
	return rows;
}

/** The months articles of a language were published in, the latest first. */
export async function listMonths(
	trx: Trx,
	language: Language,
): Promise<readonly { readonly month: string; readonly articles: number }[]> {
	const { rows } = await sql<{ month: string; articles: number }>`
		select to_char(${localDay}, 'YYYY-MM') as month, count(*)::int as articles from public_article
		where state = 'live' and language = ${language} and not easy group by 1 order by 1 desc`.execute(trx);
	return rows;
}

/** The years press releases of a language were published in, the latest first. */
export async function listPressYears(
	trx: Trx,
	language: Language,
): Promise<readonly { readonly year: string; readonly articles: number }[]> {
	const { rows } = await sql<{ year: string; articles: number }>`
		select to_char(${localDay}, 'YYYY') as year, count(*)::int as articles from public_article
		where state = 'live' and kind = 'press-release' and language = ${language} and not easy
		group by 1 order by 1 desc`.execute(trx);
	return rows;
}

/** The partnerships the public knows that articles of a language tell of, those with most articles first. */
export async function listPartnershipsInNews(
	trx: Trx,
	language: Language,
): Promise<readonly { readonly slug: string; readonly names: LocalizedText; readonly articles: number }[]> {
	const { rows } = await sql<{ slug: string; names: LocalizedText; articles: number }>`
		select p.slug, p.names, count(*)::int as articles
		from public_article a join public_partnership p on p.slug = a.partnership
		where a.state = 'live' and a.language = ${language} and not a.easy
		group by p.slug, p.names order by articles desc, p.slug`.execute(trx);
	return rows;
}

/** Where every live article stands, in the order of its address. */
export async function listAllAddresses(
	trx: Trx,
): Promise<readonly (EditionAddress & Pick<ReadArticle, 'articlePublicId' | 'publicUpdatedAt'>)[]> {
	const { rows } = await sql<EditionAddress & Pick<ReadArticle, 'articlePublicId' | 'publicUpdatedAt'>>`
		select language, easy, slug, article_public_id, public_updated_at from public_article
		where state = 'live' order by language, slug limit 50000`.execute(trx);
	return rows;
}
