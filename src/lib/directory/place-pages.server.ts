import { randomUUID } from 'node:crypto';
import { formatDate } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Recordable } from '#lib/platform/database/run-command.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Place, PlaceId } from './directory.ts';
import { correctPlace, keepAddress, keepPlace, setRetired } from './directory-commands.server.ts';
import { type Answer, type Desk, markOf, readAtDesk } from './directory-desk.server.ts';
import {
	findAddress,
	findPlace,
	getOwnCity,
	type KeptPlace,
	type ListedPlace,
	listPlaces,
	lockOwnPlace,
} from './directory-queries.server.ts';
import type { DirectoryRefusal } from './directory-refusal.ts';
import { placeInWords } from './directory-words.ts';
import {
	addressFieldsOf,
	decideRetiring,
	decideReviving,
	parseAddress,
	parsePlace,
	parsePlaceDetails,
	placeFields,
} from './place.ts';
import type { Typed } from './typed-fields.ts';

function placeLine(place: ListedPlace, desk: Desk) {
	const { id, kind, restricted, own, hasAddress, needed, retiredAt } = place;
	return {
		id,
		kind,
		restricted,
		own,
		addressState: needed ? (hasAddress ? ('known' as const) : ('unknown' as const)) : ('elsewhere' as const),
		retiredOn: retiredAt === null ? undefined : formatDate(dayOf(retiredAt), desk.language),
		name: placeInWords(place, desk.language),
		municipality: readableText(place.municipality, desk.language).text,
		city: readableText(place.cityNames, desk.language).text,
		mayKeep: own && desk.rights.keepPlaces,
		mayReadAddress: desk.rights.readAddresses && needed,
	};
}

/** The places of the city and of those it shares an operation with, without their addresses. */
export async function loadPlaces(desk: Desk) {
	const places = await readAtDesk(desk, (trx) => listPlaces(trx, desk.language));
	const rows = places.map((place) => placeLine(place, desk));
	return {
		own: rows.filter((row) => row.own),
		elsewhere: rows.filter((row) => !row.own),
		mayKeep: desk.rights.keepPlaces,
	};
}

/** An empty form of a new place. It is protected unless somebody says otherwise (law 8). */
export function loadNewPlace(kind: string | null) {
	const typed: Typed = { kind: kind ?? '', restricted: 'on' };
	return { typed, idempotencyKey: randomUUID() };
}

/** Puts a place of the city on record as the form says; answers its id. */
export async function addPlace(desk: Desk, typed: Typed): Promise<Answer<PlaceId>> {
	if (!desk.rights.keepPlaces) return refused([{ kind: 'not-permitted' }]);
	const draft = parsePlace(typed);
	if (!draft.ok) return draft;
	const { address, municipality, ...place } = draft.value;
	return runForm(desk, { name: 'add-place', subject: null, typed }, async (trx) => {
		const city = await getOwnCity(trx);
		const id = randomUUID() as string as PlaceId;
		await keepPlace(trx, { id, cityId: city.id, ...place, municipality: municipality ?? city.names }, address);
		await desk.record(trx, { action: 'place.added', subjectKind: 'place', subjectId: id });
		return ok(id);
	});
}

/** A place with its form; undefined where the city may not see it. */
export async function loadPlace(desk: Desk, idText: string) {
	const place = await visiblePlace(desk, idText);
	if (!place) return undefined;
	return {
		...placeLine(place, desk),
		typed: place.own ? placeFields(place) : {},
		mark: markOfPlace(place),
		idempotencyKey: randomUUID(),
	};
}

async function visiblePlace(desk: Desk, idText: string): Promise<ListedPlace | undefined> {
	const id = parseId<'place'>(idText);
	return id && readAtDesk(desk, (trx) => findPlace(trx, id));
}

function markOfPlace({ names, municipality, restricted }: Place): string {
	return markOf({ names, municipality, restricted });
}

/** Corrects a place of the city as its form says. */
export function changePlace(desk: Desk, idText: string, typed: Typed): Promise<Answer<'corrected'>> {
	return runOnOwnPlace(desk, idText, typed, 'correct-place', async (trx, place) => {
		const details = parsePlaceDetails(typed);
		if (!details.ok) return details;
		if (typed['mark'] !== markOfPlace(place)) return refused([{ kind: 'changed-meanwhile' }]);
		const municipality = details.value.municipality ?? (await getOwnCity(trx)).names;
		await correctPlace(trx, place.id, { ...details.value, municipality });
		await desk.record(trx, { action: 'place.corrected', subjectKind: 'place', subjectId: place.id });
		return ok('corrected');
	});
}

/** What the buttons of a place's page do; each is a form action of that name. */
export type PlaceDeed = 'retire' | 'revive';

/** What stands in the way of taking a place out of use, each in words; told by whoever knows of goods. */
export type UseOfPlace = (trx: Trx, id: PlaceId) => Promise<readonly string[]>;

/** Takes a place of the city out of use or into use again. Nobody can choose it meanwhile; its history stays. */
export function actOnPlace(
	desk: Desk,
	idText: string,
	deed: PlaceDeed,
	typed: Typed,
	useOf: UseOfPlace,
): Promise<Answer<'retired' | 'revived'>> {
	return runOnOwnPlace<'retired' | 'revived'>(desk, idText, typed, `${deed}-place`, async (trx, place) => {
		const retires = deed === 'retire';
		const decided = retires ? decideRetiring(place, await useOf(trx, place.id)) : decideReviving(place);
		if (!decided.ok) return decided;
		await setRetired(trx, place.id, retires ? desk.now : null);
		const done = retires ? 'retired' : 'revived';
		await desk.record(trx, { action: `place.${done}`, subjectKind: 'place', subjectId: place.id });
		return ok(done);
	});
}

async function runOnOwnPlace<Value extends string>(
	desk: Desk,
	idText: string,
	typed: Typed,
	name: string,
	work: (trx: Trx, place: KeptPlace) => Promise<Result<Value & Recordable<Value>, readonly DirectoryRefusal[]>>,
): Promise<Answer<Value>> {
	const id = parseId<'place'>(idText);
	if (!id || !desk.rights.keepPlaces) return refused([{ kind: id ? 'not-permitted' : 'not-yours' }]);
	return runForm<Value, DirectoryRefusal>(desk, { name, subject: id, typed }, async (trx) => {
		const place = await lockOwnPlace(trx, id);
		return place ? work(trx, place) : refused([{ kind: 'not-yours' }]);
	});
}

/**
 * A place with its name and address, whoever keeps it. Each look is put on the audit trail in the same transaction (R11):
 * an address that could be read without a trace would not be returned. Undefined where the reader may not, sees no such place,
 * or has no need to know where it is: another city's, and nothing is on its way to or from it.
 */
export async function readAddress(desk: Desk, idText: string) {
	const id = parseId<'place'>(idText);
	if (!id || !desk.rights.readAddresses) return undefined;
	const found = await inCity(desk.app, desk.actor, async (trx) => {
		const place = await findPlace(trx, id);
		if (!place?.needed) return undefined;
		await desk.record(trx, { action: 'place.address-read', subjectKind: 'place', subjectId: id });
		return { place, address: await findAddress(trx, id) };
	});
	if (!found) return undefined;
	const { place, address } = found;
	return {
		...placeLine(place, desk),
		name: readableText(place.names, desk.language).text,
		address,
		typed: addressFieldsOf(address),
		mark: markOf(address),
		idempotencyKey: randomUUID(),
	};
}

/** Writes the address of a place of the city down as its form says. */
export function changeAddress(desk: Desk, idText: string, typed: Typed): Promise<Answer<'address-changed'>> {
	return runOnOwnPlace(desk, idText, typed, 'change-address', async (trx, { id }) => {
		const address = parseAddress(typed);
		if (!address.ok) return address;
		if (typed['mark'] !== markOf(await findAddress(trx, id))) return refused([{ kind: 'changed-meanwhile' }]);
		await keepAddress(trx, id, address.value);
		await desk.record(trx, { action: 'place.address-changed', subjectKind: 'place', subjectId: id });
		return ok('address-changed');
	});
}
