import { compareObjectives, type Measure, type Objective } from './objective.ts';
import { copyDecisions, type Decisions, isConsistent, type Relaxation, relax } from './open-flow.ts';
import type { Preparation } from './preparation.ts';
import { sideViolations } from './side-rules.ts';

/** The best allocation a search knows of. */
export interface Incumbent {
	readonly units: Float64Array;
	readonly objective: Objective;
}

/**
 * Improves an allocation by branch and bound until nothing can be better, or until `nodes` flows have been solved.
 * Each flow bounds what is possible below it, so `complete` means proven optimal. Depth first, always in one order.
 */
export function branchAndBound(
	preparation: Preparation,
	measure: Measure,
	root: { readonly decisions: Decisions; readonly relaxation: Relaxation },
	start: Incumbent,
	nodes: number,
): { readonly incumbent: Incumbent; readonly complete: boolean } {
	let incumbent = start;
	let solved = 0;
	const stack: { decisions: Decisions; relaxation?: Relaxation }[] = [root];
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		if (node.relaxation === undefined && solved++ >= nodes) return { incumbent, complete: false };
		const relaxation = node.relaxation ?? relax(preparation, node.decisions);
		if (!relaxation.feasible) continue;
		const objective = measure.of(relaxation.units);
		const bound = relaxation.countsPromisesTwice ? { ...objective, broken: 0, substitution: -1 } : objective;
		if (compareObjectives(bound, incumbent.objective) >= 0) continue;
		const children = branches(preparation, node.decisions, relaxation);
		const isBetter = compareObjectives(objective, incumbent.objective) < 0;
		if (children.length === 0 && isBetter) incumbent = { units: relaxation.units, objective };
		for (const decisions of children.toReversed()) {
			if (isConsistent(preparation, decisions)) stack.push({ decisions });
		}
	}
	return { incumbent, complete: true };
}

/** Two ways to go on where a flow breaks a side rule, the likelier first; none where it breaks none. */
function branches(preparation: Preparation, decisions: Decisions, relaxation: Relaxation): Decisions[] {
	const { arcs } = preparation;
	const { units } = relaxation;
	for (let arc = 0; arc < units.length; arc++) {
		if (units[arc]! > decisions.limit[arc]!) {
			return [withGiven(decisions, arc, decisions.limit[arc]!), withLimit(preparation, decisions, arc, -1)];
		}
	}
	const violation = sideViolations(preparation, units)[0];
	if (!violation) return [];
	if (violation.kind === 'below-minimum') {
		const { need } = violation;
		let got = 0;
		for (let arc = 0; arc < units.length; arc++) if (arcs.needOf[arc] === need) got += units[arc]!;
		const forced = copyDecisions(decisions);
		forced.forced[need] = 1;
		const closed = copyDecisions(decisions);
		closed.closed[need] = 1;
		const open = decisions.forced[need] === 0 ? [forced] : [];
		const given = arcs.needOf.some((of, arc) => of === need && decisions.given[arc]! > 0);
		const shut = given ? [] : [closed];
		return 2 * got >= preparation.minimum[need]! ? [...open, ...shut] : [...shut, ...open];
	}
	const arc =
		violation.kind === 'broken-pack' ? violation.arc : largestUse(preparation, decisions, units, violation.lot);
	const pack = arcs.needUnits[arc]!;
	const packs = Math.floor(units[arc]! / pack) + (violation.kind === 'broken-pack' ? 1 : 0);
	const more = withGiven(decisions, arc, packs * pack);
	const less = copyDecisions(decisions);
	less.limit[arc] = (packs - 1) * pack;
	return (units[arc]! % pack) * 2 >= pack ? [more, less] : [less, more];
}

function withGiven(decisions: Decisions, arc: number, units: number): Decisions {
	const copy = copyDecisions(decisions);
	copy.given[arc] = units;
	return copy;
}

function withLimit(preparation: Preparation, decisions: Decisions, arc: number, packs: number): Decisions {
	const copy = copyDecisions(decisions);
	copy.limit[arc] = decisions.limit[arc]! + packs * preparation.arcs.needUnits[arc]!;
	return copy;
}

/** The arc that takes most of an overdrawn lot beyond what is decided. */
function largestUse(preparation: Preparation, decisions: Decisions, units: Float64Array, lot: number): number {
	const { lotOf, lotUnits, needUnits } = preparation.arcs;
	let best = -1;
	let most = 0;
	for (let arc = 0; arc < units.length; arc++) {
		if (lotOf[arc] !== lot) continue;
		const use = ((units[arc]! - decisions.given[arc]!) / needUnits[arc]!) * lotUnits[arc]!;
		if (use > most) {
			most = use;
			best = arc;
		}
	}
	return best;
}
