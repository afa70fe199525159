import { sql } from 'kysely';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import {
	narrowQuery,
	noWidening,
	type QueryWord,
	readQuery,
	type SearchQuery,
	type Widening,
	wideQuery,
	wordsOfQuery,
} from '#lib/platform/search/search-query.ts';
import { knownParts, nearWords } from '#lib/platform/search/vocabulary.server.ts';
import type { Catalogue } from '#lib/relief/catalogue/catalogue.ts';
import { itemsNamed } from './named-items.server.ts';
import type { EntryText } from './search-entry.ts';
import type { SearchKind } from './search-kind.ts';

export interface SearchRequest {
	readonly typed: string;
	/** What the reader may search at all. */
	readonly kinds: readonly SearchKind[];
	/** Only this kind; null for all. */
	readonly kind: SearchKind | null;
	readonly offset: number;
	readonly limit: number;
}

/** A record that was found, as the index has it. */
export interface Hit {
	readonly kind: SearchKind;
	readonly recordId: string;
	readonly title: LocalizedText;
	readonly texts: readonly EntryText[];
	/** The operation or partnership it belongs to. */
	readonly belongsTo: LocalizedText | null;
	/** How much it is of, where it is goods. */
	readonly amount: { readonly quantity: number; readonly unit: string } | null;
	/** The day it is about; null where it is about none. */
	readonly dated: PlainDate | null;
}

export interface SearchResult {
	/** `every`: all that was typed is in each hit; `mended`: in another spelling; `some`: only some of it; `none`: no hits. */
	readonly found: 'every' | 'mended' | 'some' | 'none';
	readonly words: readonly QueryWord[];
	readonly isCut: boolean;
	readonly widening: Widening;
	/** Hits of each kind, whatever kind was asked for; those without are left out. */
	readonly counts: readonly { readonly kind: SearchKind; readonly count: number }[];
	/** There are more than were counted: `mostCounted` of all kinds, the newest. */
	readonly isMore: boolean;
	readonly hits: readonly Hit[];
}

/** Among so many of the newest that match, the closest are shown: enough to leaf through, few enough to be quick. */
export const mostCounted = 1000;

/**
 * Searches what the acting city may read, kind by kind as `kinds` allows. Every word must be found; where that finds
 * nothing, words that are spelt almost so; and failing that, records with some of the words.
 */
export async function search(trx: Trx, request: SearchRequest, catalogue: Catalogue): Promise<SearchResult> {
	const query = readQuery(request.typed);
	const words = wordsOfQuery(query);
	const nothing = { words, isCut: query.isCut, widening: noWidening, counts: [], isMore: false, hits: [] };
	if (words.length === 0 || request.kinds.length === 0) return { found: 'none', ...nothing };
	const parts = await knownParts(trx, 'search_word', words);
	const signs = query.terms.some(({ isPhrase }) => isPhrase) ? [] : itemsNamed(catalogue, words);
	const widening: Widening = { signs, parts, spellings: new Map() };
	const every = await ask(trx, request, query, widening, true);
	if (every.counts.length > 0) return { found: 'every', ...nothing, widening, ...every };
	const spellings = await nearWords(trx, 'search_word', words);
	if (spellings.size > 0) {
		const wider = { ...widening, spellings };
		const mended = await ask(trx, request, query, wider, true);
		if (mended.counts.length > 0) return { found: 'mended', ...nothing, widening: wider, ...mended };
	}
	const some = await ask(trx, request, query, { ...widening, spellings }, false);
	if (some.counts.length > 0) return { found: 'some', ...nothing, widening, ...some };
	return { found: 'none', ...nothing };
}

type Answer = Pick<SearchResult, 'counts' | 'isMore' | 'hits'>;

async function ask(
	trx: Trx,
	request: SearchRequest,
	query: SearchQuery,
	widening: Widening,
	every: boolean,
): Promise<Answer> {
	const queries = [wideQuery(query, widening, every), narrowQuery(query, every)] as const;
	const { kind } = request;
	const all = await closest(trx, request, kind === null ? queries : [queries[0], null], request.kinds);
	const counts = request.kinds.flatMap((each) => all.counts.filter((count) => count.kind === each));
	const shown = kind === null || counts.length === 0 ? all : await closest(trx, request, queries, [kind]);
	return { counts, isMore: all.isMore, hits: await withEntries(trx, shown.page) };
}

interface Key {
	readonly kind: SearchKind;
	readonly recordId: string;
}

async function closest(
	trx: Trx,
	{ offset, limit }: SearchRequest,
	[wide, narrow]: readonly [wide: string, narrow: string | null],
	kinds: readonly SearchKind[],
) {
	const { rows } = await sql<{ counts: { kind: SearchKind; count: number }[]; page: Key[] }>`
		with found as materialized (
			select * from search_matching(${wide}::tsquery, ${narrow}::tsquery, ${[...kinds]}::text[], ${mostCounted + 1}))
		select (select coalesce(jsonb_agg(c), '[]') from (
				select kind, count(*) as count from found group by kind) c) as counts,
			(select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'recordId', record_id) order by place), '[]') from (
				select kind, record_id, row_number() over (order by closeness desc, dated desc, record_id) as place from found
				order by place limit ${limit} offset ${offset}) p) as page`.execute(trx);
	const { counts, page } = rows[0]!;
	return { counts, page, isMore: counts.reduce((sum, { count }) => sum + count, 0) > mostCounted };
}

/** The entries of a page in its order, under row-level security once more. */
async function withEntries(trx: Trx, page: readonly Key[]): Promise<Hit[]> {
	if (page.length === 0) return [];
	const { rows } = await sql<Hit>`
		select e.kind, e.record_id, e.title, e.texts, coalesce(o.names, p.names) as belongs_to,
			case when e.kind not in ('person', 'organisation', 'place') then e.dated end as dated,
			case when n.quantity_to is not null then jsonb_build_object('quantity', n.quantity_to, 'unit', n.base_unit)
				when l.id is not null then jsonb_build_object('quantity', l.opened_quantity, 'unit', l.base_unit) end as amount
		from unnest(${page.map(({ kind }) => kind)}::text[], ${sqlUuids(page.map(({ recordId }) => recordId))})
			with ordinality as k(kind, record_id, place)
		join search_entry e on e.kind = k.kind and e.record_id = k.record_id
		left join operation o on o.id = e.operation_id left join partnership p on p.id = e.partnership_id
		left join need_current n on e.kind = 'need' and n.need_id = e.record_id
		left join lot l on e.kind = 'lot' and l.id = e.record_id
		order by k.place`.execute(trx);
	return rows;
}

/** How many changes the search does not know yet (10,000 at most), and since when. */
export async function readWaiting(trx: Trx): Promise<{ waiting: number; oldest: number | null }> {
	const { rows } = await sql<{ waiting: number; oldest: number | null }>`select * from search_waiting()`.execute(trx);
	return rows[0]!;
}
