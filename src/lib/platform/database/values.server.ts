import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import { toIso } from '#lib/kernel/instant.ts';

/** A moment as a parameter: `.where('dueAt', '<', sqlInstant(now))`. A bare number is refused by PostgreSQL. */
export function sqlInstant(at: Instant): RawBuilder<Instant> {
	return sql<Instant>`${toIso(at)}::timestamptz`;
}

/** A value as a `jsonb` parameter. The driver would send an array as a PostgreSQL array and a string unquoted. */
export function sqlJson<Value>(value: Value): RawBuilder<Value> {
	return sql<Value>`${JSON.stringify(value)}::jsonb`;
}

/** `= any(ids)` for a list of any length in one parameter, so that the statement stays the same and is planned once. */
export function sqlUuids<Id extends string>(ids: readonly Id[]): RawBuilder<Id[]> {
	return sql<Id[]>`${[...ids]}::uuid[]`;
}
