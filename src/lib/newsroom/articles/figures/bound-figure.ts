import type { Instant } from '#lib/kernel/instant.ts';
import { type Block, type FigureQuery, textsOf } from '../block.ts';
import { printQuery } from '../markup/print-markup.ts';
import type { Sum } from './figure-sum.ts';

/** What the public figures said to a query at a moment; without a sum, that nothing was known. */
export interface FigureReading {
	readonly sum: Sum | null;
	/** Null before anything was public. */
	readonly asOf: Instant | null;
}

/**
 * A figure as it was when its text was published. `query` is the query as written, which names it within the text: the same
 * question has the same answer wherever it stands, so no block or sentence that moves takes a number to another place.
 */
export interface FrozenFigure extends FigureReading {
	readonly query: string;
}

/** Every figure a text asks for, once each, in the order a reader meets them. */
export function figuresIn(blocks: readonly Block[]): readonly FigureQuery[] {
	const asked = blocks.flatMap((block) => [
		...(block.kind === 'figure' ? [block.query] : []),
		...textsOf(block).flatMap((runs) => runs.flatMap((run) => (run.kind === 'figure' ? [run.query] : []))),
	]);
	return [...new Map(asked.map((query) => [printQuery(query), query])).values()];
}

/** Whether two readings tell a reader the same; the moment they speak of does not count. */
export function saysTheSame(one: FigureReading, other: FigureReading): boolean {
	return one.sum?.value === other.sum?.value && one.sum?.unit === other.sum?.unit;
}
