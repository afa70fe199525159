import { assert, present, unreachable } from '#lib/kernel/assert.ts';
import { type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Evidence, EvidenceAddress } from '../evidence.ts';
import type { PromiseRefusal } from './promise-refusal.ts';
import {
	type OwnerRole,
	openPromiseStates,
	type PromiseKind,
	type PromiseState,
	promiseMoves,
	type SourceKind,
} from './promise-states.ts';

/** "200 camp beds": how many of what, and of which catalogue item where the ledger can be asked. */
export interface PromisedQuantity {
	readonly amount: Quantity;
	/** In words, "generators"; with an item code, its base unit. */
	readonly unit: string;
	readonly itemCode: string | null;
}

/** Where a promise was made: something to look up, the words themselves, or both. */
export interface PromiseSource {
	readonly kind: SourceKind;
	readonly address: EvidenceAddress | null;
	readonly quotation: string;
}

export interface PromiseFacts {
	readonly text: LocalizedText;
	readonly kind: PromiseKind;
	readonly quantity: PromisedQuantity | null;
	readonly source: PromiseSource;
	readonly made: FuzzyDate;
	/** Until when; null where nobody named a day. */
	readonly due: FuzzyDate | null;
	/** Whose desk it is on, and who is to do it where that is another organisation. */
	readonly owner: { readonly role: OwnerRole; readonly organisationId: Id<'organisation'> | null };
	/** Whether the public reads it and what became of it. */
	readonly isPublic: boolean;
}

/** One piece of evidence, named so that it can be withdrawn. */
export interface FiledEvidence extends Evidence {
	readonly id: Id<'evidence'>;
}

/** A promise with what became of it. */
export interface TrackedPromise extends PromiseFacts {
	readonly version: number;
	readonly state: PromiseState;
	/** Since when it is in this state. */
	readonly since: FuzzyDate;
	/** What was said at the last move, in words the public may read. */
	readonly note: LocalizedText | null;
	readonly evidence: readonly FiledEvidence[];
	/** The day first named, which a postponement does not wipe out. */
	readonly firstDue: FuzzyDate | null;
	readonly madeAt: Instant;
	readonly changedAt: Instant;
}

/** Who does something, and when. */
export interface Deed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

export interface PromiseMove {
	readonly to: PromiseState;
	readonly on: FuzzyDate;
	readonly note: LocalizedText | null;
}

/** What happened to a promise. */
export type PromiseEvent = Deed &
	(
		| { readonly kind: 'promiseMade'; readonly facts: PromiseFacts }
		| {
				readonly kind: 'promiseCorrected';
				readonly before: PromiseFacts;
				readonly facts: PromiseFacts;
				readonly reason: string;
		  }
		| ({ readonly kind: 'promiseMoved' } & PromiseMove)
		| { readonly kind: 'evidenceAdded'; readonly evidence: FiledEvidence }
		| { readonly kind: 'evidenceWithdrawn'; readonly evidenceId: Id<'evidence'>; readonly reason: string }
	);

/** The promise after one more event. */
export function evolvePromise(before: TrackedPromise | undefined, event: PromiseEvent): TrackedPromise {
	if (event.kind === 'promiseMade') {
		const { made, due } = event.facts;
		const start = { version: 1, state: 'made', since: made, note: null, evidence: [], firstDue: due } as const;
		return { ...event.facts, ...start, madeAt: event.at, changedAt: event.at };
	}
	assert(before, 'a promise begins by being made');
	const next = { ...before, version: before.version + 1, changedAt: event.at };
	switch (event.kind) {
		case 'promiseCorrected': {
			const { facts } = event;
			const since = before.state === 'made' ? facts.made : before.since;
			return { ...next, ...facts, since, firstDue: before.firstDue ?? facts.due };
		}
		case 'promiseMoved':
			return { ...next, state: event.to, since: event.on, note: event.note };
		case 'evidenceAdded':
			return { ...next, evidence: [...before.evidence, event.evidence] };
		case 'evidenceWithdrawn':
			return { ...next, evidence: before.evidence.filter(({ id }) => id !== event.evidenceId) };
		default:
			return unreachable(event);
	}
}

/**
 * A promise as it stood at the end of a day, as far as is known today: moves count from the day they name, whenever that was
 * put on record, and a day that was put off counts as it was until the putting off is recorded. Never before it was made.
 */
export function promiseOn(events: readonly PromiseEvent[], day: PlainDate): TrackedPromise {
	const until = events.reduce<TrackedPromise | undefined>((before, event) => {
		if (event.kind === 'promiseMoved') return event.on.date <= day ? evolvePromise(before, event) : before;
		const next = evolvePromise(before, event);
		const isLater = event.kind === 'promiseCorrected' && dayOf(event.at) > day;
		return isLater && before ? { ...next, due: before.due } : next;
	}, undefined);
	return present(until, 'the making of a promise');
}

/** What a promise consists of, without what became of it. */
export function factsOf(promise: PromiseFacts): PromiseFacts {
	const { text, kind, quantity, source, made, due, owner, isPublic } = promise;
	return { text, kind, quantity, source, made, due, owner, isPublic };
}

/** Whether something is still to be done. */
export function isOpen({ state }: Pick<TrackedPromise, 'state'>): boolean {
	const open: readonly PromiseState[] = openPromiseStates;
	return open.includes(state);
}

/** Whether something is still to be done and the last day it may have been promised for is over. Told, never stored. */
export function isOverdue(promise: Pick<TrackedPromise, 'state' | 'due'>, today: PlainDate): boolean {
	return isOpen(promise) && promise.due !== null && latestDay(promise.due) < today;
}

type Answer<Value> = Result<Value, readonly PromiseRefusal[]>;
export type PromiseAnswer = Answer<PromiseEvent>;

/** Decides on the facts of a new promise: made before today and due no earlier than it was made. */
export function decideFacts(facts: PromiseFacts, today: PlainDate): Answer<PromiseFacts> {
	const { made, due, quantity, source } = facts;
	const refusals: PromiseRefusal[] = [];
	if (made.date > today) refusals.push({ kind: 'date-in-future', field: 'made' });
	if (due && latestDay(due) < made.date) refusals.push({ kind: 'due-before-made', field: 'due', made });
	if (quantity?.itemCode && facts.kind !== 'goods') refusals.push({ kind: 'item-of-no-goods' });
	if (!source.address && source.quotation === '') refusals.push({ kind: 'source-needed' });
	return refusals.length > 0 ? refused(refusals) : ok(facts);
}

/**
 * Decides on correcting a promise. A later day, or none any more, needs a reason: putting off in silence is how promises
 * are forgotten. It cannot have been made after what became of it.
 */
export function decideCorrection(
	promise: TrackedPromise,
	facts: PromiseFacts,
	reason: string,
	{ today, ...deed }: Deed & { readonly today: PlainDate },
): PromiseAnswer {
	const decided = decideFacts(facts, today);
	const refusals = decided.ok ? [] : [...decided.refusal];
	if (promise.state !== 'made' && facts.made.date > latestDay(promise.since)) {
		refusals.push({ kind: 'made-after-state', since: promise.since });
	}
	const { due } = promise;
	const putOff = due !== null && (facts.due === null || latestDay(facts.due) > latestDay(due));
	if (putOff && reason === '') refusals.push({ kind: 'postponed-without-reason', due });
	if (refusals.length > 0) return refused(refusals);
	return ok({ kind: 'promiseCorrected', before: factsOf(promise), facts, reason, ...deed });
}

/**
 * Decides on a move. Kept, in whole or in part, is what evidence shows or a public word says; broken, withdrawn and taken
 * up again need that word, because a council will ask. Time runs forward: nothing is kept before it was made.
 */
export function decideMove(
	promise: TrackedPromise,
	{ to, on, note }: PromiseMove,
	{ today, ...deed }: Deed & { readonly today: PlainDate },
): PromiseAnswer {
	const permitted: readonly PromiseState[] = promiseMoves[promise.state];
	if (!permitted.includes(to)) return refused([{ kind: 'move-not-permitted', from: promise.state, to }]);
	const refusals: PromiseRefusal[] = [];
	if (on.date > today) refusals.push({ kind: 'date-in-future', field: 'on' });
	if (latestDay(on) < promise.since.date) {
		refusals.push({ kind: 'before-state', state: promise.state, since: promise.since });
	}
	const kept = to === 'kept' || to === 'partly-kept';
	if (kept && promise.evidence.length === 0 && !note) refusals.push({ kind: 'shown-or-said' });
	const startsWork = promise.state === 'made' && to === 'under-way';
	if (!kept && !startsWork && !note) refusals.push({ kind: 'public-reason-needed' });
	return refusals.length > 0 ? refused(refusals) : ok({ kind: 'promiseMoved', to, on, note, ...deed });
}

/** Decides on adding evidence: the same place is named once. */
export function decideEvidence(promise: TrackedPromise, evidence: FiledEvidence, deed: Deed): PromiseAnswer {
	const placeOf = ({ address }: Evidence) =>
		address.kind === 'link' ? address.url : `${address.ref.kind} ${address.ref.id}`;
	const twice = promise.evidence.some((each) => placeOf(each) === placeOf(evidence));
	return twice ? refused([{ kind: 'evidence-twice' }]) : ok({ kind: 'evidenceAdded', evidence, ...deed });
}

/** Decides on withdrawing evidence, with a reason; what is called kept without a word rests on at least one piece. */
export function decideWithdrawal(
	promise: TrackedPromise,
	evidenceId: Id<'evidence'>,
	reason: string,
	deed: Deed,
): PromiseAnswer {
	if (!promise.evidence.some(({ id }) => id === evidenceId)) return refused([{ kind: 'evidence-unknown' }]);
	if (reason === '') return refused([{ kind: 'reason-needed' }]);
	const restsOnIt = (promise.state === 'kept' || promise.state === 'partly-kept') && !promise.note;
	if (restsOnIt && promise.evidence.length === 1) return refused([{ kind: 'evidence-still-needed' }]);
	return ok({ kind: 'evidenceWithdrawn', evidenceId, reason, ...deed });
}
