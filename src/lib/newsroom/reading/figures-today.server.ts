import { formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { formatBase } from '#lib/relief/catalogue/amount-text.ts';
import {
	findPublicState,
	listDeliveries,
	listItemFigures,
	listPublicOperations,
} from '#lib/relief/figures/figure-queries.server.ts';
import type { Block, FigureQuery } from '../articles/block.ts';
import { textsOf } from '../articles/block.ts';
import type { FigureText } from '../articles/shown-block.ts';
import { sumFigures } from './figure-sum.ts';

/** Every figure a text asks for. */
function queriesIn(blocks: readonly Block[]): readonly FigureQuery[] {
	return blocks.flatMap((block) => [
		...(block.kind === 'figure' ? [block.query] : []),
		...textsOf(block)
			.flat()
			.flatMap((run) => (run.kind === 'figure' ? [run.query] : [])),
	]);
}

/** Enough for every delivery an operation will ever have. */
const allDeliveries = 100_000;

/** Answers the figures of a text as they stand now, from the public figures alone. Run inside inPublic. */
export async function figuresToday(
	trx: Trx,
	blocks: readonly Block[],
	language: Language,
): Promise<(query: FigureQuery) => FigureText | null> {
	const queries = queriesIn(blocks);
	const state = queries.length > 0 ? await findPublicState(trx) : undefined;
	if (!state) return () => null;
	const operations = await listPublicOperations(trx);
	const answers = new Map<string, FigureText | null>();
	for (const query of queries) {
		const { kind, slug } = query.scope;
		const meant = operations.filter((each) => (kind === 'operation' ? each.slug : each.partnership?.slug) === slug);
		const items = [];
		const received = [];
		for (const operation of meant) {
			items.push(...(await listItemFigures(trx, operation.slug)));
			const deliveries = await listDeliveries(trx, operation.slug, allDeliveries);
			received.push(...deliveries.flatMap((each) => each.lines.map((line) => ({ ...line, received: each.received }))));
		}
		const sum = sumFigures(query, items, received);
		const text = sum && formatBase(sum.value, sum.unit, language);
		answers.set(keyOf(query), text === undefined ? null : { text, asOf: formatInstant(state.asOf, language) });
	}
	return (query) => answers.get(keyOf(query)) ?? null;
}

const keyOf = (query: FigureQuery) => JSON.stringify(query);
