import { factor } from '#lib/kernel/factor.ts';
import { addDays, plainDate } from '#lib/kernel/plain-date.ts';
import type { AllocationProblem, Lot, Need } from '#lib/relief/allocation/allocation-problem.ts';

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
function randomStream(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export interface InstanceShape {
	readonly size: number;
	readonly seed: number;
	/** True with kits, indivisible lots and minimum useful quantities. */
	readonly sideRules: boolean;
}

const cities = 8;
const compatibleLots = 19;

/**
 * As many needs as lots, four classes, eight cities, about 19 compatible lots a need, supply for 70 % of the demand;
 * a quarter of the lots earmarked, substitutes from one item to the next, deadlines and expiry dates.
 */
export function allocationInstance({ size, seed, sideRules }: InstanceShape): AllocationProblem {
	const random = randomStream(seed);
	const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
	const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	const perItem = compatibleLots / (2 * (0.75 + 0.25 / cities) * 0.652 * 0.99);
	const itemCount = Math.max(2, Math.round(size / perItem));
	const sizes = Array.from({ length: cities }, () => 0.3 + random());
	const total = sizes.reduce((sum, each) => sum + each, 0);
	const city = (): string => {
		let at = random() * total;
		let index = 0;
		while (index < cities - 1 && at > sizes[index]!) at -= sizes[index++]!;
		return `city-${index}`;
	};
	const asOf = plainDate('2023-03-14');
	const name = (prefix: string, index: number): string => `${prefix}-${String(index).padStart(6, '0')}`;
	let demand = 0;
	const needs: Need[] = Array.from({ length: size }, (_, index) => {
		const centre = random();
		const quantity = Math.max(1, Math.round(Math.exp(2.3 + 1.1 * normal())));
		const draw = random();
		demand += quantity;
		return {
			id: name('need', index),
			item: name('item', whole(0, itemCount - 1)),
			conditions: [
				{ kind: 'at-least', attribute: 'power_kva', value: Math.max(0, centre - 0.41) },
				{ kind: 'at-most', attribute: 'power_kva', value: centre + 0.41 },
			],
			destination: city(),
			operation: undefined,
			purpose: undefined,
			urgency: draw < 0.1 ? 1 : draw < 0.35 ? 2 : draw < 0.75 ? 3 : 4,
			quantity,
			deadline: addDays(asOf, whole(20, 120)),
			minimumUseful: random() < 0.3 && sideRules ? Math.max(1, Math.ceil(quantity * 0.3)) : 1,
			acceptsSubstitutes: true,
			minimumRemainingDays: 0,
			peopleServed: undefined,
			criticalMinimum: undefined,
			kind: '',
		};
	});
	const mean = (demand * 0.7) / size;
	const lots: Lot[] = Array.from({ length: size }, (_, index) => {
		const quantity = Math.max(1, Math.round(mean * Math.exp(0.9 * normal() - 0.405)));
		const draw = sideRules ? random() : 1;
		const multiple = draw < 0.2 ? whole(2, 10) : 1;
		return {
			id: name('lot', index),
			item: name('item', whole(0, itemCount - 1)),
			attributes: { power_kva: random() },
			quantity: Math.max(1, Math.round(quantity / multiple)) * multiple,
			availableFrom: addDays(asOf, whole(0, 40)),
			expiry: index % 3 === 0 ? addDays(asOf, whole(400, 700)) : undefined,
			earmark: { destination: random() < 0.25 ? city() : undefined, operation: undefined, purpose: undefined },
			indivisible: draw >= 0.2 && draw < 0.25,
			multiple,
		};
	});
	return {
		asOf,
		policy: { classes: 4, denominator: 'units', steps: 1000, transportDays: 5 },
		destinations: sizes.map((_, index) => ({ id: `city-${index}`, name: { en: `City ${index}` } })),
		items: Array.from({ length: itemCount }, (_, index) => ({
			id: name('item', index),
			parent: undefined,
			name: { en: name('item', index) },
		})),
		substitutes: Array.from({ length: itemCount }, (_, index) => ({
			wanted: name('item', index),
			given: name('item', (index + 1) % itemCount),
			factor: factor(1),
			penalty: 100 + ((index * 7919) % 300),
		})),
		needs,
		lots,
		pins: [],
		promises: [],
		bans: [],
	};
}
