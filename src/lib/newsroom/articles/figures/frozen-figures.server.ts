import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import type { BaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import type { Block } from '../block.ts';
import type { EditionKey } from '../edition.ts';
import { printQuery } from '../markup/print-markup.ts';
import { type FrozenFigure, figuresIn } from './bound-figure.ts';
import { readFigures } from './figure-values.server.ts';

/** One published text. */
export interface PublishedText {
	readonly id: Id<'article'>;
	readonly key: EditionKey;
	readonly revision: number;
}

/**
 * Keeps what every figure of a text is at its publication; call it in that transaction, after its event. A small update, of
 * which readers are told nothing, leaves the figures of the text it replaces as they were published (`replacing`).
 */
export async function freezeFigures(
	trx: Trx,
	{ id, key, revision }: PublishedText,
	blocks: readonly Block[],
	replacing: number | null,
): Promise<void> {
	const queries = figuresIn(blocks);
	if (queries.length === 0) return;
	const before = replacing === null ? [] : await listFrozen(trx, { id, key, revision: replacing });
	const kept = new Map(before.map((figure) => [figure.query, figure]));
	const now = await readFigures(trx, queries);
	const rows = queries.map((asked) => {
		const query = printQuery(asked);
		const { sum, asOf } = kept.get(query) ?? now(asked);
		return { query, value: sum?.value ?? null, unit: sum?.unit ?? null, asOf };
	});
	await sql`insert into article_figure (article_id, edition, revision, query, city_id, value, unit, as_of)
		select ${id}, ${key}, ${revision}, query, current_city(), value, unit, to_timestamp("asOf" / 1000)
		from jsonb_to_recordset(${sqlJson(rows)}) as f(query text, value bigint, unit text, "asOf" float8)`.execute(trx);
}

/** The figures of a published text as they were published, by their queries. */
export async function listFrozen(trx: Trx, { id, key, revision }: PublishedText): Promise<readonly FrozenFigure[]> {
	const { rows } = await sql<FrozenRow>`select query, value, unit, as_of from article_figure
		where article_id = ${id} and edition = ${key} and revision = ${revision} order by query`.execute(trx);
	return rows.map(frozenOf);
}

/** A figure as its table has it. */
export interface FrozenRow {
	readonly query: string;
	readonly value: number | null;
	readonly unit: BaseUnit | null;
	readonly asOf: Instant | null;
}

export function frozenOf({ query, value, unit, asOf }: FrozenRow): FrozenFigure {
	return { query, sum: value === null || unit === null ? null : { value, unit }, asOf };
}
