import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { planOfEvent } from '../grant-rules/grant-plan.ts';
import { programmesFor } from '../grant-rules/grant-programmes.ts';
import { type SpokenCheck, speakCheck } from '../grant-rules/verdict-words.ts';
import type { PartnershipId } from '../partnership.ts';
import { listPartnershipCities, type PartnershipCity } from '../partnership-cities.server.ts';
import { findPartnership, listPartnerships } from '../standing/standing-queries.server.ts';
import { findCalendarLink } from './calendar-links.server.ts';
import type { CourseDeed } from './course.ts';
import { daysOfEvent, decideEvent, type EventFacts, type EventId, type EventRecord } from './event.ts';
import { correctEvent, planEvent, takeEventStep } from './event-commands.server.ts';
import { type EventFault, eventForm, newEventForm, parseEvent, parseStep } from './event-form.ts';
import { findEvent, findMeetingLink, listEvents, lockOwnEvent } from './event-queries.server.ts';
import { whenInWords, zoneInWords } from './event-words.ts';
import { usualZones } from './wall-time.ts';

type Answer<Value> = Result<Value, readonly EventFault[]>;

/** The events still ahead, or those that lie behind. */
export async function loadEvents(desk: OfficeDesk, query: URLSearchParams) {
	const shown = query.get('show') === 'past' ? 'past' : 'ahead';
	const { found, linkMadeAt } = await readForPage(desk, async (trx) => ({
		found: await listEvents(trx),
		linkMadeAt: await findCalendarLink(trx),
	}));
	const isPast = ({ state }: EventRecord) => state === 'held' || state === 'cancelled';
	const rows = found.filter((event) => isPast(event) === (shown === 'past'));
	return {
		shown,
		mayKeep: may(desk.session, 'cooperation.keep'),
		linkMadeAt: linkMadeAt === null ? null : formatInstant(linkMadeAt, desk.language),
		idempotencyKey: randomUUID(),
		// What lies ahead is read from today on, what lies behind from today back.
		rows: (shown === 'ahead' ? rows.toReversed() : rows).map((event) => ({
			id: event.id,
			title: readableText(event.title, desk.language),
			kind: event.kind,
			state: event.state,
			when: whenInWords(event, desk.language),
			where: event.place && readableText(event.place, desk.language),
			mode: event.mode,
		})),
	};
}

/** What the form of an event offers to choose from. */
export async function choicesFor(trx: Trx, desk: OfficeDesk, partnershipId: PartnershipId) {
	const { language } = desk;
	const cities = await listPartnershipCities(trx, partnershipId);
	const zones = [...new Set([...cities.map(({ timeZone }) => timeZone), ...usualZones])];
	return {
		zones: zones.map((zone) => ({ value: zone, label: `${zoneInWords(zone, dayOf(desk.now), language)} (${zone})` })),
		programmes: programmesFor('event').map(({ id, names }) => ({ id, name: names[language] })),
		ownZone: cities[0]?.timeZone ?? 'Europe/Berlin',
	};
}

/** The form of a new event; first the choice of the partnership where the city has several and none is chosen yet. */
export async function loadNewEvent(desk: OfficeDesk, query: URLSearchParams) {
	return readForPage(desk, async (trx) => {
		const partnerships = (await listPartnerships(trx)).filter(({ status }) => status !== 'ended');
		const wanted = query.get('partnership');
		const chosen = partnerships.length === 1 ? partnerships[0] : partnerships.find(({ slug }) => slug === wanted);
		const choose = partnerships.map(({ slug, names }) => ({ slug, name: readableText(names, desk.language) }));
		const choices = chosen && (await choicesFor(trx, desk, chosen.id));
		const typed: Typed = chosen && choices ? newEventForm(chosen.id, choices.ownZone) : {};
		return { choose, choices: choices ?? null, typed, idempotencyKey: randomUUID() };
	});
}

const officeOf = ({ language }: OfficeDesk) => `/${language}/office`;

/** The form that corrects an event the city keeps; undefined for any other. */
export async function loadEventForm(desk: OfficeDesk, idText: string) {
	const id = parseId<'event'>(idText);
	return readForPage(desk, async (trx) => {
		const event = id && (await findEvent(trx, id));
		if (!event || event.cityId !== desk.actor.city) return undefined;
		const typed = eventForm(event, await findMeetingLink(trx, event.id), officeOf(desk));
		return {
			id: event.id,
			title: readableText(event.title, desk.language),
			timeFixed: event.state === 'confirmed',
			choices: await choicesFor(trx, desk, event.partnershipId),
			typed,
			checks: checksOf(event, await listPartnershipCities(trx, event.partnershipId), desk),
			mark: markOf(typed),
			idempotencyKey: randomUUID(),
		};
	});
}

/** The verdicts of the programmes an event is checked against, or would be. */
export function checksOf(
	event: EventFacts | EventRecord,
	cities: readonly PartnershipCity[],
	desk: OfficeDesk,
): readonly SpokenCheck[] {
	const plan = planOfEvent({
		countries: cities.map(({ country }) => country),
		people: event.expected,
		peopleFromAbroad: event.expectedAbroad,
		days: daysOfEvent(event),
	});
	return programmesFor('event')
		.filter(({ id }) => event.programmes.includes(id))
		.map((programme) => speakCheck(programme, plan, { language: desk.language, today: dayOf(desk.now) }));
}

/** The same for a form that was typed and not kept. */
export async function checkTypedEvent(desk: OfficeDesk, typed: Typed): Promise<Answer<readonly SpokenCheck[]>> {
	const parsed = parseEvent(typed);
	if (!parsed.ok) return parsed;
	const decided = decideEvent(parsed.value, dayOf(desk.now));
	if (!decided.ok) return decided;
	const cities = await readForPage(desk, (trx) => listPartnershipCities(trx, typed['partnership'] ?? ''));
	return ok(checksOf(parsed.value, cities, desk));
}

/** Puts an event on record as the form says; answers its id. */
export async function addEvent(desk: OfficeDesk, typed: Typed): Promise<Answer<EventId>> {
	if (!may(desk.session, 'cooperation.keep')) return refused([{ kind: 'not-permitted' }]);
	const parsed = parseEvent(typed);
	if (!parsed.ok) return parsed;
	const partnershipId = parseId<'partnership'>(typed['partnership'] ?? '');
	if (!partnershipId) return refused([{ kind: 'unknown-partnership' }]);
	return runForm<EventId, EventFault>(desk, { name: 'plan-event', subject: null, typed }, (trx) =>
		planEvent(trx, partnershipId, parsed.value, desk.now),
	);
}

/** Corrects an event as its form says. */
export async function changeEvent(desk: OfficeDesk, idText: string, typed: Typed): Promise<Answer<'corrected'>> {
	const id = parseId<'event'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'cooperation.keep')) return refused([{ kind: 'not-permitted' }]);
	const parsed = parseEvent(typed);
	if (!parsed.ok) return parsed;
	return runForm<'corrected', EventFault>(desk, { name: 'correct-event', subject: id, typed }, async (trx) => {
		const before = await lockOwnEvent(trx, id);
		if (!before) return refused([{ kind: 'not-yours' }]);
		const shown = eventForm(before, await findMeetingLink(trx, id), officeOf(desk));
		if (typed['mark'] !== markOf(shown)) return refused([{ kind: 'changed-meanwhile' }]);
		return correctEvent(trx, before, parsed.value, desk.now);
	});
}

/** Moves an event on as the form says. */
export async function stepEvent(desk: OfficeDesk, idText: string, typed: Typed): Promise<Answer<CourseDeed>> {
	const id = parseId<'event'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'cooperation.keep')) return refused([{ kind: 'not-permitted' }]);
	const step = parseStep(typed);
	if (!step.ok) return step;
	const shown = Number(typed['shown']);
	return runForm<CourseDeed, EventFault>(desk, { name: 'move-event', subject: id, typed }, (trx) =>
		takeEventStep(trx, id, { step: step.value, shown }, desk.now),
	);
}

/** The partnership of an event as a link. */
export async function partnershipOf(trx: Trx, event: EventRecord, desk: OfficeDesk) {
	const partnership = await findPartnership(trx, event.partnershipId);
	return partnership
		? { slug: partnership.slug, name: readableText(partnership.names, desk.language) }
		: { slug: '', name: { text: '–', language: desk.language } };
}
