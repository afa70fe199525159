import { type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { PartnershipKind, PartnershipStatus } from '../partnership.ts';
import type { RecordRef } from '../record-ref.ts';

/** What a partnership is from a day on. */
export interface Standing {
	readonly kind: PartnershipKind;
	readonly status: PartnershipStatus;
	readonly since: FuzzyDate;
}

/** What a statement rests on: a paper or an agreement on record, or words where neither is. */
export interface Basis {
	readonly record: RecordRef | null;
	readonly text: LocalizedText | null;
}

/** An entry of the append-only record of standings. */
export interface StandingEvent extends Standing {
	/** From 1, without gaps. */
	readonly position: number;
	/** `withdrawn` takes back the last statement that counts and repeats the one before. */
	readonly event: 'stated' | 'withdrawn';
	readonly basis: Basis;
	/** Who put it on record; null for the first, which comes with setting the partnership up. */
	readonly cityId: Id<'city'> | null;
	readonly at: Instant;
}

/** Whether an ended partnership goes on is another matter: it begins anew, with the old one as its predecessor. */
export const statusMoves = {
	initiating: ['active', 'ended'],
	active: ['dormant', 'ended'],
	dormant: ['active', 'ended'],
	ended: [],
} as const satisfies Record<PartnershipStatus, readonly PartnershipStatus[]>;

/** Kinds only grow. Friendship and solidarity are of one rank and may follow each other either way. */
export const kindMoves = {
	contact: ['project', 'friendship', 'solidarity', 'full'],
	project: ['friendship', 'solidarity', 'full'],
	friendship: ['solidarity', 'full'],
	solidarity: ['friendship', 'full'],
	full: [],
} as const satisfies Record<PartnershipKind, readonly PartnershipKind[]>;

export type StandingRefusal =
	| { readonly kind: 'nothing-changes' }
	| { readonly kind: 'no-such-status'; readonly from: PartnershipStatus; readonly to: PartnershipStatus }
	| { readonly kind: 'no-such-kind'; readonly from: PartnershipKind; readonly to: PartnershipKind }
	| { readonly kind: 'kind-changes-at-the-end' }
	| { readonly kind: 'partnership-ended' }
	| { readonly kind: 'before-the-last'; readonly since: FuzzyDate }
	| { readonly kind: 'since-in-future' }
	| { readonly kind: 'basis-missing' }
	| { readonly kind: 'first-stays' };
type Refusals = readonly StandingRefusal[];

const includes = <Each extends string>(list: readonly Each[], one: Each): boolean => list.includes(one);

/** The statements that were not taken back, in order. */
export function standingThatCounts<Event extends Pick<StandingEvent, 'event'>>(
	events: readonly Event[],
): readonly Event[] {
	const counting: Event[] = [];
	for (const event of events) {
		if (event.event === 'stated') counting.push(event);
		else counting.pop();
	}
	return counting;
}

/**
 * Decides on a new statement after the last one that counts. All that is wrong is told at once. Days known to their
 * year only are refused where they contradict the last statement for certain.
 */
export function decideStatement(
	last: Standing,
	wanted: Standing,
	basis: Basis,
	today: PlainDate,
): Result<Standing, Refusals> {
	if (last.status === 'ended') return refused([{ kind: 'partnership-ended' }]);
	const statusStays = wanted.status === last.status;
	const kindStays = wanted.kind === last.kind;
	const refusals: Refusals = [
		...(statusStays && kindStays ? [{ kind: 'nothing-changes' } as const] : []),
		...(statusStays || includes<PartnershipStatus>(statusMoves[last.status], wanted.status)
			? []
			: [{ kind: 'no-such-status', from: last.status, to: wanted.status } as const]),
		...(kindStays || includes<PartnershipKind>(kindMoves[last.kind], wanted.kind)
			? []
			: [{ kind: 'no-such-kind', from: last.kind, to: wanted.kind } as const]),
		...(wanted.status === 'ended' && !kindStays ? [{ kind: 'kind-changes-at-the-end' } as const] : []),
		...(latestDay(wanted.since) < last.since.date ? [{ kind: 'before-the-last', since: last.since } as const] : []),
		...(wanted.since.date > today ? [{ kind: 'since-in-future' } as const] : []),
		...(basis.record || basis.text ? [] : [{ kind: 'basis-missing' } as const]),
	];
	return refusals.length > 0 ? refused(refusals) : ok(wanted);
}

/** Decides on taking the last statement back; what counts then is the one before. */
export function decideWithdrawal<Event extends Standing>(counting: readonly Event[]): Result<Event, Refusals> {
	const before = counting.at(-2);
	return before ? ok(before) : refused([{ kind: 'first-stays' }]);
}

/** The day from which the partnership lived, as the database projects it: the first day it was no longer initiating. */
export function livedSince(counting: readonly Standing[]): PlainDate | undefined {
	const lived = counting.filter(({ status }) => status !== 'initiating').map(({ since }) => since.date);
	return lived.sort()[0] ?? counting.at(-1)?.since.date;
}
