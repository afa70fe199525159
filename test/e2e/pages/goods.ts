import { expect } from 'vitest';
import { quantity } from '#lib/kernel/quantity.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { openLot } from '#lib/relief/ledger/lot-commands.server.ts';
import { reserve } from '#lib/relief/reservations/reservation-commands.server.ts';
import { moveShipment, planShipment } from '#lib/relief/shipments/shipment-commands.server.ts';
import { anId } from '#test/database.ts';
import type { TestRelief } from '#test/people.ts';
import type { RunningSite } from '#test/running-site.ts';

// Goods where a test needs them, by the commands the pages use.

/** Puts generators into Dortmund's hub; answers with their lot. */
export async function storeGenerators(site: RunningSite, relief: TestRelief, units: number): Promise<string> {
	const { dortmund } = site.cities;
	const lotId = anId();
	await inCity(site.database.databases.app, { city: dortmund.id, account: dortmund.coordinator }, async (trx) => {
		const opened = await openLot(trx, {
			lotId,
			cityId: dortmund.id,
			itemCode: 'PWR-GEN-D06',
			baseUnit: 'pcs',
			quantity: quantity(units),
			donorId: relief.donor,
			offerLineId: null,
			attributes: {},
			condition: 'used-good',
			expiresOn: null,
			serialNumber: null,
			weightGrams: null,
			volumeMillilitres: null,
			valueCents: null,
			placeId: relief.hub,
			availableFrom: null,
			earmarkOperationId: null,
			ownTransport: false,
			indivisible: false,
			at: site.now(),
			account: dortmund.coordinator,
		});
		expect(opened.ok).toBe(true);
	});
	return lotId;
}

/** An open need past every form, so that it can be of a destination that has no office here. */
export async function layOutNeed(site: RunningSite, id: string, operation: string, units: number): Promise<void> {
	const { database } = site;
	await database.query('insert into need (id, operation_id, created_at) values ($1, $2, now())', [id, operation]);
	await database.query(
		`insert into need_current (need_id, operation_id, version, state, item_code, category, purpose, urgency,
			quantity_kind, quantity_from, quantity_to, base_unit, substitutes, conditions, facts, confirmed_at, valid_until,
			created_at, changed_at, words)
		values ($1, $2, 1, 'open', 'PWR-GEN', 'PWR', 'medical', 1, 'exact', $3, $3, 'pcs', true, '[]', '{}', now(),
			now() + interval '30 days', now(), now(), '')`,
		[id, operation, units],
	);
}

/** Generators promised to Zhytomyr and on their way there; answers with their shipment. */
export async function sendGenerators(site: RunningSite, relief: TestRelief, units: number): Promise<string> {
	const { database, cities } = site;
	const { dortmund } = cities;
	const author = { at: site.now(), account: dortmund.coordinator };
	const [need, lotId, shipmentId] = [anId(), await storeGenerators(site, relief, units), anId()];
	await layOutNeed(site, need, relief.operation, units);
	await inCity(database.databases.app, { city: dortmund.id, account: dortmund.coordinator }, async (trx) => {
		const line = {
			reservationId: anId(),
			needId: need,
			lotId,
			operationId: relief.operation,
			quantity: quantity(units),
		};
		expect((await reserve(trx, { decisionId: anId(), lines: [line], ...author })).ok).toBe(true);
		const plan = {
			shipmentId,
			operationId: relief.operation,
			transport: 'carrier' as const,
			carrier: null,
			originId: relief.hub,
			destinationId: relief.site,
			authority: 'Ratsbeschluss',
			plannedDeparture: null,
			plannedArrival: null,
			note: '',
			stops: [],
			vehicles: [],
			crew: [],
			loads: [{ reservationId: line.reservationId, quantity: line.quantity }],
		};
		expect((await planShipment(trx, plan, author)).ok).toBe(true);
		for (const move of ['loading-started', 'sealed', 'departed'] as const) {
			const moved = await moveShipment(trx, { shipmentId, move, occurredAt: author.at, note: '' }, author);
			expect(moved.ok).toBe(true);
		}
	});
	return shipmentId;
}
