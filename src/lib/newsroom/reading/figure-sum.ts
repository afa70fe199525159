import { addDays, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { BaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import type { PublicDate } from '#lib/relief/figures/public-date.ts';
import type { FigureQuery, Measure } from '../articles/block.ts';

/** What the public figures say of one item of one operation. */
export interface ItemLine {
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly needed: number;
	readonly promised: number;
	readonly received: number;
	readonly inUse: number;
}

/** What one public delivery brought of one item. */
export interface ReceivedLine {
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly quantity: number;
	readonly received: PublicDate;
}

export interface Sum {
	readonly value: number;
	readonly unit: BaseUnit;
}

const columnOf = {
	needed: 'needed',
	promised: 'promised',
	received: 'received',
	'in-use': 'inUse',
} as const satisfies Record<Measure, keyof ItemLine>;

/** Whether an item is the node asked for or lies below it. */
const isBelow = (itemCode: string, node: string) => itemCode === node || itemCode.startsWith(`${node}-`);

/**
 * The answer of the public figures to a query; undefined where they have none: units that cannot be added, or days for a measure
 * that is only known as a whole. What arrived in a week counts where the whole week lies within the days asked for.
 */
export function sumFigures(
	{ measure, itemCode, from, to }: FigureQuery,
	items: readonly ItemLine[],
	deliveries: readonly ReceivedLine[],
): Sum | undefined {
	const bounded = from !== null || to !== null;
	if (bounded && measure !== 'received') return undefined;
	const counted = bounded
		? deliveries.flatMap((line) => (liesWithin(line.received, from, to) ? [{ ...line, value: line.quantity }] : []))
		: items.map((line) => ({ ...line, value: line[columnOf[measure]] }));
	const lines = counted.filter((line) => isBelow(line.itemCode, itemCode));
	const units = new Set([...items, ...deliveries].filter((line) => isBelow(line.itemCode, itemCode)).map(unitOf));
	const [unit] = units;
	if (unit === undefined || units.size > 1) return undefined;
	return { value: lines.reduce((sum, { value }) => sum + value, 0), unit };
}

const unitOf = ({ baseUnit }: Pick<ItemLine, 'baseUnit'>) => baseUnit as BaseUnit;

function liesWithin(received: PublicDate, from: PlainDate | null, to: PlainDate | null): boolean {
	const first = received.kind === 'day' ? received.date : received.monday;
	const last = received.kind === 'day' ? received.date : addDays(received.monday, 6);
	return (from === null || first >= from) && (to === null || last <= to);
}
