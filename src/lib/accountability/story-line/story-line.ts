import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Outcome } from '#lib/partnerships/council/paper-words.ts';
import type { EventKind } from '#lib/partnerships/events/event.ts';
import type { ExchangeKind } from '#lib/partnerships/exchanges/exchange.ts';
import type { PartnershipKind, PartnershipStatus } from '#lib/partnerships/partnership.ts';
import type { PromiseState } from '#lib/partnerships/promises/promise-states.ts';

/**
 * What a story is told of, in the order in which one leads to the next: a resolution to an agreement, an agreement to what
 * the partnership is, themes to projects, needs to offers, to allocations, to shipments, to use, to reports.
 */
export const storyKinds = [
	'paper',
	'agreement',
	'standing',
	'theme',
	'project',
	'event',
	'exchange',
	'promise',
	'funding',
	'need',
	'offer',
	'allocation',
	'shipment',
	'use',
	'report',
] as const;
export type StoryKind = (typeof storyKinds)[number];

/** When something happened, as exactly as may be told. A week is named by its Monday. */
export interface StoryDate {
	readonly date: PlainDate;
	readonly precision: FuzzyDate['precision'] | 'week';
}

/** A quantity of an item of the catalogue, in its base unit. */
export interface StoryGoods {
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly quantity: number;
}

/** What happened: each kind with exactly what its sentence says. */
export type StoryFact =
	| {
			readonly kind: 'paper';
			readonly title: LocalizedText;
			readonly reference: string;
			/** The body that decided and what came of it; null where it was put before the council and no more is known. */
			readonly body: string | null;
			readonly outcome: Outcome | null;
	  }
	| { readonly kind: 'agreement'; readonly title: LocalizedText }
	| {
			readonly kind: 'standing';
			readonly is: PartnershipKind;
			readonly status: PartnershipStatus;
			readonly basis: LocalizedText | null;
	  }
	| { readonly kind: 'theme'; readonly title: LocalizedText; readonly state: 'agreed' | 'dormant' | 'ended' }
	| {
			readonly kind: 'project';
			readonly title: LocalizedText;
			readonly state: 'running' | 'suspended' | 'completed' | 'cancelled';
	  }
	| { readonly kind: 'event'; readonly title: LocalizedText; readonly eventKind: EventKind }
	| { readonly kind: 'exchange'; readonly title: LocalizedText; readonly exchangeKind: ExchangeKind }
	| {
			readonly kind: 'promise';
			readonly title: LocalizedText;
			/** `made`: it was given; else what had become of it by that day. */
			readonly state: Exclude<PromiseState, 'under-way'>;
			readonly note: LocalizedText | null;
	  }
	| {
			readonly kind: 'funding';
			readonly title: LocalizedText;
			readonly programme: string | null;
			/** Null where it was granted in goods, without an amount. */
			readonly cents: EuroCents | null;
	  }
	| {
			readonly kind: 'need';
			/** The list they came in; null where they were entered one by one. */
			readonly list: string | null;
			readonly needs: number;
			readonly goods: readonly StoryGoods[];
	  }
	| { readonly kind: 'offer' | 'allocation'; readonly goods: readonly StoryGoods[] }
	| {
			readonly kind: 'shipment' | 'use';
			/** The number of the shipment, where the reader may know it. */
			readonly number: string | null;
			readonly goods: readonly StoryGoods[];
	  }
	| {
			readonly kind: 'report';
			readonly reportKind: 'council' | 'proof-of-use';
			readonly from: PlainDate;
			readonly until: PlainDate;
	  };

/** One entry of a story line, with the record it was folded from. */
export interface StoryEntry<Source> {
	/** Unique on the line and the same as long as the record is there: the name permanent links end with. */
	readonly id: string;
	readonly when: StoryDate;
	readonly fact: StoryFact;
	readonly source: Source;
}

/** From the widest to the narrowest; the order in which dates that begin on one day are told. */
export const storyPrecisions = ['year', 'month', 'week', 'day'] as const satisfies readonly StoryDate['precision'][];

/**
 * What happens in a day, in the order in which one leads to the next: as the kinds, but that a promise is kept by what came
 * before, so what became of one is told after the shipments.
 */
export const storySteps = [...storyKinds.slice(0, -1), 'outcome', ...storyKinds.slice(-1)] as const;

/** How the ids of entries end that tell what became of a promise. */
export const outcomeEnding = '-outcome';

function stepOf({ id, fact }: Placed): number {
	return storySteps.indexOf(fact.kind === 'promise' && id.endsWith(outcomeEnding) ? 'outcome' : fact.kind);
}

type Placed = { readonly id: string; readonly when: StoryDate; readonly fact: Pick<StoryFact, 'kind'> };

/**
 * The order of a story line: by the first day a date may mean. What is known less exactly heads the span it lies in: "2023"
 * stands before all days of 2023 and "March 2023" before all days of that March, because the span is all that is known of
 * it, and it reads like its heading. What happened on one day is told as one thing leads to the next; then by id,
 * so that the order is total and the same at each look.
 */
export function compareEntries(a: Placed, b: Placed): number {
	return (
		compareTexts(a.when.date, b.when.date) ||
		storyPrecisions.indexOf(a.when.precision) - storyPrecisions.indexOf(b.when.precision) ||
		stepOf(a) - stepOf(b) ||
		compareTexts(a.id, b.id)
	);
}

/** By code units, as PostgreSQL compares with the collation "C"; our ids and dates are ASCII. */
function compareTexts(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** The year under which an entry is told: that of the first day it may mean. */
export function storyYear({ date }: StoryDate): number {
	return Number(date.slice(0, 4));
}

/** Entries in their order, gathered under their years. */
export function byYear<Entry extends { readonly when: StoryDate }>(
	entries: readonly Entry[],
): readonly { readonly year: number; readonly entries: readonly Entry[] }[] {
	const years: { year: number; entries: Entry[] }[] = [];
	for (const entry of entries) {
		const year = storyYear(entry.when);
		const last = years.at(-1);
		if (last?.year === year) last.entries.push(entry);
		else years.push({ year, entries: [entry] });
	}
	return years;
}

/** How many entries one page shows. A line that fits is shown whole; a longer one year by year. */
export const storyPageLength = 150;

/** How many entries of a kind there are in a year. */
export interface StoryCount {
	readonly year: number;
	readonly kind: StoryKind;
	readonly count: number;
}

/** Which part of a line is asked for; null: all. */
export interface StoryFilter {
	readonly kind: StoryKind | null;
	readonly year: number | null;
	/** From 1. */
	readonly page: number;
}

/** The part of a line a page shows. */
export interface StoryWindow {
	/** Null: the whole line. */
	readonly year: number | null;
	readonly page: number;
	readonly pages: number;
	readonly offset: number;
}

/**
 * Which part of a line is shown for what is asked, by how many entries there are: the whole line if it fits on a page or
 * nobody asked for less, else the year asked for, or the newest one. A page beyond the last is the last.
 */
export function windowOf(counts: readonly StoryCount[], filter: StoryFilter): StoryWindow {
	const counted = counts.filter(({ kind }) => filter.kind === null || kind === filter.kind);
	const sum = (of: readonly StoryCount[]): number => of.reduce((total, { count }) => total + count, 0);
	const whole = filter.year === null && sum(counted) <= storyPageLength;
	const newest = counted.reduce<number | null>((most, { year }) => (most === null || year > most ? year : most), null);
	const year = whole ? null : (filter.year ?? newest);
	const total = sum(counted.filter((each) => year === null || each.year === year));
	const pages = Math.max(1, Math.ceil(total / storyPageLength));
	const page = Math.min(Math.max(filter.page, 1), pages);
	return { year, page, pages, offset: (page - 1) * storyPageLength };
}

/** What has to be asked for so that the page shows an entry: the whole line if it fits, else the entry's page. */
export function filterForPlace(
	counts: readonly StoryCount[],
	place: { readonly year: number; readonly before: number } | undefined,
): StoryFilter {
	const whole = { kind: null, year: null, page: 1 };
	if (place === undefined || windowOf(counts, whole).year === null) return whole;
	return { kind: null, year: place.year, page: Math.floor(place.before / storyPageLength) + 1 };
}

/** What the address of a page asks for; anything that makes no sense there is left out. */
export function parseStoryFilter(query: URLSearchParams): StoryFilter {
	const year = query.get('year') ?? '';
	return {
		kind: storyKinds.find((kind) => kind === query.get('kind')) ?? null,
		year: /^\d{4}$/.test(year) ? Number(year) : null,
		page: /^\d{1,4}$/.test(query.get('page') ?? '') ? Math.max(1, Number(query.get('page'))) : 1,
	};
}

/** An id as our links spell it; undefined for anything else. */
export function parseStoryId(text: string | null): string | undefined {
	return text !== null && /^[a-z]+-[a-z0-9-]{1,120}$/.test(text) ? text : undefined;
}
