import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { listDocuments, listDocumentsOfPartnership } from '#lib/media/documents/document-queries.server.ts';
import { documentLine } from '#lib/media/documents/document-texts.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { listPartnershipCities } from '../partnership-cities.server.ts';
import { listRecordTitles } from '../record-titles.server.ts';
import { type RecordTitles, recordLink } from '../record-words.ts';
import { deedsFrom } from './course.ts';
import type { EventRecord } from './event.ts';
import { addEventPart, removeEventPart } from './event-commands.server.ts';
import { type EventFault, type PartKind, parsePart } from './event-form.ts';
import { checksOf, choicesFor, partnershipOf } from './event-pages.server.ts';
import {
	countOwnGuests,
	type EventParts,
	findEvent,
	findEventParts,
	findMeetingLink,
	listEventSteps,
	lockOwnEvent,
} from './event-queries.server.ts';
import { languageName, whenInWords } from './event-words.ts';

/** The page of an event; undefined where the city may not see it. Of the guests only the own ones, in numbers. */
export async function loadEvent(desk: OfficeDesk, idText: string) {
	const id = parseId<'event'>(idText);
	return readForPage(desk, async (trx) => {
		const event = id && (await findEvent(trx, id));
		if (!event) return undefined;
		const { language } = desk;
		const mayKeep = event.cityId === desk.actor.city && may(desk.session, 'cooperation.keep');
		const mayInvite = may(desk.session, 'cooperation.keep');
		const parts = await findEventParts(trx, event.id);
		const steps = await listEventSteps(trx, event.id);
		return {
			...viewOf(event, await listRecordTitles(trx, desk.session, event.subjects), desk),
			within: await partnershipOf(trx, event, desk),
			meetingLink: await findMeetingLink(trx, event.id),
			...partsInWords(parts, desk),
			documents: (await listDocuments(trx, parts.documentIds)).map((document) => documentLine(document, language)),
			documentChoices: mayKeep ? await documentChoices(trx, event, parts, desk) : [],
			checks: checksOf(event, await listPartnershipCities(trx, event.partnershipId), desk),
			guests: mayInvite ? await countOwnGuests(trx, event.id) : null,
			mayKeep,
			mayPromise: may(desk.session, 'promises.keep'),
			deeds: mayKeep ? deedsFrom(event.state) : [],
			zones: mayKeep ? (await choicesFor(trx, desk, event.partnershipId)).zones : [],
			steps: steps.map(({ deed, note, was, at }) => ({
				deed,
				note,
				was: was && whenInWords(was, language),
				when: formatInstant(at, language),
				datetime: dayOf(at),
			})),
			idempotencyKey: randomUUID(),
		};
	});
}

function viewOf(event: EventRecord, titles: RecordTitles, { language }: OfficeDesk) {
	return {
		id: event.id,
		title: readableText(event.title, language),
		summary: event.summary && readableText(event.summary, language),
		kind: event.kind,
		state: event.state,
		mode: event.mode,
		when: whenInWords(event, language),
		where: event.place && readableText(event.place, language),
		registrationUntil: event.registrationUntil && formatDate(event.registrationUntil, language),
		expected: event.expected,
		expectedAbroad: event.expectedAbroad,
		people: event.people,
		isPublic: event.isPublic,
		hasEntry: event.began.precision === 'day' && (event.ended === null || event.ended.precision === 'day'),
		keeper: readableText(event.cityNames, language).text,
		subjects: event.subjects.map((ref) => recordLink(ref, language, titles)),
		time: {
			zone: event.hours?.zone ?? '',
			startsTime: event.hours?.starts ?? '',
			endsTime: event.hours?.ends ?? '',
		},
	};
}

function partsInWords({ agenda, interpreters, outcomes }: EventParts, { language }: OfficeDesk) {
	return {
		agenda: agenda.map(({ id, day, time, title, speaker }) => ({
			id,
			when: `${formatDate(day, language)}, ${time}`,
			title: readableText(title, language),
			speaker,
		})),
		interpreters: interpreters.map(({ id, from, to, name }) => ({
			id,
			languages: `${languageName(from, language)} → ${languageName(to, language)}`,
			name,
		})),
		outcomes: outcomes.map(({ id, text }) => ({ id, text: readableText(text, language) })),
	};
}

async function documentChoices(trx: Trx, event: EventRecord, parts: EventParts, { language }: OfficeDesk) {
	const documents = await listDocumentsOfPartnership(trx, event.partnershipId);
	return documents
		.filter(({ id, erasedAt }) => erasedAt === null && !parts.documentIds.includes(id))
		.map(({ id, title }) => ({ value: id, label: readableText(title, language).text }));
}

/** Adds something to an event as its form says, or removes it. */
export async function changeEventPart(
	desk: OfficeDesk,
	idText: string,
	kind: PartKind,
	typed: Typed,
): Promise<Result<'added' | 'removed', readonly EventFault[]>> {
	const id = parseId<'event'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'cooperation.keep')) return refused([{ kind: 'not-permitted' }]);
	const gone = parseId(typed['remove'] ?? '') as Id<'event-part'> | undefined;
	const form = { name: `${gone ? 'remove' : 'add'}-event-${kind}`, subject: id, typed };
	return runForm<'added' | 'removed', EventFault>(desk, form, async (trx) => {
		const event = await lockOwnEvent(trx, id);
		if (!event) return refused([{ kind: 'not-yours' }]);
		if (gone) return removeEventPart(trx, event, { kind, id: gone }, desk.now);
		const part = parsePart(kind, typed, event.began.date);
		return part.ok ? addEventPart(trx, event, part.value, desk.now) : part;
	});
}
