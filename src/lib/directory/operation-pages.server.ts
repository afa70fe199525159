import { randomUUID } from 'node:crypto';
import { formatDate } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf, parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { countryChoices } from './countries.ts';
import type { OperationId, OperationRecord, PartnerCity } from './directory.ts';
import { insertOperation, setClosedOn, updateOperation } from './directory-commands.server.ts';
import { type Answer, type Desk, markOf, readAtDesk } from './directory-desk.server.ts';
import {
	findOperationRecord,
	getOwnCity,
	listCityNames,
	listOperations,
	listPartnerCities,
	lockOwnOperation,
} from './directory-queries.server.ts';
import type { DirectoryRefusal } from './directory-refusal.ts';
import { stateInWords } from './directory-words.ts';
import { decideClosing, decideCorrection, decideOpening, decideReopening } from './operation.ts';
import { operationFields, parseOpening, parseOperation } from './operation-form.ts';
import { lineOf, type Typed } from './typed-fields.ts';

/** The operations the city leads or receives in, newest first. */
export async function loadOperations(desk: Desk) {
	const { language } = desk;
	const { operations, cities } = await readAtDesk(desk, async (trx) => ({
		operations: await listOperations(trx),
		cities: await listCityNames(trx),
	}));
	const nameOf = (id: string | null) => {
		const city = cities.find((each) => each.id === id);
		return city ? readableText(city.names, language).text : '–';
	};
	return {
		mayKeep: desk.rights.keep,
		rows: operations.map((operation) => ({
			id: operation.id,
			name: readableText(operation.names, language),
			destination: readableText(operation.destination, language).text,
			lead: nameOf(operation.leadCityId),
			partner: nameOf(operation.partnerCityId),
			openedOn: formatDate(operation.openedOn, language),
			isOpen: operation.closedOn === null,
			state: stateInWords(operation, language),
		})),
	};
}

function partnerChoices(partners: readonly PartnerCity[], desk: Desk) {
	return partners.map(({ id, names }) => ({ value: id, label: readableText(names, desk.language).text }));
}

/** An empty form of a new operation. With a single partner city it is chosen: that is what most operations are for. */
export async function loadOpening(desk: Desk) {
	const { partners, city } = await readAtDesk(desk, async (trx) => ({
		partners: await listPartnerCities(trx),
		city: await getOwnCity(trx),
	}));
	const typed: Typed = {
		openedOn: dayOf(desk.now, city.timeZone),
		partner: partners.length === 1 ? partners[0]!.id : '',
	};
	const choices = { partners: partnerChoices(partners, desk), countries: countryChoices(desk.language) };
	return { typed, ...choices, idempotencyKey: randomUUID() };
}

/** Opens an operation as the form says; answers its id. */
export async function openOperation(desk: Desk, typed: Typed): Promise<Answer<OperationId>> {
	if (!desk.rights.keep) return refused([{ kind: 'not-permitted' }]);
	const draft = parseOpening(typed);
	if (!draft.ok) return draft;
	return runForm(desk, { name: 'open-operation', subject: null, typed }, async (trx) => {
		const { timeZone } = await getOwnCity(trx);
		const details = decideOpening(draft.value, await listPartnerCities(trx), dayOf(desk.now, timeZone));
		if (!details.ok) return details;
		const id = randomUUID() as string as OperationId;
		if (!(await insertOperation(trx, id, draft.value, details.value))) return refused([{ kind: 'slug-taken' }]);
		await desk.republish(trx);
		await desk.record(trx, { action: 'operation.opened', subjectKind: 'operation', subjectId: id });
		return ok(id);
	});
}

/** An operation with its forms; undefined where the city has no part in it. */
export async function loadOperation(desk: Desk, idText: string) {
	const id = parseId<'operation'>(idText);
	if (!id) return undefined;
	const found = await readAtDesk(desk, async (trx) => ({
		operation: await findOperationRecord(trx, id),
		partners: await listPartnerCities(trx),
		cities: await listCityNames(trx),
		city: await getOwnCity(trx),
	}));
	const { operation, partners, cities, city } = found;
	if (!operation) return undefined;
	const { language } = desk;
	const named = (cityId: string | null) => {
		const known = cities.find((each) => each.id === cityId);
		return known && readableText(known.names, language).text;
	};
	const own = operation.leadCityId === desk.actor.city;
	return {
		id,
		name: readableText(operation.names, language),
		slug: operation.slug,
		destination: readableText(operation.destination, language).text,
		lead: named(operation.leadCityId) ?? '–',
		partner: named(operation.partnerCityId),
		openedOn: formatDate(operation.openedOn, language),
		isOpen: operation.closedOn === null,
		state: stateInWords(operation, language),
		own,
		mayKeep: own && desk.rights.keep,
		typed: operationFields(operation, language),
		mark: markOfOperation(operation),
		today: dayOf(desk.now, city.timeZone),
		partners: partnerChoices(partners, desk),
		countries: countryChoices(language),
		idempotencyKey: randomUUID(),
	};
}

function markOfOperation(operation: OperationRecord): string {
	const { names, destination, country, latitude, longitude, partnerCityId, closedOn } = operation;
	return markOf({ names, destination, country, latitude, longitude, partnerCityId, closedOn });
}

/** What the buttons of an operation's page do; each is a form action of that name. */
export const operationDeeds = ['correct', 'close', 'reopen'] as const;
export type OperationDeed = (typeof operationDeeds)[number];

const deedsDone = { correct: 'corrected', close: 'closed', reopen: 'reopened' } as const;

/** Does to an operation what a form of its page says. */
export async function actOnOperation(
	desk: Desk,
	idText: string,
	deed: OperationDeed,
	typed: Typed,
): Promise<Answer<(typeof deedsDone)[OperationDeed]>> {
	const id = parseId<'operation'>(idText);
	if (!id || !desk.rights.keep) return refused([{ kind: id ? 'not-permitted' : 'not-yours' }]);
	return runForm(desk, { name: `${deed}-operation`, subject: id, typed }, async (trx) => {
		const operation = await lockOwnOperation(trx, id);
		if (!operation) return refused([{ kind: 'not-yours' }]);
		const done = await perform(trx, desk, operation, deed, typed);
		if (!done.ok) return done;
		await desk.republish(trx);
		await desk.record(trx, { action: `operation.${deedsDone[deed]}`, subjectKind: 'operation', subjectId: id });
		return ok(deedsDone[deed]);
	});
}

async function perform(
	trx: Trx,
	desk: Desk,
	operation: OperationRecord,
	deed: OperationDeed,
	typed: Typed,
): Promise<Result<null, readonly DirectoryRefusal[]>> {
	if (deed === 'reopen') {
		const decided = decideReopening(operation);
		if (decided.ok) await setClosedOn(trx, operation.id, null);
		return decided;
	}
	if (deed === 'close') {
		const on = parsePlainDate(lineOf(typed, 'closedOn'));
		if (!on) return refused([{ kind: 'closed-on-malformed' }]);
		const { timeZone } = await getOwnCity(trx);
		const decided = decideClosing(operation, on, dayOf(desk.now, timeZone));
		if (decided.ok) await setClosedOn(trx, operation.id, decided.value);
		return decided.ok ? ok(null) : decided;
	}
	const draft = parseOperation(typed);
	if (!draft.ok) return draft;
	if (typed['mark'] !== markOfOperation(operation)) return refused([{ kind: 'changed-meanwhile' }]);
	const details = decideCorrection(operation, draft.value, await listPartnerCities(trx));
	if (!details.ok) return details;
	await updateOperation(trx, operation.id, details.value);
	return ok(null);
}
