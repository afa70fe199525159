import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { allocate } from './allocate.ts';
import type { AllocationProblem, Ban } from './allocation-problem.ts';
import type { AllocationResult } from './allocation-result.ts';
import type { ProblemFault } from './problem-fault.ts';
import { validateProblem } from './validate-problem.ts';

/** What a person does to one pair of need and lot: fix a quantity, rule it out, or leave it to the rules again. */
export type Change =
	| { readonly kind: 'pin'; readonly need: string; readonly lot: string; readonly quantity: number }
	| { readonly kind: 'ban'; readonly need: string; readonly lot: string }
	| { readonly kind: 'release'; readonly need: string; readonly lot: string };

/** A destination whose supply in a class a change alters; units of the needs. */
export interface DestinationEffect {
	readonly urgency: number;
	readonly destination: string;
	readonly kind: string;
	readonly requested: number;
	readonly before: number;
	readonly after: number;
}

/** A need whose supply a change alters. */
export interface NeedEffect {
	readonly need: string;
	readonly before: number;
	readonly after: number;
}

export interface ChangeEffect {
	/** The problem with the change in it, and its allocation. */
	readonly problem: AllocationProblem;
	readonly result: AllocationResult;
	readonly destinations: readonly DestinationEffect[];
	readonly needs: readonly NeedEffect[];
}

/** A search short enough for an answer while somebody waits. */
const quickEffort = 100_000;

/** The problem after a change. What was fixed or ruled out for the pair before is replaced. */
export function applyChange(problem: AllocationProblem, change: Change): AllocationProblem {
	const others = <Pair extends Ban>(pairs: readonly Pair[]): Pair[] =>
		pairs.filter((pair) => pair.need !== change.need || pair.lot !== change.lot);
	const { need, lot } = change;
	const pins = others(problem.pins);
	const bans = others(problem.bans);
	switch (change.kind) {
		case 'pin':
			return { ...problem, bans, pins: [...pins, { need, lot, quantity: change.quantity }] };
		case 'ban':
			return { ...problem, pins, bans: [...bans, { need, lot }] };
		case 'release':
			return { ...problem, pins, bans };
	}
}

/**
 * What a change by hand costs and brings the others: the allocation is solved again with the change in it, keeping as
 * much of the current one as fairness allows. Refuses a change that contradicts the problem.
 */
export function effectOfChange(
	problem: AllocationProblem,
	current: AllocationResult,
	change: Change,
): Result<ChangeEffect, readonly ProblemFault[]> {
	const changed = applyChange(problem, change);
	const faults = validateProblem(changed);
	if (faults.length > 0) return refused(faults);
	const proposed = current.allocations
		.filter(({ reason }) => reason.kind !== 'promised' && reason.kind !== 'fixed-by-hand')
		.filter((line) => line.need !== change.need || line.lot !== change.lot)
		.map(({ need, lot, quantity }) => ({ need, lot, quantity, confirmed: false }));
	const confirmed = problem.promises.filter((promise) => promise.confirmed);
	const result = allocate({ ...changed, promises: [...confirmed, ...proposed] }, quickEffort);
	return ok({
		problem: changed,
		result,
		destinations: compareCoverage(current, result),
		needs: compareNeeds(problem, current, result),
	});
}

function compareCoverage(before: AllocationResult, after: AllocationResult): DestinationEffect[] {
	const effects: DestinationEffect[] = [];
	for (const [index, line] of after.coverage.entries()) {
		const { urgency, destination, kind, requested, delivered } = line;
		const was = before.coverage[index]!.delivered;
		if (was !== delivered) effects.push({ urgency, destination, kind, requested, before: was, after: delivered });
	}
	return effects;
}

function compareNeeds(problem: AllocationProblem, before: AllocationResult, after: AllocationResult): NeedEffect[] {
	const lackIn = (result: AllocationResult): ReadonlyMap<string, number> =>
		new Map(result.unmet.map(({ need, quantity }) => [need, quantity]));
	const [was, is] = [lackIn(before), lackIn(after)];
	const effects: NeedEffect[] = [];
	for (const { id, quantity } of problem.needs) {
		const lacked = was.get(id) ?? 0;
		const lacks = is.get(id) ?? 0;
		if (lacked !== lacks) effects.push({ need: id, before: quantity - lacked, after: quantity - lacks });
	}
	return effects;
}
