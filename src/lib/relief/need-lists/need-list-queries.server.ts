import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { NeedListState, Review } from './need-list.ts';
import { entriesOfList, findNeedList, latestStep, linesOfList } from './review-store.server.ts';

/** A list with everything its review page shows; undefined where the acting city sees no such list. */
export async function findReview(trx: Trx, id: Id<'need-list'>): Promise<Review | undefined> {
	const list = await findNeedList(trx, id);
	if (!list) return undefined;
	const [lines, entries, latest] = await Promise.all([
		linesOfList(trx, id),
		entriesOfList(trx, id),
		latestStep(trx, id),
	]);
	const shown = entries.filter(({ outcome }) => outcome !== 'merged');
	return { list, lines, entries: shown, undoable: latest !== undefined };
}

export interface NeedListSummary {
	readonly id: Id<'need-list'>;
	readonly title: string;
	readonly state: NeedListState;
	readonly operationNames: LocalizedText;
	readonly createdAt: Instant;
	readonly lines: number;
	readonly open: number;
	readonly needs: number;
	readonly questions: number;
}

/** Lists of the acting city's operations, newest first, from before a moment (keyset). Discarded ones are left out. */
export async function listNeedLists(
	trx: Trx,
	page: { readonly before: { readonly at: Instant; readonly id: string } | null; readonly limit: number },
): Promise<readonly NeedListSummary[]> {
	const before = page.before
		? sql`and (l.created_at, l.id) < (${sqlInstant(page.before.at)}, ${page.before.id}::uuid)`
		: sql``;
	const { rows } = await sql<NeedListSummary>`
		select l.id, l.title, l.state, o.names as operation_names, l.created_at, e.*
		from (select * from need_list l where l.state <> 'discarded' ${before} order by l.created_at desc, l.id desc limit ${page.limit}) l
		join operation o on o.id = l.operation_id
		cross join lateral (
			select count(*) filter (where outcome <> 'merged')::int as lines, count(*) filter (where outcome = 'open')::int as open,
				count(*) filter (where outcome = 'need')::int as needs,
				count(*) filter (where outcome in ('need', 'open') and (content->>'question')::boolean)::int as questions
			from need_list_entry where need_list_id = l.id) e
		order by l.created_at desc, l.id desc`.execute(trx);
	return rows;
}

/** The original as it came in. */
export async function findOriginal(
	trx: Trx,
	id: Id<'need-list'>,
): Promise<{ readonly name: string; readonly bytes: Buffer } | undefined> {
	const { rows } = await sql<{ name: string; bytes: Buffer }>`
		select name, bytes from need_list_file where need_list_id = ${id}`.execute(trx);
	return rows[0];
}
