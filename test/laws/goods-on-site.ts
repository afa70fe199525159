import { type Quantity, quantity } from '#lib/kernel/quantity.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { openLot } from '#lib/relief/ledger/lot-commands.server.ts';
import { reserve } from '#lib/relief/reservations/reservation-commands.server.ts';
import { anId } from '#test/database.ts';
import type { RunningSite } from '#test/running-site.ts';
import { granted } from './relief-world.ts';

/** 25 generators of THW for Zhytomyr, 20 of them promised to a resilience point. */
export async function layOutGoods(site: RunningSite) {
	const ids = {
		operation: anId(),
		hub: anId(),
		site: anId(),
		donor: anId(),
		need: anId(),
		lot: anId(),
		reservation: anId(),
	};
	const { dortmund, zhytomyr } = site.cities;
	const { database } = site;
	await database.query(
		`insert into operation (id, slug, lead_city_id, partner_city_id, names, destination, country, latitude, longitude, opened_on)
		values ($1, 'zhytomyr', $2, $3, '{"de":"Schytomyr","uk":"Житомир"}', '{"de":"Schytomyr"}', 'UA', 50, 28, '2022-03-01')`,
		[ids.operation, dortmund.id, zhytomyr.id],
	);
	await database.query(
		`insert into place (id, city_id, kind, names, municipality) values
		($1, $2, 'hub', '{"de":"Lager Hafen"}', '{"de":"Dortmund"}'), ($3, $4, 'site', '{"uk":"Школа 5"}', '{"uk":"Житомир"}')`,
		[ids.hub, dortmund.id, ids.site, zhytomyr.id],
	);
	await database.query(
		`insert into organisation (id, city_id, kind, names) values ($1, $2, 'agency', '{"de":"THW"}')`,
		[ids.donor, dortmund.id],
	);
	await database.query('insert into need (id, operation_id, created_at) values ($1, $2, now())', [
		ids.need,
		ids.operation,
	]);
	await database.query(
		`insert into need_current (need_id, operation_id, version, state, item_code, category, purpose, urgency, quantity_kind,
			quantity_from, quantity_to, base_unit, substitutes, conditions, facts, confirmed_at, valid_until, created_at, changed_at, words)
		values ($1, $2, 1, 'open', 'PWR-GEN', 'PWR', 'resilience-point', 1, 'exact', 25, 25, 'pcs', true, '[]', '{}', now(),
			now() + interval '30 days', now(), now(), '')`,
		[ids.need, ids.operation],
	);
	const actor = { city: dortmund.id, account: dortmund.coordinator };
	await inCity(database.databases.app, actor, async (trx) => {
		const lot = {
			lotId: ids.lot,
			cityId: dortmund.id,
			itemCode: 'PWR-GEN',
			baseUnit: 'pcs',
			quantity: 25 as Quantity,
			donorId: ids.donor,
			offerLineId: null,
			attributes: {},
			condition: 'used-good',
			expiresOn: null,
			serialNumber: null,
			weightGrams: 2_500_000,
			volumeMillilitres: null,
			valueCents: null,
			placeId: null,
			availableFrom: null,
			earmarkOperationId: null,
			ownTransport: false,
			indivisible: false,
			at: site.start,
			account: dortmund.coordinator,
		};
		granted(await openLot(trx, lot));
		const line = {
			reservationId: ids.reservation,
			needId: ids.need,
			lotId: ids.lot,
			operationId: ids.operation,
			quantity: quantity(20),
		};
		const promise = { decisionId: anId(), lines: [line], at: site.start, account: dortmund.coordinator };
		granted(await reserve(trx, promise));
	});
	return ids;
}
