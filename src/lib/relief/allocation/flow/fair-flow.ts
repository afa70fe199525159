import { assert } from '#lib/kernel/assert.ts';
import type { Slices } from './convex-arcs.ts';
import {
	buildFairNetwork,
	coverageSlices,
	type FairNetwork,
	type FlowProblem,
	type Level,
	levels,
} from './fair-network.ts';
import { NetworkSimplex } from './network-simplex.ts';
import { spareArcs, startingFlow } from './starting-flow.ts';

/** An allocation that is best on every level in turn, with the prices that prove it. */
export interface FlowSolution {
	/** Units on each arc of the problem. */
	readonly units: Float64Array;
	/** Units each need lacks, and each lot has left. */
	readonly unmet: Float64Array;
	readonly left: Float64Array;
	/** Level by level, the price of a unit at each node of the network (see `nodeOfNeed`), 0 at the root. */
	readonly prices: readonly Float64Array[];
	readonly pivots: number;
}

/** Writes into `cost` what a unit on each arc costs on one level, apart from coverage, which costs by slices. */
function levelCosts(fair: FairNetwork, level: Level, cost: Float64Array): Float64Array {
	const { problem, serve, keep } = fair;
	cost.fill(0);
	if (level === 'kept-promises') {
		for (const at of keep) if (at >= 0) cost[at] = -1;
	}
	if (level === 'substitution') {
		for (let arc = 0; arc < serve.length; arc++) {
			cost[serve[arc]!] = problem.substitution[arc]!;
			if (keep[arc]! >= 0) cost[keep[arc]!] = problem.substitution[arc]!;
		}
	}
	if (level === 'expiry') {
		const latest = largest(problem.lateness);
		for (let lot = 0; lot < problem.supply.length; lot++) cost[fair.left + lot] = latest - problem.lateness[lot]!;
	}
	return cost;
}

function largest(values: Float64Array): number {
	let most = 0;
	for (const value of values) if (value > most) most = value;
	return most;
}

/** How much heavier a level weighs than all below it while they are optimised together: see {@link solveFairFlow}. */
const margin = 16;
const largestWeight = 2 ** 50;

/** All levels in one cost: near enough to go the right way at once; the passes level by level make it exact. */
function combinedCosts(fair: FairNetwork): { cost: Float64Array; coverageWeight: number } {
	const arcs = fair.network.source.length;
	const cost = levelCosts(fair, 'expiry', new Float64Array(arcs));
	const own = new Float64Array(arcs);
	let weight = margin * (largest(cost) + 1);
	for (const level of ['substitution', 'kept-promises'] as const) {
		levelCosts(fair, level, own);
		let most = 1;
		for (let arc = 0; arc < cost.length; arc++) {
			cost[arc]! += weight * own[arc]!;
			most = Math.max(most, Math.abs(own[arc]!));
		}
		weight *= margin * most;
	}
	const { urgencies, steps } = fair.problem;
	assert(weight * urgencies * steps <= largestWeight, 'weights of the levels stay exact');
	return { cost, coverageWeight: weight };
}

/**
 * The best allocation of a {@link FlowProblem}, exactly: most urgent class first; within a class lexicographic max-min
 * of coverage over destinations, compared in `steps`; then fewest broken promises; then least substitution; then
 * soonest-expiring stock first. Each level is optimised among the optima of the levels above it.
 */
export function solveFairFlow(problem: FlowProblem): FlowSolution {
	const fair = buildFairNetwork(problem);
	const finest = coverageSlices(problem, problem.steps, 1);
	const { cost, coverageWeight } = combinedCosts(fair);
	const simplex = new NetworkSimplex(fair.network, finest);
	simplex.start(startingFlow(fair), spareArcs(fair));
	for (const steps of refinements(problem.steps)) {
		simplex.optimise(cost, coverageSlices(problem, steps, coverageWeight));
	}
	const prices = optimiseLevelByLevel(fair, simplex, finest);
	return readSolution(fair, simplex, prices);
}

/** Coarse steps first: most of the way is cheap there, and each finer pass starts next to its end. */
function refinements(steps: number): number[] {
	return [...[1, 10, 100].filter((coarse) => coarse * 2 <= steps), steps];
}

/** Optimises one level after the other; an arc that would cost on a level stays as it is on all levels below. */
function optimiseLevelByLevel(fair: FairNetwork, simplex: NetworkSimplex, finest: Slices): Float64Array[] {
	const { network } = fair;
	const frozen = new Uint8Array(network.convex);
	const prices: Float64Array[] = [];
	const cost = new Float64Array(network.source.length);
	let slices = finest;
	for (const level of levels) {
		levelCosts(fair, level, cost);
		for (let arc = 0; arc < network.convex; arc++) {
			if (frozen[arc] === 1) cost[arc] = simplex.state[arc]! * Number.POSITIVE_INFINITY;
		}
		simplex.optimise(cost, slices);
		prices.push(simplex.potential.slice());
		for (let arc = 0; arc < network.convex; arc++) {
			if (simplex.state[arc] !== 0 && simplex.reducedCost(arc) !== 0) frozen[arc] = 1;
		}
		slices = simplex.freeRange();
	}
	return prices;
}

function readSolution(fair: FairNetwork, simplex: NetworkSimplex, prices: readonly Float64Array[]): FlowSolution {
	const { problem, serve, keep } = fair;
	const units = new Float64Array(serve.length);
	for (let arc = 0; arc < units.length; arc++) {
		units[arc] = simplex.flow[serve[arc]!]! + (keep[arc]! < 0 ? 0 : simplex.flow[keep[arc]!]!);
	}
	const unmet = simplex.flow.slice(fair.unmet, fair.unmet + problem.demand.length);
	const left = simplex.flow.slice(fair.left, fair.left + problem.supply.length);
	return { units, unmet, left, prices, pivots: simplex.pivots };
}
