import { sql } from 'kysely';
import type { Trx } from '#lib/platform/database/connect.server.ts';

/** Changes whenever anything changes that the newsroom shows; for caches alone, never for an answer. Run inside inPublic. */
export async function findNewsVersion(trx: Trx): Promise<string> {
	const { rows } = await sql<{ version: string }>`select version::text from public_news_state`.execute(trx);
	return rows[0]?.version ?? 'none';
}
