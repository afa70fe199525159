import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import type { PartnershipId } from '../partnership.ts';
import type { RecordRef } from '../record-ref.ts';
import type { CourseDeed } from './course.ts';
import type { EventId, EventRecord, EventTime } from './event.ts';
import type { GuestFacts, GuestStatus } from './event-form.ts';

interface EventRow extends Omit<EventRecord, 'hours'> {
	readonly startsTime: string | null;
	readonly endsTime: string | null;
	readonly timeZone: string | null;
	readonly startsAt: Instant | null;
	readonly endsAt: Instant | null;
}

const eventRows = (which: RawBuilder<unknown>): RawBuilder<EventRow> => sql`
	select e.id, e.partnership_id, e.city_id, keeper.names as city_names, e.kind, e.title, e.summary, ${fuzzyDateOf('e.began')} as began,
		${fuzzyDateOf('e.ended')} as ended, to_char(e.starts_time, 'HH24:MI') as starts_time,
		to_char(e.ends_time, 'HH24:MI') as ends_time, e.time_zone, e.starts_at, e.ends_at, e.mode, e.place, e.is_public, e.place_ahead,
		e.registration_until, e.expected, e.expected_abroad, e.people, e.programmes, e.subjects, e.state, e.revision, e.changed_at,
		coalesce((select jsonb_agg(o.text order by o.position) from event_outcome o where o.event_id = e.id), '[]') as outcomes
	from event e join city keeper on keeper.id = e.city_id
	where ${which}
	order by e.began_on desc, e.starts_at desc nulls last, e.id`;

function recordOf({ startsTime, endsTime, timeZone, startsAt, endsAt, ...event }: EventRow): EventRecord {
	const hasHours = startsTime !== null && timeZone !== null && startsAt !== null;
	return {
		...event,
		hours: hasHours ? { starts: startsTime, ends: endsTime, zone: timeZone, startsAt, endsAt } : null,
	};
}

/** The events of a partnership, the latest first, with their outcomes; no guest, no interpreter, no link. */
export async function listEventsOfPartnership(trx: Trx, partnershipId: PartnershipId): Promise<readonly EventRecord[]> {
	return (await eventRows(sql`e.partnership_id = ${partnershipId}`).execute(trx)).rows.map(recordOf);
}

/** The events of all partnerships of the acting city. */
export async function listEvents(trx: Trx): Promise<readonly EventRecord[]> {
	return (await eventRows(sql`true`).execute(trx)).rows.map(recordOf);
}

/** An event the acting city may see. */
export async function findEvent(trx: Trx, id: EventId): Promise<EventRecord | undefined> {
	const row = (await eventRows(sql`e.id = ${id}`).execute(trx)).rows[0];
	return row && recordOf(row);
}

/** The same where the acting city keeps it, locked until the end of the transaction. */
export async function lockOwnEvent(trx: Trx, id: EventId): Promise<EventRecord | undefined> {
	const locked = await sql`select from event where id = ${id} and city_id = current_city() for update`.execute(trx);
	return locked.rows.length > 0 ? findEvent(trx, id) : undefined;
}

/** Where to join an event online, for the cities of its partnership. */
export async function findMeetingLink(trx: Trx, id: EventId): Promise<string | null> {
	const found = await sql<{ url: string }>`select url from event_meeting_link where event_id = ${id}`.execute(trx);
	return found.rows[0]?.url ?? null;
}

/** A step an event took. */
export interface TakenStep {
	readonly deed: CourseDeed;
	readonly note: string | null;
	/** When it was to take place before it was postponed. */
	readonly was: EventTime | null;
	readonly at: Instant;
}

/** How an event came to its state, in order. */
export async function listEventSteps(trx: Trx, id: EventId): Promise<readonly TakenStep[]> {
	const found = await sql<TakenStep>`
		select deed, note, was, at from event_step where event_id = ${id} order by position`.execute(trx);
	return found.rows;
}

/** What belongs to an event besides its record. */
export interface EventParts {
	readonly agenda: readonly {
		readonly id: string;
		readonly day: PlainDate;
		readonly time: string;
		readonly title: LocalizedText;
		readonly speaker: string | null;
	}[];
	readonly interpreters: readonly {
		readonly id: string;
		readonly from: string;
		readonly to: string;
		readonly name: string | null;
	}[];
	readonly outcomes: readonly { readonly id: string; readonly text: LocalizedText }[];
	readonly documentIds: readonly Id<'document'>[];
}

/** Agenda, interpreters, outcomes and documents of an event, for the cities of its partnership. */
export async function findEventParts(trx: Trx, id: EventId): Promise<EventParts> {
	const found = await sql<EventParts>`select
		coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'day', a.on_day, 'time', to_char(a.at_time, 'HH24:MI'), 'title', a.title,
			'speaker', a.speaker) order by a.on_day, a.at_time, a.id) from event_agenda_item a where a.event_id = ${id}), '[]') as agenda,
		coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'from', i.from_language, 'to', i.to_language, 'name', i.name)
			order by i.from_language, i.to_language, i.id) from event_interpreter i where i.event_id = ${id}), '[]') as interpreters,
		coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'text', o.text) order by o.position)
			from event_outcome o where o.event_id = ${id}), '[]') as outcomes,
		coalesce((select jsonb_agg(d.document_id) from event_document d where d.event_id = ${id}), '[]') as document_ids`.execute(
		trx,
	);
	return found.rows[0]!;
}

export interface Guest extends GuestFacts {
	readonly id: Id<'guest'>;
}

/** The acting city's own people for an event, by name. Whoever shows names puts the reading on the audit trail. */
export async function listOwnGuests(trx: Trx, id: EventId): Promise<readonly Guest[]> {
	const found = await sql<Guest>`select id, name, organisation, status from event_guest
		where event_id = ${id} order by name, id`.execute(trx);
	return found.rows;
}

/** The same in numbers. */
export async function countOwnGuests(trx: Trx, id: EventId): Promise<Readonly<Partial<Record<GuestStatus, number>>>> {
	const found = await sql<{ status: GuestStatus; count: number }>`
		select status, count(*)::int as count from event_guest where event_id = ${id} group by status`.execute(trx);
	return Object.fromEntries(found.rows.map(({ status, count }) => [status, count]));
}

/** Something of an event or exchange that falls due. */
export interface EventDeadline {
	readonly subject: RecordRef;
	readonly kind: 'registration' | 'safeguarding';
	readonly due: PlainDate;
	readonly title: LocalizedText;
	readonly partnershipId: PartnershipId;
	/** The city whose task it is. */
	readonly cityId: Id<'city'>;
}

/**
 * What falls due until a day: registrations that end, and the protection of minors, due two weeks before an exchange of
 * youths while anything is missing that can be counted (who answers, the concept, consents, certificates). What is overdue
 * is included until it has begun. The app sees missing consents of its own city only; the worker those of all.
 */
export async function listEventDeadlines(
	trx: Trx,
	{ until }: { readonly until: PlainDate },
): Promise<readonly EventDeadline[]> {
	const found = await sql<EventDeadline>`
		select jsonb_build_object('kind', 'event', 'id', id) as subject, 'registration' as kind, registration_until as due, title,
			partnership_id, city_id
		from event where state in ('planned', 'confirmed') and registration_until <= ${until}
		union all
		select jsonb_build_object('kind', 'exchange', 'id', e.id), 'safeguarding', e.starts_on - 14, e.title, e.partnership_id, e.city_id
		from exchange e where e.kind = 'youth' and e.state in ('planned', 'confirmed') and e.starts_on - 14 <= ${until} and (
			e.responsible_id is null or e.concept_id is null
			or exists (select from exchange_participant p where p.exchange_id = e.id and p.consent_on is null
				and extract(year from e.starts_on) - p.birth_year <= 18)
			or exists (select from exchange_leader l where l.exchange_id = e.id and l.record_check_on is null))
		order by due, kind`.execute(trx);
	return found.rows;
}
