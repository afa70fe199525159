import { type Factor, one } from '#lib/kernel/factor.ts';
import { addDays, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { AllocationProblem, Condition, Lot, Need, Substitute } from './allocation-problem.ts';

/** Why a lot can't serve a need, in the order in which it is tested: the first that applies is the reason. */
export const obstacles = [
	'wrong-item',
	'banned',
	'substitute-not-accepted',
	'earmarked-elsewhere',
	'attribute-unknown',
	'attribute-differs',
	'too-late',
	'expires-too-early',
	'pack-too-large',
] as const;
export type Obstacle = (typeof obstacles)[number];

/** How often each obstacle stood in the way; obstacles that never did are absent. */
export type ObstacleCounts = Readonly<Partial<Record<Obstacle, number>>>;

/** How a lot's item relates to what a need asks for. */
export interface Match {
	readonly lot: number;
	readonly factor: Factor;
	/** 0 for the item itself or a kind of it, else the penalty of the substitute. */
	readonly penalty: number;
}

/** The smallest exchange between a lot and a need: `lotUnits` of the lot count as `needUnits` of the need. */
export interface Pack {
	readonly lotUnits: number;
	readonly needUnits: number;
}

/** Finds which lots can serve which needs. Lots and needs are named by their positions in the problem. */
export class Compatibility {
	readonly #problem: AllocationProblem;
	readonly #under = new Map<string, number[]>();
	readonly #substitutes = new Map<string, Substitute[]>();
	readonly #matches = new Map<string, readonly Match[]>();
	readonly #bans: ReadonlySet<string>;
	/** The day each lot can be at its destination, and days counted on from there: dates are dear to compute. */
	readonly #arrivals: readonly PlainDate[];
	readonly #laterDays = new Map<string, PlainDate>();

	constructor(problem: AllocationProblem) {
		this.#problem = problem;
		const parents = new Map(problem.items.map((item) => [item.id, item.parent]));
		problem.lots.forEach((lot, index) => {
			for (let item: string | undefined = lot.item; item !== undefined; item = parents.get(item)) {
				const known = this.#under.get(item);
				if (known) known.push(index);
				else this.#under.set(item, [index]);
			}
		});
		for (const substitute of problem.substitutes) {
			const known = this.#substitutes.get(substitute.wanted);
			if (known) known.push(substitute);
			else this.#substitutes.set(substitute.wanted, [substitute]);
		}
		const { asOf, policy } = problem;
		this.#arrivals = problem.lots.map(({ availableFrom }) =>
			this.#later(availableFrom !== undefined && availableFrom > asOf ? availableFrom : asOf, policy.transportDays),
		);
		this.#bans = new Set(problem.bans.map((ban) => pairKey(ban.need, ban.lot)));
	}

	/** Lots that are what the item names, a kind of it, or an approved substitute, in their order in the problem. */
	matches(item: string): readonly Match[] {
		const known = this.#matches.get(item);
		if (known) return known;
		const found = new Map<number, Match>();
		for (const lot of this.#under.get(item) ?? []) found.set(lot, { lot, factor: one, penalty: 0 });
		for (const substitute of this.#substitutes.get(item) ?? []) {
			for (const lot of this.#under.get(substitute.given) ?? []) {
				const best = found.get(lot);
				const { factor, penalty } = substitute;
				if (!best || penalty < best.penalty) found.set(lot, { lot, factor, penalty });
			}
		}
		const matches = [...found.values()].sort((a, b) => a.lot - b.lot);
		this.#matches.set(item, matches);
		return matches;
	}

	/** What keeps a lot that matches by item from serving a need, leaving packs aside; undefined where nothing does. */
	obstacle(need: Need, match: Match): Obstacle | undefined {
		const lot = this.#problem.lots[match.lot]!;
		if (this.#bans.size > 0 && this.#bans.has(pairKey(need.id, lot.id))) return 'banned';
		if (match.penalty > 0 && !need.acceptsSubstitutes) return 'substitute-not-accepted';
		if (isEarmarkedElsewhere(lot, need)) return 'earmarked-elsewhere';
		for (const condition of need.conditions) {
			const value = lot.attributes[condition.attribute];
			if (value === undefined) return 'attribute-unknown';
			if (!holds(condition, value)) return 'attribute-differs';
		}
		return this.#dateObstacle(need, lot, this.#arrivals[match.lot]!);
	}

	#dateObstacle(need: Need, lot: Lot, arrives: PlainDate): Obstacle | undefined {
		if (need.deadline !== undefined && arrives > need.deadline) return 'too-late';
		if (lot.expiry === undefined) return undefined;
		return lot.expiry < this.#later(arrives, need.minimumRemainingDays) ? 'expires-too-early' : undefined;
	}

	#later(day: PlainDate, days: number): PlainDate {
		if (days === 0) return day;
		const key = `${day} ${days}`;
		const known = this.#laterDays.get(key);
		if (known) return known;
		const later = addDays(day, days);
		this.#laterDays.set(key, later);
		return later;
	}
}

function pairKey(need: string, lot: string): string {
	return JSON.stringify([need, lot]);
}

function isEarmarkedElsewhere({ earmark }: Lot, need: Need): boolean {
	return (
		(earmark.destination !== undefined && earmark.destination !== need.destination) ||
		(earmark.operation !== undefined && earmark.operation !== need.operation) ||
		(earmark.purpose !== undefined && earmark.purpose !== need.purpose)
	);
}

function holds(condition: Condition, value: string | number | boolean): boolean {
	switch (condition.kind) {
		case 'equals':
			return value === condition.value;
		case 'one-of':
			return condition.values.includes(value);
		case 'at-least':
			return typeof value === 'number' && value >= condition.value;
		case 'at-most':
			return typeof value === 'number' && value <= condition.value;
	}
}

/**
 * The smallest whole exchange between a lot and a need: whole packs of the lot that count as whole units of the need.
 * Undefined where an indivisible lot doesn't convert to whole units. `available` is what is left of the lot.
 */
export function packOf(lot: Lot, available: number, factor: Factor): Pack | undefined {
	const step = lot.indivisible ? available : lot.multiple;
	const lotUnits = leastCommonMultiple(step, factor.denominator);
	if (lot.indivisible && lotUnits !== available) return undefined;
	return { lotUnits, needUnits: (lotUnits / factor.denominator) * factor.numerator };
}

function leastCommonMultiple(a: number, b: number): number {
	let [x, y] = [a, b];
	while (y !== 0) [x, y] = [y, x % y];
	return (a / x) * b;
}
