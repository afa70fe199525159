import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { addDays, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { CourseState } from './course.ts';

/** One entry of a calendar, in the terms of RFC 5545. */
export interface CalendarEntry {
	/** The same for ever: by it a calendar knows the entry again. */
	readonly uid: string;
	/** Grows with each change. */
	readonly sequence: number;
	readonly changedAt: Instant;
	readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
	readonly summary: string;
	readonly description: string | null;
	readonly location: string | null;
	readonly url: string | null;
	/** Moments, or whole days of which `until` is the first that is free again (DTEND is exclusive). */
	readonly time:
		| { readonly kind: 'hours'; readonly startsAt: Instant; readonly endsAt: Instant | null }
		| { readonly kind: 'days'; readonly from: PlainDate; readonly until: PlainDate };
}

/** Where a calendar is asked for: its address makes the ids of entries, and their links. */
export interface CalendarPlace {
	readonly url: URL;
	readonly language: Language;
}

/** What an entry is made of: an event as its cities or as the public may read it. */
export interface CalendarEvent {
	readonly id: string;
	readonly revision: number;
	readonly changedAt: Instant;
	readonly state: CourseState;
	readonly title: LocalizedText;
	readonly summary: LocalizedText | null;
	readonly place: LocalizedText | null;
	readonly began: FuzzyDate;
	readonly ended: FuzzyDate | null;
	readonly hours: { readonly startsAt: Instant; readonly endsAt: Instant | null } | null;
}

const statuses = {
	planned: 'TENTATIVE',
	confirmed: 'CONFIRMED',
	held: 'CONFIRMED',
	cancelled: 'CANCELLED',
} as const satisfies Record<CourseState, CalendarEntry['status']>;

/** The entry of an event in a reader's language; undefined where the day isn't known, which no calendar can hold. */
export function entryOf(
	event: CalendarEvent,
	{ host, language, url }: { readonly host: string; readonly language: Language; readonly url: string | null },
): CalendarEntry | undefined {
	const { began, ended, hours } = event;
	if (began.precision !== 'day' || (ended && ended.precision !== 'day')) return undefined;
	return {
		uid: `${event.id}@${host}`,
		sequence: event.revision,
		changedAt: event.changedAt,
		status: statuses[event.state],
		summary: readableText(event.title, language).text,
		description: event.summary && readableText(event.summary, language).text,
		location: event.place && readableText(event.place, language).text,
		url,
		time: hours
			? { kind: 'hours', startsAt: hours.startsAt, endsAt: hours.endsAt }
			: { kind: 'days', from: began.date, until: addDays((ended ?? began).date, 1) },
	};
}
