import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { addDays, dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { reminderFrom, validUntil } from './freshness.ts';
import {
	destinationOf,
	type Need,
	type NeedChanges,
	type NeedEvent,
	type NeedFacts,
	type NeedMove,
	type NeedState,
	needMoves,
} from './need.ts';

/** Who decides, and when. */
export interface Act {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

export type NeedFault =
	| { readonly kind: 'minimum-above-quantity'; readonly field: 'criticalMinimum' | 'minimumUseful' }
	| { readonly kind: 'minimum-without-quantity'; readonly field: 'criticalMinimum' | 'minimumUseful' }
	| { readonly kind: 'deadline-past'; readonly field: 'deadline'; readonly deadline: PlainDate }
	| { readonly kind: 'deadline-far'; readonly field: 'deadline'; readonly deadline: PlainDate };

export type NeedRefusal =
	| NeedFault
	| { readonly kind: 'need-not-found' }
	| { readonly kind: 'move-not-permitted'; readonly move: NeedMove; readonly state: NeedState }
	| { readonly kind: 'quantity-unknown' }
	| { readonly kind: 'reason-missing' }
	| { readonly kind: 'nothing-changed' }
	| { readonly kind: 'still-valid'; readonly validUntil: Instant }
	/** Somebody changed the need since the page was shown. */
	| { readonly kind: 'changed-meanwhile'; readonly shown: number; readonly now: number };

const furthestDeadlineDays = 3 * 366;

/**
 * What can't be true of a need's facts. `today` is the day at the partner. The deadline of a need that already had it
 * isn't held against a correction of something else.
 */
export function faultOf(facts: NeedFacts, today: PlainDate, before?: NeedFacts): NeedFault | undefined {
	for (const field of ['criticalMinimum', 'minimumUseful'] as const) {
		const minimum = facts[field];
		if (minimum === null) continue;
		const most = largestOf(facts);
		if (most === undefined) return { kind: 'minimum-without-quantity', field };
		if (minimum > most) return { kind: 'minimum-above-quantity', field };
	}
	return facts.deadline === before?.deadline ? undefined : deadlineFault(facts.deadline, today);
}

/** What can't be true of a new deadline: that it has passed, or that it lies years ahead. */
export function deadlineFault(deadline: PlainDate | null, today: PlainDate): NeedFault | undefined {
	if (deadline === null) return undefined;
	if (deadline < today) return { kind: 'deadline-past', field: 'deadline', deadline };
	if (deadline > addDays(today, furthestDeadlineDays)) return { kind: 'deadline-far', field: 'deadline', deadline };
	return undefined;
}

/** The most that is asked for, in base units; undefined where that is unknown. */
export function largestOf(facts: NeedFacts): number | undefined {
	if (facts.quantity.kind === 'unknown') return undefined;
	return facts.quantity.kind === 'range' ? facts.quantity.to : facts.quantity.amount;
}

function todayOf(act: Act): PlainDate {
	return dayOf(act.at, 'Europe/Kyiv');
}

export function draftNeed(facts: NeedFacts, act: Act): Result<NeedEvent, NeedRefusal> {
	const fault = faultOf(facts, todayOf(act));
	return fault ? refused(fault) : ok({ kind: 'needDrafted', facts, ...act });
}

/** A move that needs nothing but its permission: submit, verify, open, confirm, renew. */
export function advanceNeed(
	need: Need,
	move: 'submit' | 'verify' | 'open' | 'confirm' | 'renew',
	act: Act,
): Result<NeedEvent, NeedRefusal> {
	const refusal = forbidden(need, move);
	if (refusal) return refused(refusal);
	const until = validUntil(act.at, need.facts.urgency);
	switch (move) {
		case 'verify':
			return ok({ kind: 'needVerified', ...act });
		case 'open':
			// What nobody knows the amount of can't be matched: it goes back as a question first.
			if (need.facts.quantity.kind === 'unknown') return refused({ kind: 'quantity-unknown' });
			return ok({ kind: 'needOpened', validUntil: until, ...act });
		case 'submit':
			return ok({ kind: 'needSubmitted', validUntil: until, ...act });
		case 'confirm':
			return ok({ kind: 'needConfirmed', validUntil: until, ...act });
		case 'renew':
			return ok({ kind: 'needRenewed', validUntil: until, ...act });
	}
}

/** A move that says why: send back, withdraw, close. */
export function endNeed(
	need: Need,
	move: 'send-back' | 'withdraw' | 'close',
	reason: string,
	act: Act,
): Result<NeedEvent, NeedRefusal> {
	const refusal = forbidden(need, move);
	if (refusal) return refused(refusal);
	if (reason.trim() === '') return refused({ kind: 'reason-missing' });
	const kind = ({ 'send-back': 'needSentBack', withdraw: 'needWithdrawn', close: 'needClosed' } as const)[move];
	return ok({ kind, reason: reason.trim(), ...act });
}

/**
 * Corrects facts without overwriting them: the event holds what changed, before and after. A correction counts as a
 * confirmation. An open need can't lose its quantity.
 */
export function correctNeed(need: Need, facts: NeedFacts, reason: string, act: Act): Result<NeedEvent, NeedRefusal> {
	const refusal = forbidden(need, 'correct');
	if (refusal) return refused(refusal);
	const fault = faultOf(facts, todayOf(act), need.facts);
	if (fault) return refused(fault);
	if (need.state === 'open' && facts.quantity.kind === 'unknown') return refused({ kind: 'quantity-unknown' });
	const { before, after } = differences(need.facts, facts);
	if (Object.keys(after).length === 0) return refused({ kind: 'nothing-changed' });
	const until = need.state === 'draft' ? null : validUntil(act.at, facts.urgency);
	return ok({ kind: 'needCorrected', before, after, reason: reason.trim(), validUntil: until, ...act });
}

/** The reminder before the validity ends; given once per validity. */
export function remindOfNeed(need: Need, act: Act): Result<NeedEvent, NeedRefusal> {
	const refusal = forbidden(need, 'remind');
	if (refusal) return refused(refusal);
	const { validUntil: until } = need;
	if (until === null || need.remindedAt !== null || act.at < reminderFrom(until, need.facts.urgency)) {
		return refused({ kind: 'still-valid', validUntil: until ?? act.at });
	}
	return ok({ kind: 'needReminded', ...act });
}

/** The end of a validity nobody renewed (law 6). */
export function expireNeed(need: Need, act: Act): Result<NeedEvent, NeedRefusal> {
	const refusal = forbidden(need, 'expire');
	if (refusal) return refused(refusal);
	if (need.validUntil === null || act.at < need.validUntil) {
		return refused({ kind: 'still-valid', validUntil: need.validUntil ?? act.at });
	}
	return ok({ kind: 'needExpired', ...act });
}

function forbidden(need: Need, move: NeedMove): NeedRefusal | undefined {
	if (destinationOf(need.state, move)) return undefined;
	return { kind: 'move-not-permitted', move, state: need.state };
}

function differences(before: NeedFacts, after: NeedFacts): { before: NeedChanges; after: NeedChanges } {
	const fields = (Object.keys(after) as (keyof NeedFacts)[]).filter(
		(field) => canonical(before[field]) !== canonical(after[field]),
	);
	const pick = (facts: NeedFacts): NeedChanges => Object.fromEntries(fields.map((field) => [field, facts[field]]));
	return { before: pick(before), after: pick(after) };
}

/** Key order must not count: facts that went through jsonb come back in another order. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, each: unknown) =>
		each !== null && typeof each === 'object' && !Array.isArray(each)
			? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
			: each,
	);
}

/** The moves each kind of account may make; the office adds its own checks of role and city. */
const movesOfPartner: readonly NeedMove[] = ['submit', 'confirm', 'correct', 'renew', 'withdraw'];
const movesOfCoordinator: readonly NeedMove[] = needMoves.filter((move) => move !== 'remind' && move !== 'expire');

/** Whether a person with these roles may make a move at all, whatever state a need is in. */
export function mayMove(roles: readonly string[], move: NeedMove): boolean {
	return ownMoves(roles).includes(move);
}

function ownMoves(roles: readonly string[]): readonly NeedMove[] {
	if (roles.includes('coordinator')) return movesOfCoordinator;
	return roles.includes('partner-officer') ? movesOfPartner : [];
}

/** What a person with these roles may do with a need in this state, in the order a page offers it. */
export function movesOpenTo(roles: readonly string[], state: NeedState): readonly NeedMove[] {
	return ownMoves(roles).filter((move) => destinationOf(state, move) !== undefined);
}
