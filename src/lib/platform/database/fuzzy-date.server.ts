import { type RawBuilder, sql } from 'kysely';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';

/** The columns `<name>_on` and `<name>_precision` as one FuzzyDate, or null: `${fuzzyDateOf('t.began')} as began`. */
export function fuzzyDateOf(name: string): RawBuilder<FuzzyDate | null> {
	const [day, precision] = [sql.ref(`${name}_on`), sql.ref(`${name}_precision`)];
	return sql`case when ${day} is not null then jsonb_build_object('date', ${day}, 'precision', ${precision}) end`;
}
