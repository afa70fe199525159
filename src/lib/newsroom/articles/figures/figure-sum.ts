import { addDays, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { BaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import type { BoundDelivery, BoundItem } from '#lib/relief/figures/bound-line.ts';
import type { PublicDate } from '#lib/relief/figures/public-date.ts';
import type { FigureQuery, Measure } from '../block.ts';

/** A quantity in base units. */
export interface Sum {
	readonly value: number;
	readonly unit: BaseUnit;
}

/**
 * Why the public figures have no answer: nothing of the item is public, a need's quantity is not known to anybody, units cannot
 * be added, the measure is only known as a whole, or a delivery whose day is not public lies across a border of the days.
 */
export const figureGaps = [
	'nothing-known',
	'quantity-unknown',
	'units-differ',
	'only-as-a-whole',
	'week-on-the-border',
] as const;
export type FigureGap = (typeof figureGaps)[number];

const columnOf = {
	needed: 'needed',
	promised: 'promised',
	received: 'received',
	'in-use': 'inUse',
} as const satisfies Record<Measure, keyof BoundItem>;

/** Whether an item is the node asked for or lies below it. */
const isBelow = (itemCode: string, node: string) => itemCode === node || itemCode.startsWith(`${node}-`);

/** The answer of the public figures to a query. What is not known is a gap and never a zero or a part. */
export function sumFigures(
	query: FigureQuery,
	items: readonly BoundItem[],
	deliveries: readonly BoundDelivery[],
): Result<Sum, FigureGap> {
	const { measure, from, to } = query;
	const bounded = from !== null || to !== null;
	if (bounded && measure !== 'received') return refused('only-as-a-whole');
	const meantItems = items.filter((line) => isMeant(line, query));
	const meantDeliveries = deliveries.filter((line) => isMeant(line, query));
	const units = new Set([...meantItems, ...meantDeliveries].map(({ baseUnit }) => baseUnit));
	const [unit] = units;
	if (unit === undefined) return refused('nothing-known');
	if (units.size > 1) return refused('units-differ');
	if (!bounded) {
		if (measure === 'needed' && meantItems.some(({ needsUnknown }) => needsUnknown > 0)) {
			return refused('quantity-unknown');
		}
		return ok({ value: meantItems.reduce((sum, line) => sum + line[columnOf[measure]], 0), unit });
	}
	const placed = meantDeliveries.map((line) => ({ ...line, place: placeOf(line.received, from, to) }));
	if (placed.some(({ place }) => place === 'across')) return refused('week-on-the-border');
	return ok({
		value: placed.reduce((sum, { place, quantity }) => (place === 'within' ? sum + quantity : sum), 0),
		unit,
	});
}

function isMeant(
	line: { readonly itemCode: string; readonly operation: string; readonly partnership: string | null },
	{ itemCode, scope }: FigureQuery,
): boolean {
	return line[scope.kind] === scope.slug && isBelow(line.itemCode, itemCode);
}

function placeOf(received: PublicDate, from: PlainDate | null, to: PlainDate | null): 'within' | 'outside' | 'across' {
	const first = received.kind === 'day' ? received.date : received.monday;
	const last = received.kind === 'day' ? received.date : addDays(received.monday, 6);
	if ((from !== null && last < from) || (to !== null && first > to)) return 'outside';
	return (from === null || first >= from) && (to === null || last <= to) ? 'within' : 'across';
}
