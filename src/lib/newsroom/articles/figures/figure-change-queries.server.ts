import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { BaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import type { FigureQuery } from '../block.ts';
import type { EditionKey } from '../edition.ts';
import { queryOf } from '../markup/parse-line.ts';
import type { FigureChange } from './figure-change.ts';
import { type FrozenRow, frozenOf } from './frozen-figures.server.ts';

/** A figure of a live text that moved, as it was noted last. */
export interface MovedFigure extends FigureChange {
	readonly id: Id<'article'>;
	readonly key: EditionKey;
	/** Counts the changes of all figures. */
	readonly changeId: number;
	/** Somebody at the desk saw it and left the text as it is. */
	readonly seen: boolean;
}

interface MovedRow extends FrozenRow {
	readonly id: Id<'article'>;
	readonly key: EditionKey;
	readonly changeId: number;
	readonly seen: boolean;
	readonly publishedValue: number | null;
	readonly publishedUnit: BaseUnit | null;
	readonly publishedAsOf: Instant | null;
}

/** The query of a figure whose text was parsed before it was kept. */
export const keptQuery = (written: string) => queryOf(written) as FigureQuery;

/** The figures of live texts that moved, of one article or of all the transaction sees. */
export async function listMovedFigures(trx: Trx, id?: Id<'article'>): Promise<readonly MovedFigure[]> {
	const { rows } = await sql<MovedRow>`
		select article_id as id, edition as key, change_id, seen, query, value, unit, as_of, published_value, published_unit,
			published_as_of
		from article_figure_moved where ${id === undefined ? sql`true` : sql`article_id = ${id}`}
		order by article_id, edition, query`.execute(trx);
	return rows.map(({ publishedValue, publishedUnit, publishedAsOf, ...row }) => ({
		id: row.id,
		key: row.key,
		changeId: row.changeId,
		seen: row.seen,
		query: keptQuery(row.query),
		published: frozenOf({ query: row.query, value: publishedValue, unit: publishedUnit, asOf: publishedAsOf }),
		now: frozenOf(row),
	}));
}
