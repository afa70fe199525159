import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import { dayOf, plainDate } from '#lib/kernel/plain-date.ts';
import type { EventFacts } from '#lib/partnerships/events/event.ts';
import { addEventPart, planEvent, takeEventStep } from '#lib/partnerships/events/event-commands.server.ts';
import type { EventPart } from '#lib/partnerships/events/event-form.ts';
import { findEvent } from '#lib/partnerships/events/event-queries.server.ts';
import { planExchange } from '#lib/partnerships/exchanges/exchange-commands.server.ts';
import type { PartnershipId } from '#lib/partnerships/partnership.ts';
import { events, nextWorkshop, type ToldEvent, youthVisit } from './story-events.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';

type Agreements = ReadonlyMap<string, Id<'agreement'>>;

const unknown = {
	summary: null,
	ended: null,
	hours: null,
	place: null,
	meetingLink: null,
	isPublic: true,
	placeAhead: false,
	registrationUntil: null,
	expected: null,
	expectedAbroad: null,
	people: null,
	programmes: [],
	subjects: [],
} as const;

/** What took place between both cities, what comes next and the visit of young people that is being planned. */
export async function tellEvents(teller: Storyteller, agreements: Agreements, now: Instant): Promise<void> {
	for (const event of events) await tellEvent(teller, event, agreements, now);
	await tellNextWorkshop(teller, now);
	await tellYouthVisit(teller, now);
}

async function tellEvent(teller: Storyteller, told: ToldEvent, agreements: Agreements, now: Instant): Promise<void> {
	const { kind, mode, title, summary, place = null, people = null, outcomes = [] } = told;
	const agreement = told.agreementOf && agreements.get(told.agreementOf);
	const began = parseFuzzyDate(told.began)!;
	const subjects = agreement ? [{ kind: 'agreement' as const, id: agreement as Id<'agreement'> }] : [];
	const facts: EventFacts = { ...unknown, kind, mode, title, summary, place, people, began, subjects };
	// A year alone is put on record at its end, when all of it had happened.
	const at = began.precision === 'day' ? onDay(began.date, 15) : later(onDay(began.date, 15), 364 * day);
	await tellWhole(teller, facts, { at, deed: 'hold', parts: outcomes.map((text) => ({ kind: 'outcome', text })) }, now);
}

interface Telling {
	readonly at: Instant;
	readonly deed: 'confirm' | 'hold';
	readonly parts: readonly EventPart[];
}

async function tellWhole(teller: Storyteller, facts: EventFacts, telling: Telling, now: Instant): Promise<void> {
	const partnershipId = teller.cast.partnership as PartnershipId;
	const at = Math.min(telling.at, now) as Instant;
	await teller.as('dortmund', async (trx) => {
		const id = granted(await planEvent(trx, partnershipId, facts, at));
		const event = (await findEvent(trx, id))!;
		for (const part of telling.parts) granted(await addEventPart(trx, event, part, at));
		const step = { deed: telling.deed, note: null, time: null };
		granted(await takeEventStep(trx, id, { step, shown: 0 }, at));
	});
}

/** Something that lies ahead, whenever the demo is opened: two months on, mid-morning in Dortmund. */
async function tellNextWorkshop(teller: Storyteller, now: Instant): Promise<void> {
	const on = dayOf(later(now, 60 * day));
	const facts: EventFacts = {
		...unknown,
		kind: 'workshop',
		mode: 'online',
		title: nextWorkshop.title,
		summary: nextWorkshop.summary,
		began: parseFuzzyDate(on)!,
		hours: { starts: '10:00', ends: '12:00', zone: 'Europe/Berlin' },
		registrationUntil: dayOf(later(now, 45 * day)),
		expected: 24,
		expectedAbroad: 12,
	};
	const parts: readonly EventPart[] = [
		...nextWorkshop.agenda.map((item) => ({ kind: 'agenda' as const, day: on, speaker: null, ...item })),
		{ kind: 'interpreter', from: 'de', to: 'uk', name: null },
	];
	await tellWhole(teller, facts, { at: now, deed: 'confirm', parts }, now);
}

/** Planned as far as the demo can know: some rules of the funder are met, others cannot be judged yet. */
async function tellYouthVisit(teller: Storyteller, now: Instant): Promise<void> {
	const { dortmund, zhytomyr } = teller.cast.cities as Readonly<Record<'dortmund' | 'zhytomyr', Id<'city'>>>;
	const year = Number(dayOf(now).slice(0, 4)) + 1;
	const unsettled = { participants: null, leaders: null, youngest: null, oldest: null };
	await teller.as('dortmund', async (trx) => {
		const planned = await planExchange(
			trx,
			teller.cast.partnership as PartnershipId,
			{
				kind: 'youth',
				title: youthVisit.title,
				aim: youthVisit.aim,
				hostId: dortmund,
				place: null,
				startsOn: plainDate(`${year}-07-05`),
				endsOn: plainDate(`${year}-07-11`),
				travelDays: 4,
				isPublic: true,
				responsibleId: null,
				conceptId: null,
				programmes: ['erasmus-youth-exchange'],
				costCents: null,
				grantCents: null,
				groups: [
					{ id: null, home: { cityId: zhytomyr }, participants: 12, leaders: 2, youngest: 14, oldest: 17 },
					{ id: null, home: { cityId: dortmund }, ...unsettled },
				],
			},
			now,
		);
		granted(planned);
	});
}
