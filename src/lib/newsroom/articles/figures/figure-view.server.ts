import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { listPlaceNames } from '#lib/relief/figures/figure-queries.server.ts';
import type { Block, FigureQuery } from '../block.ts';
import { printQuery } from '../markup/print-markup.ts';
import type { ShownFigure } from '../shown-block.ts';
import { type FrozenFigure, figuresIn } from './bound-figure.ts';
import { readFigures } from './figure-values.server.ts';
import { figureDays, figureName, showFigure } from './figure-words.ts';

/** A figure with what it counts, as a table explains it. */
export interface FigureRow {
	readonly id: string;
	readonly name: string;
	/** The operation or partnership, and the days. */
	readonly where: string;
	readonly figure: ShownFigure;
}

/** The figures of a text, and the one a query asks for. */
export interface FigureView {
	readonly rows: readonly FigureRow[];
	readonly find: (query: FigureQuery) => ShownFigure;
}

/**
 * The figures of a text as the public has them now, beside what they were at its publication; `frozen` is null for a text
 * that is not published. Reads the public projection only, also in previews and at the desk.
 */
export async function viewFigures(
	trx: Trx,
	blocks: readonly Block[],
	{ frozen, language }: { readonly frozen: readonly FrozenFigure[] | null; readonly language: Language },
): Promise<FigureView> {
	const queries = figuresIn(blocks);
	const read = await readFigures(trx, queries);
	const nameOf = await figureNames(trx, queries, language);
	const rows = queries.map((query, at): FigureRow => {
		const published = frozen && (frozen.find((each) => each.query === printQuery(query)) ?? { sum: null, asOf: null });
		const row = `figure-${at + 1}`;
		return { id: row, ...nameOf(query), figure: showFigure(published, read(query), { language, row }) };
	});
	const byQuery = new Map(queries.map((query, at) => [printQuery(query), rows[at]?.figure]));
	const none = { sum: null, asOf: null };
	return { rows, find: (query) => byQuery.get(printQuery(query)) ?? showFigure(null, none, { language, row: null }) };
}

/** What figures count, in words; what is not public, or no item any more, stands there by its sign. */
export async function figureNames(
	trx: Trx,
	queries: readonly FigureQuery[],
	language: Language,
): Promise<(query: FigureQuery) => Pick<FigureRow, 'name' | 'where'>> {
	const slugsOf = (kind: FigureQuery['scope']['kind']) =>
		queries.flatMap(({ scope }) => (scope.kind === kind ? [scope.slug] : []));
	const places = await listPlaceNames(trx, {
		operations: slugsOf('operation'),
		partnerships: slugsOf('partnership'),
	});
	const items = currentCatalogue().byCode;
	return (query) => {
		const place = places.get(`${query.scope.kind} ${query.scope.slug}`);
		const days = figureDays(query, language);
		return {
			name: figureName(query, items.get(query.itemCode)?.names[language] ?? query.itemCode, language),
			where: [place ? readableText(place, language).text : query.scope.slug, ...(days ? [days] : [])].join(' · '),
		};
	};
}
