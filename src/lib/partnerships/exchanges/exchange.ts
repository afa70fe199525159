import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { daysBetween, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type CourseDeed, type CourseState, courseLeadsTo, needsReason } from '../events/course.ts';
import type { PartnershipId } from '../partnership.ts';

export const exchangeKinds = ['youth', 'administration', 'culture', 'sport', 'religious-communities'] as const;
export type ExchangeKind = (typeof exchangeKinds)[number];
export type ExchangeId = Id<'exchange'>;
export type GroupId = Id<'exchange-group'>;

/** The people from one place as numbers; null is not known yet. */
export interface GroupFacts {
	/** Null for a group that is new. */
	readonly id: GroupId | null;
	/** A city Tandem knows, or any other place by name and country. */
	readonly home: { readonly cityId: Id<'city'> } | { readonly name: string; readonly country: string };
	readonly participants: number | null;
	readonly leaders: number | null;
	readonly youngest: number | null;
	readonly oldest: number | null;
}

/** What is written down of an exchange; who takes part stands elsewhere and is nobody's but the keeper's. */
export interface ExchangeFacts {
	readonly kind: ExchangeKind;
	readonly title: LocalizedText;
	readonly aim: LocalizedText | null;
	/** The city that hosts. */
	readonly hostId: Id<'city'>;
	readonly place: LocalizedText | null;
	/** First and last day of the programme, without travel. */
	readonly startsOn: PlainDate | null;
	readonly endsOn: PlainDate | null;
	readonly travelDays: number;
	readonly isPublic: boolean;
	/** Who answers for the protection of minors. */
	readonly responsibleId: Id<'person'> | null;
	readonly conceptId: Id<'document'> | null;
	/** Ids of the funding programmes it is checked against. */
	readonly programmes: readonly string[];
	readonly costCents: EuroCents | null;
	readonly grantCents: EuroCents | null;
	readonly groups: readonly GroupFacts[];
}

/** A group as others read it. */
export interface ExchangeGroup extends Omit<GroupFacts, 'id' | 'home'> {
	readonly id: GroupId;
	readonly homeId: Id<'city'> | null;
	readonly names: LocalizedText;
	readonly country: string;
}

/** An exchange as the cities of its partnership read it. */
export interface ExchangeRecord extends Omit<ExchangeFacts, 'groups' | 'hostId'> {
	readonly id: ExchangeId;
	readonly partnershipId: PartnershipId;
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly host: { readonly cityId: Id<'city'>; readonly names: LocalizedText; readonly country: string };
	readonly responsibleNames: LocalizedText | null;
	readonly conceptTitle: LocalizedText | null;
	readonly state: CourseState;
	readonly groups: readonly ExchangeGroup[];
}

/** Why an exchange is not kept or not moved on. */
export type ExchangeRefusal =
	| { readonly kind: 'one-day-missing'; readonly field: 'startsOn' | 'endsOn' }
	| { readonly kind: 'ends-before-start' }
	| { readonly kind: 'longer-than-a-year' }
	| { readonly kind: 'grant-above-cost' }
	| { readonly kind: 'ages-crossed'; readonly field: string }
	| { readonly kind: 'home-twice'; readonly field: string }
	| { readonly kind: 'days-fixed' }
	| { readonly kind: 'safeguarding-needed' }
	| { readonly kind: 'days-needed' }
	| { readonly kind: 'days-unchanged' }
	| { readonly kind: 'reason-needed' }
	| { readonly kind: 'not-begun'; readonly startsOn: PlainDate }
	| { readonly kind: 'deed-not-permitted'; readonly state: CourseState };

type Period = Pick<ExchangeFacts, 'startsOn' | 'endsOn'>;
type Decision<Value> = Result<Value, readonly ExchangeRefusal[]>;

/** Refuses days, ages and money that contradict each other; answers all of it at once. */
export function decideExchange(facts: ExchangeFacts): Decision<ExchangeFacts> {
	const { costCents, grantCents, groups } = facts;
	const refusals: ExchangeRefusal[] = [...faultsOfPeriod(facts)];
	if (costCents !== null && grantCents !== null && grantCents > costCents) refusals.push({ kind: 'grant-above-cost' });
	const homes = new Set<string>();
	for (const [index, { youngest, oldest, home }] of groups.entries()) {
		if (youngest !== null && oldest !== null && youngest > oldest) {
			refusals.push({ kind: 'ages-crossed', field: `group-${index}-youngest` });
		}
		if (!('cityId' in home)) continue;
		if (homes.has(home.cityId)) refusals.push({ kind: 'home-twice', field: `group-${index}-home` });
		homes.add(home.cityId);
	}
	return refusals.length > 0 ? refused(refusals) : ok(facts);
}

function faultsOfPeriod({ startsOn, endsOn }: Period): readonly ExchangeRefusal[] {
	if (startsOn === null && endsOn === null) return [];
	if (startsOn === null || endsOn === null) {
		return [{ kind: 'one-day-missing', field: startsOn === null ? 'startsOn' : 'endsOn' }];
	}
	const days = daysBetween(startsOn, endsOn);
	if (days < 0) return [{ kind: 'ends-before-start' }];
	return days >= 366 ? [{ kind: 'longer-than-a-year' }] : [];
}

/**
 * Decides on a correction. Once others rely on the days they are moved by postponing, which says why; once an exchange of
 * youths is confirmed it keeps whoever answers for it.
 */
export function decideCorrection(before: ExchangeRecord, facts: ExchangeFacts): Decision<ExchangeFacts> {
	const decided = decideExchange(facts);
	if (!decided.ok) return decided;
	const moved = before.startsOn !== facts.startsOn || before.endsOn !== facts.endsOn;
	if (moved && before.state !== 'planned') return refused([{ kind: 'days-fixed' }]);
	if (before.state === 'confirmed' && !isSafeguarded(facts)) return refused([{ kind: 'safeguarding-needed' }]);
	return decided;
}

/** Whether somebody answers for the protection of minors by a concept on file; only exchanges of youths need it. */
export function isSafeguarded({
	kind,
	responsibleId,
	conceptId,
}: Pick<ExchangeFacts, 'kind' | 'responsibleId' | 'conceptId'>): boolean {
	return kind !== 'youth' || (responsibleId !== null && conceptId !== null);
}

/** A step an exchange is to take; `period` are the new days where it is postponed, both null for "not known yet". */
export interface ExchangeStep {
	readonly deed: CourseDeed;
	readonly note: string | null;
	readonly period: Period;
}

/** Decides on a step: the state it leads to, or why it can't be taken. */
export function decideStep(exchange: ExchangeRecord, step: ExchangeStep, today: PlainDate): Decision<CourseState> {
	const { deed, note, period } = step;
	const next = courseLeadsTo(exchange.state, deed);
	if (!next) return refused([{ kind: 'deed-not-permitted', state: exchange.state }]);
	const refusals: ExchangeRefusal[] = [];
	if (needsReason(deed) && note === null) refusals.push({ kind: 'reason-needed' });
	if (deed === 'postpone') {
		refusals.push(...faultsOfPeriod(period));
		const unchanged = period.startsOn === exchange.startsOn && period.endsOn === exchange.endsOn;
		if (unchanged) refusals.push({ kind: 'days-unchanged' });
	} else if (next !== 'planned' && next !== 'cancelled') {
		if (exchange.startsOn === null) refusals.push({ kind: 'days-needed' });
		if (next === 'confirmed' && !isSafeguarded(exchange)) refusals.push({ kind: 'safeguarding-needed' });
		if (next === 'held' && exchange.startsOn !== null && exchange.startsOn > today) {
			refusals.push({ kind: 'not-begun', startsOn: exchange.startsOn });
		}
	}
	return refusals.length > 0 ? refused(refusals) : ok(next);
}
