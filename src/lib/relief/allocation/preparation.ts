import { present } from '#lib/kernel/assert.ts';
import { factor } from '#lib/kernel/factor.ts';
import { type AllocationProblem, byId, compareText, type Need } from './allocation-problem.ts';
import { Compatibility, type Match, type Obstacle, type Pack, packOf } from './compatibility.ts';
import type { Group, Scale } from './flow/fair-network.ts';

/** A group of needs that fairness treats as one, with all it asked for. */
export interface NeedGroup extends Group {
	readonly destination: string;
	readonly kind: string;
	readonly requested: number;
}

/** A problem in the order of names, what is settled taken out, and the possible exchanges as arcs. */
export interface Preparation {
	readonly problem: AllocationProblem;
	readonly compatibility: Compatibility;
	readonly groups: readonly NeedGroup[];
	/** The group of each need. */
	readonly groupOf: Int32Array;
	/** Of each need and lot, the units that promises and hands have not settled. */
	readonly open: Float64Array;
	readonly available: Float64Array;
	/** Of each need, the least that must be added if anything is: what is settled counts towards its minimum. */
	readonly minimum: Float64Array;
	readonly arcs: ArcTable;
}

/** Possible exchanges in order of need, then lot. */
export interface ArcTable {
	readonly needOf: Int32Array;
	readonly lotOf: Int32Array;
	readonly penalty: Float64Array;
	/** Units of the lot and of the need in the smallest exchange. */
	readonly lotUnits: Float64Array;
	readonly needUnits: Float64Array;
	/** Units of the need that open promises want kept. */
	readonly kept: Float64Array;
}

/** Brings a problem into canonical order, so that the order of its lists never shows in the answer. */
export function inCanonicalOrder(problem: AllocationProblem): AllocationProblem {
	return {
		...problem,
		destinations: problem.destinations.toSorted(byId),
		items: problem.items.toSorted(byId),
		substitutes: problem.substitutes.toSorted(
			(a, b) =>
				compareText(a.wanted, b.wanted) ||
				a.penalty - b.penalty ||
				b.factor.numerator * a.factor.denominator - a.factor.numerator * b.factor.denominator ||
				compareText(a.given, b.given),
		),
		needs: problem.needs.toSorted(byId),
		lots: problem.lots.toSorted(byId),
		pins: problem.pins.toSorted(byPair),
		promises: problem.promises.toSorted((a, b) => byPair(a, b) || Number(b.confirmed) - Number(a.confirmed)),
		bans: problem.bans.toSorted(byPair),
	};
}

function byPair(a: { need: string; lot: string }, b: { need: string; lot: string }): number {
	return compareText(a.need, b.need) || compareText(a.lot, b.lot);
}

/** Prepares a valid problem (see `validateProblem`) for solving. */
export function prepare(given: AllocationProblem): Preparation {
	const problem = inCanonicalOrder(given);
	const compatibility = new Compatibility(problem);
	const needAt = new Map(problem.needs.map((need, index) => [need.id, index]));
	const lotAt = new Map(problem.lots.map((lot, index) => [lot.id, index]));
	const open = Float64Array.from(problem.needs, (need) => need.quantity);
	const available = Float64Array.from(problem.lots, (lot) => lot.quantity);
	const pinned = new Set<number>();
	const settled = [...problem.promises.filter((promise) => promise.confirmed), ...problem.pins];
	for (const line of settled) {
		const need = present(needAt.get(line.need), 'the need of a settled line');
		const lot = present(lotAt.get(line.lot), 'the lot of a settled line');
		open[need]! -= coveredBy(problem, compatibility, need, lot, line.quantity);
		available[lot]! -= line.quantity;
	}
	for (const pin of problem.pins) pinned.add(needAt.get(pin.need)! * problem.lots.length + lotAt.get(pin.lot)!);
	const minimum = problem.needs.map((need, index) => Math.max(1, need.minimumUseful - (need.quantity - open[index]!)));
	const arcs = buildArcs(problem, compatibility, open, available, pinned);
	keepPromises(problem, arcs, needAt, lotAt);
	return {
		problem,
		compatibility,
		...groupNeeds(problem, open),
		open,
		available,
		minimum: Float64Array.from(minimum),
		arcs,
	};
}

/** Units of a need that units of a lot stand for. Settled lines of things that don't match count one for one. */
export function coveredBy(
	problem: AllocationProblem,
	compatibility: Compatibility,
	need: number,
	lot: number,
	quantity: number,
): number {
	const match = compatibility.matches(problem.needs[need]!.item).find((each) => each.lot === lot);
	if (!match) return quantity;
	return Math.floor((quantity * match.factor.numerator) / match.factor.denominator);
}

/** What keeps a lot from serving a need, packs included, and the pack they would exchange. */
export function examine(
	compatibility: Compatibility,
	problem: AllocationProblem,
	match: Match,
	need: Need,
	open: number,
	available: number,
): { obstacle: Obstacle } | { obstacle: undefined; pack: Pack } {
	const obstacle = compatibility.obstacle(need, match);
	if (obstacle) return { obstacle };
	const pack = packOf(problem.lots[match.lot]!, available, match.factor);
	if (!pack || pack.needUnits > open) return { obstacle: 'pack-too-large' };
	return { obstacle: undefined, pack };
}

function buildArcs(
	problem: AllocationProblem,
	compatibility: Compatibility,
	open: Float64Array,
	available: Float64Array,
	pinned: ReadonlySet<number>,
): ArcTable {
	const needOf: number[] = [];
	const lotOf: number[] = [];
	const penalty: number[] = [];
	const lotUnits: number[] = [];
	const needUnits: number[] = [];
	problem.needs.forEach((need, index) => {
		if (open[index] === 0) return;
		for (const match of compatibility.matches(need.item)) {
			const stock = available[match.lot]!;
			if (stock === 0 || pinned.has(index * problem.lots.length + match.lot)) continue;
			const found = examine(compatibility, problem, match, need, open[index]!, stock);
			if (found.obstacle || found.pack.lotUnits > stock) continue;
			needOf.push(index);
			lotOf.push(match.lot);
			penalty.push(match.penalty);
			lotUnits.push(found.pack.lotUnits);
			needUnits.push(found.pack.needUnits);
		}
	});
	return {
		needOf: Int32Array.from(needOf),
		lotOf: Int32Array.from(lotOf),
		penalty: Float64Array.from(penalty),
		lotUnits: Float64Array.from(lotUnits),
		needUnits: Float64Array.from(needUnits),
		kept: new Float64Array(needOf.length),
	};
}

/** Marks what open promises want kept, as far as the exchange is still possible. */
function keepPromises(
	problem: AllocationProblem,
	arcs: ArcTable,
	needAt: ReadonlyMap<string, number>,
	lotAt: ReadonlyMap<string, number>,
): void {
	const openPromises = problem.promises.filter((promise) => !promise.confirmed);
	if (openPromises.length === 0) return;
	const arcAt = new Map<number, number>();
	for (const [arc, need] of arcs.needOf.entries()) arcAt.set(need * problem.lots.length + arcs.lotOf[arc]!, arc);
	for (const promise of openPromises) {
		const arc = arcAt.get(needAt.get(promise.need)! * problem.lots.length + lotAt.get(promise.lot)!);
		if (arc === undefined) continue;
		arcs.kept[arc]! += Math.floor(promise.quantity / arcs.lotUnits[arc]!) * arcs.needUnits[arc]!;
	}
}

function groupNeeds(problem: AllocationProblem, open: Float64Array): { groups: NeedGroup[]; groupOf: Int32Array } {
	const keys = problem.needs.map((need) => ({
		urgency: need.urgency - 1,
		destination: need.destination,
		kind: need.kind,
		id: JSON.stringify([String(need.urgency).padStart(4, '0'), need.destination, need.kind]),
	}));
	const distinct = [...new Map(keys.map((key) => [key.id, key])).values()].sort(byId);
	const position = new Map(distinct.map((key, index) => [key.id, index]));
	const groupOf = Int32Array.from(keys, (key) => position.get(key.id)!);
	const sums = distinct.map(({ urgency, destination, kind }) => ({
		urgency,
		destination,
		kind,
		open: 0,
		settled: 0,
		denominator: 0,
		requested: 0,
	}));
	problem.needs.forEach((need, index) => {
		const sum = sums[groupOf[index]!]!;
		sum.open += open[index]!;
		sum.settled += need.quantity - open[index]!;
		sum.requested += need.quantity;
		sum.denominator += denominatorOf(problem, need);
	});
	return { groups: sums.map((group) => ({ ...group, scale: largestCoverage(sums, group) })), groupOf };
}

/** The largest possible coverage among groups of the same class and kind: 1 where coverage is measured in units. */
function largestCoverage(
	groups: readonly Omit<NeedGroup, 'scale'>[],
	{ urgency, kind }: { readonly urgency: number; readonly kind: string },
): Scale {
	let largest: Scale = { units: 0, denominator: 1 };
	for (const group of groups) {
		if (group.urgency !== urgency || group.kind !== kind) continue;
		const { requested: units, denominator } = group;
		const isLarger = BigInt(units) * BigInt(largest.denominator) > BigInt(largest.units) * BigInt(denominator);
		if (isLarger) largest = { units, denominator };
	}
	const reduced = factor(largest.units, largest.denominator);
	return { units: reduced.numerator, denominator: reduced.denominator };
}

function denominatorOf(problem: AllocationProblem, need: Need): number {
	switch (problem.policy.denominator) {
		case 'units':
			return need.quantity;
		case 'people':
			return present(need.peopleServed, 'people served, where the policy counts people');
		case 'critical-minimum':
			return present(need.criticalMinimum, 'the critical minimum, where the policy counts by it');
	}
}

/** The rank of each lot's expiry among all dates of expiry: 0 expires first, what never expires comes last. */
export function expiryRanks(problem: AllocationProblem): Float64Array {
	const dates = [...new Set(problem.lots.map((lot) => lot.expiry ?? '9999'))].sort();
	const rank = new Map(dates.map((date, index) => [date, index]));
	const shrink = Math.max(1, dates.length / 4096);
	return Float64Array.from(problem.lots, (lot) => Math.floor(rank.get(lot.expiry ?? '9999')! / shrink));
}
