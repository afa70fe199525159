import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { findOrganisation, getOwnCity, listOrganisations } from '#lib/directory/directory-queries.server.ts';
import { findPerson, listPeople } from '#lib/directory/people/person-queries.server.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { readableName } from '#lib/i18n/transliteration/readable-name.ts';
import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { listDocumentsOfPartnership } from '#lib/media/documents/document-queries.server.ts';
import { documentLine } from '#lib/media/documents/document-texts.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { readLocalized, type Typed } from '#lib/ui/form/typed-form.ts';
import { listAgreementsOfPartnership } from '../agreements/agreement-queries.server.ts';
import { agreementLine } from '../agreements/agreement-words.ts';
import type { Partnership } from '../partnership.ts';
import type { RecordRef } from '../record-ref.ts';
import { basisChoices, isAmong } from '../standing/basis-records.server.ts';
import { partnershipParts } from '../standing/partnership-parts.ts';
import { emptySide, type SideRecord } from '../standing/partnership-side.ts';
import { recordValue } from '../standing/record-choice.ts';
import { type StandingEvent, standingThatCounts } from '../standing/standing.ts';
import {
	addPartnershipContact,
	keepSide,
	removePartnershipContact,
	stateStanding,
	withdrawStanding,
} from '../standing/standing-commands.server.ts';
import { type PartnershipFault, parseContact, parseSide, parseStatement, sideForm } from '../standing/standing-form.ts';
import {
	findPartnership,
	listPartnerships,
	listSidesOfPartnership,
	listStandingEvents,
	lockOwnSide,
} from '../standing/standing-queries.server.ts';
import { standingInWords, standingLine } from '../standing/standing-words.ts';
import { listBasisRecords } from './partnership-basis.server.ts';

type Answer<Value> = Result<Value, readonly PartnershipFault[]>;

/** The partnerships of the city, for the list. */
export async function loadPartnerships(desk: OfficeDesk) {
	return readForPage(desk, async (trx) => {
		const rows = (await listPartnerships(trx)).map((partnership) => overviewOf(partnership, desk));
		return { rows, citySlug: (await getOwnCity(trx)).slug };
	});
}

function overviewOf({ slug, names, kind, status, since, cities }: Partnership, desk: OfficeDesk) {
	return {
		slug,
		name: readableText(names, desk.language),
		standing: standingInWords({ kind, status }, desk.language),
		kind,
		status,
		since: formatDate(since, desk.language),
		cities: cities.map((city) => readableText(city.names, desk.language).text),
	};
}

/** The home of a partnership in the office; undefined where the city does not belong to it. */
export async function loadPartnership(desk: OfficeDesk, slugOrId: string) {
	return readForPage(desk, async (trx) => {
		const partnership = await findPartnership(trx, slugOrId);
		if (!partnership) return undefined;
		const events = await listStandingEvents(trx, partnership.id);
		const agreements = await listAgreementsOfPartnership(trx, partnership.id);
		const sides = await listSidesOfPartnership(trx, partnership.id);
		const documents = await listDocumentsOfPartnership(trx, partnership.id);
		const basis = await listBasisRecords(trx, partnership.id);
		const titleOf = (ref: RecordRef) => {
			const title = basis.find((record) => recordValue(record.ref) === recordValue(ref))?.title;
			return title && readableText(title, desk.language).text;
		};
		return {
			id: partnership.id,
			...overviewOf(partnership, desk),
			standings: standingThatCounts(events).map((event) => standingLine(event, desk.language, titleOf)),
			withdrawn: withdrawnOf(events, desk),
			agreements: agreements.map((agreement) => agreementLine(agreement, desk.now, desk.language)),
			sides: sides.map((side) => sideLine(side, desk)),
			documents: documents.map((document) => documentLine(document, desk.language)),
			parts: partnershipParts(desk.session),
			mayKeep: may(desk.session, 'partnership.keep'),
			mayReport: may(desk.session, 'reports.write'),
		};
	});
}

/** The statements that were taken back, each with when and why. */
function withdrawnOf(events: readonly StandingEvent[], desk: OfficeDesk) {
	const counting: StandingEvent[] = [];
	return events.flatMap((event) => {
		if (event.event === 'stated') {
			counting.push(event);
			return [];
		}
		const taken = counting.pop();
		const reason = event.basis.text ? readableText(event.basis.text, desk.language).text : '';
		return taken ? [{ ...standingLine(taken, desk.language), reason, at: formatInstant(event.at, desk.language) }] : [];
	});
}

function sideLine(side: SideRecord, desk: OfficeDesk) {
	const read = (text: SideRecord['whyChosen']) => text && readableText(text, desk.language);
	return {
		city: readableText(side.city.names, desk.language).text,
		own: side.city.id === desk.actor.city,
		unit: read(side.coordinatingUnitNames),
		why: read(side.whyChosen),
		predecessor: read(side.predecessor),
		networks: side.networks,
		nextReport: side.nextReportDue && formatDate(side.nextReportDue, desk.language),
		contacts: side.contacts.map(({ id, personId, names, task }) => ({
			id,
			personId,
			name: readableName(names, desk.language),
			task: readableText(task, desk.language),
		})),
	};
}

/** The form that states a new standing, filled with what counts today. */
export async function loadStandingForm(desk: OfficeDesk, slugOrId: string) {
	return readForPage(desk, async (trx) => {
		const partnership = await findPartnership(trx, slugOrId);
		if (!partnership) return undefined;
		const counting = standingThatCounts(await listStandingEvents(trx, partnership.id));
		const last = counting.at(-1);
		const typed: Typed = { kind: partnership.kind, status: partnership.status, since: '' };
		return {
			slug: partnership.slug,
			name: readableText(partnership.names, desk.language),
			last: last ? { ...standingLine(last, desk.language), since: fuzzyDateText(last.since) } : null,
			basis: basisChoices(await listBasisRecords(trx, partnership.id), desk.language),
			mayWithdraw: counting.length > 1,
			typed,
			idempotencyKey: randomUUID(),
		};
	});
}

/** States a new standing or takes the last one back, as the form says. `republish` has the public page written anew. */
export async function changeStanding(
	desk: OfficeDesk,
	slugOrId: string,
	deed: 'state' | 'withdraw',
	typed: Typed,
	republish: (trx: Trx) => Promise<void>,
): Promise<Answer<'stated' | 'withdrawn'>> {
	if (!may(desk.session, 'partnership.keep')) return refused([{ kind: 'not-permitted' }]);
	const statement = deed === 'state' ? parseStatement(typed) : undefined;
	const reason = deed === 'withdraw' ? readLocalized(typed, 'reason', 500) : undefined;
	if (statement && !statement.ok) return statement;
	if (reason && !reason.ok) return reason;
	const sent = { name: `${deed}-standing`, subject: slugOrId, typed };
	return runForm<'stated' | 'withdrawn', PartnershipFault>(desk, sent, async (trx) => {
		const partnership = await findPartnership(trx, slugOrId);
		if (!partnership) return refused([{ kind: 'not-yours' }]);
		const record = statement?.value.basis.record;
		if (record && !isAmong(await listBasisRecords(trx, partnership.id), record)) {
			return refused([{ kind: 'unknown-basis' }]);
		}
		await republish(trx);
		if (statement) return stateStanding(trx, partnership.id, statement.value, desk.now);
		return reason ? withdrawStanding(trx, partnership.id, reason.value, desk.now) : refused([{ kind: 'not-yours' }]);
	});
}

/** The form of the city's own side. */
export async function loadSideForm(desk: OfficeDesk, slugOrId: string) {
	return readForPage(desk, async (trx) => {
		const partnership = await findPartnership(trx, slugOrId);
		if (!partnership) return undefined;
		const sides = await listSidesOfPartnership(trx, partnership.id);
		const own = sides.find(({ city }) => city.id === desk.actor.city);
		const search = { text: '', language: desk.language, offset: 0, limit: 500 };
		const units = await listOrganisations(trx, { ...search, withPersons: false });
		const people = (await listPeople(trx, search)).filter(({ cityId }) => cityId === desk.actor.city);
		const side = own ?? emptySide;
		return {
			slug: partnership.slug,
			name: readableText(partnership.names, desk.language),
			typed: sideForm(side),
			mark: markOfSide(side),
			contacts: own ? sideLine(own, desk).contacts : [],
			units: units.map(({ id, names }) => ({ value: id, label: readableText(names, desk.language).text })),
			people: people.map(({ id, names }) => ({ value: id, label: readableName(names, desk.language).text })),
			idempotencyKey: randomUUID(),
		};
	});
}

function markOfSide(side: typeof emptySide): string {
	return markOf(sideForm(side));
}

/** Writes down the city's own side as its form says. */
export async function changeSide(desk: OfficeDesk, slugOrId: string, typed: Typed): Promise<Answer<'side-changed'>> {
	if (!may(desk.session, 'partnership.keep')) return refused([{ kind: 'not-permitted' }]);
	const side = parseSide(typed);
	if (!side.ok) return side;
	const sent = { name: 'change-side', subject: slugOrId, typed };
	return runForm<'side-changed', PartnershipFault>(desk, sent, async (trx) => {
		const partnership = await findPartnership(trx, slugOrId);
		if (!partnership) return refused([{ kind: 'not-yours' }]);
		const before = (await lockOwnSide(trx, partnership.id)) ?? emptySide;
		if (typed['mark'] !== markOfSide(before)) return refused([{ kind: 'changed-meanwhile' }]);
		const unit = side.value.coordinatingUnitId;
		if (unit && !(await findOrganisation(trx, unit))) return refused([{ kind: 'unknown-unit' }]);
		await keepSide(trx, partnership.id, side.value);
		return ok('side-changed');
	});
}

/** Names or removes a contact of the city's own side. */
export async function changeContact(
	desk: OfficeDesk,
	slugOrId: string,
	deed: 'add' | 'remove',
	typed: Typed,
): Promise<Answer<'contact-added' | 'contact-removed'>> {
	if (!may(desk.session, 'partnership.keep')) return refused([{ kind: 'not-permitted' }]);
	const contact = deed === 'add' ? parseContact(typed) : undefined;
	if (contact && !contact.ok) return contact;
	const sent = { name: `${deed}-partnership-contact`, subject: slugOrId, typed };
	return runForm<'contact-added' | 'contact-removed', PartnershipFault>(desk, sent, async (trx) => {
		const partnership = await findPartnership(trx, slugOrId);
		if (!partnership) return refused([{ kind: 'not-yours' }]);
		if (!contact) {
			await removePartnershipContact(trx, partnership.id, parseId(typed['contact'] ?? '') ?? randomUUID());
			return ok('contact-removed');
		}
		const person = await findPerson(trx, contact.value.personId);
		if (person?.cityId !== desk.actor.city) return refused([{ kind: 'unknown-person' }]);
		const added = await addPartnershipContact(trx, partnership.id, contact.value);
		return added ? ok('contact-added') : refused([{ kind: 'contact-known' }]);
	});
}
