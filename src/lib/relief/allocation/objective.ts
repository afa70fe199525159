import { unitsAtStep } from './flow/fair-network.ts';
import { expiryRanks, type Preparation } from './preparation.ts';

/** How good an allocation is, level by level. */
export interface Objective {
	/** Units each group has in all, settled ones included. */
	readonly delivered: Float64Array;
	/** Missing units by class, most urgent first, and by step of coverage, lowest first. */
	readonly lacking: Float64Array;
	/** Units of open promises not kept; units × penalty of substitutes; units × rank of expiry. */
	readonly broken: number;
	readonly substitution: number;
	readonly expiry: number;
}

/** Measures any allocation, given as units of needs on each arc: one measure for flows, repairs and bounds alike. */
export class Measure {
	readonly #preparation: Preparation;
	readonly #lateness: Float64Array;

	constructor(preparation: Preparation) {
		this.#preparation = preparation;
		this.#lateness = expiryRanks(preparation.problem);
	}

	of(units: Float64Array): Objective {
		const { arcs, groups, groupOf } = this.#preparation;
		const delivered = Float64Array.from(groups, (group) => group.settled);
		let [broken, substitution, expiry] = [0, 0, 0];
		for (let arc = 0; arc < units.length; arc++) {
			const amount = units[arc]!;
			broken += Math.max(0, arcs.kept[arc]! - amount);
			if (amount === 0) continue;
			delivered[groupOf[arcs.needOf[arc]!]!]! += amount;
			substitution += amount * arcs.penalty[arc]!;
			expiry += amount * this.#lateness[arcs.lotOf[arc]!]!;
		}
		return { delivered, lacking: this.#lacking(delivered), broken, substitution, expiry };
	}

	#lacking(delivered: Float64Array): Float64Array {
		const { groups, problem } = this.#preparation;
		const { steps, classes } = problem.policy;
		const lacking = new Float64Array(classes * steps);
		groups.forEach((group, index) => {
			let upTo = group.requested;
			for (let step = steps - 1; step >= 0 && upTo > delivered[index]!; step--) {
				const foot = Math.max(delivered[index]!, unitsAtStep(group, step, steps));
				if (foot >= upTo) continue;
				lacking[group.urgency * steps + step]! += upTo - foot;
				upTo = foot;
			}
		});
		return lacking;
	}
}

/** Negative where `a` is better, by the first level on which they differ. */
export function compareObjectives(a: Objective, b: Objective): number {
	for (let at = 0; at < a.lacking.length; at++) {
		const difference = a.lacking[at]! - b.lacking[at]!;
		if (difference !== 0) return difference;
	}
	return a.broken - b.broken || a.substitution - b.substitution || a.expiry - b.expiry;
}
