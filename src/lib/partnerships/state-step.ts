import { type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';

/** A step from one state of something to the next: since when, and what was said about it. */
export interface StateStep<State extends string> {
	readonly to: State;
	readonly on: FuzzyDate;
	readonly note: LocalizedText | null;
}

/** Where something stands. */
export interface Standing<State extends string> {
	readonly state: State;
	readonly since: FuzzyDate;
}

/** Why a step is not taken. */
export type StepRefusal<State extends string> =
	| { readonly kind: 'move-not-permitted'; readonly from: State; readonly to: State }
	| { readonly kind: 'date-in-future'; readonly field: 'on' }
	| { readonly kind: 'before-state'; readonly state: State; readonly since: FuzzyDate }
	| { readonly kind: 'reason-needed' };

/**
 * Decides on a step by a table of permitted moves. Time runs forward, as exactly as its dates are known; the states of
 * `reasons` are entered only with a word about why.
 */
export function decideStep<State extends string>(
	{ state, since }: Standing<State>,
	{ to, on, note }: StateStep<State>,
	{ moves, reasons, today }: StepRules<State>,
): Result<Standing<State>, readonly StepRefusal<State>[]> {
	if (!moves[state].includes(to)) return refused([{ kind: 'move-not-permitted', from: state, to }]);
	const refusals: StepRefusal<State>[] = [];
	if (on.date > today) refusals.push({ kind: 'date-in-future', field: 'on' });
	if (latestDay(on) < since.date) refusals.push({ kind: 'before-state', state, since });
	if (reasons.includes(to) && !note) refusals.push({ kind: 'reason-needed' });
	return refusals.length > 0 ? refused(refusals) : ok({ state: to, since: on });
}

export interface StepRules<State extends string> {
	readonly moves: Readonly<Record<State, readonly State[]>>;
	/** States nobody enters without saying why. */
	readonly reasons: readonly State[];
	readonly today: PlainDate;
}
