import type { AllocationProblem, Need } from '../allocation-problem.ts';
import type { AllocationResult, CoverageLine } from '../allocation-result.ts';

/**
 * The order of claims by the rules of the reference, in exact fractions: who comes before whom for one unit more.
 * A claim is a number from 1 to classes × steps; the higher one comes first.
 */
export class Claims {
	readonly #problem: AllocationProblem;
	readonly #groups = new Map<string, CoverageLine>();
	/** Of each class and kind, its largest requested ÷ denominator, as a fraction. */
	readonly #largest = new Map<string, { units: bigint; denominator: bigint }>();
	readonly #next = new Map<string, number>();
	readonly #last = new Map<string, number>();

	constructor(problem: AllocationProblem, result: AllocationResult) {
		this.#problem = problem;
		for (const line of result.coverage) {
			const key = keyOf(line);
			this.#groups.set(key, line);
			const known = this.#largest.get(scaleKey(line)) ?? { units: 0n, denominator: 1n };
			const units = BigInt(line.requested);
			const denominator = BigInt(line.denominator);
			if (units * known.denominator > known.units * denominator)
				this.#largest.set(scaleKey(line), { units, denominator });
		}
		for (const [key, line] of this.#groups) {
			this.#next.set(key, this.claim(line, line.delivered));
			this.#last.set(key, this.claim(line, Math.max(0, line.delivered - 1)));
		}
	}

	/** The claim of a group to one unit when it has `units`. */
	claim(group: CoverageLine, units: number): number {
		const { classes, steps } = this.#problem.policy;
		const scale = this.#largest.get(scaleKey(group))!;
		const step = (BigInt(units) * BigInt(steps) * scale.denominator) / (BigInt(group.denominator) * scale.units);
		return (classes - group.urgency) * steps + steps - Math.min(Number(step), steps - 1);
	}

	group(need: Need): CoverageLine {
		return this.#groups.get(keyOf(need))!;
	}

	sameGroup(a: Need, b: Need): boolean {
		return keyOf(a) === keyOf(b);
	}

	/** True where a waiting need's claim to a unit is stronger than that of the need which holds it. */
	comesBefore(waiting: Need, holder: Need): boolean {
		return !this.sameGroup(waiting, holder) && this.#next.get(keyOf(waiting))! > this.#last.get(keyOf(holder))!;
	}
}

function keyOf({ urgency, destination, kind }: { urgency: number; destination: string; kind: string }): string {
	return `${urgency}\n${destination}\n${kind}`;
}

function scaleKey({ urgency, kind }: CoverageLine): string {
	return `${urgency}\n${kind}`;
}
