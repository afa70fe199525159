import { type FlowSolution, solveFairFlow } from './flow/fair-flow.ts';
import type { FlowProblem } from './flow/fair-network.ts';
import { expiryRanks, type Preparation } from './preparation.ts';

/** What a search has decided about the exchanges: the rest is left to the flow. Units are those of needs. */
export interface Decisions {
	/** Units given on an arc for certain, and the most it may carry in all. */
	readonly given: Float64Array;
	readonly limit: Float64Array;
	/** Needs that get nothing beyond `given`, and needs that must reach their minimum. */
	readonly closed: Uint8Array;
	readonly forced: Uint8Array;
}

export function noDecisions(preparation: Preparation): Decisions {
	const arcs = preparation.arcs.needOf.length;
	return {
		given: new Float64Array(arcs),
		limit: new Float64Array(arcs).fill(Number.POSITIVE_INFINITY),
		closed: new Uint8Array(preparation.open.length),
		forced: new Uint8Array(preparation.open.length),
	};
}

export function copyDecisions(decisions: Decisions): Decisions {
	return {
		given: decisions.given.slice(),
		limit: decisions.limit.slice(),
		closed: decisions.closed.slice(),
		forced: decisions.forced.slice(),
	};
}

/** The best flow under some decisions. It ignores packs and minimums left undecided, so nothing better is possible. */
export interface Relaxation {
	readonly flow: FlowProblem;
	readonly solution: FlowSolution;
	/** Position in the problem of each need, lot and arc of the flow. */
	readonly needs: Int32Array;
	readonly arcs: Int32Array;
	/** Units on each arc of the preparation, given ones included. */
	readonly units: Float64Array;
	/** False where a need that must reach its minimum can't. */
	readonly feasible: boolean;
	/** True where a need was taken in two parts that may both claim one promise: too hopeful about kept promises. */
	readonly countsPromisesTwice: boolean;
}

interface Rows {
	readonly needs: number[];
	readonly groupOf: number[];
	readonly demand: number[];
	readonly lotOf: Int32Array;
	readonly needOf: Int32Array;
	/** Position in the preparation of each arc. */
	readonly arcs: Int32Array;
	readonly limit: Float64Array;
}

/** False where what is given for certain exceeds a need or a lot. */
export function isConsistent({ arcs, open, available }: Preparation, { given }: Decisions): boolean {
	const lack = open.slice();
	const stock = available.slice();
	for (let arc = 0; arc < given.length; arc++) {
		lack[arcs.needOf[arc]!]! -= given[arc]!;
		stock[arcs.lotOf[arc]!]! -= (given[arc]! / arcs.needUnits[arc]!) * arcs.lotUnits[arc]!;
	}
	return lack.every((units) => units >= 0) && stock.every((units) => units >= 0);
}

/** Solves what decisions leave open as a flow. The decisions must be consistent. */
export function relax(preparation: Preparation, decisions: Decisions): Relaxation {
	const { arcs, problem } = preparation;
	const lack = preparation.open.slice();
	const stock = preparation.available.slice();
	for (let arc = 0; arc < arcs.needOf.length; arc++) {
		const given = decisions.given[arc]!;
		if (given === 0) continue;
		lack[arcs.needOf[arc]!]! -= given;
		stock[arcs.lotOf[arc]!]! -= (given / arcs.needUnits[arc]!) * arcs.lotUnits[arc]!;
	}
	const groups = preparation.groups.map((group) => ({ ...group, open: 0, settled: group.requested }));
	const rows = listRows(preparation, decisions, lack, stock, groups);
	const hasForced = rows.groupOf.includes(groups.length);
	const shift = hasForced ? 1 : 0;
	const forcedUnits = rows.demand.reduce(
		(sum, units, row) => sum + (rows.groupOf[row] === groups.length ? units : 0),
		0,
	);
	const all = groups.map((group) => ({ ...group, urgency: group.urgency + shift }));
	const scale = { units: 1, denominator: 1 };
	const top = { urgency: 0, open: forcedUnits, settled: 0, denominator: forcedUnits, scale };
	const flow: FlowProblem = {
		supply: supplyInNeedUnits(preparation, stock, rows.arcs),
		demand: Float64Array.from(rows.demand),
		groupOf: Int32Array.from(rows.groupOf),
		groups: hasForced ? [...all, top] : all,
		urgencies: problem.policy.classes + shift,
		lotOf: rows.lotOf,
		needOf: rows.needOf,
		substitution: Float64Array.from(rows.arcs, (arc) => arcs.penalty[arc]!),
		lateness: expiryRanks(problem),
		kept: Float64Array.from(rows.arcs, (arc) => Math.max(0, arcs.kept[arc]! - decisions.given[arc]!)),
		limit: rows.limit,
		steps: problem.policy.steps,
	};
	const solution = solveFairFlow(flow);
	const units = decisions.given.slice();
	rows.arcs.forEach((arc, row) => {
		units[arc]! += solution.units[row]!;
	});
	const feasible = rows.groupOf.every((group, row) => group < groups.length || solution.unmet[row] === 0);
	return {
		flow,
		solution,
		needs: Int32Array.from(rows.needs),
		arcs: rows.arcs,
		units,
		feasible,
		countsPromisesTwice: hasForced && rows.arcs.some((arc) => arcs.kept[arc]! > 0),
	};
}

/**
 * The needs and arcs that decisions leave open. A need that must reach its minimum becomes two: its minimum, in a class
 * above all others, and the rest. `groups` receive what is open in them.
 */
function listRows(
	preparation: Preparation,
	decisions: Decisions,
	lack: Float64Array,
	stock: Float64Array,
	groups: { open: number; settled: number; readonly requested: number }[],
): Rows {
	const { arcs, groupOf, minimum, open } = preparation;
	const most = decisions.forced.includes(1) ? 2 * arcs.needOf.length : arcs.needOf.length;
	const [lotOf, needOf, arcAt] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
	const limit = new Float64Array(most);
	const rows = { needs: [] as number[], groupOf: [] as number[], demand: [] as number[] };
	let count = 0;
	const addNeed = (need: number, group: number, units: number, from: number, to: number): void => {
		const row = rows.needs.push(need) - 1;
		rows.groupOf.push(group);
		rows.demand.push(units);
		for (let arc = from; arc < to; arc++) {
			const room = roomOn(preparation, decisions, arc, lack[need]!, stock[arcs.lotOf[arc]!]!);
			if (room === 0) continue;
			lotOf[count] = arcs.lotOf[arc]!;
			needOf[count] = row;
			arcAt[count] = arc;
			limit[count++] = room;
		}
	};
	let to = 0;
	for (let need = 0; need < open.length; need++) {
		const from = to;
		while (to < arcs.needOf.length && arcs.needOf[to] === need) to++;
		const group = groups[groupOf[need]!]!;
		if (lack[need]! <= 0) continue;
		if (decisions.closed[need] === 1) {
			group.settled -= lack[need]!;
			continue;
		}
		const first = decisions.forced[need] === 1 ? Math.max(0, minimum[need]! - (open[need]! - lack[need]!)) : 0;
		if (first > 0) addNeed(need, groups.length, first, from, to);
		const rest = lack[need]! - first;
		group.settled -= rest;
		group.open += rest;
		if (rest > 0) addNeed(need, groupOf[need]!, rest, from, to);
	}
	const used = [0, count] as const;
	return {
		...rows,
		lotOf: lotOf.subarray(...used),
		needOf: needOf.subarray(...used),
		arcs: arcAt.subarray(...used),
		limit: limit.subarray(...used),
	};
}

/** The most an arc may still carry: whole packs only, as far as the need, the stock and a search allow. */
function roomOn(preparation: Preparation, decisions: Decisions, arc: number, lack: number, stock: number): number {
	const { lotUnits, needUnits } = preparation.arcs;
	const pack = needUnits[arc]!;
	const bounded = decisions.limit[arc]! - decisions.given[arc]!;
	if (pack === 1 && lotUnits[arc] === 1) return bounded;
	const packs = Math.min(Math.floor(lack / pack), Math.floor(stock / lotUnits[arc]!), Math.floor(bounded / pack));
	return packs * pack;
}

/**
 * What is left of each lot, in units of needs: exact where all packs it may still be given in are alike, else the most
 * it could stand for.
 */
function supplyInNeedUnits(preparation: Preparation, stock: Float64Array, usable: Int32Array): Float64Array {
	const { lotOf, lotUnits, needUnits } = preparation.arcs;
	const best = new Int32Array(stock.length).fill(-1);
	const alike = new Uint8Array(stock.length).fill(1);
	for (const arc of usable) {
		const lot = lotOf[arc]!;
		const known = best[lot]!;
		if (known < 0) {
			best[lot] = arc;
			continue;
		}
		if (lotUnits[arc] !== lotUnits[known] || needUnits[arc] !== needUnits[known]) alike[lot] = 0;
		if (needUnits[arc]! * lotUnits[known]! > needUnits[known]! * lotUnits[arc]!) best[lot] = arc;
	}
	return stock.map((units, lot) => {
		const arc = best[lot]!;
		if (arc < 0) return units;
		if (alike[lot] === 1) return Math.floor(units / lotUnits[arc]!) * needUnits[arc]!;
		return Math.floor((units * needUnits[arc]!) / lotUnits[arc]!);
	});
}
