import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { daysBetween, type PlainDate } from '#lib/kernel/plain-date.ts';
import { type GrantPlan, type Range, unknown } from './grant-rule.ts';

/** The people from one place as a plan knows them; null is not known yet. */
export interface PlannedGroup {
	readonly names: LocalizedText;
	readonly country: string;
	readonly participants: number | null;
	readonly leaders: number | null;
	readonly youngest: number | null;
	readonly oldest: number | null;
}

/** An exchange as far as the rules of funders look at it. */
export interface PlannedExchange {
	readonly startsOn: PlainDate | null;
	readonly endsOn: PlainDate | null;
	readonly hostCountry: string;
	readonly groups: readonly PlannedGroup[];
	readonly costCents: EuroCents | null;
	readonly grantCents: EuroCents | null;
}

/** The member states of the European Union since 1 February 2020. */
const memberStates = new Set(
	'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** What is known of an exchange by every measure. */
export function planOfExchange(exchange: PlannedExchange): GrantPlan {
	const { groups, hostCountry, startsOn, endsOn } = exchange;
	const abroad = groups.filter(({ country }) => country !== hostCountry);
	return {
		...(groups.length > 0 && {
			participants: sum(groups),
			'participants-from-abroad': sum(abroad),
			'smallest-group': lowest(groups, 'participants'),
			'fewest-leaders': lowest(groups, 'leaders'),
			'youngest-age': lowest(groups, 'youngest'),
			'oldest-age': highest(groups, 'oldest'),
			...planOfCountries(groups.map(({ country }) => country)),
			'groups-of-host-country': exactly(groups.length - abroad.length),
		}),
		...(startsOn && endsOn && { 'programme-days': exactly(daysBetween(startsOn, endsOn) + 1) }),
		...planOfFunding({ grantCents: exchange.grantCents, totalCents: exchange.costCents }),
	};
}

/** An event for the citizens of several cities, as far as the rules of funders look at it. */
export interface PlannedEvent {
	/** Of the cities that take part. */
	readonly countries: readonly string[];
	readonly people: number | null;
	readonly peopleFromAbroad: number | null;
	readonly days: number | null;
}

/** What is known of an event by every measure. */
export function planOfEvent({ countries, people, peopleFromAbroad, days }: PlannedEvent): GrantPlan {
	return {
		...(people !== null && { participants: exactly(people) }),
		...(peopleFromAbroad !== null && { 'participants-from-abroad': exactly(peopleFromAbroad) }),
		...(days !== null && { 'programme-days': exactly(days) }),
		...(countries.length > 0 && planOfCountries(countries)),
	};
}

/** What is known of the money: the grant sought and all that the project costs. The share is rounded up, never in our favour. */
export function planOfFunding({
	grantCents,
	totalCents,
}: {
	readonly grantCents: EuroCents | null;
	readonly totalCents: EuroCents | null;
}): GrantPlan {
	if (grantCents === null) return {};
	return {
		'grant-cents': exactly(grantCents),
		...(totalCents !== null &&
			totalCents > 0 && { 'grant-share': exactly(Math.ceil((grantCents * 10_000) / totalCents)) }),
	};
}

function planOfCountries(countries: readonly string[]): GrantPlan {
	const distinct = new Set(countries);
	return {
		countries: exactly(distinct.size),
		'eu-countries': exactly([...distinct].filter((country) => memberStates.has(country)).length),
	};
}

function exactly(value: number): Range {
	return { low: value, high: value };
}

/** Groups without a number yet may hold any: the others say how many there are at least. */
function sum(groups: readonly PlannedGroup[]): Range {
	const low = groups.reduce((total, { participants }) => total + (participants ?? 0), 0);
	return groups.every(({ participants }) => participants !== null) ? exactly(low) : { low, high: unknown.high };
}

type GroupNumber = 'participants' | 'leaders' | 'youngest' | 'oldest';

/** The lowest number of any group: at most the lowest known, and exactly that once all are known. */
function lowest(groups: readonly PlannedGroup[], key: GroupNumber): Range {
	let least: { value: number; at: LocalizedText } | undefined;
	for (const group of groups) {
		const value = group[key];
		if (value !== null && (!least || value < least.value)) least = { value, at: group.names };
	}
	if (!least) return unknown;
	const allKnown = groups.every((group) => group[key] !== null);
	return { low: allKnown ? least.value : 0, high: least.value, at: least.at };
}

function highest(groups: readonly PlannedGroup[], key: GroupNumber): Range {
	let most: { value: number; at: LocalizedText } | undefined;
	for (const group of groups) {
		const value = group[key];
		if (value !== null && (!most || value > most.value)) most = { value, at: group.names };
	}
	if (!most) return unknown;
	const allKnown = groups.every((group) => group[key] !== null);
	return { low: most.value, high: allKnown ? most.value : unknown.high, at: most.at };
}
