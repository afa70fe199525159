import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	type FormFault,
	lineOf,
	localizedForm,
	readChoice,
	readFuzzyDay,
	readId,
	readLine,
	readLocalized,
	readOptionalDay,
	readOptionalFuzzyDay,
	readOptionalLine,
	readOptionalLocalized,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { programmesFor } from '../grant-rules/grant-programmes.ts';
import { parseRecordAddress, type RecordRef, recordPath } from '../record-ref.ts';
import { courseDeeds } from './course.ts';
import {
	type EventFacts,
	type EventRecord,
	type EventRefusal,
	type EventStep,
	type EventTime,
	eventKinds,
	eventModes,
} from './event.ts';
import { isTimeZone, isWallTime, type WallTime } from './wall-time.ts';

/** Why something about an event is not kept. */
export type EventFault =
	| FieldFault
	| FormFault
	| EventRefusal
	| { readonly kind: 'not-a-time'; readonly field: string; readonly typed: string }
	| { readonly kind: 'not-a-number'; readonly field: string; readonly typed: string }
	| { readonly kind: 'no-record-there'; readonly typed: string }
	| { readonly kind: 'link-not-secure' }
	| { readonly kind: 'outside-event' }
	| { readonly kind: 'same-language' }
	| { readonly kind: 'unknown-partnership' }
	| { readonly kind: 'unknown-document' }
	| { readonly kind: 'attended-ahead' };
type Parsed<Value> = Result<Value, readonly EventFault[]>;

export const longestText = 4000;

function readCount(typed: Typed, field: string): Parsed<number | null> {
	const text = lineOf(typed, field);
	if (text === '') return ok(null);
	return /^\d{1,6}$/.test(text) ? ok(Number(text)) : refused([{ kind: 'not-a-number', field, typed: text }]);
}

function readTime(typed: Typed, field: string): Parsed<WallTime | null> {
	const text = lineOf(typed, field)
		.replace(/^(\d)[:.]/, '0$1:')
		.replace('.', ':');
	if (text === '') return ok(null);
	return isWallTime(text) ? ok(text) : refused([{ kind: 'not-a-time', field, typed: text }]);
}

/** Reads days and hours from fields of such names. */
function readEventTime(typed: Typed, names: TimeFields): Parsed<EventTime> {
	const read = together({
		began: readFuzzyDay(typed, names.began),
		ended: readOptionalFuzzyDay(typed, names.ended),
		starts: readTime(typed, names.starts),
		ends: readTime(typed, names.ends),
		zone: readZone(typed, names.zone),
	});
	if (!read.ok) return read;
	const { began, ended, starts, ends, zone } = read.value;
	if (ends !== null && starts === null) return refused([{ kind: 'end-hour-without-start' }]);
	return ok({ began, ended, hours: starts === null ? null : { starts, ends, zone } });
}

interface TimeFields {
	readonly began: string;
	readonly ended: string;
	readonly starts: string;
	readonly ends: string;
	readonly zone: string;
}
const timeFields: TimeFields = { began: 'began', ended: 'ended', starts: 'startsTime', ends: 'endsTime', zone: 'zone' };
const newTimeFields: TimeFields = {
	began: 'newBegan',
	ended: 'newEnded',
	starts: 'newStartsTime',
	ends: 'newEndsTime',
	zone: 'newZone',
};

function readZone(typed: Typed, field: string): Parsed<string> {
	const zone = lineOf(typed, field) || 'Europe/Berlin';
	return isTimeZone(zone) ? ok(zone) : refused([{ kind: 'choice-missing', field }]);
}

/** Reads the form of an event, new or corrected. */
export function parseEvent(typed: Typed): Parsed<EventFacts> {
	const read = together({
		kind: readChoice(typed, 'kind', eventKinds),
		title: readLocalized(typed, 'title'),
		summary: readOptionalLocalized(typed, 'summary', longestText),
		time: readEventTime(typed, timeFields),
		mode: readChoice(typed, 'mode', eventModes),
		place: readOptionalLocalized(typed, 'place'),
		meetingLink: readMeetingLink(typed),
		registrationUntil: readOptionalDay(typed, 'registrationUntil'),
		expected: readCount(typed, 'expected'),
		expectedAbroad: readCount(typed, 'expectedAbroad'),
		people: readCount(typed, 'people'),
		subjects: readSubjects(typed),
	});
	if (!read.ok) return read;
	const { time, ...facts } = read.value;
	return ok({
		...facts,
		...time,
		isPublic: typed['isPublic'] === 'on',
		placeAhead: typed['placeAhead'] === 'on',
		programmes: programmesFor('event')
			.map(({ id }) => id)
			.filter((id) => typed[`programme-${id}`] === 'on'),
	});
}

function readMeetingLink(typed: Typed): Parsed<string | null> {
	const text = lineOf(typed, 'meetingLink');
	if (text === '') return ok(null);
	const isSecure = text.length <= 1000 && URL.canParse(text) && new URL(text).protocol === 'https:';
	return isSecure ? ok(text) : refused([{ kind: 'link-not-secure' }]);
}

/** What the event belongs to: addresses of pages of the office, one per line. */
function readSubjects(typed: Typed): Parsed<readonly RecordRef[]> {
	const lines = (typed['subjects'] ?? '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const subjects: RecordRef[] = [];
	for (const line of lines.slice(0, 20)) {
		const ref = parseRecordAddress(line);
		if (!ref) return refused([{ kind: 'no-record-there', typed: line.slice(0, 100) }]);
		subjects.push(ref);
	}
	return ok(subjects);
}

/** An event as its form shows it; `office` is where the office is: "/de/office". */
export function eventForm(event: EventRecord, meetingLink: string | null, office: string): Typed {
	const count = (value: number | null) => (value === null ? '' : String(value));
	return {
		partnership: event.partnershipId,
		kind: event.kind,
		...localizedForm('title', event.title),
		...localizedForm('summary', event.summary),
		began: fuzzyDateText(event.began),
		ended: event.ended ? fuzzyDateText(event.ended) : '',
		startsTime: event.hours?.starts ?? '',
		endsTime: event.hours?.ends ?? '',
		zone: event.hours?.zone ?? '',
		mode: event.mode,
		...localizedForm('place', event.place),
		meetingLink: meetingLink ?? '',
		isPublic: event.isPublic ? 'on' : '',
		placeAhead: event.placeAhead ? 'on' : '',
		registrationUntil: event.registrationUntil ?? '',
		expected: count(event.expected),
		expectedAbroad: count(event.expectedAbroad),
		people: count(event.people),
		subjects: event.subjects.map((ref) => `${office}${recordPath(ref)}`).join('\n'),
		...Object.fromEntries(event.programmes.map((id) => [`programme-${id}`, 'on'])),
	};
}

/** Reads the form that moves an event on. */
export function parseStep(typed: Typed): Parsed<EventStep> {
	const read = together({
		deed: readChoice(typed, 'deed', courseDeeds),
		note: readOptionalLine(typed, 'note', 2000),
	});
	if (!read.ok) return read;
	if (read.value.deed !== 'postpone') return ok({ ...read.value, time: null });
	const time = readEventTime(typed, newTimeFields);
	return time.ok ? ok({ ...read.value, time: time.value }) : time;
}

/** Something that is added to an event: an item of the agenda, an interpreter, an outcome, a document. */
export type EventPart =
	| {
			readonly kind: 'agenda';
			readonly day: PlainDate;
			readonly time: WallTime;
			readonly title: LocalizedText;
			readonly speaker: string | null;
	  }
	| { readonly kind: 'interpreter'; readonly from: string; readonly to: string; readonly name: string | null }
	| { readonly kind: 'outcome'; readonly text: LocalizedText }
	| { readonly kind: 'document'; readonly documentId: string };
export type PartKind = EventPart['kind'];

/** Reads the form that adds a part; an item without a day stands on the first day of the event. */
export function parsePart(kind: PartKind, typed: Typed, firstDay: PlainDate): Parsed<EventPart> {
	switch (kind) {
		case 'agenda':
			return parseAgendaItem(typed, firstDay);
		case 'interpreter':
			return parseInterpreter(typed);
		case 'outcome': {
			const text = readLocalized(typed, 'outcome', longestText);
			return text.ok ? ok({ kind, text: text.value }) : text;
		}
		case 'document': {
			const id = readId<'document'>(typed, 'document');
			return id.ok ? ok({ kind, documentId: id.value }) : id;
		}
	}
}

function parseAgendaItem(typed: Typed, firstDay: PlainDate): Parsed<EventPart> {
	const read = together({
		day: readOptionalDay(typed, 'agendaDay'),
		time: readTime(typed, 'agendaTime'),
		title: readLocalized(typed, 'agendaTitle'),
		speaker: readOptionalLine(typed, 'speaker'),
	});
	if (!read.ok) return read;
	const { day, time, title, speaker } = read.value;
	if (time === null) return refused([{ kind: 'field-missing', field: 'agendaTime' }]);
	return ok({ kind: 'agenda', day: day ?? firstDay, time, title, speaker });
}

function parseInterpreter(typed: Typed): Parsed<EventPart> {
	const read = together({
		from: readLanguageCode(typed, 'fromLanguage'),
		to: readLanguageCode(typed, 'toLanguage'),
		name: readOptionalLine(typed, 'interpreter'),
	});
	if (!read.ok) return read;
	if (read.value.from === read.value.to) return refused([{ kind: 'same-language' }]);
	return ok({ kind: 'interpreter', ...read.value });
}

/** The languages a form offers for interpreting. */
export const interpretedLanguages = ['de', 'uk', 'en', 'fr', 'pl', 'ru', 'tr'] as const;

function readLanguageCode(typed: Typed, field: string): Parsed<string> {
	return readChoice(typed, field, interpretedLanguages);
}

export const guestStatuses = ['invited', 'registered', 'attended', 'absent'] as const;
export type GuestStatus = (typeof guestStatuses)[number];

/** Somebody of the city's own who is to come. */
export interface GuestFacts {
	readonly name: string;
	readonly organisation: string | null;
	readonly status: GuestStatus;
}

export function parseGuest(typed: Typed): Parsed<GuestFacts> {
	return together({
		name: readLine(typed, 'guest'),
		organisation: readOptionalLine(typed, 'organisation'),
		status: readChoice(typed, 'status', guestStatuses),
	});
}

/** What the form of a new event begins with. */
export function newEventForm(partnershipId: string, zone: string): Typed {
	return { partnership: partnershipId, kind: 'workshop', mode: 'in-person', zone };
}
