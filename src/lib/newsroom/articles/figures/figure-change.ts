import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { FigureQuery } from '../block.ts';
import { type FigureReading, saysTheSame } from './bound-figure.ts';

/** A figure that is not any more what readers were given. */
export interface FigureChange {
	readonly query: FigureQuery;
	readonly published: FigureReading;
	readonly now: FigureReading;
}

/** Those of the figures of a published text that are another number now. */
export function changesOf(
	figures: readonly Pick<FigureChange, 'query' | 'published'>[],
	now: (query: FigureQuery) => FigureReading,
): readonly FigureChange[] {
	const read = figures.map((figure) => ({ ...figure, now: now(figure.query) }));
	return read.filter((each) => !saysTheSame(each.published, each.now));
}

/**
 * How readers are best told: what grew since, or was not known, is a change; a number that was taken back, or that speaks of
 * days that were over when it was published (`dayOf` its moment), was wrong. An editor decides; this is what the form begins with.
 */
export function suggestedUpdate(
	changes: readonly FigureChange[],
	dayOf: (reading: FigureReading) => PlainDate | null,
): 'major' | 'correction' {
	return changes.some((change) => wasWrong(change, dayOf(change.published))) ? 'correction' : 'major';
}

function wasWrong({ query, published, now }: FigureChange, publishedOn: PlainDate | null): boolean {
	if (!published.sum || !now.sum) return false;
	const over = query.to !== null && publishedOn !== null && query.to < publishedOn;
	return over || published.sum.unit !== now.sum.unit || now.sum.value < published.sum.value;
}
