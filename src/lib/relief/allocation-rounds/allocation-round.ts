import { assert } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { AllocationProblem, Ban, NeedLotQuantity } from '../allocation/allocation-problem.ts';
import type { Obstacle } from '../allocation/compatibility.ts';
import type { ProblemFault } from '../allocation/problem-fault.ts';
import { validateProblem } from '../allocation/validate-problem.ts';

/** What happened in a round: a proposal was computed, changed by hand, and decided on or discarded. */
export type RoundEvent = { readonly at: Instant; readonly account: Id<'account'> | null } & (
	| { readonly kind: 'opened' }
	| {
			readonly kind: 'pinned';
			readonly need: string;
			readonly lot: string;
			readonly quantity: number;
			readonly reason: string;
	  }
	| { readonly kind: 'banned'; readonly need: string; readonly lot: string; readonly reason: string }
	| { readonly kind: 'freed'; readonly need: string; readonly lot: string }
	| { readonly kind: 'decided'; readonly lines: readonly NeedLotQuantity[] }
	| { readonly kind: 'discarded'; readonly reason: string }
);

export type RoundState = 'proposed' | 'decided' | 'discarded';

/** A round as its events add up to. */
export interface Round {
	readonly version: number;
	readonly state: RoundState;
	readonly pins: readonly NeedLotQuantity[];
	readonly bans: readonly Ban[];
	/** Why people fixed or ruled out a pair, for as long as they do (law 7). */
	readonly reasons: readonly (Ban & { readonly reason: string })[];
}

/** What a coordinator does to one pair of need and lot, and why. `quantity` is in base units of the lot. */
export type Adjustment =
	| {
			readonly kind: 'pin';
			readonly need: string;
			readonly lot: string;
			readonly quantity: number;
			readonly reason: string;
	  }
	| { readonly kind: 'ban'; readonly need: string; readonly lot: string; readonly reason: string }
	| { readonly kind: 'free'; readonly need: string; readonly lot: string };

export type AdjustmentRefusal =
	| { readonly kind: 'round-closed'; readonly state: RoundState }
	| { readonly kind: 'round-changed'; readonly version: number }
	| { readonly kind: 'unknown-pair' }
	| { readonly kind: 'reason-missing' }
	| { readonly kind: 'more-than-lot-holds'; readonly left: number }
	| { readonly kind: 'more-than-need-lacks'; readonly over: number }
	| { readonly kind: 'pair-impossible'; readonly obstacle: Obstacle }
	| { readonly kind: 'pack-broken'; readonly pack: number }
	| { readonly kind: 'quantity-invalid' };

const samePair = (a: Ban, b: Ban): boolean => a.need === b.need && a.lot === b.lot;

/** Folds a round from its events. */
export function foldRound(events: readonly RoundEvent[]): Round {
	assert(events[0]?.kind === 'opened', 'a round begins by being opened');
	return events.slice(1).reduce(evolveRound, { version: 1, state: 'proposed', pins: [], bans: [], reasons: [] });
}

export function evolveRound(round: Round, event: RoundEvent): Round {
	const version = round.version + 1;
	switch (event.kind) {
		case 'opened':
			throw new Error('Broken assumption: a round is opened once');
		case 'pinned': {
			const { need, lot, quantity, reason } = event;
			const others = withoutPair(round, event);
			return {
				...others,
				version,
				pins: [...others.pins, { need, lot, quantity }],
				reasons: [...others.reasons, { need, lot, reason }],
			};
		}
		case 'banned': {
			const { need, lot, reason } = event;
			const others = withoutPair(round, event);
			return {
				...others,
				version,
				bans: [...others.bans, { need, lot }],
				reasons: [...others.reasons, { need, lot, reason }],
			};
		}
		case 'freed':
			return { ...withoutPair(round, event), version };
		case 'decided':
			return { ...round, version, state: 'decided' };
		case 'discarded':
			return { ...round, version, state: 'discarded' };
	}
}

function withoutPair(round: Round, pair: Ban): Round {
	return {
		...round,
		pins: round.pins.filter((pin) => !samePair(pin, pair)),
		bans: round.bans.filter((ban) => !samePair(ban, pair)),
		reasons: round.reasons.filter((reason) => !samePair(reason, pair)),
	};
}

/** Why a person fixed or ruled out a pair; undefined where the computation decides. */
export function reasonByHand(round: Round, need: string, lot: string): string | undefined {
	return round.reasons.find((each) => samePair(each, { need, lot }))?.reason;
}

/** The problem of a round with what people fixed and ruled out by hand. */
export function adjustedProblem(problem: AllocationProblem, round: Round): AllocationProblem {
	return { ...problem, pins: [...problem.pins, ...round.pins], bans: [...problem.bans, ...round.bans] };
}

/**
 * Decides on a change by hand. `version` is what the coordinator saw: where somebody changed the round meanwhile, it is
 * refused and shown again. Without a reason nobody could explain the line afterwards (law 7). A pin may take no more of a
 * lot than is there, give a need no more than it lacks, and break no hard rule.
 */
export function decideAdjustment(
	problem: AllocationProblem,
	round: Round,
	adjustment: Adjustment,
	version: number,
): Result<'pinned' | 'banned' | 'freed', AdjustmentRefusal> {
	if (round.state !== 'proposed') return refused({ kind: 'round-closed', state: round.state });
	if (round.version !== version) return refused({ kind: 'round-changed', version: round.version });
	const lot = problem.lots.find(({ id }) => id === adjustment.lot);
	const need = problem.needs.find(({ id }) => id === adjustment.need);
	if (!lot || !need) return refused({ kind: 'unknown-pair' });
	if (adjustment.kind === 'free') return ok('freed');
	if (adjustment.reason.trim() === '') return refused({ kind: 'reason-missing' });
	if (adjustment.kind === 'ban') return ok('banned');
	if (!Number.isSafeInteger(adjustment.quantity) || adjustment.quantity < 1)
		return refused({ kind: 'quantity-invalid' });
	const others = withoutPair(round, adjustment);
	const pinned = { ...others, pins: [...others.pins, { need: need.id, lot: lot.id, quantity: adjustment.quantity }] };
	const [fault] = validateProblem(adjustedProblem(problem, pinned));
	return fault ? refused(refusalOf(fault, adjustment.quantity)) : ok('pinned');
}

/** A pin that can't be, in the coordinator's terms; another fault is a defect of the problem we built ourselves. */
function refusalOf(fault: ProblemFault, wanted: number): AdjustmentRefusal {
	switch (fault.kind) {
		case 'lot-overdrawn':
			return { kind: 'more-than-lot-holds', left: Math.max(0, wanted - (fault.settled - fault.quantity)) };
		case 'need-overfilled':
			return { kind: 'more-than-need-lacks', over: fault.settled - fault.quantity };
		case 'pin-impossible':
			return { kind: 'pair-impossible', obstacle: fault.obstacle };
		case 'pin-breaks-pack':
			return { kind: 'pack-broken', pack: fault.pack };
		default:
			throw new Error(`Broken assumption: the problem of a round is sound: ${JSON.stringify(fault)}`);
	}
}

export type DecisionRefusal =
	| { readonly kind: 'round-closed'; readonly state: RoundState }
	| { readonly kind: 'round-changed'; readonly version: number }
	| { readonly kind: 'nothing-chosen' }
	| { readonly kind: 'not-in-proposal'; readonly need: string; readonly lot: string };

/** The lines of a proposal that a person promises: all or part of them, each as proposed. */
export function decideLines(
	round: Round,
	proposed: readonly NeedLotQuantity[],
	chosen: readonly Ban[],
	version: number,
): Result<readonly NeedLotQuantity[], DecisionRefusal> {
	if (round.state !== 'proposed') return refused({ kind: 'round-closed', state: round.state });
	if (round.version !== version) return refused({ kind: 'round-changed', version: round.version });
	if (chosen.length === 0) return refused({ kind: 'nothing-chosen' });
	const lines: NeedLotQuantity[] = [];
	for (const pair of chosen) {
		const line = proposed.find((each) => samePair(each, pair));
		if (!line) return refused({ kind: 'not-in-proposal', need: pair.need, lot: pair.lot });
		lines.push({ need: line.need, lot: line.lot, quantity: line.quantity });
	}
	return ok(lines);
}
