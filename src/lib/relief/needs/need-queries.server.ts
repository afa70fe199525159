import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import type { Urgency } from './freshness.ts';
import { foldNeed, type Need, type NeedEvent, type NeedFacts, type NeedState } from './need.ts';
import { eventsOfNeed } from './need-store.server.ts';

/** A need as a row of a list. */
export interface NeedRow {
	readonly needId: Id<'need'>;
	readonly operationId: Id<'operation'>;
	readonly state: NeedState;
	readonly version: number;
	readonly urgency: Urgency;
	readonly due: PlainDate;
	readonly confirmedAt: Instant | null;
	readonly validUntil: Instant | null;
	readonly facts: NeedFacts;
}

/** Where a page of the list begins: after this need in the order of urgency, date and id. */
export interface NeedCursor {
	readonly urgency: Urgency;
	readonly due: PlainDate;
	readonly needId: Id<'need'>;
}

export interface NeedFilter {
	readonly operationIds: readonly Id<'operation'>[];
	/** A single state, `alive` for all current ones, `all` for every one. */
	readonly state: NeedState | 'alive' | 'all';
	readonly urgency: Urgency | null;
	readonly category: string | null;
	readonly needListId: Id<'need-list'> | null;
	/** As typed; words are matched by their beginnings. */
	readonly search: string;
}

/**
 * Needs in the order of urgency, date and id, one page from after `after`. Each operation is read through its own index
 * and the pages are merged, so that a page costs the same at a hundred needs and at a hundred thousand.
 */
export async function listNeeds(
	trx: Trx,
	filter: NeedFilter,
	page: { readonly after: NeedCursor | null; readonly limit: number },
): Promise<readonly NeedRow[]> {
	const query = prefixQuery(filter.search);
	if (query === undefined && filter.search.trim() !== '') return [];
	const { rows } = await sql<NeedRow>`${needsStatement(filter, query, page)}`.execute(trx);
	return rows;
}

/** The statement of {@link listNeeds}, apart so that a test can look at its plan. */
export function needsStatement(
	filter: NeedFilter,
	query: string | undefined,
	{ after, limit }: { readonly after: NeedCursor | null; readonly limit: number },
): RawBuilder<unknown> {
	const conditions = [sql`n.operation_id = o.id`];
	if (filter.state === 'alive') conditions.push(sql`n.alive`);
	else if (filter.state !== 'all') conditions.push(sql`n.state = ${filter.state}`);
	if (filter.category) conditions.push(sql`n.category = ${filter.category}`);
	if (filter.urgency) conditions.push(sql`n.urgency = ${filter.urgency}`);
	if (filter.needListId) {
		conditions.push(sql`n.need_id in (select id from need where need_list_id = ${filter.needListId})`);
	}
	// The matches of one page, found past the row-level barrier and fetched by their keys.
	if (query !== undefined) {
		const matching = sql`select needs_matching(${query}::tsquery, o.id, ${sqlJson(matchConditions(filter, after))}, ${limit})`;
		conditions.push(sql`n.need_id = any(array(${matching}))`);
	}
	if (after) {
		conditions.push(
			sql`(n.urgency, n.due, n.need_id) > (${after.urgency}::smallint, ${after.due}::date, ${after.needId}::uuid)`,
		);
	}
	return sql`select found.* from unnest(${sqlUuids(filter.operationIds)}) as o(id)
		cross join lateral (
			select n.need_id, n.operation_id, n.state, n.version, n.urgency, n.due, n.confirmed_at, n.valid_until, n.facts
			from need_current n where ${sql.join(conditions, sql` and `)}
			order by n.urgency, n.due, n.need_id limit ${limit}) found
		order by found.urgency, found.due, found.need_id limit ${limit}`;
}

/** The filter as needs_matching takes it (db/migrations/0004-needs.sql); it must choose the same needs as the list. */
function matchConditions({ state, category, urgency, needListId }: NeedFilter, after: NeedCursor | null): object {
	return {
		...(state === 'alive' ? { alive: true } : state === 'all' ? {} : { state }),
		...(category ? { category } : {}),
		...(urgency ? { urgency } : {}),
		...(needListId ? { list: needListId } : {}),
		...(after ? { after } : {}),
	};
}

/**
 * What was typed as a query for words that begin so. Long words lose their last two letters first, so that «генератори»
 * and "Generatoren" find the generator. Undefined where no word is left.
 */
export function prefixQuery(search: string): string | undefined {
	const words =
		search
			.toLowerCase()
			.match(/[\p{L}\p{N}]+/gu)
			?.slice(0, 8) ?? [];
	if (words.length === 0) return undefined;
	return words.map((word) => `${word.length >= 7 ? word.slice(0, -2) : word}:*`).join(' & ');
}

/** A need with its whole story; undefined where the acting city sees no such need. */
export interface NeedStory {
	readonly id: Id<'need'>;
	readonly operationId: Id<'operation'>;
	readonly operationNames: LocalizedText;
	readonly needListId: Id<'need-list'> | null;
	readonly listTitle: string | null;
	readonly need: Need;
	readonly events: readonly NeedEvent[];
	/** Names of those who acted, as far as the acting city may know them. */
	readonly names: ReadonlyMap<string, string>;
}

export async function findNeed(trx: Trx, id: Id<'need'>): Promise<NeedStory | undefined> {
	const { rows } = await sql<Omit<NeedStory, 'need' | 'events' | 'names'>>`
		select n.id, n.operation_id, o.names as operation_names, n.need_list_id, l.title as list_title
		from need n join operation o on o.id = n.operation_id left join need_list l on l.id = n.need_list_id
		where n.id = ${id}`.execute(trx);
	const row = rows[0];
	if (!row) return undefined;
	const events = await eventsOfNeed(trx, id);
	const need = foldNeed(events);
	if (!need) return undefined;
	const actors = [...new Set(events.flatMap(({ account }) => account ?? []))];
	const named = await sql<{ id: string; name: string }>`
		select id, name from account where id = any(${sqlUuids(actors)})`.execute(trx);
	return { ...row, need, events, names: new Map(named.rows.map(({ id: account, name }) => [account, name])) };
}

/** Places of the acting city that a need may name as its destination; of those out of use only the one it names already. */
export async function siteChoices(
	trx: Trx,
	named: Id<'place'> | null = null,
): Promise<readonly { readonly id: Id<'place'>; readonly names: LocalizedText }[]> {
	const { rows } = await sql<{ id: Id<'place'>; names: LocalizedText }>`
		select id, names from place where city_id = current_city() and kind = 'site'
			and (retired_at is null or id = ${named}) order by id`.execute(trx);
	return rows;
}
