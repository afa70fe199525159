import { assert } from '#lib/kernel/assert.ts';
import type { Slices } from './convex-arcs.ts';
import type { Network } from './network-simplex.ts';

/** One destination within one urgency class (and one kind of goods): what fairness compares. */
export interface Group {
	/** 0 is the most urgent. */
	readonly urgency: number;
	/** Units asked for by needs in the network: what is still open to decision. */
	readonly open: number;
	/** Units settled before: confirmed promises and quantities fixed by hand. */
	readonly settled: number;
	/** What coverage is measured against, whole and positive: units, people served or critical minimum. */
	readonly denominator: number;
	/** The coverage at which the last step ends: the largest possible among the groups it is compared with. */
	readonly scale: Scale;
}

/** A coverage as a fraction: units ÷ denominator. */
export interface Scale {
	readonly units: number;
	readonly denominator: number;
}

/**
 * Who may receive what, in numbers. Every need has a positive demand. Arcs are in order of need, then lot; their order
 * decides between equals, so callers sort by stable names.
 */
export interface FlowProblem {
	/** Units of each lot that may still be given. */
	readonly supply: Float64Array;
	/** Units each need still lacks. */
	readonly demand: Float64Array;
	readonly groupOf: Int32Array;
	readonly groups: readonly Group[];
	readonly urgencies: number;
	readonly lotOf: Int32Array;
	readonly needOf: Int32Array;
	/** How far a lot on this arc is from what was asked for: 0 = it is what was asked for. */
	readonly substitution: Float64Array;
	/** Of each lot, the rank of its expiry date: 0 expires first. */
	readonly lateness: Float64Array;
	/** Units already promised on an arc, which are kept where levels above allow. */
	readonly kept: Float64Array;
	/** The most an arc may carry; `Infinity` unless a search has bounded it. */
	readonly limit: Float64Array;
	/** Steps in which coverage is compared: 1000 compares to a tenth of a percentage point. */
	readonly steps: number;
}

/** The strict levels of the objective below the hard rules, in order. */
export const levels = ['coverage', 'kept-promises', 'substitution', 'expiry'] as const;
export type Level = (typeof levels)[number];

/** A problem as a network, and where to find things in it. */
export interface FairNetwork {
	readonly problem: FlowProblem;
	readonly network: Network;
	/** Arc of the network for each arc of the problem. */
	readonly serve: Int32Array;
	/** For each arc of the problem with a promise, the arc that carries kept units; else -1. */
	readonly keep: Int32Array;
	/** First arc of: what each need lacks; what is left of each lot. */
	readonly unmet: number;
	readonly left: number;
}

/** Node numbers: lots, then needs, then groups, then the root. */
export function nodeOfNeed(problem: FlowProblem, need: number): number {
	return problem.supply.length + need;
}

export function nodeOfGroup(problem: FlowProblem, group: number): number {
	return problem.supply.length + problem.demand.length + group;
}

/**
 * The min-cost-flow form of fair allocation. Lots give to needs; what a need lacks comes from its group, what a group
 * lacks from the root at a cost that rises with the shortfall; what is left of a lot goes to the root.
 */
export function buildFairNetwork(problem: FlowProblem): FairNetwork {
	const { supply, demand, lotOf, needOf, groups, groupOf, limit, kept } = problem;
	const free: number[] = [];
	const bounded: number[] = [];
	const promised: number[] = [];
	for (let arc = 0; arc < lotOf.length; arc++) {
		(limit[arc] === Number.POSITIVE_INFINITY ? free : bounded).push(arc);
		if (kept[arc]! > 0) promised.push(arc);
	}
	const unmet = free.length;
	const left = unmet + demand.length;
	const capacitated = left + supply.length;
	const convex = capacitated + bounded.length + promised.length;
	const arcs = convex + groups.length;
	const source = new Int32Array(arcs);
	const target = new Int32Array(arcs);
	const capacity = new Float64Array(arcs).fill(Number.POSITIVE_INFINITY);
	const serve = new Int32Array(lotOf.length);
	const keep = new Int32Array(lotOf.length).fill(-1);
	const root = supply.length + demand.length + groups.length;
	const put = (at: number, arc: number, most: number): void => {
		source[at] = lotOf[arc]!;
		target[at] = nodeOfNeed(problem, needOf[arc]!);
		capacity[at] = most;
	};
	free.forEach((arc, at) => {
		put(at, arc, Number.POSITIVE_INFINITY);
		serve[arc] = at;
	});
	bounded.forEach((arc, at) => {
		put(capacitated + at, arc, Math.max(0, limit[arc]! - kept[arc]!));
		serve[arc] = capacitated + at;
	});
	promised.forEach((arc, at) => {
		const position = capacitated + bounded.length + at;
		put(position, arc, Math.min(kept[arc]!, limit[arc]!));
		keep[arc] = position;
	});
	for (let need = 0; need < demand.length; need++) {
		source[unmet + need] = nodeOfGroup(problem, groupOf[need]!);
		target[unmet + need] = nodeOfNeed(problem, need);
	}
	for (let lot = 0; lot < supply.length; lot++) {
		source[left + lot] = lot;
		target[left + lot] = root;
	}
	for (let group = 0; group < groups.length; group++) {
		source[convex + group] = root;
		target[convex + group] = nodeOfGroup(problem, group);
	}
	const network: Network = { nodes: root + 1, root, source, target, capacity, capacitated, convex };
	return { problem, network, serve, keep, unmet, left };
}

/**
 * The price of a missing unit, 1 to urgencies × steps: higher for a more urgent class, and within a class for a
 * destination that has less. A unit counts at the coverage its destination has before receiving it, which is what
 * makes lexicographic max-min the cheapest solution also in whole units (Frank and Murota, arXiv 1907.02673).
 */
export function rankOf(problem: FlowProblem, urgency: number, step: number, steps = problem.steps): number {
	return (problem.urgencies - 1 - urgency) * steps + (steps - step);
}

/** Units a group may have received before it stands at a step of coverage, of `steps` in all. */
export function unitsAtStep(group: Group, step: number, steps: number): number {
	const { denominator, scale } = group;
	const numerator = step * denominator * scale.units;
	const divisor = steps * scale.denominator;
	if (numerator <= Number.MAX_SAFE_INTEGER && divisor <= Number.MAX_SAFE_INTEGER) return Math.ceil(numerator / divisor);
	const exactDivisor = BigInt(steps) * BigInt(scale.denominator);
	return Number((BigInt(step) * BigInt(denominator) * BigInt(scale.units) + exactDivisor - 1n) / exactDivisor);
}

/** The slices of every group's shortfall, with `weight` × rank as the cost of a unit, at a number of steps. */
export function coverageSlices(problem: FlowProblem, steps: number, weight: number): Slices {
	const { groups } = problem;
	const first = new Int32Array(groups.length + 1);
	const start: number[] = [];
	const end: number[] = [];
	const cost: number[] = [];
	groups.forEach((group, index) => {
		const total = group.open + group.settled;
		let reached = 0;
		if (group.open === 0) {
			start.push(0);
			end.push(0);
			cost.push(0);
		}
		for (let step = steps - 1; step >= 0 && reached < group.open; step--) {
			const upTo = Math.min(group.open, Math.max(0, total - unitsAtStep(group, step, steps)));
			if (upTo <= reached) continue;
			start.push(reached);
			end.push(upTo);
			cost.push(weight * rankOf(problem, group.urgency, step, steps));
			reached = upTo;
		}
		assert(reached === group.open, 'the slices of a group hold all that it may lack');
		first[index + 1] = cost.length;
	});
	return { first, start: Float64Array.from(start), end: Float64Array.from(end), cost: Float64Array.from(cost) };
}
