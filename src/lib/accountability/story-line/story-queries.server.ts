import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { storyRows } from './story-arms.server.ts';
import {
	outcomeEnding,
	type StoryCount,
	type StoryEntry,
	type StoryKind,
	storyPageLength,
	storyPrecisions,
	storySteps,
} from './story-line.ts';
import type { StorySource } from './story-source.ts';

/** Whose line is read, and what of it. */
export interface StoryScope {
	readonly partnershipId: Id<'partnership'>;
	/** The kinds the reader may see, or those of them that were asked for. At least one. */
	readonly kinds: readonly StoryKind[];
	/** Only what belongs to this theme: itself, its projects, and the events and fundings of both. */
	readonly theme: Id<'theme'> | null;
}

/** The records that belong to a theme. Events and fundings name what they are about; projects name their themes. */
const ofTheme = (theme: Id<'theme'>): RawBuilder<unknown> => sql`
	with about as (
		select 'theme' as kind, ${theme}::uuid as id
		union all select 'project', project_id from project_theme where theme_id = ${theme}
	), held as (
		select 'event' as kind, e.id from event e where exists (
			select from jsonb_array_elements(e.subjects) s join about a on a.kind = s ->> 'kind' and a.id::text = s ->> 'id')
	), known as (select * from about union all select * from held)
	select kind, id from known
	union all
	select 'funding', f.funding_id from funding_current f where exists (
		select from jsonb_array_elements(f.subjects) s join known k on k.kind = s ->> 'kind' and k.id::text = s ->> 'id')`;

const told = ({ partnershipId, kinds, theme }: StoryScope): RawBuilder<unknown> => {
	const rows = storyRows(partnershipId, kinds);
	return theme === null
		? rows
		: sql`(select * from ${rows} r where (r.source_kind, r.source_id) in (${ofTheme(theme)}))`;
};

/** The same order as compareEntries in story-line.ts. */
const inOrder = sql`e.on_day, array_position(${[...storyPrecisions]}::text[], e.precision),
	array_position(${[...storySteps]}::text[],
		case when e.kind = 'promise' and e.id like ${`%${outcomeEnding}`} then 'outcome' else e.kind end), e.id collate "C"`;

/** How many entries of each kind there are in each year. */
export async function countStory(trx: Trx, scope: StoryScope): Promise<readonly StoryCount[]> {
	const { rows } = await sql<StoryCount>`
		select extract(year from e.on_day)::int as year, e.kind, count(*)::int as count
		from ${told(scope)} e group by 1, 2 order by 1, 2`.execute(trx);
	return rows;
}

/** The entries of a year, or of the whole line, in order; at most a page of them, from an offset. */
export async function listStory(
	trx: Trx,
	scope: StoryScope,
	{ year, offset }: { readonly year: number | null; readonly offset: number },
): Promise<readonly StoryEntry<StorySource>[]> {
	const within =
		year === null ? sql`true` : sql`e.on_day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`;
	const { rows } = await sql<StoryEntry<StorySource>>`
		select e.id, jsonb_build_object('date', e.on_day, 'precision', e.precision) as when,
			e.fact || jsonb_build_object('kind', e.kind) as fact,
			jsonb_build_object('kind', e.source_kind, 'id', e.source_id) as source
		from ${told(scope)} e where ${within} order by ${inOrder} limit ${storyPageLength} offset ${offset}`.execute(trx);
	return rows;
}

/** Where an entry stands on the line of its year: how many of that year come before it; undefined where it is not there. */
export async function findStoryPlace(
	trx: Trx,
	scope: StoryScope,
	id: string,
): Promise<{ readonly year: number; readonly before: number } | undefined> {
	const { rows } = await sql<{ year: number; before: number }>`
		select year, before from (
			select e.id, extract(year from e.on_day)::int as year,
				(row_number() over (partition by extract(year from e.on_day) order by ${inOrder}) - 1)::int as before
			from ${told(scope)} e) placed
		where id = ${id}`.execute(trx);
	return rows[0];
}

/** The themes a line can be filtered by. */
export async function listStoryThemes(
	trx: Trx,
	partnershipId: Id<'partnership'>,
): Promise<readonly { readonly id: Id<'theme'>; readonly names: LocalizedText }[]> {
	const { rows } = await sql<{ id: Id<'theme'>; names: LocalizedText }>`
		select id, names from theme where partnership_id = ${partnershipId} and state <> 'proposed'
		order by since_on, id`.execute(trx);
	return rows;
}
