import type { AllocationProblem, Condition, Lot, Need, Substitute } from '../allocation-problem.ts';
import type { AllocationLine, AllocationResult } from '../allocation-result.ts';
import type { Obstacle } from '../compatibility.ts';

/** How units of a lot count for a need. */
export interface Ratio {
	readonly numerator: number;
	readonly denominator: number;
	readonly penalty: number;
}

/** What stands between a need and a lot: an obstacle, a settled side, or nothing. */
export type Standing =
	| { readonly kind: 'obstacle'; readonly obstacle: Obstacle }
	| { readonly kind: 'pinned' }
	| { readonly kind: 'lot-settled' }
	| { readonly kind: 'need-settled' }
	| { readonly kind: 'open'; readonly lotUnits: number; readonly needUnits: number };

/**
 * The checker's own reading of the rules, written from docs/reference/allocation.md and sharing no code with the
 * solver: which lot may go to which need, and how it counts.
 */
export class ExchangeTable {
	readonly problem: AllocationProblem;
	readonly needs: ReadonlyMap<string, Need>;
	readonly lots: ReadonlyMap<string, Lot>;
	/** Units of each need and lot that promises and hands haven't settled. */
	readonly open = new Map<string, number>();
	readonly available = new Map<string, number>();
	readonly #parents: ReadonlyMap<string, string | undefined>;
	readonly #banned = new Set<string>();
	readonly #pinned = new Set<string>();
	readonly #ratios = new Map<string, Map<string, Ratio | undefined>>();
	readonly #substitutesOf = new Map<string, Substitute[]>();
	readonly #dayNumbers = new Map<string, number>();
	readonly #needItems = new Map<string, Need[]>();
	readonly #lotItems = new Map<string, Lot[]>();

	constructor(problem: AllocationProblem) {
		this.problem = problem;
		this.needs = new Map(problem.needs.map((need) => [need.id, need]));
		this.lots = new Map(problem.lots.map((lot) => [lot.id, lot]));
		this.#parents = new Map(problem.items.map((item) => [item.id, item.parent]));
		for (const substitute of problem.substitutes) {
			const { wanted } = substitute;
			this.#substitutesOf.set(wanted, [...(this.#substitutesOf.get(wanted) ?? []), substitute]);
		}
		for (const { need, lot } of problem.bans) this.#banned.add(`${need}\n${lot}`);
		for (const { need, lot } of problem.pins) this.#pinned.add(`${need}\n${lot}`);
		for (const need of problem.needs) this.open.set(need.id, need.quantity);
		for (const lot of problem.lots) this.available.set(lot.id, lot.quantity);
		for (const line of [...problem.promises.filter((promise) => promise.confirmed), ...problem.pins]) {
			this.available.set(line.lot, this.available.get(line.lot)! - line.quantity);
			const covers = this.covers(this.needs.get(line.need)!, this.lots.get(line.lot)!, line.quantity);
			this.open.set(line.need, this.open.get(line.need)! - covers);
		}
		for (const need of problem.needs) this.#needItems.set(need.item, [...(this.#needItems.get(need.item) ?? []), need]);
		for (const lot of problem.lots) this.#lotItems.set(lot.item, [...(this.#lotItems.get(lot.item) ?? []), lot]);
	}

	/** How a lot's item counts where an item is asked for; undefined where it doesn't. */
	ratio(wanted: string, offered: string): Ratio | undefined {
		const known = this.#ratios.get(wanted) ?? new Map<string, Ratio | undefined>();
		this.#ratios.set(wanted, known);
		if (!known.has(offered)) known.set(offered, this.#findRatio(wanted, offered));
		return known.get(offered);
	}

	#findRatio(wanted: string, offered: string): Ratio | undefined {
		if (this.#isKindOf(offered, wanted)) return { numerator: 1, denominator: 1, penalty: 0 };
		const fitting = (this.#substitutesOf.get(wanted) ?? []).filter(({ given }) => this.#isKindOf(offered, given));
		fitting.sort(
			(a, b) =>
				a.penalty - b.penalty || b.factor.numerator / b.factor.denominator - a.factor.numerator / a.factor.denominator,
		);
		const best = fitting[0];
		return best && { ...best.factor, penalty: best.penalty };
	}

	#isKindOf(item: string, kind: string): boolean {
		for (let at: string | undefined = item; at !== undefined; at = this.#parents.get(at)) if (at === kind) return true;
		return false;
	}

	/** Units of a need that units of a lot count as. */
	covers(need: Need, lot: Lot, quantity: number): number {
		const ratio = this.ratio(need.item, lot.item);
		return ratio ? Math.floor((quantity * ratio.numerator) / ratio.denominator) : quantity;
	}

	/** All pairs whose items fit, in no particular order. */
	*pairs(): Generator<{ need: Need; lot: Lot; ratio: Ratio }> {
		for (const [wanted, needs] of this.#needItems) {
			for (const [offered, lots] of this.#lotItems) {
				const ratio = this.ratio(wanted, offered);
				if (!ratio) continue;
				for (const need of needs) for (const lot of lots) yield { need, lot, ratio };
			}
		}
	}

	/** What keeps a lot from a need by the hard rules alone, settled quantities and packs aside. */
	hardObstacle(need: Need, lot: Lot): Obstacle | undefined {
		const ratio = this.ratio(need.item, lot.item);
		if (!ratio) return 'wrong-item';
		if (this.#banned.has(`${need.id}\n${lot.id}`)) return 'banned';
		if (ratio.penalty > 0 && !need.acceptsSubstitutes) return 'substitute-not-accepted';
		const { destination, operation, purpose } = lot.earmark;
		if (destination !== undefined && destination !== need.destination) return 'earmarked-elsewhere';
		if (operation !== undefined && operation !== need.operation) return 'earmarked-elsewhere';
		if (purpose !== undefined && purpose !== need.purpose) return 'earmarked-elsewhere';
		for (const condition of need.conditions) {
			if (!(condition.attribute in lot.attributes)) return 'attribute-unknown';
			if (!meets(condition, lot)) return 'attribute-differs';
		}
		const { asOf, policy } = this.problem;
		const start = Math.max(this.#dayNumber(asOf), this.#dayNumber(lot.availableFrom ?? asOf));
		const arrival = start + policy.transportDays;
		if (need.deadline !== undefined && arrival > this.#dayNumber(need.deadline)) return 'too-late';
		if (lot.expiry !== undefined && this.#dayNumber(lot.expiry) < arrival + need.minimumRemainingDays) {
			return 'expires-too-early';
		}
		return undefined;
	}

	/** Days since 1970, remembered: parsing a date is dear, and there are few different ones. */
	#dayNumber(day: string): number {
		const known = this.#dayNumbers.get(day);
		if (known !== undefined) return known;
		const number = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
		this.#dayNumbers.set(day, number);
		return number;
	}

	/** Where a need and a lot stand, all rules together. */
	standing(need: Need, lot: Lot): Standing {
		const obstacle = this.hardObstacle(need, lot);
		if (obstacle) return { kind: 'obstacle', obstacle };
		if (this.#pinned.has(`${need.id}\n${lot.id}`)) return { kind: 'pinned' };
		const available = this.available.get(lot.id)!;
		if (available === 0) return { kind: 'lot-settled' };
		const { numerator, denominator } = this.ratio(need.item, lot.item)!;
		const open = this.open.get(need.id)!;
		if (open === 0) return { kind: 'need-settled' };
		let lotUnits = lot.indivisible ? available : lot.multiple;
		if (lot.indivisible && lotUnits % denominator !== 0) return { kind: 'obstacle', obstacle: 'pack-too-large' };
		while (lotUnits % denominator !== 0) lotUnits += lot.multiple;
		const needUnits = (lotUnits * numerator) / denominator;
		if (needUnits > open || lotUnits > available) return { kind: 'obstacle', obstacle: 'pack-too-large' };
		return { kind: 'open', lotUnits, needUnits };
	}

	/** The lines a result decided itself, without what was promised or fixed by hand before. */
	static decided(result: AllocationResult): AllocationLine[] {
		return result.allocations.filter(({ reason }) => reason.kind !== 'promised' && reason.kind !== 'fixed-by-hand');
	}
}

function meets(condition: Condition, lot: Lot): boolean {
	const value = lot.attributes[condition.attribute];
	if (condition.kind === 'equals') return value === condition.value;
	if (condition.kind === 'one-of') return condition.values.some((each) => each === value);
	if (typeof value !== 'number') return false;
	return condition.kind === 'at-least' ? value >= condition.value : value <= condition.value;
}

/** The rank of an expiry date among all dates of a problem: 0 expires first, what never expires comes last. */
export function expiryRank({ lots }: AllocationProblem): (expiry: string | undefined) => number {
	const never = '9999';
	const dates = [...new Set(lots.map((lot) => lot.expiry ?? never))].sort();
	const shrink = Math.max(1, dates.length / 4096);
	const ranks = new Map(dates.map((date, index) => [date, Math.floor(index / shrink)]));
	return (expiry) => ranks.get(expiry ?? never)!;
}
