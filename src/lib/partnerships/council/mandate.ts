import { assert, present, unreachable } from '#lib/kernel/assert.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Evidence } from '../evidence.ts';
import type { CouncilRefusal } from './council-refusal.ts';
import { type MandateState, mandateMoves, openMandateStates } from './mandate-states.ts';

export interface MandateFacts {
	/** What was ordered. */
	readonly task: LocalizedText;
	/** Who was told to do it. */
	readonly charged: LocalizedText;
	readonly due: PlainDate | null;
}

/** One piece of evidence, named so that it can be withdrawn. */
export interface FiledEvidence extends Evidence {
	readonly id: Id<'evidence'>;
}

export interface Mandate extends MandateFacts {
	readonly version: number;
	readonly state: MandateState;
	/** When it was fulfilled, fulfilled in part or dropped; null while it is open. */
	readonly settledOn: PlainDate | null;
	/** What was said at the last move. */
	readonly note: string;
	readonly evidence: readonly FiledEvidence[];
	readonly givenAt: Instant;
	readonly changedAt: Instant;
}

interface Deed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}
type Settled = { readonly on: PlainDate; readonly note: string };

/** What happened to a mandate. */
export type MandateEvent = Deed &
	(
		| { readonly kind: 'mandateGiven'; readonly facts: MandateFacts }
		| { readonly kind: 'mandateCorrected'; readonly before: MandateFacts; readonly facts: MandateFacts }
		| { readonly kind: 'mandateStarted'; readonly note: string }
		| { readonly kind: 'mandateReopened'; readonly note: string }
		| ({ readonly kind: 'mandateFulfilled' | 'mandatePartlyFulfilled' | 'mandateDropped' } & Settled)
		| { readonly kind: 'evidenceAdded'; readonly evidence: FiledEvidence }
		| { readonly kind: 'evidenceWithdrawn'; readonly evidenceId: Id<'evidence'>; readonly note: string }
	);

/** The mandate after one more event. */
export function evolveMandate(before: Mandate | undefined, event: MandateEvent): Mandate {
	if (event.kind === 'mandateGiven') {
		const start = { version: 1, state: 'ordered', settledOn: null, note: '', evidence: [] } as const;
		return { ...event.facts, ...start, givenAt: event.at, changedAt: event.at };
	}
	assert(before, 'a mandate begins by being given');
	const next = { ...before, version: before.version + 1, changedAt: event.at };
	switch (event.kind) {
		case 'mandateCorrected':
			return { ...next, ...event.facts };
		case 'mandateStarted':
		case 'mandateReopened':
			return { ...next, state: 'in-work', settledOn: null, note: event.note };
		case 'mandateFulfilled':
			return { ...next, state: 'fulfilled', settledOn: event.on, note: event.note };
		case 'mandatePartlyFulfilled':
			return { ...next, state: 'partly-fulfilled', settledOn: event.on, note: event.note };
		case 'mandateDropped':
			return { ...next, state: 'dropped', settledOn: event.on, note: event.note };
		case 'evidenceAdded':
			return { ...next, evidence: [...before.evidence, event.evidence] };
		case 'evidenceWithdrawn':
			return { ...next, evidence: before.evidence.filter(({ id }) => id !== event.evidenceId) };
		default:
			return unreachable(event);
	}
}

/**
 * A mandate as it stood at the end of a day: settled from the day that is named, begun and taken up again from the day that
 * was put on record. Its task is told as it is known today.
 */
export function mandateOn(events: readonly MandateEvent[], day: PlainDate): Mandate {
	const counts = (event: MandateEvent): boolean => {
		if ('on' in event) return event.on <= day;
		return (event.kind !== 'mandateStarted' && event.kind !== 'mandateReopened') || dayOf(event.at) <= day;
	};
	const until = events
		.filter(counts)
		.reduce<Mandate | undefined>((before, event) => evolveMandate(before, event), undefined);
	return present(until, 'the giving of a mandate');
}

type Refusals = readonly CouncilRefusal[];
export type MandateAnswer = Result<MandateEvent, Refusals>;

interface PaperDay {
	readonly dated: FuzzyDate | null;
}

/** Decides on the facts of a mandate, new or corrected: nothing is due before the paper that orders it. */
export function decideMandateFacts(facts: MandateFacts, paper: PaperDay): Result<MandateFacts, Refusals> {
	const { dated } = paper;
	if (facts.due && dated && facts.due < dated.date) return refused([{ kind: 'before-paper', field: 'due', dated }]);
	return ok(facts);
}

export interface MandateMove {
	readonly to: MandateState;
	/** For states that settle it. */
	readonly on: PlainDate | null;
	readonly note: string;
}

/**
 * Decides on a move. Fulfilled, in whole or in part, is only what evidence shows; dropping a mandate or taking it up again
 * needs a reason, because a council will ask.
 */
export function decideMove(
	mandate: Mandate,
	{ to, on, note }: MandateMove,
	paper: PaperDay,
	{ at, account, today }: Deed & { readonly today: PlainDate },
): MandateAnswer {
	const permitted: readonly MandateState[] = mandateMoves[mandate.state];
	if (!permitted.includes(to)) return refused([{ kind: 'move-not-permitted', from: mandate.state, to }]);
	const deed = { at, account };
	if (to === 'ordered' || to === 'in-work') {
		const kind = mandate.state === 'ordered' ? 'mandateStarted' : 'mandateReopened';
		if (kind === 'mandateReopened' && note === '') return refused([{ kind: 'reason-needed' }]);
		return ok({ kind, note, ...deed });
	}
	const refusals: CouncilRefusal[] = [];
	if (!on) refusals.push({ kind: 'field-missing', field: 'settledOn' });
	else if (on > today) refusals.push({ kind: 'date-in-future', field: 'settledOn' });
	else if (paper.dated && on < paper.dated.date) {
		refusals.push({ kind: 'before-paper', field: 'settledOn', dated: paper.dated });
	}
	if (to === 'dropped' && note === '') refusals.push({ kind: 'reason-needed' });
	if (to !== 'dropped' && mandate.evidence.length === 0) refusals.push({ kind: 'evidence-needed' });
	if (!on || refusals.length > 0) return refused(refusals);
	const kinds = {
		fulfilled: 'mandateFulfilled',
		'partly-fulfilled': 'mandatePartlyFulfilled',
		dropped: 'mandateDropped',
	} as const;
	return ok({ kind: kinds[to], on, note, ...deed });
}

/** Decides on adding evidence: the same place is named once. */
export function decideEvidence(mandate: Mandate, evidence: FiledEvidence, deed: Deed): MandateAnswer {
	const placeOf = ({ address }: Evidence) =>
		address.kind === 'link' ? address.url : `${address.ref.kind} ${address.ref.id}`;
	const twice = mandate.evidence.some((each) => placeOf(each) === placeOf(evidence));
	return twice ? refused([{ kind: 'evidence-twice' }]) : ok({ kind: 'evidenceAdded', evidence, ...deed });
}

/** Decides on withdrawing evidence, with a reason; what is called fulfilled keeps at least one piece. */
export function decideWithdrawal(
	mandate: Mandate,
	evidenceId: Id<'evidence'>,
	note: string,
	deed: Deed,
): MandateAnswer {
	if (!mandate.evidence.some(({ id }) => id === evidenceId)) return refused([{ kind: 'evidence-unknown' }]);
	if (note === '') return refused([{ kind: 'reason-needed' }]);
	const restsOnIt = mandate.state === 'fulfilled' || mandate.state === 'partly-fulfilled';
	if (restsOnIt && mandate.evidence.length === 1) return refused([{ kind: 'evidence-still-needed' }]);
	return ok({ kind: 'evidenceWithdrawn', evidenceId, note, ...deed });
}

/** Whether something is still to be done and its day has passed; told by the calendar, never stored. */
export function isOverdue(mandate: Pick<Mandate, 'state' | 'due'>, today: PlainDate): boolean {
	const open: readonly MandateState[] = openMandateStates;
	return open.includes(mandate.state) && mandate.due !== null && mandate.due < today;
}
