import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { Sending } from '../needs/need-commands.server.ts';
import type { Learned } from '../synonyms/synonym-store.server.ts';
import type { NeedList, ReviewLine } from './need-list.ts';
import type { ReviewEntry } from './review-entry.ts';

const listColumns =
	sql.raw(`l.id, l.operation_id, l.city_id, l.title, l.origin, l.language, l.state, l.purpose, l.urgency,
	l.deadline, l.skipped, l.failure, l.created_at, l.created_by, l.finished_at,
	(select f.name from need_list_file f where f.need_list_id = l.id) as file_name`);

export async function findNeedList(trx: Trx, id: Id<'need-list'>): Promise<NeedList | undefined> {
	const { rows } = await sql<NeedList>`select ${listColumns} from need_list l where l.id = ${id}`.execute(trx);
	return rows[0];
}

/** Locks a list until the transaction ends, so that two reviewers take turns. */
export async function lockNeedList(trx: Trx, id: Id<'need-list'>): Promise<NeedList | undefined> {
	await sql`select from need_list where id = ${id} for update`.execute(trx);
	return findNeedList(trx, id);
}

export async function linesOfList(trx: Trx, id: Id<'need-list'>): Promise<readonly ReviewLine[]> {
	const { rows } = await sql<ReviewLine>`
		select id, position, source from need_list_line where need_list_id = ${id} order by position`.execute(trx);
	return rows;
}

/** All entries in the order of the list, merged ones included. */
export async function entriesOfList(trx: Trx, id: Id<'need-list'>): Promise<readonly ReviewEntry[]> {
	const { rows } = await sql<ReviewEntry>`
		select id, line_id, position, version, outcome, sure, content from need_list_entry
		where need_list_id = ${id} order by position, id`.execute(trx);
	return rows;
}

export async function insertEntries(
	trx: Trx,
	listId: Id<'need-list'>,
	entries: readonly Omit<ReviewEntry, 'version'>[],
): Promise<void> {
	await sql`insert into need_list_entry (id, need_list_id, line_id, position, outcome, sure, content)
		select e.id, ${listId}, e."lineId", e.position, e.outcome, e.sure, e.content
		from jsonb_to_recordset(${sqlJson(entries)})
			as e(id uuid, "lineId" uuid, position int, outcome text, sure boolean, content jsonb)`.execute(trx);
}

/** Writes entries as they are now, with who decided. Their versions were compared under the list's lock. */
export async function updateEntries(trx: Trx, entries: readonly ReviewEntry[], sending: Sending): Promise<void> {
	await sql`update need_list_entry t set version = e.version, outcome = e.outcome, sure = e.sure, content = e.content,
			position = e.position, decided_by = ${sending.account}, decided_at = ${sqlInstant(sending.at)}
		from jsonb_to_recordset(${sqlJson(entries)})
			as e(id uuid, version int, outcome text, sure boolean, content jsonb, position int)
		where t.id = e.id`.execute(trx);
}

/** A step of a review: what entries were and became, and what was learned. */
export interface ReviewStep {
	readonly changed: readonly { readonly before: ReviewEntry; readonly after: ReviewEntry }[];
	/** Entries a split made; an undo takes them away. */
	readonly created: readonly Id<'need-list-entry'>[];
	readonly learned: readonly Learned[];
}

export async function recordStep(
	trx: Trx,
	listId: Id<'need-list'>,
	step: ReviewStep,
	sending: Sending,
	undoes: string | null = null,
): Promise<void> {
	await sql`insert into need_list_choice (id, need_list_id, entries, made_at, made_by, undoes)
		values (gen_random_uuid(), ${listId}, ${sqlJson(step)}, ${sqlInstant(sending.at)}, ${sending.account}, ${undoes})`.execute(
		trx,
	);
}

/** The latest step that stands: neither taken back nor itself an undo. */
export async function latestStep(
	trx: Trx,
	listId: Id<'need-list'>,
): Promise<{ readonly id: string; readonly step: ReviewStep } | undefined> {
	const { rows } = await sql<{ id: string; entries: ReviewStep }>`
		select c.id, c.entries from need_list_choice c
		where c.need_list_id = ${listId} and c.undoes is null
			and not exists (select from need_list_choice u where u.undoes = c.id)
		order by c.number desc limit 1`.execute(trx);
	const row = rows[0];
	return row && { id: row.id, step: row.entries };
}
