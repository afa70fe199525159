import type { FlowSolution } from './fair-flow.ts';
import type { FlowProblem } from './fair-network.ts';

/** Where a claimed optimum fails: in its flow, or in the prices that should prove it. */
export type OptimalityViolation =
	| { readonly kind: 'not-whole'; readonly arc: number }
	| { readonly kind: 'over-limit'; readonly arc: number }
	| { readonly kind: 'lot-unbalanced'; readonly lot: number }
	| { readonly kind: 'need-unbalanced'; readonly need: number }
	| { readonly kind: 'cheaper-with-more'; readonly where: Place; readonly index: number }
	| { readonly kind: 'cheaper-with-less'; readonly where: Place; readonly index: number };

type Place = 'arc' | 'unmet' | 'left' | 'group';

/**
 * Proves or refutes that a solution is optimal on all levels, from nothing but its flow and its prices: it shares no
 * code with the solver. The proof is complementary slackness, level by level: no arc that can carry one unit more (or
 * less) would make a level cheaper without making one above it dearer. Empty = proven.
 */
export function verifyOptimal(problem: FlowProblem, solution: FlowSolution): readonly OptimalityViolation[] {
	return [...verifyBalance(problem, solution), ...verifyPrices(problem, solution)];
}

function verifyBalance(problem: FlowProblem, solution: FlowSolution): OptimalityViolation[] {
	const found: OptimalityViolation[] = [];
	const lots = solution.left.slice();
	const needs = solution.unmet.slice();
	for (const [arc, units] of solution.units.entries()) {
		if (!Number.isSafeInteger(units) || units < 0) found.push({ kind: 'not-whole', arc });
		if (units > problem.limit[arc]!) found.push({ kind: 'over-limit', arc });
		lots[problem.lotOf[arc]!]! += units;
		needs[problem.needOf[arc]!]! += units;
	}
	for (const [lot, units] of lots.entries()) {
		if (units !== problem.supply[lot] || solution.left[lot]! < 0) found.push({ kind: 'lot-unbalanced', lot });
	}
	for (const [need, units] of needs.entries()) {
		if (units !== problem.demand[need] || solution.unmet[need]! < 0) found.push({ kind: 'need-unbalanced', need });
	}
	return found;
}

/** -1, 0 or 1: the sign of the first level on which the cost of a step, prices included, isn't zero. */
function signOf(cost: readonly number[], from: number, to: number, prices: readonly Float64Array[]): number {
	for (const [level, price] of prices.entries()) {
		const reduced = cost[level]! + price[from]! - price[to]!;
		if (reduced !== 0) return Math.sign(reduced);
	}
	return 0;
}

function verifyPrices(problem: FlowProblem, solution: FlowSolution): OptimalityViolation[] {
	const { supply, demand, groupOf, lotOf, needOf, kept, limit, substitution, lateness } = problem;
	const { prices } = solution;
	const found: OptimalityViolation[] = [];
	const groupNode = supply.length + demand.length;
	const root = groupNode + problem.groups.length;
	const check = (where: Place, index: number, from: number, to: number, more?: number[], less?: number[]): void => {
		if (more && signOf(more, from, to, prices) < 0) found.push({ kind: 'cheaper-with-more', where, index });
		if (less && signOf(less, from, to, prices) > 0) found.push({ kind: 'cheaper-with-less', where, index });
	};
	for (const [arc, units] of solution.units.entries()) {
		const more = units < limit[arc]! ? [0, units < kept[arc]! ? -1 : 0, substitution[arc]!, 0] : undefined;
		const less = units > 0 ? [0, units <= kept[arc]! ? -1 : 0, substitution[arc]!, 0] : undefined;
		check('arc', arc, lotOf[arc]!, supply.length + needOf[arc]!, more, less);
	}
	const lacking = new Float64Array(problem.groups.length);
	for (const [need, units] of solution.unmet.entries()) {
		const group = groupOf[need]!;
		lacking[group]! += units;
		const free = [0, 0, 0, 0];
		check('unmet', need, groupNode + group, supply.length + need, free, units > 0 ? free : undefined);
	}
	const latest = lateness.reduce((most, rank) => Math.max(most, rank), 0);
	for (const [lot, units] of solution.left.entries()) {
		const cost = [0, 0, 0, latest - lateness[lot]!];
		check('left', lot, lot, root, cost, units > 0 ? cost : undefined);
	}
	for (const [group, units] of lacking.entries()) {
		const more = units < problem.groups[group]!.open ? [priceOfLack(problem, group, units + 1), 0, 0, 0] : undefined;
		const less = units > 0 ? [priceOfLack(problem, group, units), 0, 0, 0] : undefined;
		check('group', group, root, groupNode + group, more, less);
	}
	return found;
}

/** The price of the n-th unit a group lacks, from the definition: by class, then by the coverage it would be added to. */
function priceOfLack(problem: FlowProblem, index: number, nth: number): number {
	const group = problem.groups[index]!;
	const { scale } = group;
	const before = BigInt(group.settled + group.open - nth);
	const possible = BigInt(group.denominator) * BigInt(scale.units);
	const step = (before * BigInt(problem.steps) * BigInt(scale.denominator)) / possible;
	return (problem.urgencies - 1 - group.urgency) * problem.steps + problem.steps - Number(step);
}
