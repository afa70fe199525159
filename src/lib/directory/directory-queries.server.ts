import type { Trx } from '#lib/platform/database/connect.server.ts';
import type {
	City,
	CityId,
	Operation,
	OperationId,
	Organisation,
	OrganisationId,
	Place,
	PlaceKind,
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

export function findCity(trx: Trx, id: CityId): Promise<City | undefined> {
	const columns = ['id', 'slug', 'names', 'country', 'timeZone'] as const;
	return trx.selectFrom('city').select(columns).where('id', '=', id).executeTakeFirst();
}

const organisationColumns = ['id', 'cityId', 'kind', 'names', 'publicNameAllowed'] as const;

/** Organisations on the record of the acting city and its neighbours, in no order: sort by the reader's language. */
export function listOrganisations(trx: Trx): Promise<Organisation[]> {
	return trx.selectFrom('organisation').select(organisationColumns).execute();
}

export function findOrganisation(trx: Trx, id: OrganisationId): Promise<Organisation | undefined> {
	return trx.selectFrom('organisation').select(organisationColumns).where('id', '=', id).executeTakeFirst();
}

/** Places of the given kinds that the acting city may see, without their addresses. */
export function listPlaces(trx: Trx, kinds: readonly PlaceKind[]): Promise<Place[]> {
	return trx
		.selectFrom('place')
		.select(['id', 'cityId', 'kind', 'names', 'municipality', 'restricted'])
		.where('kind', 'in', kinds)
		.execute();
}
