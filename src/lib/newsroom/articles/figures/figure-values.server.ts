import type { Instant } from '#lib/kernel/instant.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { findBoundLines } from '#lib/relief/figures/figure-queries.server.ts';
import type { FigureQuery } from '../block.ts';
import { printQuery } from '../markup/print-markup.ts';
import type { FigureReading } from './bound-figure.ts';
import { type FigureGap, type Sum, sumFigures } from './figure-sum.ts';

/** The public figures' answer now, with the reason where they have none. */
export interface FigureAnswer {
	readonly answer: Result<Sum, FigureGap>;
	readonly asOf: Instant | null;
}

/**
 * Asks the public figures as they stand now; nothing else is ever asked, also in previews and at the desk, so that no figure
 * tells what is not public yet. All answers are of one publication. Whatever role the transaction has.
 */
export async function askFigures(
	trx: Trx,
	queries: readonly FigureQuery[],
): Promise<(query: FigureQuery) => FigureAnswer> {
	const slugsOf = (kind: FigureQuery['scope']['kind']) =>
		queries.flatMap(({ scope }) => (scope.kind === kind ? [scope.slug] : []));
	const wish = {
		operations: slugsOf('operation'),
		partnerships: slugsOf('partnership'),
		itemCodes: [...new Set(queries.map(({ itemCode }) => itemCode))],
	};
	const nothing = { asOf: null, items: [], deliveries: [] };
	const { asOf, items, deliveries } = queries.length > 0 ? await findBoundLines(trx, wish) : nothing;
	const answers = new Map(queries.map((query) => [printQuery(query), sumFigures(query, items, deliveries)]));
	return (query) => ({ asOf, answer: answers.get(printQuery(query)) ?? sumFigures(query, items, deliveries) });
}

/** The same as a reader has it: what is not known is no sum. */
export async function readFigures(
	trx: Trx,
	queries: readonly FigureQuery[],
): Promise<(query: FigureQuery) => FigureReading> {
	const ask = await askFigures(trx, queries);
	return (query) => {
		const { answer, asOf } = ask(query);
		return { sum: answer.ok ? answer.value : null, asOf };
	};
}
