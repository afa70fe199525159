import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatFuzzyDate } from '#lib/i18n/format.ts';
import { type Language, locales } from '#lib/kernel/language.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { EventTime } from './event.ts';
import type { EventFault } from './event-form.ts';
import { eventMessages } from './event-messages.ts';

/** "14 March 2023, 10:00 to 11:30 (Berlin)", "June 2024", "3 June 2024 to 7 June 2024". */
export function whenInWords({ began, ended, hours }: EventTime, language: Language): string {
	const say = speak(eventMessages, language);
	const from = formatFuzzyDate(began, language);
	const days = ended ? say('days', { from, until: formatFuzzyDate(ended, language) }) : from;
	if (!hours) return days;
	const zone = zoneInWords(hours.zone, began.date, language);
	return hours.ends === null
		? say('when-from', { days, starts: hours.starts, zone })
		: say('when-hours', { days, starts: hours.starts, ends: hours.ends, zone });
}

/** "Central European Time" for "Europe/Berlin", whatever the season, as the zone was called in the year of a day. */
export function zoneInWords(zone: string, day: PlainDate, language: Language): string {
	const format = new Intl.DateTimeFormat(locales[language], { timeZone: zone, timeZoneName: 'longGeneric' });
	const parts = format.formatToParts(Date.parse(`${day}T12:00:00Z`));
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** "German" for "de", in the reader's language. */
export function languageName(code: string, language: Language): string {
	return new Intl.DisplayNames(locales[language], { type: 'language' }).of(code) ?? code;
}

/** The words above each field. */
const labels = {
	kind: 'kind',
	title: 'title',
	summary: 'summary',
	began: 'began',
	ended: 'ended',
	startsTime: 'starts-time',
	endsTime: 'ends-time',
	zone: 'zone',
	newBegan: 'began',
	newEnded: 'ended',
	newStartsTime: 'starts-time',
	newEndsTime: 'ends-time',
	newZone: 'zone',
	mode: 'mode',
	place: 'where',
	meetingLink: 'meeting-link',
	registrationUntil: 'registration-until',
	expected: 'expected',
	expectedAbroad: 'expected-abroad',
	people: 'people',
	subjects: 'subjects',
	deed: 'course-move',
	note: 'course-note',
	agendaDay: 'agenda-day',
	agendaTime: 'agenda-time',
	agendaTitle: 'agenda-title',
	speaker: 'speaker',
	fromLanguage: 'from-language',
	toLanguage: 'to-language',
	interpreter: 'interpreter',
	outcome: 'outcome-text',
	document: 'document-choose',
	guest: 'guest',
	organisation: 'organisation',
	status: 'status',
} as const;

/** A fault in words, with the field it takes the reader to. */
export function explainEventFault(fault: EventFault, language: Language): FieldError {
	const say = speak(eventMessages, language);
	switch (fault.kind) {
		case 'not-a-time':
			return { field: fault.field, message: say('error-not-a-time', { typed: fault.typed }) };
		case 'not-a-number':
			return { field: fault.field, message: say('error-not-a-number', { typed: fault.typed }) };
		case 'no-such-hour':
			return { field: fault.field, message: say('error-no-such-hour') };
		case 'no-record-there':
			return { field: 'subjects', message: say('error-no-record-there', { typed: fault.typed }) };
		case 'registration-after-it':
			return {
				field: 'registrationUntil',
				message: say('error-registration-after-it', { day: formatDate(fault.last, language) }),
			};
		default:
			return isOwn(fault)
				? { field: fields[fault.kind], message: say(`error-${fault.kind}`) }
				: explainFault(fault, language, labels, speak(eventMessages, language));
	}
}

const fields = {
	'ends-before-it-began': 'ended',
	'hours-without-day': 'began',
	'end-hour-without-start': 'startsTime',
	'ends-before-start': 'endsTime',
	'online-with-place': 'place',
	'more-from-abroad': 'expectedAbroad',
	'people-ahead': 'people',
	'time-fixed': 'began',
	'time-unchanged': 'newBegan',
	'day-needed': 'deed',
	'reason-needed': 'note',
	'not-begun': 'deed',
	'deed-not-permitted': 'deed',
	'link-not-secure': 'meetingLink',
	'outside-event': 'agendaTime',
	'same-language': 'toLanguage',
	'unknown-partnership': 'form',
	'unknown-document': 'document',
	'attended-ahead': 'status',
} as const;

type Own = Extract<EventFault, { readonly kind: keyof typeof fields }>;

function isOwn(fault: EventFault): fault is Own {
	return Object.hasOwn(fields, fault.kind);
}
