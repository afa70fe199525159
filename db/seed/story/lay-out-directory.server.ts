import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import {
	type CityKey,
	cities,
	type OperationKey,
	type OrganisationKey,
	operations,
	organisations,
	type PersonKey,
	type PlaceKey,
	partnership,
	people,
	places,
} from './story-directory.ts';

/** The ids of everybody and everything the story speaks of. */
export interface Cast {
	readonly cities: Readonly<Record<CityKey, string>>;
	readonly operations: Readonly<Record<OperationKey, string>>;
	readonly organisations: Readonly<Record<OrganisationKey, string>>;
	readonly places: Readonly<Record<PlaceKey, string>>;
	readonly people: Readonly<Record<PersonKey, string>>;
	readonly partnership: string;
}

/** Sets up both cities as an instance is set up, in one transaction; undefined where they are there already. */
export async function layOutDirectory(owner: Db, at: Instant): Promise<Cast | undefined> {
	return owner.transaction().execute(async (trx) => {
		await sql`lock table city in share row exclusive mode`.execute(trx);
		const there = await sql`select from city where slug = 'dortmund'`.execute(trx);
		if (there.rows.length > 0) return undefined;
		const cast: Cast = {
			cities: idsFor(cities),
			operations: idsFor(operations),
			organisations: idsFor(organisations),
			places: idsFor(places),
			people: idsFor(people),
			partnership: randomUUID(),
		};
		await insertCities(trx, cast);
		await insertOperations(trx, cast);
		await insertRecords(trx, cast);
		await insertPeople(trx, cast, at);
		return cast;
	});
}

function idsFor<Key extends string>(things: Readonly<Record<Key, unknown>>): Record<Key, string> {
	return Object.fromEntries(Object.keys(things).map((key) => [key, randomUUID()])) as Record<Key, string>;
}

async function insertCities(trx: Trx, cast: Cast): Promise<void> {
	for (const [key, city] of entries(cities)) {
		await sql`
			insert into city (id, slug, names, country, latitude, longitude, population, time_zone)
			values (${cast.cities[key]}, ${key}, ${sqlJson(city.names)}, ${city.country}, ${city.latitude}, ${city.longitude},
				${city.population}, ${city.timeZone})`.execute(trx);
	}
}

async function insertOperations(trx: Trx, cast: Cast): Promise<void> {
	const partnershipId = cast.partnership;
	await sql`
		insert into partnership (id, slug, names, kind, status, since)
		values (${partnershipId}, ${partnership.slug}, ${sqlJson(partnership.names)}, ${partnership.kind},
			${partnership.status}, ${partnership.since})`.execute(trx);
	await sql`
		insert into standing_event (partnership_id, position, event, kind, status, since_on, since_precision, basis_text)
		values (${partnershipId}, 1, 'stated', ${partnership.kind}, ${partnership.status}, ${partnership.since},
			${partnership.sincePrecision}, ${sqlJson(partnership.basis)})`.execute(trx);
	for (const city of Object.values(cast.cities)) {
		await sql`insert into partnership_city (partnership_id, city_id) values (${partnershipId}, ${city})`.execute(trx);
	}
	for (const [key, operation] of entries(operations)) {
		const partner = operation.partner === null ? null : cast.cities[operation.partner];
		await sql`
			insert into operation (id, slug, lead_city_id, partner_city_id, partnership_id, names, destination, country,
				latitude, longitude, opened_on)
			values (${cast.operations[key]}, ${key}, ${cast.cities.dortmund}, ${partner},
				${partner === null ? null : partnershipId}, ${sqlJson(operation.names)}, ${sqlJson(operation.destination)},
				${operation.country}, ${operation.latitude}, ${operation.longitude}, ${operation.openedOn})`.execute(trx);
	}
}

async function insertRecords(trx: Trx, cast: Cast): Promise<void> {
	for (const [key, { kind, names }] of entries(organisations)) {
		await sql`
			insert into organisation (id, city_id, kind, names)
			values (${cast.organisations[key]}, ${cast.cities.dortmund}, ${kind}, ${sqlJson(names)})`.execute(trx);
	}
	for (const [key, place] of entries(places)) {
		await sql`
			insert into place (id, city_id, kind, names, municipality, restricted)
			values (${cast.places[key]}, ${cast.cities[place.city]}, ${place.kind}, ${sqlJson(place.names)},
				${sqlJson(place.municipality)}, ${place.restricted})`.execute(trx);
	}
}

async function insertPeople(trx: Trx, cast: Cast, at: Instant): Promise<void> {
	for (const [key, person] of entries(people)) {
		const email = `${person.role}@${person.city}.example`;
		await sql`
			insert into account (id, city_id, email, name, language, created_at)
			values (${cast.people[key]}, ${cast.cities[person.city]}, ${email}, ${person.name}, ${person.language},
				${sqlInstant(at)})`.execute(trx);
		await sql`
			insert into account_role (account_id, role, granted_at)
			values (${cast.people[key]}, ${person.role}, ${sqlInstant(at)})`.execute(trx);
	}
}

function entries<Key extends string, Value>(things: Readonly<Record<Key, Value>>): [Key, Value][] {
	return Object.entries(things) as [Key, Value][];
}
