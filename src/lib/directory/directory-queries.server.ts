import { type RawBuilder, sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type {
	City,
	Operation,
	OperationId,
	OperationRecord,
	Organisation,
	OrganisationId,
	PartnerCity,
	Place,
	PlaceAddress,
	PlaceId,
} from './directory.ts';
import './directory-tables.ts';

const operationColumns = [
	'id',
	'slug',
	'leadCityId',
	'partnerCityId',
	'names',
	'destination',
	'openedOn',
	'closedOn',
] as const;

/** The operations the acting city leads or receives, newest first. */
export function listOperations(trx: Trx): Promise<Operation[]> {
	return trx.selectFrom('operation').select(operationColumns).orderBy('openedOn', 'desc').orderBy('slug').execute();
}

/** The operation, where the acting city may see it. */
export function findOperation(trx: Trx, id: OperationId): Promise<Operation | undefined> {
	return trx.selectFrom('operation').select(operationColumns).where('id', '=', id).executeTakeFirst();
}

const operationRecord = sql`select id, slug, lead_city_id, partner_city_id, partnership_id, names, destination, country,
	latitude::float8 as latitude, longitude::float8 as longitude, opened_on, closed_on from operation`;

/** The operation with where it goes to, where the acting city may see it. */
export async function findOperationRecord(trx: Trx, id: OperationId): Promise<OperationRecord | undefined> {
	const found = await sql<OperationRecord>`${operationRecord} where id = ${id}`.execute(trx);
	return found.rows[0];
}

/** The same for the city that leads it alone, locked until the end of the transaction. */
export async function lockOwnOperation(trx: Trx, id: OperationId): Promise<OperationRecord | undefined> {
	const found = await sql<OperationRecord>`${operationRecord}
		where id = ${id} and lead_city_id = current_city() for update`.execute(trx);
	return found.rows[0];
}

const cityColumns = sql`c.id, c.slug, c.names, c.country, c.latitude::float8 as latitude, c.longitude::float8 as longitude,
	c.population, c.time_zone`;

/** The acting city; locked until the end of the transaction where it is to be changed. */
export async function getOwnCity(trx: Trx, lock = false): Promise<City> {
	const found = await sql<City>`
		select ${cityColumns} from city c where c.id = current_city() ${forUpdate(lock)}`.execute(trx);
	return present(found.rows[0], 'the acting city');
}

/** The cities bound to the acting one by a partnership that has not ended, each once. */
export async function listPartnerCities(trx: Trx): Promise<PartnerCity[]> {
	const found = await sql<PartnerCity>`
		select distinct on (c.slug) ${cityColumns}, p.id as partnership_id, p.names as partnership_names
		from partnership_city ours join partnership_city theirs using (partnership_id)
		join partnership p on p.id = partnership_id join city c on c.id = theirs.city_id
		where ours.city_id = current_city() and c.id <> current_city() and p.status <> 'ended'
		order by c.slug, p.status = 'active' desc, p.since desc`.execute(trx);
	return found.rows;
}

/** Names of the cities that lead or receive in the operations the acting city sees. */
export async function listCityNames(trx: Trx): Promise<readonly Pick<City, 'id' | 'names'>[]> {
	const found = await sql<Pick<City, 'id' | 'names'>>`
		select id, names from city where id in (select neighbouring_cities())`.execute(trx);
	return found.rows;
}

/** A page of the organisations on the acting city's record. */
export interface OrganisationSearch {
	/** Part of a name in any language; empty for all. */
	readonly text: string;
	readonly language: Language;
	/** False leaves private persons out: donors' names are need-to-know. */
	readonly withPersons: boolean;
	readonly offset: number;
	readonly limit: number;
}

/** Organisations of the acting city by their name in the reader's language. */
export async function listOrganisations(trx: Trx, search: OrganisationSearch): Promise<Organisation[]> {
	const part = search.text.toLowerCase();
	const found = await sql<Organisation>`
		select id, city_id, kind, names, public_name_allowed from organisation
		where city_id = current_city() and (${search.withPersons} or kind <> 'private-person')
			and (${part} = '' or exists (
				select from jsonb_each_text(names) as named where position(${part} in lower(named.value)) > 0))
		order by coalesce(names ->> ${search.language}, names ->> 'en', names ->> 'de', names ->> 'uk') collate "und-x-icu", id
		limit ${search.limit} offset ${search.offset}`.execute(trx);
	return found.rows;
}

/** An organisation on the acting city's own record. */
export async function findOrganisation(trx: Trx, id: OrganisationId, lock = false): Promise<Organisation | undefined> {
	const found = await sql<Organisation>`
		select id, city_id, kind, names, public_name_allowed from organisation
		where id = ${id} and city_id = current_city() ${forUpdate(lock)}`.execute(trx);
	return found.rows[0];
}

/** A place with whether it is out of use. */
export type KeptPlace = Place & Pick<ListedPlace, 'retiredAt'>;

/** A place with whether the acting city keeps it and whether an address is known. */
export interface ListedPlace extends Place {
	readonly own: boolean;
	readonly hasAddress: boolean;
	/** Whether the acting city may know where it is: its own, or goods are on their way to or from it. */
	readonly needed: boolean;
	/** Out of use since; null while it is in use. */
	readonly retiredAt: Instant | null;
	readonly cityNames: City['names'];
}

const listedPlace = sql`
	select p.id, p.city_id, p.kind, p.names, p.municipality, p.restricted, p.retired_at, p.city_id = current_city() as own,
		exists (select from place_address a where a.place_id = p.id) as has_address,
		p.id in (select places_needed()) as needed, c.names as city_names
	from place p join city c on c.id = p.city_id`;

/** The places the acting city may see, its own first, without their addresses. */
export async function listPlaces(trx: Trx, language: Language): Promise<ListedPlace[]> {
	const found = await sql<ListedPlace>`${listedPlace}
		order by own desc, c.slug, p.retired_at is not null, p.kind,
			coalesce(p.names ->> ${language}, p.names ->> 'en') collate "und-x-icu", p.id
		limit 1000`.execute(trx);
	return found.rows;
}

export async function findPlace(trx: Trx, id: PlaceId): Promise<ListedPlace | undefined> {
	const found = await sql<ListedPlace>`${listedPlace} where p.id = ${id}`.execute(trx);
	return found.rows[0];
}

/** A place the acting city keeps, locked until the end of the transaction. */
export async function lockOwnPlace(trx: Trx, id: PlaceId): Promise<KeptPlace | undefined> {
	const found = await sql<KeptPlace>`
		select id, city_id, kind, names, municipality, restricted, retired_at from place
		where id = ${id} and city_id = current_city() for update`.execute(trx);
	return found.rows[0];
}

/** Need-to-know: whoever calls this to show it puts the reading on the audit trail (R11). */
export async function findAddress(trx: Trx, id: PlaceId): Promise<PlaceAddress | undefined> {
	const found = await sql<PlaceAddress>`
		select street, postcode, town, contact from place_address where place_id = ${id}`.execute(trx);
	return found.rows[0];
}

/** How many of each the acting city has, for the overview. */
export interface DirectoryCounts {
	/** Open operations the city leads, or that others lead for it. */
	readonly led: number;
	readonly received: number;
	readonly hubs: number;
	readonly sites: number;
	readonly handovers: number;
	readonly organisations: number;
}

export async function countDirectory(trx: Trx): Promise<DirectoryCounts> {
	const ownPlaces = (kind: string) =>
		sql`(select count(*) from place where city_id = current_city() and kind = ${kind} and retired_at is null)`;
	const found = await sql<DirectoryCounts>`select
		(select count(*) from operation where closed_on is null and lead_city_id = current_city()) as led,
		(select count(*) from operation where closed_on is null and partner_city_id = current_city()) as received,
		${ownPlaces('hub')} as hubs, ${ownPlaces('site')} as sites, ${ownPlaces('handover')} as handovers,
		(select count(*) from organisation where city_id = current_city() and kind <> 'private-person') as organisations
		`.execute(trx);
	return found.rows[0]!;
}

function forUpdate(lock: boolean): RawBuilder<unknown> {
	return lock ? sql`for update` : sql``;
}
