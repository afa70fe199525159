import { earliestDay, type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { daysBetween, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { PartnershipId } from '../partnership.ts';
import type { RecordRef } from '../record-ref.ts';
import { type CourseDeed, type CourseState, courseLeadsTo, needsReason } from './course.ts';
import { instantOfWallTime, type WallTime } from './wall-time.ts';

export const eventKinds = [
	'workshop',
	'delegation',
	'press-conference',
	'signing',
	'conference',
	'visit',
	'meeting',
	'other',
] as const;
export type EventKind = (typeof eventKinds)[number];
export const eventModes = ['in-person', 'online', 'hybrid'] as const;
export type EventMode = (typeof eventModes)[number];
export type EventId = Id<'event'>;

/** When an event takes place, as exactly as is known. Hours stand on known days only. */
export interface EventTime {
	readonly began: FuzzyDate;
	/** Null for an event of one day. */
	readonly ended: FuzzyDate | null;
	readonly hours: { readonly starts: WallTime; readonly ends: WallTime | null; readonly zone: string } | null;
}

/** The moments of an event with hours. */
export interface EventMoments {
	readonly startsAt: Instant;
	readonly endsAt: Instant | null;
}

/** What is written down of an event; who was invited stands elsewhere. */
export interface EventFacts extends EventTime {
	readonly kind: EventKind;
	readonly title: LocalizedText;
	readonly summary: LocalizedText | null;
	readonly mode: EventMode;
	readonly place: LocalizedText | null;
	/** For the cities of the partnership only. */
	readonly meetingLink: string | null;
	readonly isPublic: boolean;
	/** Place and hours may be read in public before it took place. */
	readonly placeAhead: boolean;
	readonly registrationUntil: PlainDate | null;
	readonly expected: number | null;
	readonly expectedAbroad: number | null;
	/** How many took part. */
	readonly people: number | null;
	readonly programmes: readonly string[];
	/** Themes, projects, agreements it belongs to. */
	readonly subjects: readonly RecordRef[];
}

/** An event as the cities of its partnership read it: no guest, no interpreter, no link. */
export interface EventRecord extends Omit<EventFacts, 'meetingLink' | 'hours'> {
	readonly id: EventId;
	readonly partnershipId: PartnershipId;
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly hours: (NonNullable<EventTime['hours']> & EventMoments) | null;
	readonly state: CourseState;
	readonly outcomes: readonly LocalizedText[];
	readonly revision: number;
	readonly changedAt: Instant;
}

/** Why an event is not kept or not moved on. */
export type EventRefusal =
	| { readonly kind: 'ends-before-it-began' }
	| { readonly kind: 'hours-without-day' }
	| { readonly kind: 'end-hour-without-start' }
	| { readonly kind: 'no-such-hour'; readonly field: 'startsTime' | 'endsTime' }
	| { readonly kind: 'ends-before-start' }
	| { readonly kind: 'online-with-place' }
	| { readonly kind: 'registration-after-it'; readonly last: PlainDate }
	| { readonly kind: 'more-from-abroad' }
	| { readonly kind: 'people-ahead' }
	| { readonly kind: 'time-fixed' }
	| { readonly kind: 'time-unchanged' }
	| { readonly kind: 'day-needed' }
	| { readonly kind: 'reason-needed' }
	| { readonly kind: 'not-begun' }
	| { readonly kind: 'deed-not-permitted'; readonly state: CourseState };
type Decision<Value> = Result<Value, readonly EventRefusal[]>;

/** Decides on a time: its moments where it has hours. Refuses ends before beginnings and hours that no clock shows. */
export function decideTime({ began, ended, hours }: EventTime): Decision<EventMoments | null> {
	const faults: EventRefusal[] = [];
	if (ended && latestDay(ended) < earliestDay(began)) faults.push({ kind: 'ends-before-it-began' });
	if (!hours) return faults.length > 0 ? refused(faults) : ok(null);
	if (began.precision !== 'day' || (ended && ended.precision !== 'day')) faults.push({ kind: 'hours-without-day' });
	if (faults.length > 0) return refused(faults);
	const startsAt = instantOfWallTime(began.date, hours.starts, hours.zone);
	const endsAt = hours.ends === null ? null : instantOfWallTime((ended ?? began).date, hours.ends, hours.zone);
	if (startsAt === undefined) faults.push({ kind: 'no-such-hour', field: 'startsTime' });
	if (endsAt === undefined) faults.push({ kind: 'no-such-hour', field: 'endsTime' });
	if (startsAt === undefined || endsAt === undefined) return refused(faults);
	return endsAt !== null && endsAt <= startsAt ? refused([{ kind: 'ends-before-start' }]) : ok({ startsAt, endsAt });
}

/** Refuses what contradicts itself, all of it at once; answers the moments of the event. */
export function decideEvent(facts: EventFacts, today: PlainDate): Decision<EventMoments | null> {
	const time = decideTime(facts);
	const faults: EventRefusal[] = time.ok ? [] : [...time.refusal];
	const last = latestDay(facts.began);
	if (facts.mode === 'online' && facts.place) faults.push({ kind: 'online-with-place' });
	if (facts.registrationUntil && facts.registrationUntil > last) faults.push({ kind: 'registration-after-it', last });
	if ((facts.expectedAbroad ?? 0) > (facts.expected ?? 0)) faults.push({ kind: 'more-from-abroad' });
	if (facts.people !== null && earliestDay(facts.began) > today) faults.push({ kind: 'people-ahead' });
	return faults.length > 0 ? refused(faults) : time;
}

/** The same for a correction: a confirmed event is postponed, which says why, instead of quietly moved. */
export function decideCorrection(
	before: EventRecord,
	facts: EventFacts,
	today: PlainDate,
): Decision<EventMoments | null> {
	const decided = decideEvent(facts, today);
	if (!decided.ok) return decided;
	const moved = before.state === 'confirmed' && !isSameTime(before, facts);
	return moved ? refused([{ kind: 'time-fixed' }]) : decided;
}

export function isSameTime(one: EventTime, other: EventTime): boolean {
	return timeKey(one) === timeKey(other);
}

function timeKey({ began, ended, hours }: EventTime): string {
	const day = (date: FuzzyDate | null) => (date ? `${date.date} ${date.precision}` : '-');
	return [day(began), day(ended), hours ? `${hours.starts} ${hours.ends} ${hours.zone}` : '-'].join('/');
}

/** A step an event is to take; `time` is the new one where it is postponed. */
export interface EventStep {
	readonly deed: CourseDeed;
	readonly note: string | null;
	readonly time: EventTime | null;
}

/** Decides on a step at a moment: the state it leads to, or why it can't be taken. */
export function decideStep(
	event: EventRecord,
	{ deed, note, time }: EventStep,
	{ now, today }: { readonly now: Instant; readonly today: PlainDate },
): Decision<CourseState> {
	const next = courseLeadsTo(event.state, deed);
	if (!next) return refused([{ kind: 'deed-not-permitted', state: event.state }]);
	const faults: EventRefusal[] = needsReason(deed) && note === null ? [{ kind: 'reason-needed' }] : [];
	if (deed === 'postpone') {
		const decided = time ? decideTime(time) : refused([{ kind: 'day-needed' } as const]);
		if (!decided.ok) faults.push(...decided.refusal);
		else if (time && isSameTime(event, time)) faults.push({ kind: 'time-unchanged' });
	}
	if (next === 'confirmed' && event.began.precision !== 'day') faults.push({ kind: 'day-needed' });
	if (next === 'held' && !hasBegun(event, now, today)) faults.push({ kind: 'not-begun' });
	return faults.length > 0 ? refused(faults) : ok(next);
}

function hasBegun({ began, hours }: EventRecord, now: Instant, today: PlainDate): boolean {
	return hours ? hours.startsAt <= now : earliestDay(began) <= today;
}

/** How many days an event lasts; null where it isn't known to the day. */
export function daysOfEvent({ began, ended }: EventTime): number | null {
	if (began.precision !== 'day' || (ended && ended.precision !== 'day')) return null;
	return ended ? daysBetween(began.date, ended.date) + 1 : 1;
}

/** Whether an item of the agenda lies within an event, on the clock of its place. */
export function isWithin(
	{ began, ended, hours }: EventTime,
	{ day, time }: { readonly day: PlainDate; readonly time: WallTime },
): boolean {
	const last = latestDay(ended ?? began);
	if (day < earliestDay(began) || day > last) return false;
	if (!hours) return true;
	if (day === began.date && time < hours.starts) return false;
	return !(hours.ends !== null && day === last && time >= hours.ends);
}
