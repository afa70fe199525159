import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import type { ReadingRefusal } from '../recognition/reading/reading-refusal.ts';
import type { NeedListState } from './need-list.ts';
import type { ReadUpload } from './read-upload.server.ts';
import { insertEntries } from './review-store.server.ts';

/** Writes lines and entries of a reading; used by the upload and by the job. */
export async function storeReading(trx: Trx, listId: Id<'need-list'>, reading: ReadUpload): Promise<void> {
	await sql`insert into need_list_line (id, need_list_id, position, source, reading)
		select l.id, ${listId}, l.position, l.source, l.reading
		from jsonb_to_recordset(${sqlJson(reading.lines)}) as l(id uuid, position int, source jsonb, reading jsonb)`.execute(
		trx,
	);
	await insertEntries(trx, listId, reading.entries);
}

/** Ends the reading of a list that was left to a job. A list somebody discarded meanwhile stays discarded. */
export async function settleReading(
	trx: Trx,
	listId: Id<'need-list'>,
	reading: Result<ReadUpload, ReadingRefusal>,
): Promise<void> {
	const { rows } = await sql<{
		state: NeedListState;
	}>`select state from need_list where id = ${listId} for update`.execute(trx);
	if (rows[0]?.state !== 'reading') return;
	if (!reading.ok) {
		await sql`update need_list set state = 'failed', failure = ${sqlJson(reading.refusal)} where id = ${listId}`.execute(
			trx,
		);
		return;
	}
	await storeReading(trx, listId, reading.value);
	await sql`update need_list set state = 'review', skipped = ${sqlJson(reading.value.skipped)} where id = ${listId}`.execute(
		trx,
	);
}
