import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { EvidenceAddress } from '../evidence.ts';

export const milestoneStates = ['open', 'reached', 'dropped'] as const;
export type MilestoneState = (typeof milestoneStates)[number];

/** What a project will have reached by a day. */
export interface MilestoneFacts {
	readonly names: LocalizedText;
	readonly due: PlainDate;
}

/** What became of it. */
export interface MilestoneOutcome {
	readonly state: MilestoneState;
	/** When it was reached or dropped; null while it is open. */
	readonly settledOn: PlainDate | null;
	readonly note: string;
	readonly evidence: EvidenceAddress | null;
}

export interface Milestone extends MilestoneFacts, MilestoneOutcome {
	readonly id: Id<'milestone'>;
}

export type MilestoneRefusal =
	| { readonly kind: 'settled-on-which-day' }
	| { readonly kind: 'settled-in-future' }
	| { readonly kind: 'reached-shown-or-said' }
	| { readonly kind: 'dropped-without-reason' };

/** Decides on what became of a milestone: reached is what something shows or a word says, dropped needs a reason. */
export function decideOutcome(
	{ state, settledOn, note, evidence }: MilestoneOutcome,
	today: PlainDate,
): Result<MilestoneOutcome, readonly MilestoneRefusal[]> {
	if (state === 'open') return ok({ state, settledOn: null, note, evidence });
	const refusals: MilestoneRefusal[] = [];
	if (!settledOn) refusals.push({ kind: 'settled-on-which-day' });
	if (settledOn && settledOn > today) refusals.push({ kind: 'settled-in-future' });
	if (state === 'reached' && !evidence && note === '') refusals.push({ kind: 'reached-shown-or-said' });
	if (state === 'dropped' && note === '') refusals.push({ kind: 'dropped-without-reason' });
	return refusals.length > 0 ? refused(refusals) : ok({ state, settledOn, note, evidence });
}

/** Whether a milestone should be reached by now and is not. Told by the calendar, never stored. */
export function isMilestoneOverdue({ state, due }: Pick<Milestone, 'state' | 'due'>, today: PlainDate): boolean {
	return state === 'open' && due < today;
}

/** How far a project has come by its milestones; what was dropped counts neither way. */
export function milestoneProgress(milestones: readonly Pick<Milestone, 'state'>[]) {
	const counted = milestones.filter(({ state }) => state !== 'dropped');
	return { reached: counted.filter(({ state }) => state === 'reached').length, all: counted.length };
}
