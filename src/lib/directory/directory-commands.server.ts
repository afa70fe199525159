import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { CityDetails } from './city-record.ts';
import type { OperationId, Organisation, Place, PlaceAddress, PlaceId } from './directory.ts';
import type { OpeningDraft, OperationDetails } from './operation.ts';
import './directory-tables.ts';

/** Corrects the record of the acting city. */
export async function updateOwnCity(trx: Trx, details: CityDetails): Promise<void> {
	await sql`
		update city set names = ${sqlJson(details.names)}, population = ${details.population},
			latitude = ${details.latitude}, longitude = ${details.longitude}
		where id = current_city()`.execute(trx);
}

/** Puts an organisation on the record of the acting city. */
export async function keepOrganisation(trx: Trx, organisation: Organisation): Promise<void> {
	await trx
		.insertInto('organisation')
		.values({ ...organisation, names: sqlJson(organisation.names) })
		.execute();
}

/** Corrects an organisation on the record of the acting city. */
export async function correctOrganisation(trx: Trx, organisation: Omit<Organisation, 'cityId'>): Promise<void> {
	const { id, kind, names, publicNameAllowed } = organisation;
	await sql`update organisation set kind = ${kind}, names = ${sqlJson(names)}, public_name_allowed = ${publicNameAllowed}
		where id = ${id} and city_id = current_city()`.execute(trx);
}

/** Opens an operation led by the acting city. False where its address is taken, by whichever city. */
export async function insertOperation(
	trx: Trx,
	id: OperationId,
	{ slug, openedOn }: Pick<OpeningDraft, 'slug' | 'openedOn'>,
	details: OperationDetails,
): Promise<boolean> {
	const inserted = await sql`
		insert into operation (id, slug, lead_city_id, partner_city_id, partnership_id, names, destination, country, latitude,
			longitude, opened_on)
		values (${id}, ${slug}, current_city(), ${details.partnerCityId}, ${details.partnershipId}, ${sqlJson(details.names)},
			${sqlJson(details.destination)}, ${details.country}, ${details.latitude}, ${details.longitude}, ${openedOn})
		on conflict (slug) do nothing`.execute(trx);
	return inserted.numAffectedRows === 1n;
}

/** Corrects an operation the acting city leads. */
export async function updateOperation(trx: Trx, id: OperationId, details: OperationDetails): Promise<void> {
	await sql`
		update operation set names = ${sqlJson(details.names)}, destination = ${sqlJson(details.destination)},
			partner_city_id = ${details.partnerCityId}, partnership_id = ${details.partnershipId}, country = ${details.country},
			latitude = ${details.latitude}, longitude = ${details.longitude}
		where id = ${id} and lead_city_id = current_city()`.execute(trx);
}

/** Closes an operation the acting city leads, or with null takes that back. */
export async function setClosedOn(trx: Trx, id: OperationId, closedOn: PlainDate | null): Promise<void> {
	await sql`update operation set closed_on = ${closedOn}::date
		where id = ${id} and lead_city_id = current_city()`.execute(trx);
}

/** Puts a place of the acting city on record; its address, where known, goes to a table of its own. */
export async function keepPlace(trx: Trx, place: Place, address: PlaceAddress | undefined): Promise<void> {
	const { names, municipality, ...plain } = place;
	await trx
		.insertInto('place')
		.values({ ...plain, names: sqlJson(names), municipality: sqlJson(municipality) })
		.execute();
	if (address) await keepAddress(trx, place.id, address);
}

/** Corrects a place of the acting city. */
export async function correctPlace(
	trx: Trx,
	id: PlaceId,
	{ names, municipality, restricted }: Pick<Place, 'names' | 'municipality' | 'restricted'>,
): Promise<void> {
	await sql`
		update place set names = ${sqlJson(names)}, municipality = ${sqlJson(municipality)}, restricted = ${restricted}
		where id = ${id} and city_id = current_city()`.execute(trx);
}

/** Takes a place of the acting city out of use, or with null into use again. */
export async function setRetired(trx: Trx, id: PlaceId, at: Instant | null): Promise<void> {
	await sql`update place set retired_at = ${at === null ? null : sqlInstant(at)}
		where id = ${id} and city_id = current_city()`.execute(trx);
}

/** Writes down where a place of the acting city is, in the stead of what was known before. */
export async function keepAddress(trx: Trx, id: PlaceId, address: PlaceAddress): Promise<void> {
	const { street, postcode, town, contact } = address;
	await sql`
		insert into place_address (place_id, street, postcode, town, contact)
		values (${id}, ${street}, ${postcode}, ${town}, ${contact})
		on conflict (place_id) do update set street = excluded.street, postcode = excluded.postcode, town = excluded.town,
			contact = excluded.contact`.execute(trx);
}
