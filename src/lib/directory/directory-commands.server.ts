import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import type { Organisation, Place } from './directory.ts';
import './directory-tables.ts';

/** Puts an organisation on the record of the acting city. */
export async function keepOrganisation(trx: Trx, organisation: Organisation): Promise<void> {
	await trx
		.insertInto('organisation')
		.values({ ...organisation, names: sqlJson(organisation.names) })
		.execute();
}

/** Puts a place of the acting city on record; its address, where known, goes to a table of its own. */
export async function keepPlace(
	trx: Trx,
	place: Place,
	address: { readonly street: string; readonly postcode: string; readonly town: string } | null,
): Promise<void> {
	const { names, municipality, ...plain } = place;
	await trx
		.insertInto('place')
		.values({
			...plain,
			names: sqlJson(names),
			municipality: sqlJson(municipality),
		})
		.execute();
	if (address)
		await trx
			.insertInto('placeAddress')
			.values({ placeId: place.id, contact: null, ...address })
			.execute();
}
