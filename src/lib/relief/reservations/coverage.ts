import { convertDown, type Factor } from '#lib/kernel/factor.ts';

/** What stands against a need, in its base units. Computed from promises, load lists and receipts, never set by hand. */
export interface Coverage {
	/** What was asked for (the upper end of a range); null where the need doesn't say. */
	readonly requested: number | null;
	/** Promised and not yet departed. */
	readonly promised: number;
	/** Departed and not yet accounted for by a receipt. */
	readonly onItsWay: number;
	/** Accepted by the recipient, all in all, with what was found or booked later. */
	readonly received: number;
	/** Of what was received: reported in use or used up. */
	readonly inUse: number;
}

/** One promise and what became of its goods, in base units of the lot. */
export interface PromiseFacts {
	readonly factor: Factor;
	readonly promised: number;
	readonly onItsWay: number;
	readonly received: number;
	readonly inUse: number;
}

/**
 * Adds up the promises for a need. Substitutes count by their factor, each promise rounded down to whole units: half a
 * substitute covers nothing.
 */
export function coverageOf(requested: number | null, promises: readonly PromiseFacts[]): Coverage {
	const sum = (of: (facts: PromiseFacts) => number) =>
		promises.reduce((total, facts) => total + convertDown(of(facts), facts.factor), 0);
	return {
		requested,
		promised: sum((facts) => facts.promised),
		onItsWay: sum((facts) => facts.onItsWay),
		received: sum((facts) => facts.received),
		inUse: sum((facts) => facts.inUse),
	};
}

/** What is still missing: requested less everything promised, on its way or received; null where nobody said how much. */
export function uncovered(coverage: Coverage): number | null {
	if (coverage.requested === null) return null;
	return Math.max(0, coverage.requested - coverage.promised - coverage.onItsWay - coverage.received);
}
