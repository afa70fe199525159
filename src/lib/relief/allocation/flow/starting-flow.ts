import type { FairNetwork, FlowProblem } from './fair-network.ts';

/** Positions of each need's arcs in the problem: arcs of need `n` are `first[n] … first[n + 1] - 1`. */
export function firstArcs(problem: FlowProblem): Int32Array {
	const first = new Int32Array(problem.demand.length + 1);
	for (const need of problem.needOf) first[need + 1]!++;
	for (let need = 0; need < problem.demand.length; need++) first[need + 1]! += first[need]!;
	return first;
}

/**
 * The order in which needs are served at the start: by class, and within a class by the share of its group's demand
 * that stands before a need, so that destinations fill up side by side.
 */
function servingOrder(problem: FlowProblem): Int32Array {
	const { demand, groupOf, groups } = problem;
	const before = new Float64Array(groups.length);
	const key = new Float64Array(demand.length);
	for (let need = 0; need < demand.length; need++) {
		const group = groups[groupOf[need]!]!;
		const half = before[groupOf[need]!]! + demand[need]! / 2 + group.settled;
		key[need] = group.urgency * 2 + half / (group.open + group.settled);
		before[groupOf[need]!]! += demand[need]!;
	}
	return Int32Array.from(demand.keys()).sort((a, b) => key[a]! - key[b]! || a - b);
}

/**
 * A feasible flow to start from: promises are kept, then each need takes from its lots, what was asked for first.
 * Every step empties a lot or fills a need, so the flow closes no cycle apart from kept promises.
 */
export function startingFlow(fair: FairNetwork): Float64Array {
	const { problem, network, serve, keep } = fair;
	const { lotOf, needOf, substitution, groupOf } = problem;
	const flow = new Float64Array(network.source.length);
	const stock = problem.supply.slice();
	const lack = problem.demand.slice();
	for (let arc = 0; arc < lotOf.length; arc++) {
		const at = keep[arc]!;
		if (at < 0) continue;
		flow[at] = Math.min(network.capacity[at]!, stock[lotOf[arc]!]!, lack[needOf[arc]!]!);
		stock[lotOf[arc]!]! -= flow[at]!;
		lack[needOf[arc]!]! -= flow[at]!;
	}
	const first = firstArcs(problem);
	for (const need of servingOrder(problem)) {
		const arcs: number[] = [];
		for (let arc = first[need]!; arc < first[need + 1]!; arc++) if (stock[lotOf[arc]!]! > 0) arcs.push(arc);
		arcs.sort((a, b) => substitution[a]! - substitution[b]! || stock[lotOf[a]!]! - stock[lotOf[b]!]! || a - b);
		for (const arc of arcs) {
			if (lack[need] === 0) break;
			const units = Math.min(lack[need]!, stock[lotOf[arc]!]!, network.capacity[serve[arc]!]!);
			flow[serve[arc]!] = units;
			stock[lotOf[arc]!]! -= units;
			lack[need]! -= units;
		}
	}
	for (let need = 0; need < lack.length; need++) {
		flow[fair.unmet + need] = lack[need]!;
		flow[network.convex + groupOf[need]!]! += lack[need]!;
	}
	for (let lot = 0; lot < stock.length; lot++) flow[fair.left + lot] = stock[lot]!;
	return flow;
}

/** The order in which arcs without flow may complete a strongly feasible tree. */
export function spareArcs(fair: FairNetwork): Int32Array {
	const { network, problem } = fair;
	const spare: number[] = [];
	for (let lot = 0; lot < problem.supply.length; lot++) spare.push(fair.left + lot);
	for (let arc = network.capacitated; arc < network.convex; arc++) spare.push(arc);
	for (let need = 0; need < problem.demand.length; need++) spare.push(fair.unmet + need);
	for (let arc = network.convex; arc < network.source.length; arc++) spare.push(arc);
	return Int32Array.from(spare);
}
