import type { AllocationProblem, NeedLotQuantity } from './allocation-problem.ts';
import {
	type AllocationLine,
	type AllocationResult,
	type Certificate,
	type CoverageLine,
	type LeftLot,
	type LineReason,
	type ObjectiveReport,
	resultFormat,
	type UnmetNeed,
} from './allocation-result.ts';
import { Explanations } from './explain.ts';
import { LeftExplanations } from './explain-left.ts';
import { nodeOfGroup, nodeOfNeed } from './flow/fair-network.ts';
import { coveredBy } from './preparation.ts';
import { isSingle } from './side-rules.ts';
import { type SolvedAllocation, solveAllocation } from './solve-allocation.ts';

/**
 * Allocates: the best allocation of a valid problem (see `validateProblem`), in whole units, with a reason for every
 * line, for every need that lacks something and for every lot that has something left (law 7). Sorted by need, then
 * lot; the same problem gives the same answer, whatever the order of its lists. `effort` bounds the search where packs
 * and minimum quantities bind (see `solveAllocation`).
 */
export function allocate(problem: AllocationProblem, effort?: number): AllocationResult {
	return reportAllocation(solveAllocation(problem, effort));
}

/** Writes a solved allocation out in names and whole units, with its reasons. */
export function reportAllocation(solved: SolvedAllocation): AllocationResult {
	const { problem } = solved.preparation;
	const explanations = new Explanations(solved);
	const lefts = new LeftExplanations(explanations);
	const unmet: UnmetNeed[] = [];
	explanations.lack.forEach((quantity, need) => {
		if (quantity > 0) unmet.push({ need: problem.needs[need]!.id, quantity, reason: explanations.unmetReason(need) });
	});
	const left: LeftLot[] = [];
	explanations.left.forEach((quantity, lot) => {
		if (quantity > 0) left.push({ lot: problem.lots[lot]!.id, quantity, reason: lefts.reason(lot) });
	});
	const certificate = certify(solved);
	return {
		format: resultFormat,
		optimality: solved.optimality,
		objective: reportObjective(solved),
		coverage: reportCoverage(solved),
		allocations: listLines(explanations),
		unmet,
		left,
		...(certificate ? { certificate } : {}),
	};
}

function listLines(explanations: Explanations): AllocationLine[] {
	const { preparation, units } = explanations.solved;
	const { problem, arcs, compatibility } = preparation;
	const needAt = new Map(problem.needs.map((need, index) => [need.id, index]));
	const lotAt = new Map(problem.lots.map((lot, index) => [lot.id, index]));
	const settledLine = ({ need, lot, quantity }: NeedLotQuantity, reason: LineReason): AllocationLine => {
		const needIndex = needAt.get(need)!;
		const lotIndex = lotAt.get(lot)!;
		const match = compatibility.matches(problem.needs[needIndex]!.item).find((each) => each.lot === lotIndex);
		const covers = coveredBy(problem, compatibility, needIndex, lotIndex, quantity);
		return { need, lot, quantity, covers, substitute: (match?.penalty ?? 0) > 0, keeps: 0, reason };
	};
	const lines = [
		...problem.promises
			.filter((promise) => promise.confirmed)
			.map((promise) => settledLine(promise, { kind: 'promised' })),
		...problem.pins.filter((pin) => pin.quantity > 0).map((pin) => settledLine(pin, { kind: 'fixed-by-hand' })),
	];
	for (let arc = 0; arc < units.length; arc++) {
		const covers = units[arc]!;
		if (covers === 0) continue;
		lines.push({
			need: problem.needs[arcs.needOf[arc]!]!.id,
			lot: problem.lots[arcs.lotOf[arc]!]!.id,
			quantity: (covers / arcs.needUnits[arc]!) * arcs.lotUnits[arc]!,
			covers,
			substitute: arcs.penalty[arc]! > 0,
			keeps: Math.min(covers, arcs.kept[arc]!),
			reason: explanations.lineReason(arc),
		});
	}
	return lines.sort((a, b) => needAt.get(a.need)! - needAt.get(b.need)! || lotAt.get(a.lot)! - lotAt.get(b.lot)!);
}

function reportCoverage({ preparation, objective }: SolvedAllocation): CoverageLine[] {
	return preparation.groups.map((group, index) => ({
		urgency: group.urgency + 1,
		destination: group.destination,
		kind: group.kind,
		requested: group.requested,
		settled: group.settled,
		delivered: objective.delivered[index]!,
		denominator: group.denominator,
	}));
}

function reportObjective({ preparation, objective }: SolvedAllocation): ObjectiveReport {
	const { classes } = preparation.problem.policy;
	const coverage = Array.from({ length: classes }, (_, index) => ({ urgency: index + 1, delivered: 0, requested: 0 }));
	preparation.groups.forEach((group, index) => {
		coverage[group.urgency]!.delivered += objective.delivered[index]!;
		coverage[group.urgency]!.requested += group.requested;
	});
	const { broken, substitution, expiry } = objective;
	return { coverage, brokenPromises: broken, substitution, expiry };
}

/** The prices of the flow, where the flow is the whole truth: single units only, and no need shut out. */
function certify({ preparation, relaxation, relaxationIsExact }: SolvedAllocation): Certificate | undefined {
	const { problem, arcs, open } = preparation;
	if (!relaxationIsExact || !arcs.needOf.every((_, arc) => isSingle(preparation, arc))) return undefined;
	const considered = new Set(relaxation.needs);
	if (open.some((units, need) => units > 0 && !considered.has(need))) return undefined;
	const { flow, solution, needs } = relaxation;
	const priceAt = (node: number): number[] => solution.prices.map((price) => price[node]!);
	return {
		lots: Object.fromEntries(problem.lots.map((lot, index) => [lot.id, priceAt(index)])),
		needs: Object.fromEntries(
			Array.from(needs, (need, row) => [problem.needs[need]!.id, priceAt(nodeOfNeed(flow, row))]),
		),
		groups: preparation.groups.map((_, index) => priceAt(nodeOfGroup(flow, index))),
	};
}
