import { randomUUID } from 'node:crypto';
import { readableName } from '#lib/i18n/transliteration/readable-name.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { markOf } from '../directory-desk.server.ts';
import { addSpelling, correctPerson, keepPerson, keepPersonContact, removeSpelling } from './people-commands.server.ts';
import { type PeopleAnswer, type PeopleDesk, readPeople, runPeopleForm } from './people-desk.server.ts';
import { distinctNames, type PersonId, type PersonRecord, transliterationsOf } from './person.ts';
import {
	type PeopleFault,
	type PersonDetails,
	parsePerson,
	parsePersonContact,
	parseSpelling,
	personContactForm,
	personForm,
	searchOf,
} from './person-form.ts';
import { findPeopleByName, findPerson, findPersonContact, listPeople, lockOwnPerson } from './person-queries.server.ts';
import { tenureInWords } from './person-words.ts';

const pageLength = 50;

/** A page of the people the city may see, found under every spelling. */
export async function loadPeople(desk: PeopleDesk, query: URLSearchParams) {
	const text = searchOf(query);
	const page = Math.min(Math.max(Number.parseInt(query.get('page') ?? '', 10) || 1, 1), 10_000);
	const search = { text, language: desk.language, offset: (page - 1) * pageLength, limit: pageLength + 1 };
	const found = await readPeople(desk, (trx) => listPeople(trx, search));
	const address = (to: number) => `?${new URLSearchParams({ ...(text && { q: text }), page: String(to) })}`;
	return {
		text,
		page,
		previous: page > 1 ? address(page - 1) : undefined,
		next: found.length > pageLength ? address(page + 1) : undefined,
		mayKeep: desk.rights.keep,
		rows: found.slice(0, pageLength).map(({ id, names, latest, cityNames }) => ({
			id,
			name: readableName(names, desk.language),
			others: distinctNames(names).filter((name) => !readableName(names, desk.language).text.includes(name)),
			post: latest ? tenureInWords(latest, desk.language) : null,
			keeper: readableText(cityNames, desk.language).text,
		})),
	};
}

/** A person's page; undefined where the city may not see the person. */
export async function loadPerson(desk: PeopleDesk, idText: string) {
	const id = parseId<'person'>(idText);
	const person = id && (await readPeople(desk, (trx) => findPerson(trx, id)));
	if (!person) return undefined;
	const own = person.cityId === desk.actor.city;
	return {
		id: person.id,
		name: readableName(person.names, desk.language),
		names: person.names,
		publicNameAllowed: person.publicNameAllowed,
		keeper: readableText(person.cityNames, desk.language).text,
		spellings: person.spellings.map(({ id: spellingId, text, usage, cityId }) => ({
			id: spellingId,
			text,
			usage,
			mayRemove: desk.rights.keep && cityId === desk.actor.city,
		})),
		transliterations: transliterationsOf(person.names) ?? null,
		tenures: person.tenures.map((tenure) => ({ id: tenure.id, ...tenureInWords(tenure, desk.language) })),
		mayKeep: own && desk.rights.keep,
		mayAddSpelling: desk.rights.keep,
		mayReadContact: own && desk.rights.readContacts,
		idempotencyKey: randomUUID(),
	};
}

export function loadNewPerson() {
	const typed: Typed = { publicNameAllowed: '' };
	return { typed, idempotencyKey: randomUUID() };
}

/** The form that corrects a person on the city's own record; undefined on another's. */
export async function loadPersonForm(desk: PeopleDesk, idText: string) {
	const id = parseId<'person'>(idText);
	const person = id && (await readPeople(desk, (trx) => findPerson(trx, id)));
	if (!person || person.cityId !== desk.actor.city) return undefined;
	return {
		id,
		name: readableName(person.names, desk.language),
		typed: personForm(person),
		mark: markOfPerson(person),
		idempotencyKey: randomUUID(),
	};
}

function markOfPerson({ names, publicNameAllowed }: PersonDetails): string {
	return markOf({ names, publicNameAllowed });
}

/** Puts a person on the city's record; answers the id. Refuses a name that is there already unless told that it is another person. */
export async function addPerson(desk: PeopleDesk, typed: Typed): Promise<PeopleAnswer<PersonId>> {
	const details = parsePerson(typed);
	if (!details.ok) return details;
	return runPeopleForm(desk, { name: 'add-person', subject: null, typed }, async (trx) => {
		const same = details.value.isAnother ? [] : await sameNames(trx, details.value, desk);
		if (same.length > 0) return refused(same);
		const id = await keepPerson(trx, details.value);
		await desk.record(trx, { action: 'person.added', subjectKind: 'person', subjectId: id });
		return ok(id);
	});
}

async function sameNames(trx: Trx, { names }: PersonDetails, desk: PeopleDesk): Promise<readonly PeopleFault[]> {
	for (const name of distinctNames(names)) {
		const found = await findPeopleByName(trx, name);
		if (found.length > 0) {
			return found.map((person) => ({
				kind: 'same-name',
				personId: person.id,
				name: readableName(person.names, desk.language).text,
			}));
		}
	}
	return [];
}

/** Corrects a person on the city's record as the form says. */
export async function changePerson(desk: PeopleDesk, idText: string, typed: Typed): Promise<PeopleAnswer<'corrected'>> {
	const id = parseId<'person'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	const details = parsePerson(typed);
	if (!details.ok) return details;
	return runPeopleForm(desk, { name: 'correct-person', subject: id, typed }, async (trx) => {
		const person = await lockOwnPerson(trx, id);
		if (!person) return refused([{ kind: 'not-yours' }]);
		if (typed['mark'] !== markOfPerson(person)) return refused([{ kind: 'changed-meanwhile' }]);
		await correctPerson(trx, id, details.value);
		await desk.record(trx, { action: 'person.corrected', subjectKind: 'person', subjectId: id });
		return ok('corrected');
	});
}

/** Adds a spelling to a person of the city or a partner, or removes one the city added. */
export async function changeSpelling(
	desk: PeopleDesk,
	idText: string,
	deed: 'add' | 'remove',
	typed: Typed,
): Promise<PeopleAnswer<'spelling-added' | 'spelling-removed'>> {
	const id = parseId<'person'>(idText);
	const spelling = deed === 'add' ? parseSpelling(typed) : undefined;
	if (spelling && !spelling.ok) return spelling;
	return runPeopleForm(desk, { name: `${deed}-spelling`, subject: idText, typed }, async (trx) => {
		const person = id && (await findPerson(trx, id));
		if (!person) return refused([{ kind: 'not-yours' }]);
		if (!spelling) await removeSpelling(trx, person.id, parseId(typed['spelling'] ?? '') ?? randomUUID());
		else if (isKnown(person, spelling.value.text)) {
			return refused([{ kind: 'spelling-known', text: spelling.value.text }]);
		} else await addSpelling(trx, person.id, spelling.value.text, spelling.value.usage);
		await desk.record(trx, { action: 'person.corrected', subjectKind: 'person', subjectId: person.id });
		return ok(spelling ? 'spelling-added' : 'spelling-removed');
	});
}

function isKnown(person: PersonRecord, text: string): boolean {
	return [...distinctNames(person.names), ...person.spellings.map((spelling) => spelling.text)].includes(text);
}

/** How to reach a person of the city. That it was read stands in the audit trail; undefined for whoever may not. */
export async function readPersonContact(desk: PeopleDesk, idText: string) {
	const id = parseId<'person'>(idText);
	if (!id || !desk.rights.readContacts) return undefined;
	return inCity(desk.app, desk.actor, async (trx) => {
		const person = await findPerson(trx, id);
		if (!person || person.cityId !== desk.actor.city) return undefined;
		const contact = await findPersonContact(trx, id);
		await desk.record(trx, { action: 'person.contact-read', subjectKind: 'person', subjectId: id });
		return {
			id,
			name: readableName(person.names, desk.language),
			contact: contact ?? null,
			typed: personContactForm(contact),
			mark: markOf(contact),
			idempotencyKey: randomUUID(),
		};
	});
}

/** Writes down how to reach a person of the city. */
export async function changePersonContact(
	desk: PeopleDesk,
	idText: string,
	typed: Typed,
): Promise<PeopleAnswer<'contact-changed'>> {
	const id = parseId<'person'>(idText);
	if (!id || !desk.rights.readContacts) return refused([{ kind: id ? 'not-permitted' : 'not-yours' }]);
	const contact = parsePersonContact(typed);
	if (!contact.ok) return contact;
	return runPeopleForm(desk, { name: 'change-person-contact', subject: id, typed }, async (trx) => {
		if (!(await lockOwnPerson(trx, id))) return refused([{ kind: 'not-yours' }]);
		if (typed['mark'] !== markOf(await findPersonContact(trx, id))) return refused([{ kind: 'changed-meanwhile' }]);
		await keepPersonContact(trx, id, contact.value);
		await desk.record(trx, { action: 'person.contact-changed', subjectKind: 'person', subjectId: id });
		return ok('contact-changed');
	});
}
