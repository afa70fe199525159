import type { Instant } from '#lib/kernel/instant.ts';

/**
 * The tables of the database as Kysely reads and writes them: name → row, in camelCase. Each area adds its own:
 *
 * ```ts
 * // relief/needs/need-tables.ts
 * declare module '#lib/platform/database/tables.ts' {
 *   interface Tables { need: NeedRow }
 * }
 * ```
 *
 * A column with a default is `Generated<T>` from kysely. A `timestamptz` is an `Instant`, a `date` a `PlainDate`,
 * a `bigint` a `number`, a `numeric` a `string` (see value-parsers.server.ts).
 */
export interface Tables {
	schemaMigration: SchemaMigrationRow;
}

export interface SchemaMigrationRow {
	number: number;
	name: string;
	checksum: string;
	appliedAt: Instant;
}
