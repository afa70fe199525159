import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { type FetchLimits, guardedFetch } from '#lib/platform/http/guarded-fetch.server.ts';
import type { Deed } from './council-commands.server.ts';
import type { CouncilRefusal } from './council-refusal.ts';

const usualLimits: FetchLimits = { bytes: 100_000_000, milliseconds: 25_000 };

/**
 * Fetches a linked file and records the SHA-256 of its content: what the council's server gave on this day. The file
 * itself is not kept. The fetch holds no transaction open.
 */
export async function checkFile(
	app: Db,
	actor: Actor,
	input: { readonly paperId: Id<'paper'>; readonly fileId: Id<'paper-file'> },
	deed: Deed,
	limits: FetchLimits = usualLimits,
): Promise<Result<string, readonly CouncilRefusal[]>> {
	const url = await inCity(app, actor, (trx) => ownFileAddress(trx, input));
	if (url === undefined) return refused([{ kind: 'not-yours' }]);
	const fetched = await guardedFetch(url, limits);
	if (!fetched.ok) return refused([{ kind: 'file-not-fetched', refusal: fetched.refusal }]);
	const { status, bytes } = fetched.value;
	if (status !== 200) return refused([{ kind: 'file-out-of-reach', status }]);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	await inCity(app, actor, async (trx) => {
		await sql`select from paper_file where id = ${input.fileId} for update`.execute(trx);
		await sql`insert into paper_file_check (file_id, number, city_id, at, account_id, sha256, size_bytes)
			select ${input.fileId}, 1 + coalesce(max(number), 0), current_city(), ${sqlInstant(deed.at)}, ${deed.account}, ${sha256},
				${bytes.length} from paper_file_check where file_id = ${input.fileId}`.execute(trx);
	});
	return ok(sha256);
}

async function ownFileAddress(
	trx: Trx,
	{ paperId, fileId }: { readonly paperId: string; readonly fileId: string },
): Promise<string | undefined> {
	const { rows } = await sql<{ url: string }>`select url from paper_file where id = ${fileId} and paper_id = ${paperId}
		and city_id = current_city() and removed_at is null and url is not null`.execute(trx);
	return rows[0]?.url;
}
