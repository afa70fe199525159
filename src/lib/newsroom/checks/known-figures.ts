import { type BaseUnit, isBaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import { type BindableFigure, figureMeasures, type KnownOperation, type Said } from './claim.ts';

export type KnownFigure = Extract<Said, { kind: 'figure' }>;

const columnOf = { needed: 'needed', promised: 'promised', received: 'received', 'in-use': 'inUse' } as const;

/**
 * Every public figure of a node of the catalogue: of each operation all that was needed, promised, received and put to use,
 * and what single deliveries and years brought; of a partnership with several operations their sums. None where nothing below
 * the node is known, or where its units cannot be added; what is needed is no figure while a need's quantity is unknown.
 */
export function figuresOf(node: string, operations: readonly KnownOperation[]): readonly KnownFigure[] {
	const partnerships = Map.groupBy(operations, ({ partnership }) => partnership?.slug);
	const sums = [...partnerships].flatMap(([slug, members]): readonly KnownFigure[] => {
		const names = members[0]?.partnership?.names;
		if (slug === undefined || members.length < 2 || !names) return [];
		return figuresIn(node, members, { kind: 'partnership', slug }, names);
	});
	return [
		...operations.flatMap((each) => figuresIn(node, [each], { kind: 'operation', slug: each.slug }, each.names)),
		...sums,
	];
}

function figuresIn(
	node: string,
	operations: readonly KnownOperation[],
	scope: BindableFigure['scope'],
	names: KnownFigure['names'],
): readonly KnownFigure[] {
	const items = operations.flatMap((each) => each.items.filter(below(node)));
	const unit = commonUnit(items);
	if (!unit) return [];
	const figure = (measure: BindableFigure['measure'], value: number, part: KnownFigure['part']): KnownFigure => ({
		kind: 'figure',
		figure: { measure, itemCode: node, scope },
		value,
		unit,
		names,
		part,
	});
	const unknown = items.some(({ needsUnknown }) => needsUnknown > 0);
	const measures = figureMeasures.filter((measure) => measure !== 'needed' || !unknown);
	const wholes = measures.map((measure) => figure(measure, total(items.map((item) => item[columnOf[measure]])), null));
	const deliveries = operations.flatMap((each) =>
		each.deliveries.map(({ received, lines }) => ({
			received,
			quantity: total(lines.filter(below(node)).map((line) => line.quantity)),
		})),
	);
	const brought = deliveries.filter(({ quantity }) => quantity > 0);
	const years = Map.groupBy(brought, ({ received }) =>
		Number((received.kind === 'day' ? received.date : received.monday).slice(0, 4)),
	);
	return [
		...wholes,
		...[...years].map(([year, these]) =>
			figure('received', total(these.map(({ quantity }) => quantity)), { kind: 'year', year }),
		),
		...brought.map(({ received, quantity }) => figure('received', quantity, received)),
	];
}

const below = (node: string) => (line: { readonly itemCode: string }) =>
	line.itemCode === node || line.itemCode.startsWith(`${node}-`);

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

function commonUnit(items: readonly { readonly baseUnit: string }[]): BaseUnit | undefined {
	const [unit, ...others] = new Set(items.map(({ baseUnit }) => baseUnit));
	return unit !== undefined && others.length === 0 && isBaseUnit(unit) ? unit : undefined;
}
