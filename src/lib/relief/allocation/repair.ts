import { assert } from '#lib/kernel/assert.ts';
import { copyDecisions, type Decisions, noDecisions, type Relaxation, relax } from './open-flow.ts';
import type { Preparation } from './preparation.ts';
import { isSingle, sideViolations } from './side-rules.ts';

/** After this many rounds every need that is still below its minimum goes without. */
const rounds = 12;

/** Decides against needs whose minimum even all their lots together can't reach. */
export function closeHopelessNeeds(preparation: Preparation): Decisions {
	const decisions = noDecisions(preparation);
	const { arcs, available, minimum, open } = preparation;
	const reachable = new Float64Array(open.length);
	for (let arc = 0; arc < arcs.needOf.length; arc++) {
		const packs = Math.floor(available[arcs.lotOf[arc]!]! / arcs.lotUnits[arc]!);
		reachable[arcs.needOf[arc]!]! += packs * arcs.needUnits[arc]!;
	}
	for (let need = 0; need < open.length; need++) {
		if (minimum[need]! > 1 && Math.min(reachable[need]!, open[need]!) < minimum[need]!) decisions.closed[need] = 1;
	}
	return decisions;
}

/**
 * A good allocation that keeps whole packs and minimum useful quantities, from the best flow that doesn't: packs are
 * rounded and fixed, then units of needs that fell short of their minimum are gathered in as many of them as they
 * suffice for, and the flow is solved again around them.
 */
export function repair(preparation: Preparation, start: Relaxation, from: Decisions): Float64Array {
	let decisions = copyDecisions(from);
	let relaxed = start;
	if (fixPacks(preparation, relaxed, decisions)) relaxed = relax(preparation, decisions);
	for (let round = 0; round < rounds; round++) {
		const below = sideViolations(preparation, relaxed.units)
			.filter((violation) => violation.kind === 'below-minimum')
			.map((violation) => violation.need);
		const failed = relaxed.feasible ? [] : forcedInVain(relaxed);
		if (below.length === 0 && failed.length === 0) break;
		decisions = copyDecisions(decisions);
		for (const need of failed) close(preparation, decisions, need);
		gather(preparation, relaxed, decisions, below, round + 1 === rounds);
		relaxed = relax(preparation, decisions);
	}
	const units = relaxed.units.slice();
	dropBelowMinimum(preparation, units);
	fill(preparation, units);
	assert(sideViolations(preparation, units).length === 0, 'a repaired allocation keeps packs and minimums');
	return units;
}

/** Rounds the flow of lots in packs to whole packs and fixes it, neediest first. True where there are any. */
function fixPacks(preparation: Preparation, relaxed: Relaxation, decisions: Decisions): boolean {
	const { arcs, available, open } = preparation;
	const stock = available.slice();
	const lack = open.slice();
	const packed: number[] = [];
	for (let arc = 0; arc < arcs.needOf.length; arc++) if (!isSingle(preparation, arc)) packed.push(arc);
	const give = (arc: number, packs: number): void => {
		decisions.given[arc]! += packs * arcs.needUnits[arc]!;
		stock[arcs.lotOf[arc]!]! -= packs * arcs.lotUnits[arc]!;
		lack[arcs.needOf[arc]!]! -= packs * arcs.needUnits[arc]!;
	};
	const room = (arc: number): number =>
		Math.min(
			Math.floor(stock[arcs.lotOf[arc]!]! / arcs.lotUnits[arc]!),
			Math.floor(lack[arcs.needOf[arc]!]! / arcs.needUnits[arc]!),
		);
	const whole = (arc: number): number => Math.floor(relaxed.units[arc]! / arcs.needUnits[arc]!);
	const part = (arc: number): number => (relaxed.units[arc]! % arcs.needUnits[arc]!) / arcs.needUnits[arc]!;
	for (const arc of packed) give(arc, Math.min(whole(arc), room(arc)));
	const urgency = (arc: number): number => preparation.groups[preparation.groupOf[arcs.needOf[arc]!]!]!.urgency;
	const split = packed.filter((arc) => part(arc) > 0);
	split.sort((a, b) => urgency(a) - urgency(b) || part(b) - part(a) || a - b);
	for (const arc of split) if (room(arc) > 0) give(arc, 1);
	for (const arc of packed) decisions.limit[arc] = decisions.given[arc]!;
	return packed.length > 0;
}

function forcedInVain(relaxed: Relaxation): number[] {
	const top = relaxed.flow.groups.length - 1;
	const failed: number[] = [];
	relaxed.solution.unmet.forEach((units, row) => {
		if (units > 0 && relaxed.flow.groupOf[row] === top) failed.push(relaxed.needs[row]!);
	});
	return failed;
}

function close(preparation: Preparation, decisions: Decisions, need: number): void {
	const { needOf } = preparation.arcs;
	decisions.closed[need] = 1;
	decisions.forced[need] = 0;
	for (let arc = 0; arc < needOf.length; arc++) if (needOf[arc] === need) decisions.given[arc] = 0;
}

/** Within each group, gathers the units of needs below their minimum in those nearest to it; the others are closed. */
function gather(
	preparation: Preparation,
	relaxed: Relaxation,
	decisions: Decisions,
	below: readonly number[],
	closeAll: boolean,
): void {
	const { arcs, groupOf, minimum } = preparation;
	const got = new Float64Array(minimum.length);
	for (let arc = 0; arc < arcs.needOf.length; arc++) got[arcs.needOf[arc]!]! += relaxed.units[arc]!;
	const pool = new Map<number, number>();
	for (const need of below) pool.set(groupOf[need]!, (pool.get(groupOf[need]!) ?? 0) + got[need]!);
	const nearest = [...below].sort(
		(a, b) => got[b]! / minimum[b]! - got[a]! / minimum[a]! || minimum[a]! - minimum[b]! || a - b,
	);
	for (const need of nearest) {
		const rest = pool.get(groupOf[need]!)!;
		const affordable = rest >= minimum[need]! || (rest > 0 && 2 * got[need]! >= minimum[need]!);
		if (!closeAll && affordable && decisions.forced[need] === 0) {
			decisions.forced[need] = 1;
			pool.set(groupOf[need]!, rest - minimum[need]!);
		} else {
			close(preparation, decisions, need);
		}
	}
}

function dropBelowMinimum(preparation: Preparation, units: Float64Array): void {
	const below = new Set<number>();
	for (const violation of sideViolations(preparation, units)) {
		if (violation.kind === 'below-minimum') below.add(violation.need);
	}
	for (let arc = 0; arc < units.length; arc++) if (below.has(preparation.arcs.needOf[arc]!)) units[arc] = 0;
}

/** Gives what is left to needs that can still use it, most urgent and least covered first. */
export function fill(preparation: Preparation, units: Float64Array): void {
	const { arcs, available, groups, groupOf, minimum, open } = preparation;
	const stock = available.slice();
	const lack = open.slice();
	const delivered = Float64Array.from(groups, (group) => group.settled);
	const first = new Int32Array(open.length + 1);
	for (let arc = 0; arc < units.length; arc++) {
		first[arcs.needOf[arc]! + 1]!++;
		stock[arcs.lotOf[arc]!]! -= (units[arc]! / arcs.needUnits[arc]!) * arcs.lotUnits[arc]!;
		lack[arcs.needOf[arc]!]! -= units[arc]!;
		delivered[groupOf[arcs.needOf[arc]!]!]! += units[arc]!;
	}
	for (let need = 0; need < open.length; need++) first[need + 1]! += first[need]!;
	const coverage = groups.map((group, index) => delivered[index]! / group.denominator);
	const order = Array.from(open.keys()).filter((need) => lack[need]! > 0);
	const urgency = (need: number): number => groups[groupOf[need]!]!.urgency;
	order.sort((a, b) => urgency(a) - urgency(b) || coverage[groupOf[a]!]! - coverage[groupOf[b]!]! || a - b);
	for (const need of order) {
		const plan: [number, number][] = [];
		let rest = lack[need]!;
		for (let arc = first[need]!; arc < first[need + 1]!; arc++) {
			const pack = arcs.needUnits[arc]!;
			const packs = Math.min(Math.floor(stock[arcs.lotOf[arc]!]! / arcs.lotUnits[arc]!), Math.floor(rest / pack));
			if (packs === 0) continue;
			plan.push([arc, packs]);
			rest -= packs * pack;
		}
		if (open[need]! - rest < minimum[need]!) continue;
		for (const [arc, packs] of plan) {
			units[arc]! += packs * arcs.needUnits[arc]!;
			stock[arcs.lotOf[arc]!]! -= packs * arcs.lotUnits[arc]!;
		}
	}
}
