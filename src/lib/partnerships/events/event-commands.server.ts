import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import type { PartnershipId } from '../partnership.ts';
import { listPartnershipCities } from '../partnership-cities.server.ts';
import { publicationRequest } from '../publication-request.server.ts';
import type { CourseDeed } from './course.ts';
import {
	decideCorrection,
	decideEvent,
	decideStep,
	decideTime,
	type EventFacts,
	type EventId,
	type EventMoments,
	type EventRecord,
	type EventStep,
	type EventTime,
	isWithin,
} from './event.ts';
import type { EventFault, EventPart, PartKind } from './event-form.ts';
import { listEventSteps, lockOwnEvent } from './event-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly EventFault[]>>;

/** Puts an event of a partnership on record, planned or long past. */
export async function planEvent(
	trx: Trx,
	partnershipId: PartnershipId,
	facts: EventFacts,
	at: Instant,
): Answer<EventId> {
	const decided = decideEvent(facts, dayOf(at));
	if (!decided.ok) return decided;
	const cities = await listPartnershipCities(trx, partnershipId);
	if (cities.length === 0) return refused([{ kind: 'unknown-partnership' }]);
	const id = randomUUID() as EventId;
	const { began, ended, hours } = timeColumns(facts, decided.value);
	await sql`
		insert into event (id, partnership_id, city_id, kind, title, summary, began_on, began_precision, ended_on, ended_precision,
			starts_time, ends_time, time_zone, starts_at, ends_at, mode, place, is_public, place_ahead, registration_until, expected,
			expected_abroad, people, programmes, subjects, created_at, changed_at)
		values (${id}, ${partnershipId}, current_city(), ${facts.kind}, ${sqlJson(facts.title)},
			${facts.summary && sqlJson(facts.summary)}, ${began.date}, ${began.precision}, ${ended?.date}, ${ended?.precision},
			${hours?.starts}, ${hours?.ends}, ${hours?.zone}, ${hours?.startsAt}, ${hours?.endsAt}, ${facts.mode},
			${facts.place && sqlJson(facts.place)}, ${facts.isPublic}, ${facts.placeAhead}, ${facts.registrationUntil},
			${facts.expected}, ${facts.expectedAbroad}, ${facts.people}, ${[...facts.programmes]}, ${sqlJson(facts.subjects)},
			${sqlInstant(at)}, ${sqlInstant(at)})`.execute(trx);
	await keepMeetingLink(trx, id, facts.meetingLink);
	await recordDeed(trx, id, 'planned');
	return ok(id);
}

function timeColumns({ began, ended, hours }: EventTime, moments: EventMoments | null) {
	const at = (moment: Instant | null | undefined) => (typeof moment === 'number' ? sqlInstant(moment) : null);
	return {
		began,
		ended: ended ?? { date: null, precision: null },
		hours: hours
			? { ...hours, startsAt: at(moments?.startsAt), endsAt: at(moments?.endsAt) }
			: { starts: null, ends: null, zone: null, startsAt: null, endsAt: null },
	};
}

async function keepMeetingLink(trx: Trx, id: EventId, url: string | null): Promise<void> {
	await sql`delete from event_meeting_link where event_id = ${id} and city_id = current_city()`.execute(trx);
	if (url === null) return;
	await sql`insert into event_meeting_link (event_id, city_id, url) values (${id}, current_city(), ${url})`.execute(
		trx,
	);
}

async function recordDeed(trx: Trx, id: EventId, verb: string): Promise<void> {
	await recordAudit(trx, { action: `event.${verb}`, subjectKind: 'event', subjectId: id });
	await enqueue(trx, publicationRequest, {});
}

/** Corrects an event of the acting city; the calendars of subscribers take the change over. */
export async function correctEvent(trx: Trx, before: EventRecord, facts: EventFacts, at: Instant): Answer<'corrected'> {
	const decided = decideCorrection(before, facts, dayOf(at));
	if (!decided.ok) return decided;
	await updateTime(trx, before.id, facts, decided.value);
	await sql`
		update event set kind = ${facts.kind}, title = ${sqlJson(facts.title)}, summary = ${facts.summary && sqlJson(facts.summary)},
			mode = ${facts.mode}, place = ${facts.place && sqlJson(facts.place)}, is_public = ${facts.isPublic},
			place_ahead = ${facts.placeAhead}, registration_until = ${facts.registrationUntil}, expected = ${facts.expected},
			expected_abroad = ${facts.expectedAbroad}, people = ${facts.people}, programmes = ${[...facts.programmes]},
			subjects = ${sqlJson(facts.subjects)}, changed_at = ${sqlInstant(at)}
		where id = ${before.id} and city_id = current_city()`.execute(trx);
	await keepMeetingLink(trx, before.id, facts.meetingLink);
	await recordDeed(trx, before.id, 'corrected');
	return ok('corrected');
}

async function updateTime(trx: Trx, id: EventId, time: EventTime, moments: EventMoments | null): Promise<void> {
	const { began, ended, hours } = timeColumns(time, moments);
	// The day until which one registers may lie behind the new first day: it is settled anew with the rest.
	await sql`update event set began_on = ${began.date}, began_precision = ${began.precision}, ended_on = ${ended.date},
		ended_precision = ${ended.precision}, starts_time = ${hours.starts}, ends_time = ${hours.ends}, time_zone = ${hours.zone},
		starts_at = ${hours.startsAt}, ends_at = ${hours.endsAt},
		registration_until = least(registration_until, last_day_of(${began.date}::date, ${began.precision}))
		where id = ${id} and city_id = current_city()`.execute(trx);
}

const pastTense = {
	confirm: 'confirmed',
	postpone: 'postponed',
	hold: 'held',
	cancel: 'cancelled',
	reopen: 'reopened',
} as const satisfies Record<CourseDeed, string>;

/** Moves an event of the acting city on; `shown` is how many steps the sender had seen. */
export async function takeEventStep(
	trx: Trx,
	id: EventId,
	{ step, shown }: { readonly step: EventStep; readonly shown: number },
	at: Instant,
): Answer<CourseDeed> {
	const event = await lockOwnEvent(trx, id);
	if (!event) return refused([{ kind: 'not-yours' }]);
	const steps = await listEventSteps(trx, id);
	if (steps.length !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = decideStep(event, step, { now: at, today: dayOf(at) });
	if (!decided.ok) return decided;
	const { began, ended, hours } = event;
	const was: EventTime | null = step.time && {
		began,
		ended,
		hours: hours && { starts: hours.starts, ends: hours.ends, zone: hours.zone },
	};
	await sql`
		insert into event_step (event_id, city_id, position, deed, note, was, at, account_id)
		values (${id}, current_city(), ${shown + 1}, ${step.deed}, ${step.note}, ${was && sqlJson(was)}, ${sqlInstant(at)},
			current_account())`.execute(trx);
	if (step.time) {
		const moments = decideTime(step.time);
		await updateTime(trx, id, step.time, moments.ok ? moments.value : null);
	}
	await recordDeed(trx, id, pastTense[step.deed]);
	return ok(step.deed);
}

/** Adds something to an event of the acting city. */
export async function addEventPart(trx: Trx, event: EventRecord, part: EventPart, at: Instant): Answer<'added'> {
	const { id } = event;
	if (part.kind === 'agenda') {
		if (!isWithin(event, part)) return refused([{ kind: 'outside-event' }]);
		await sql`insert into event_agenda_item (id, event_id, city_id, on_day, at_time, title, speaker)
			values (${randomUUID()}, ${id}, current_city(), ${part.day}, ${part.time}, ${sqlJson(part.title)},
				${part.speaker})`.execute(trx);
	} else if (part.kind === 'interpreter') {
		await sql`insert into event_interpreter (id, event_id, city_id, from_language, to_language, name)
			values (${randomUUID()}, ${id}, current_city(), ${part.from}, ${part.to}, ${part.name})`.execute(trx);
	} else if (part.kind === 'outcome') {
		await sql`insert into event_outcome (id, event_id, city_id, position, text)
			values (${randomUUID()}, ${id}, current_city(),
				(select coalesce(max(position), 0) + 1 from event_outcome where event_id = ${id}), ${sqlJson(part.text)})`.execute(
			trx,
		);
	} else {
		const known = await sql`select from document where id = ${part.documentId} and erased_at is null`.execute(trx);
		if (known.rows.length === 0) return refused([{ kind: 'unknown-document' }]);
		await sql`insert into event_document (event_id, city_id, document_id)
			values (${id}, current_city(), ${part.documentId}) on conflict do nothing`.execute(trx);
	}
	await touch(trx, id, at);
	return ok('added');
}

/** Removes something from an event of the acting city again. */
export async function removeEventPart(
	trx: Trx,
	event: EventRecord,
	part: { readonly kind: PartKind; readonly id: string },
	at: Instant,
): Answer<'removed'> {
	const tables = {
		agenda: ['event_agenda_item', 'id'],
		interpreter: ['event_interpreter', 'id'],
		outcome: ['event_outcome', 'id'],
		document: ['event_document', 'document_id'],
	} as const satisfies Record<PartKind, readonly [string, string]>;
	const [table, column] = tables[part.kind];
	await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${part.id} and event_id = ${event.id}
		and city_id = current_city()`.execute(trx);
	await touch(trx, event.id, at);
	return ok('removed');
}

async function touch(trx: Trx, id: EventId, at: Instant): Promise<void> {
	await sql`update event set changed_at = ${sqlInstant(at)} where id = ${id} and city_id = current_city()`.execute(trx);
	await recordDeed(trx, id, 'corrected');
}
