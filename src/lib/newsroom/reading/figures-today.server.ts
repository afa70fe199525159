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
import { type Block, type FigureQuery, textsOf } from '../articles/block.ts';
import type { FigureText } from '../articles/shown-block.ts';
import { type ItemLine, type ReceivedLine, sumFigures } from './figure-sum.ts';

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
	const read = new Map<string, OperationLines>();
	const answers = new Map<string, FigureText | null>();
	for (const query of queries) {
		const { kind, slug } = query.scope;
		const meant = operations.filter((each) => (kind === 'operation' ? each.slug : each.partnership?.slug) === slug);
		for (const each of meant) {
			if (!read.has(each.slug)) read.set(each.slug, await linesOf(trx, each.slug));
		}
		const lines = meant.flatMap((each) => read.get(each.slug) ?? []);
		const sum = sumFigures(
			query,
			lines.flatMap(({ items }) => items),
			lines.flatMap(({ received }) => received),
		);
		const text = sum && formatBase(sum.value, sum.unit, language);
		answers.set(keyOf(query), text === undefined ? null : { text, asOf: formatInstant(state.asOf, language) });
	}
	return (query) => answers.get(keyOf(query)) ?? null;
}

const keyOf = (query: FigureQuery) => JSON.stringify(query);

interface OperationLines {
	readonly items: readonly ItemLine[];
	readonly received: readonly ReceivedLine[];
}

/** Read once for a text, however many figures of the operation it names. */
async function linesOf(trx: Trx, slug: string): Promise<OperationLines> {
	const items = await listItemFigures(trx, slug);
	const deliveries = await listDeliveries(trx, slug, allDeliveries);
	return {
		items,
		received: deliveries.flatMap((each) => each.lines.map((line) => ({ ...line, received: each.received }))),
	};
}
