import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { countryChoices } from '#lib/directory/countries.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { listPeople } from '#lib/directory/people/person-queries.server.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { readableName } from '#lib/i18n/transliteration/readable-name.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { listDocumentsOfPartnership } from '#lib/media/documents/document-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { type CourseDeed, deedsFrom } from '../events/course.ts';
import { planOfExchange } from '../grant-rules/grant-plan.ts';
import { programmesFor } from '../grant-rules/grant-programmes.ts';
import { type SpokenCheck, speakCheck } from '../grant-rules/verdict-words.ts';
import type { Partnership, PartnershipId } from '../partnership.ts';
import { listPartnershipCities, type PartnershipCity } from '../partnership-cities.server.ts';
import { findPartnership, listPartnerships } from '../standing/standing-queries.server.ts';
import { decideExchange, type ExchangeFacts, type ExchangeId, type ExchangeRecord } from './exchange.ts';
import { correctExchange, planExchange, takeExchangeStep } from './exchange-commands.server.ts';
import { type ExchangeFault, exchangeForm, parseExchange, parseStep } from './exchange-form.ts';
import { mayListPeople, safeguardingGaps } from './exchange-people.ts';
import {
	findExchange,
	listExchangeCounts,
	listExchangePeople,
	listExchangeSteps,
	listExchanges,
	lockOwnExchange,
} from './exchange-queries.server.ts';
import { countInWords, exchangeDays, gapInWords, groupInWords } from './exchange-words.ts';

type Answer<Value> = Result<Value, readonly ExchangeFault[]>;

/** All exchanges of the city's partnerships, or those still ahead. */
export async function loadExchanges(desk: OfficeDesk, query: URLSearchParams) {
	const shown = query.get('show') === 'past' ? 'past' : 'ahead';
	const found = await readForPage(desk, listExchanges);
	const isPast = ({ state }: ExchangeRecord) => state === 'held' || state === 'cancelled';
	return {
		shown,
		mayKeep: may(desk.session, 'cooperation.keep'),
		rows: found
			.filter((exchange) => isPast(exchange) === (shown === 'past'))
			.map((exchange) => ({
				id: exchange.id,
				title: readableText(exchange.title, desk.language),
				kind: exchange.kind,
				state: exchange.state,
				days: exchangeDays(exchange, desk.language),
				host: readableText(exchange.host.names, desk.language),
				keeper: readableText(exchange.cityNames, desk.language).text,
			})),
	};
}

/** What the form of an exchange offers to choose from. */
async function choicesFor(trx: Trx, desk: OfficeDesk, partnershipId: PartnershipId) {
	const { language } = desk;
	const cities = await listPartnershipCities(trx, partnershipId);
	const people = await listPeople(trx, { text: '', language, offset: 0, limit: 500 });
	const documents = await listDocumentsOfPartnership(trx, partnershipId);
	return {
		cities: cities.map(({ id, names }) => ({ value: id, label: readableText(names, language).text })),
		people: people
			.filter(({ cityId }) => cityId === desk.actor.city)
			.map(({ id, names }) => ({ value: id, label: readableName(names, language).text })),
		documents: documents
			.filter(({ erasedAt }) => erasedAt === null)
			.map(({ id, title }) => ({ value: id, label: readableText(title, language).text })),
		countries: countryChoices(language),
		programmes: programmesFor('exchange').map(({ id, names }) => ({ id, name: names[language] })),
	};
}

/** The form of a new exchange; first the choice of the partnership where the city has several and none is chosen yet. */
export async function loadNewExchange(desk: OfficeDesk, query: URLSearchParams) {
	return readForPage(desk, async (trx) => {
		const partnerships = (await listPartnerships(trx)).filter(({ status }) => status !== 'ended');
		const wanted = query.get('partnership');
		const chosen = partnerships.length === 1 ? partnerships[0] : partnerships.find(({ slug }) => slug === wanted);
		const choose = partnerships.map(({ slug, names }) => ({ slug, name: readableText(names, desk.language) }));
		if (!chosen) return { choose, form: null, typed: {} as Typed, idempotencyKey: randomUUID() };
		const cities = chosen.cities.map(({ id }) => id);
		const typed: Typed = {
			partnership: chosen.id,
			kind: 'youth',
			host: desk.actor.city,
			travelDays: '2',
			...Object.fromEntries(cities.map((id, index) => [`group-${index}-home`, id])),
			'programme-erasmus-youth-exchange': 'on',
		};
		return { choose, form: await formOf(trx, desk, chosen), typed, idempotencyKey: randomUUID() };
	});
}

async function formOf(trx: Trx, desk: OfficeDesk, partnership: Partnership) {
	const choices = await choicesFor(trx, desk, partnership.id);
	return { partnership: { id: partnership.id, name: readableText(partnership.names, desk.language) }, ...choices };
}

/** The form that corrects an exchange the city keeps; undefined for any other. */
export async function loadExchangeForm(desk: OfficeDesk, idText: string) {
	const id = parseId<'exchange'>(idText);
	return readForPage(desk, async (trx) => {
		const exchange = id && (await findExchange(trx, id));
		const partnership = exchange && (await findPartnership(trx, exchange.partnershipId));
		if (!exchange || !partnership || exchange.cityId !== desk.actor.city) return undefined;
		return {
			id: exchange.id,
			title: readableText(exchange.title, desk.language),
			daysFixed: exchange.state !== 'planned',
			form: await formOf(trx, desk, partnership),
			typed: exchangeForm(exchange),
			checks: checksOf(exchange, desk),
			mark: markOf(exchangeForm(exchange)),
			idempotencyKey: randomUUID(),
		};
	});
}

/** The verdicts of the programmes an exchange is checked against. */
function checksOf(exchange: ExchangeRecord, desk: OfficeDesk): readonly SpokenCheck[] {
	const plan = planOfExchange({ ...exchange, hostCountry: exchange.host.country });
	return programmesFor('exchange')
		.filter(({ id }) => exchange.programmes.includes(id))
		.map((programme) => speakCheck(programme, plan, { language: desk.language, today: dayOf(desk.now) }));
}

/** The same for a form that was typed and not kept: to see what a change would do. */
export async function checkTypedExchange(desk: OfficeDesk, typed: Typed): Promise<Answer<readonly SpokenCheck[]>> {
	const parsed = parseExchange(typed);
	const decided = parsed.ok ? decideExchange(parsed.value) : parsed;
	if (!decided.ok) return decided;
	const cities = await readForPage(desk, (trx) => listPartnershipCities(trx, typed['partnership'] ?? ''));
	const plan = planOfExchange(planned(decided.value, cities));
	return ok(
		programmesFor('exchange')
			.filter(({ id }) => decided.value.programmes.includes(id))
			.map((programme) => speakCheck(programme, plan, { language: desk.language, today: dayOf(desk.now) })),
	);
}

function planned(facts: ExchangeFacts, cities: readonly PartnershipCity[]) {
	const cityOf = (cityId: string) => cities.find(({ id }) => id === cityId);
	return {
		...facts,
		hostCountry: cityOf(facts.hostId)?.country ?? '',
		groups: facts.groups.map(({ home, ...numbers }) => {
			if (!('cityId' in home)) return { ...numbers, names: { en: home.name }, country: home.country };
			const city = cityOf(home.cityId);
			return { ...numbers, names: city?.names ?? {}, country: city?.country ?? '' };
		}),
	};
}

/** Plans an exchange as the form says; answers its id. */
export async function addExchange(desk: OfficeDesk, typed: Typed): Promise<Answer<ExchangeId>> {
	if (!may(desk.session, 'cooperation.keep')) return refused([{ kind: 'not-permitted' }]);
	const parsed = parseExchange(typed);
	if (!parsed.ok) return parsed;
	const partnershipId = parseId<'partnership'>(typed['partnership'] ?? '');
	if (!partnershipId) return refused([{ kind: 'unknown-partnership' }]);
	return runForm<ExchangeId, ExchangeFault>(desk, { name: 'plan-exchange', subject: null, typed }, (trx) =>
		planExchange(trx, partnershipId, parsed.value, desk.now),
	);
}

/** Corrects an exchange as its form says. */
export async function changeExchange(desk: OfficeDesk, idText: string, typed: Typed): Promise<Answer<'corrected'>> {
	const id = parseId<'exchange'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'cooperation.keep')) return refused([{ kind: 'not-permitted' }]);
	const parsed = parseExchange(typed);
	if (!parsed.ok) return parsed;
	const form = { name: 'correct-exchange', subject: id, typed };
	return runForm<'corrected', ExchangeFault>(desk, form, async (trx) => {
		const before = await lockOwnExchange(trx, id);
		if (!before) return refused([{ kind: 'not-yours' }]);
		if (typed['mark'] !== markOf(exchangeForm(before))) return refused([{ kind: 'changed-meanwhile' }]);
		return correctExchange(trx, before, parsed.value);
	});
}

/** Moves an exchange on as the form says. */
export async function stepExchange(desk: OfficeDesk, idText: string, typed: Typed): Promise<Answer<CourseDeed>> {
	const id = parseId<'exchange'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'cooperation.keep')) return refused([{ kind: 'not-permitted' }]);
	const step = parseStep(typed);
	if (!step.ok) return step;
	const shown = Number(typed['shown']);
	return runForm<CourseDeed, ExchangeFault>(desk, { name: 'move-exchange', subject: id, typed }, (trx) =>
		takeExchangeStep(trx, id, { step: step.value, shown }, desk.now),
	);
}

/** The page of an exchange; undefined where the city may not see it. Of the people listed only numbers, to the keeper. */
export async function loadExchange(desk: OfficeDesk, idText: string) {
	const id = parseId<'exchange'>(idText);
	return readForPage(desk, async (trx) => {
		const exchange = id && (await findExchange(trx, id));
		const partnership = exchange && (await findPartnership(trx, exchange.partnershipId));
		if (!exchange || !partnership) return undefined;
		const { language } = desk;
		const own = exchange.cityId === desk.actor.city;
		const mayKeep = own && may(desk.session, 'cooperation.keep');
		const mayReadPeople = own && may(desk.session, 'exchanges.read-participants');
		const steps = await listExchangeSteps(trx, exchange.id);
		return {
			...viewOf(exchange, desk),
			within: { slug: partnership.slug, name: readableText(partnership.names, language) },
			checks: checksOf(exchange, desk),
			mayKeep,
			mayReadPeople,
			people: mayReadPeople ? await peopleInNumbers(trx, exchange, desk) : null,
			deeds: mayKeep ? deedsFrom(exchange.state) : [],
			steps: steps.map(({ deed, note, wasStartsOn, wasEndsOn, at }) => ({
				deed,
				note,
				was: deed === 'postpone' ? exchangeDays({ startsOn: wasStartsOn, endsOn: wasEndsOn }, language) : null,
				when: formatInstant(at, language),
				datetime: dayOf(at),
			})),
			idempotencyKey: randomUUID(),
		};
	});
}

function viewOf(exchange: ExchangeRecord, { language }: OfficeDesk) {
	return {
		id: exchange.id,
		title: readableText(exchange.title, language),
		aim: exchange.aim && readableText(exchange.aim, language),
		kind: exchange.kind,
		state: exchange.state,
		isPublic: exchange.isPublic,
		days: exchangeDays(exchange, language),
		startsOn: exchange.startsOn,
		endsOn: exchange.endsOn,
		travelDays: exchange.travelDays,
		host: readableText(exchange.host.names, language),
		where: exchange.place && readableText(exchange.place, language),
		keeper: readableText(exchange.cityNames, language).text,
		responsible: exchange.responsibleNames && {
			id: exchange.responsibleId,
			name: readableName(exchange.responsibleNames, language),
		},
		concept: exchange.conceptTitle && {
			id: exchange.conceptId,
			title: readableText(exchange.conceptTitle, language),
		},
		groups: exchange.groups.map((group) => groupInWords(group, language)),
	};
}

async function peopleInNumbers(trx: Trx, exchange: ExchangeRecord, desk: OfficeDesk) {
	const people = await listExchangePeople(trx, exchange.id);
	const counts = await listExchangeCounts(trx, exchange.id);
	return {
		listed: people.participants.length + people.leaders.length,
		mayList: mayListPeople(exchange, dayOf(desk.now)),
		gaps: safeguardingGaps(exchange, people).map((gap) => gapInWords(gap, desk.language)),
		counts: counts.map((count) => countInWords(count, exchange, desk.language)),
	};
}
