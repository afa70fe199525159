import type { Id } from '#lib/kernel/id.ts';
import { addDays, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { ExchangeGroup, ExchangeRecord, GroupId } from './exchange.ts';

/** Somebody who takes part: as little as the journey needs. */
export interface ParticipantFacts {
	readonly groupId: GroupId;
	readonly givenName: string;
	readonly birthYear: number;
	/** When the written consent came in. */
	readonly consentOn: PlainDate | null;
	readonly emergencyContact: string | null;
}
export interface Participant extends ParticipantFacts {
	readonly id: Id<'participant'>;
	readonly addedOn: PlainDate;
}

/** Somebody who leads a group. Of the certificate of conduct only the day on which it was looked at is kept. */
export interface LeaderFacts {
	readonly groupId: GroupId;
	readonly name: string;
	readonly isAdult: boolean;
	readonly recordCheckOn: PlainDate | null;
}
export interface Leader extends LeaderFacts {
	readonly id: Id<'leader'>;
	readonly addedOn: PlainDate;
}

/** Everybody listed for an exchange. */
export interface ExchangePeople {
	readonly participants: readonly Participant[];
	readonly leaders: readonly Leader[];
}

export type PeopleRefusal =
	| { readonly kind: 'birth-year-implausible'; readonly typed: string }
	| { readonly kind: 'unknown-group'; readonly field: 'group' | 'leaderGroup' }
	| { readonly kind: 'date-in-future'; readonly field: 'consentOn' | 'recordCheckOn' }
	| { readonly kind: 'no-lists-any-more' };

/** By the year of birth alone nobody's age is known to the day: whoever may still be 17 when it begins counts as a minor. */
export function mayBeMinor({ birthYear }: Pick<Participant, 'birthYear'>, startsOn: PlainDate): boolean {
	return Number(startsOn.slice(0, 4)) - birthYear <= 18;
}

const keptAfterTheEnd = 30;
const keptAtMost = 548;

/**
 * The first day on which somebody listed is gone: 30 days after the end, at once where the exchange is cancelled, and
 * after 18 months however often it is postponed. The same as `exchange_people_forgotten_on` in the database.
 */
export function forgottenOn(
	{ state, endsOn }: Pick<ExchangeRecord, 'state' | 'endsOn'>,
	addedOn: PlainDate,
): PlainDate {
	const atMost = addDays(addedOn, keptAtMost);
	if (state === 'cancelled') return addedOn;
	const afterEnd = endsOn && addDays(endsOn, keptAfterTheEnd);
	return afterEnd && afterEnd < atMost ? afterEnd : atMost;
}

/** Whether people may be listed: only for an exchange that has its days, is not cancelled and is not long over. */
export function mayListPeople(exchange: Pick<ExchangeRecord, 'state' | 'endsOn'>, today: PlainDate): boolean {
	return exchange.endsOn !== null && exchange.state !== 'cancelled' && forgottenOn(exchange, today) > today;
}

/** What still stands between an exchange and the safety of its minors; `count` says how many people it concerns. */
export interface SafeguardingGap {
	readonly kind:
		| 'no-responsible'
		| 'no-concept'
		| 'consents-missing'
		| 'contacts-missing'
		| 'leaders-missing'
		| 'leaders-under-age'
		| 'checks-missing'
		| 'checks-old'
		| 'outside-ages';
	readonly count: number;
}

/** Certificates of conduct are looked at again after five years (recommendation on § 72a SGB VIII). */
const checkValidDays = 5 * 365;

/** Everything that is missing, the gravest first; nothing for an exchange without minors. */
export function safeguardingGaps(exchange: ExchangeRecord, people: ExchangePeople): readonly SafeguardingGap[] {
	const { startsOn, endsOn } = exchange;
	const minors = people.participants.filter((each) => startsOn === null || mayBeMinor(each, startsOn));
	if (exchange.kind !== 'youth' && minors.length === 0) return [];
	const { leaders } = people;
	const led = new Set(leaders.map(({ groupId }) => groupId));
	const peopled = new Set(people.participants.map(({ groupId }) => groupId));
	const until = endsOn ?? startsOn;
	const counts: Record<SafeguardingGap['kind'], number> = {
		'no-responsible': exchange.responsibleId === null ? 1 : 0,
		'no-concept': exchange.conceptId === null ? 1 : 0,
		'consents-missing': minors.filter(({ consentOn }) => consentOn === null).length,
		'contacts-missing': minors.filter(({ emergencyContact }) => emergencyContact === null).length,
		'leaders-missing': [...peopled].filter((groupId) => !led.has(groupId)).length,
		'leaders-under-age': leaders.filter(({ isAdult }) => !isAdult).length,
		'checks-missing': leaders.filter(({ recordCheckOn }) => recordCheckOn === null).length,
		'checks-old': leaders.filter(
			({ recordCheckOn }) => recordCheckOn && until && addDays(recordCheckOn, checkValidDays) < until,
		).length,
		'outside-ages': people.participants.filter((each) => isOutside(each, exchange)).length,
	};
	return Object.entries(counts)
		.filter(([, count]) => count > 0)
		.map(([kind, count]) => ({ kind: kind as SafeguardingGap['kind'], count }));
}

/** Whether somebody is certainly younger or older than the group was planned to be. */
function isOutside({ groupId, birthYear }: Participant, { groups, startsOn }: ExchangeRecord): boolean {
	const group: ExchangeGroup | undefined = groups.find(({ id }) => id === groupId);
	if (!group || startsOn === null) return false;
	const oldestPossible = Number(startsOn.slice(0, 4)) - birthYear;
	const isTooYoung = group.youngest !== null && oldestPossible < group.youngest;
	return isTooYoung || (group.oldest !== null && oldestPossible - 1 > group.oldest);
}
