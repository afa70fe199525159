import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Term } from './term.ts';

/** All terms, retired ones last, by kind and by name in a reader's language. */
export async function listTerms(trx: Trx, language: Language): Promise<readonly Term[]> {
	const found = await sql<Term>`select id, city_id, kind, slug, names, retired_at from newsroom_term
		order by kind, retired_at is not null,
			coalesce(names ->> ${language}, names ->> 'en', names ->> 'de', names ->> 'uk') collate "und-x-icu", slug`.execute(
		trx,
	);
	return found.rows;
}

/** Whether all of several terms exist, retired ones included: what was filed stays filed. */
export async function areTermsKnown(trx: Trx, ids: readonly Id<'term'>[]): Promise<boolean> {
	const distinct = [...new Set(ids)];
	if (distinct.length === 0) return true;
	const found = await sql`select from newsroom_term where id = any(${distinct}::uuid[])`.execute(trx);
	return found.rows.length === distinct.length;
}
