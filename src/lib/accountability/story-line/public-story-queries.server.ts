import { sql } from 'kysely';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { PublicRef } from '../disclosure/public-ref.ts';
import { type StoryCount, type StoryEntry, type StoryKind, storyPageLength } from './story-line.ts';

// Reads the public projection only (R1). Run inside inPublic.

type PublicEntry = StoryEntry<PublicRef>;

const columns = sql`id, jsonb_build_object('date', on_day, 'precision', precision) as when, fact, source`;

/** How many entries of each kind the public story of a partnership has in each year. */
export async function countPublicStory(trx: Trx, slug: string): Promise<readonly StoryCount[]> {
	const { rows } = await sql<StoryCount>`
		select year, kind, count(*)::int as count from public_story_entry
		where partnership_slug = ${slug} group by 1, 2 order by 1, 2`.execute(trx);
	return rows;
}

/** What of a public story is read: entries of a kind, of a year, or all. */
export interface PublicStoryPart {
	readonly kind: StoryKind | null;
	readonly year: number | null;
	readonly offset: number;
}

/** The entries of a part of it in order; at most a page of them. */
export async function listPublicStory(trx: Trx, slug: string, part: PublicStoryPart): Promise<readonly PublicEntry[]> {
	const conditions = [
		sql`partnership_slug = ${slug}`,
		...(part.kind === null ? [] : [sql`kind = ${part.kind}`]),
		...(part.year === null ? [] : [sql`year = ${part.year}`]),
	];
	const { rows } = await sql<PublicEntry>`
		select ${columns} from public_story_entry where ${sql.join(conditions, sql` and `)}
		order by position limit ${storyPageLength} offset ${part.offset}`.execute(trx);
	return rows;
}

/** Years of a story, both included; null is open. */
export interface StoryYears {
	readonly from: number | null;
	readonly to: number | null;
}

/** The newest entries, of some years where any are given, the newest first. */
export async function listNewestStory(
	trx: Trx,
	slug: string,
	limit: number,
	{ from, to }: StoryYears = { from: null, to: null },
): Promise<readonly PublicEntry[]> {
	const conditions = [
		sql`partnership_slug = ${slug}`,
		...(from === null ? [] : [sql`year >= ${from}`]),
		...(to === null ? [] : [sql`year <= ${to}`]),
	];
	const { rows } = await sql<PublicEntry>`
		select ${columns} from public_story_entry where ${sql.join(conditions, sql` and `)}
		order by position desc limit ${limit}`.execute(trx);
	return rows;
}

/** Where an entry stands in its year: how many of that year come before it; undefined where the public has no such entry. */
export async function findPublicStoryPlace(
	trx: Trx,
	slug: string,
	id: string,
): Promise<{ readonly year: number; readonly before: number } | undefined> {
	const { rows } = await sql<{ year: number; before: number }>`
		select e.year, (select count(*)::int from public_story_entry earlier where earlier.partnership_slug = e.partnership_slug
			and earlier.year = e.year and earlier.position < e.position) as before
		from public_story_entry e where e.partnership_slug = ${slug} and e.id = ${id}`.execute(trx);
	return rows[0];
}
