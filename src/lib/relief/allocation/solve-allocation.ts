import type { AllocationProblem } from './allocation-problem.ts';
import { branchAndBound, type Incumbent } from './branch.ts';
import { Measure, type Objective } from './objective.ts';
import { type Relaxation, relax } from './open-flow.ts';
import { type Preparation, prepare } from './preparation.ts';
import { closeHopelessNeeds, fill, repair } from './repair.ts';
import { sideViolations } from './side-rules.ts';

/**
 * What is known of an allocation's rank among all possible ones. `bounded`: no allocation can deliver more than `gap`
 * above this one, as a share of the weighted deliveries at most possible; a class weighs eight times the next.
 */
export type Optimality = { readonly kind: 'proven' } | { readonly kind: 'bounded'; readonly gap: number };

/** An allocation of a problem: units of needs on each possible exchange. */
export interface SolvedAllocation {
	readonly preparation: Preparation;
	readonly units: Float64Array;
	readonly objective: Objective;
	readonly optimality: Optimality;
	/** The flow without packs and minimums: it is the allocation itself where none of them bound. */
	readonly relaxation: Relaxation;
	readonly relaxationIsExact: boolean;
}

/** How much searching an answer may cost, counted in arcs of flows, so that the same problem has the same answer. */
const defaultEffort = 1_000_000;
/** What a flow costs apart from its arcs, in arcs. */
const effortPerFlow = 500;

/**
 * The best allocation of a valid problem (see `validateProblem`). Without packs, indivisible lots and minimum useful
 * quantities, or where none of them binds, it is exact. Where they bind, it is repaired from the exact flow and then
 * improved by a search, which proves it optimal or gives the gap to what is possible at most.
 */
export function solveAllocation(problem: AllocationProblem, effort = defaultEffort): SolvedAllocation {
	const preparation = prepare(problem);
	const measure = new Measure(preparation);
	const decisions = closeHopelessNeeds(preparation);
	const relaxation = relax(preparation, decisions);
	const best = measure.of(relaxation.units);
	if (sideViolations(preparation, relaxation.units).length === 0) {
		const optimality: Optimality = { kind: 'proven' };
		return { preparation, units: relaxation.units, objective: best, optimality, relaxation, relaxationIsExact: true };
	}
	const repaired = repair(preparation, relaxation, decisions);
	const start: Incumbent = { units: repaired, objective: measure.of(repaired) };
	const nodes = Math.floor(effort / (preparation.arcs.needOf.length + preparation.open.length + effortPerFlow));
	const root = { decisions, relaxation };
	const { incumbent, complete } = branchAndBound(preparation, measure, root, start, nodes);
	if (complete) {
		return { preparation, ...incumbent, optimality: { kind: 'proven' }, relaxation, relaxationIsExact: false };
	}
	const units = incumbent.units.slice();
	fill(preparation, units);
	const objective = measure.of(units);
	const gap = gapBetween(preparation, best, objective);
	return { preparation, units, objective, optimality: { kind: 'bounded', gap }, relaxation, relaxationIsExact: false };
}

const classWeight = 8;

function gapBetween(preparation: Preparation, best: Objective, reached: Objective): number {
	const { classes } = preparation.problem.policy;
	const weigh = (delivered: Float64Array): number =>
		preparation.groups.reduce(
			(sum, group, index) => sum + (delivered[index]! - group.settled) * classWeight ** (classes - 1 - group.urgency),
			0,
		);
	const most = weigh(best.delivered);
	return most === 0 ? 0 : Math.max(0, (most - weigh(reached.delivered)) / most);
}
