import type { Id } from '#lib/kernel/id.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, type FreshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership } from '#test/people.ts';

/**
 * Dortmund and Zhytomyr in partnership, with somebody at a desk in each, and beside it `foreign`: a partnership of
 * Zhytomyr alone that Dortmund has no part in.
 */
export async function twoDesks(database: FreshDatabase) {
	const { app } = database.databases;
	const [partnership, foreign] = [anId<'partnership'>(), anId<'partnership'>()];
	const cities = await layOutCities(database);
	const { dortmund, zhytomyr } = cities;
	await layOutPartnership(database, [dortmund, zhytomyr], { id: partnership, kind: 'solidarity' });
	await layOutPartnership(database, [zhytomyr], { id: foreign, slug: 'others', since: '2020-01-01' });
	const at =
		(city: Id<'city'>, account: Id<'account'>) =>
		<Value>(work: (trx: Trx) => Promise<Value>) =>
			inCity(app, { city, account }, work);
	return {
		cities,
		partnership,
		foreign,
		inDortmund: at(dortmund.id, dortmund.coordinator),
		inZhytomyr: at(zhytomyr.id, zhytomyr.officer),
	};
}
