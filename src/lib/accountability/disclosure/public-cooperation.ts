import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { EventRecord } from '#lib/partnerships/events/event.ts';
import type { ExchangeGroup, ExchangeRecord } from '#lib/partnerships/exchanges/exchange.ts';
import type { FundingState } from '#lib/partnerships/funding/funding-states.ts';
import type { Indicator } from '#lib/partnerships/projects/indicator.ts';
import type { Milestone } from '#lib/partnerships/projects/milestone.ts';
import type { ProjectFacts, ProjectState } from '#lib/partnerships/projects/project.ts';
import type { PartnershipSide } from '#lib/partnerships/standing/partnership-side.ts';
import { publicDayOfGoods } from './public-partnership.ts';
import type { PublicRef, PublicRefOf } from './public-ref.ts';

// Which fields of what a partnership does together may leave the house: sides, projects, events, exchanges, money. As in
// public-partnership.ts each function names what it lets through, and what it does not name stays inside.

/** The name of an organisation where it may be told (R6); null where not, or where there is none. */
export type NameOf = (organisationId: string | null) => LocalizedText | null;

export interface PublicSide {
	readonly city: LocalizedText;
	readonly unit: LocalizedText | null;
	readonly why: LocalizedText | null;
}

/** A side as publication reads it. */
export type SideSource = Pick<PartnershipSide, 'coordinatingUnitId' | 'whyChosen'> & { readonly city: LocalizedText };

/**
 * R15: which office of a city looks after the partnership, and why the city chose it, as typed. Contacts, predecessors and
 * the day of the next report stay inside. Undefined where there is neither.
 */
export function publicSideOf(
	{ city, coordinatingUnitId, whyChosen }: SideSource,
	nameOf: NameOf,
): PublicSide | undefined {
	const side: PublicSide = { city, unit: nameOf(coordinatingUnitId), why: whyChosen };
	return side.unit || side.why ? side : undefined;
}

export interface PublicMilestone {
	readonly names: LocalizedText;
	readonly due: PlainDate;
	readonly state: Milestone['state'];
	readonly settled: FuzzyDate | null;
	readonly shownBy: PublicRef | null;
}

export interface PublicIndicator extends Omit<Indicator, 'id' | 'actual'> {
	readonly actual: { readonly value: number; readonly asOf: PlainDate } | null;
}

export interface PublicProject {
	readonly names: LocalizedText;
	readonly state: ProjectState;
	readonly since: FuzzyDate;
	readonly begins: FuzzyDate | null;
	readonly ends: FuzzyDate | null;
	readonly lead: LocalizedText | null;
	readonly partners: readonly LocalizedText[];
	readonly themes: readonly PublicRef[];
	/** The whole sum; what it is spent on stays inside. */
	readonly budgetCents: EuroCents | null;
	readonly dreamId: string | null;
	readonly iatiId: string | null;
	readonly milestones: readonly PublicMilestone[];
	readonly indicators: readonly PublicIndicator[];
}

/** A project as publication reads it, with every measurement, because the newest may be too new. */
export interface ProjectSource extends Omit<ProjectFacts, 'themeIds' | 'partnerIds'> {
	readonly state: ProjectState;
	readonly since: FuzzyDate;
	readonly themes: readonly { readonly id: string }[];
	readonly partners: readonly { readonly id: string }[];
	readonly milestones: readonly Milestone[];
	readonly indicators: readonly Omit<Indicator, 'actual'>[];
	/** Latest first. */
	readonly measured: readonly { readonly indicatorId: string; readonly value: number; readonly asOf: PlainDate }[];
}

/** What decides on what is told of a project besides itself. */
export interface ProjectScope {
	readonly tick: Instant;
	/** Nothing that was reached or measured later is told (R5): it could count what has just arrived. */
	readonly horizon: Instant;
	readonly refOf: PublicRefOf;
	readonly nameOf: NameOf;
}

/**
 * R18: a project that a city shows, with its milestones, its indicators and its sum. Its code, description, plan of costs,
 * notes, and where its figures come from stay inside.
 */
export function publicProjectOf(project: ProjectSource, scope: ProjectScope): PublicProject {
	const { names, state, since, begins, ends, budgetCents, dreamId, iatiId } = project;
	const lastDay = dayOf(scope.horizon);
	return {
		names,
		state,
		since,
		begins,
		ends,
		lead: scope.nameOf(project.leadId),
		partners: project.partners.flatMap(({ id }) => scope.nameOf(id) ?? []),
		themes: project.themes.flatMap(({ id }) => scope.refOf({ kind: 'theme', id: id as never }) ?? []),
		budgetCents,
		dreamId,
		iatiId,
		milestones: project.milestones.map((milestone) => publicMilestoneOf(milestone, scope)),
		indicators: project.indicators.map(({ id, names: measures, unit, decimals, baseline, target }) => {
			const told = project.measured.find(({ indicatorId, asOf }) => indicatorId === id && asOf <= lastDay);
			const actual = told ? { value: told.value, asOf: told.asOf } : null;
			return { names: measures, unit, decimals, baseline, target, actual };
		}),
	};
}

/** Of a milestone that a shipment shows, no more than of the shipment; of any, nothing younger than the lag. */
function publicMilestoneOf(milestone: Milestone, { tick, horizon, refOf }: ProjectScope): PublicMilestone {
	const { names, due, state, settledOn, evidence } = milestone;
	const ofGoods = evidence?.kind === 'record' && evidence.ref.kind === 'shipment';
	const shownBy = evidence === null ? undefined : evidence.kind === 'link' ? linkTo(evidence.url) : refOf(evidence.ref);
	const isKnown = settledOn === null || (settledOn <= dayOf(horizon) && !(ofGoods && shownBy === undefined));
	if (!isKnown || settledOn === null) return { names, due, state: 'open', settled: null, shownBy: null };
	const settled: FuzzyDate = { date: settledOn, precision: 'day' };
	return { names, due, state, settled: ofGoods ? publicDayOfGoods(settled, tick) : settled, shownBy: shownBy ?? null };
}

const linkTo = (url: string): PublicRef => ({ kind: 'link', url });

export interface PublicEvent {
	readonly kind: EventRecord['kind'];
	readonly title: LocalizedText;
	readonly summary: LocalizedText | null;
	readonly began: FuzzyDate;
	readonly ended: FuzzyDate | null;
	readonly hours: EventRecord['hours'];
	readonly mode: EventRecord['mode'];
	readonly place: LocalizedText | null;
	readonly people: number | null;
	readonly outcomes: readonly LocalizedText[];
	readonly state: Exclude<EventRecord['state'], 'planned'>;
	/** With `changedAt` what calendars tell newer from older by: that something was changed is public, what is not. */
	readonly revision: number;
	readonly changedAt: Instant;
}

/** An event as publication reads it. */
export type EventSource = EventRecord & {
	/** Whether it was confirmed at any time: what was never announced need not be called off. */
	readonly wasConfirmed: boolean;
};

/**
 * R19: an event its keeper made public, once it is confirmed. Where and at what hour something is to take place stays
 * unsaid until it took place, unless the keeper said otherwise or it is online. Guests, interpreters, the agenda, the
 * address of an online meeting and how many are expected stay inside.
 */
export function publicEventOf(event: EventSource): PublicEvent | undefined {
	const { kind, title, summary, began, ended, mode, state, revision, changedAt } = event;
	if (!event.isPublic || state === 'planned' || (state === 'cancelled' && !event.wasConfirmed)) return undefined;
	const tookPlace = state === 'held';
	const isOpen = event.placeAhead || mode === 'online' || tookPlace;
	return {
		kind,
		title,
		summary,
		began,
		ended,
		hours: isOpen ? event.hours : null,
		mode,
		place: isOpen ? event.place : null,
		people: tookPlace ? event.people : null,
		outcomes: tookPlace ? event.outcomes : [],
		state,
		revision,
		changedAt,
	};
}

/** How many came, or that they were so few that a number would point at them. */
export type PublicCount = number | 'few' | null;

export interface PublicExchange {
	readonly kind: ExchangeRecord['kind'];
	/** The year alone: nobody reads when a group of minors travels. */
	readonly year: number;
	readonly host: LocalizedText;
	readonly state: 'confirmed' | 'held';
	readonly groups: readonly {
		/** A city of Tandem by name; any other place by its country. */
		readonly city: LocalizedText | null;
		readonly country: string;
		readonly participants: PublicCount;
		readonly leaders: PublicCount;
	}[];
}

/** Fewer people than this are "few". */
export const fewestCounted = 5;

/**
 * R20: an exchange its keeper made public, as numbers: kind, year, the cities, how many. Titles, aims, days, places, ages,
 * names and money stay inside. Cancelled ones are not told.
 */
export function publicExchangeOf(exchange: ExchangeRecord): PublicExchange | undefined {
	const { kind, state, startsOn, host, groups } = exchange;
	if (!exchange.isPublic || (state !== 'confirmed' && state !== 'held') || startsOn === null) return undefined;
	return { kind, year: Number(startsOn.slice(0, 4)), host: host.names, state, groups: groups.map(publicGroupOf) };
}

function publicGroupOf({ homeId, names, country, participants, leaders }: ExchangeGroup) {
	return { city: homeId && names, country, participants: publicCount(participants), leaders: publicCount(leaders) };
}

function publicCount(count: number | null): PublicCount {
	return count !== null && count > 0 && count < fewestCounted ? 'few' : count;
}

export interface PublicFunding {
	readonly names: LocalizedText;
	readonly state: 'granted' | 'running' | 'settled';
	/** When it was granted. */
	readonly granted: PlainDate | null;
	readonly programme: string | null;
	/** Null for the city's own money, and for a funder that may not be named. */
	readonly funder: LocalizedText | null;
	readonly isOwnMoney: boolean;
	readonly grantedCents: EuroCents | null;
	/** What the city adds by the plan that was approved. */
	readonly ownCents: EuroCents | null;
	readonly from: PlainDate | null;
	readonly until: PlainDate | null;
}

/** A funding as publication reads it. */
export interface FundingSource {
	readonly names: LocalizedText;
	readonly state: FundingState;
	readonly grantedOn: PlainDate | null;
	readonly programme: string | null;
	readonly funderId: string | null;
	readonly grantedCents: EuroCents | null;
	readonly plan: { readonly ownCents: EuroCents } | null;
	readonly eligibleFrom: PlainDate | null;
	readonly eligibleUntil: PlainDate | null;
}

/**
 * R21: money that a city shows, once it was granted: programme, funder, the sum, the city's own share. What was applied for
 * or drawn, the funder's reference, plan lines, vouchers, reports and notes stay inside.
 */
export function publicFundingOf(funding: FundingSource, nameOf: NameOf): PublicFunding | undefined {
	const { names, state, grantedOn, programme, funderId, grantedCents, plan, eligibleFrom, eligibleUntil } = funding;
	if (state !== 'granted' && state !== 'running' && state !== 'settled') return undefined;
	return {
		names,
		state,
		granted: grantedOn,
		programme,
		funder: nameOf(funderId),
		isOwnMoney: funderId === null,
		grantedCents,
		ownCents: plan?.ownCents ?? null,
		from: eligibleFrom,
		until: eligibleUntil,
	};
}
