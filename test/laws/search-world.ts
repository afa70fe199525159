import { indexChanges, keepRules } from '#lib/accountability/search/index-entries.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { createCatalogue } from '#lib/relief/catalogue/catalogue.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { anId, type FreshDatabase } from '#test/database.ts';
import { aPartnershipWorld } from './partnership-world.ts';
import { aReliefWorld, type ReliefWorld } from './relief-world.ts';
import { aShipment } from './shipment-world.ts';

/**
 * A record of every kind that is searched, kept by the first of two partner cities, and a third city that sees none. Every
 * field that is need-to-know holds a word with "secret" in it.
 */
export interface SearchWorld extends ReliefWorld {
	readonly partnershipId: string;
	/** Brings the search up to date. */
	index(): Promise<void>;
}

export async function aSearchWorld(database: FreshDatabase): Promise<SearchWorld> {
	const world = await aReliefWorld(database);
	const { partnershipId } = await aPartnershipWorld(world);
	const lot = await world.aLot(10, { serialNumber: null });
	await world.aLot(1, { serialNumber: 'VIN-0815' });
	const reservation = await world.aReservation(lot, 5);
	const shipmentId = await aShipment(world, [[reservation, 5]], { carrier: 'SECRETcarrier', note: 'SECRETnote' });
	await past(database, [...records(world, partnershipId, shipmentId), ...restricted(world, shipmentId)]);
	return {
		...world,
		partnershipId,
		index: async () => {
			const { worker } = database.databases;
			await inWorker(worker, (trx) => keepRules(trx, currentCatalogue()));
			while ((await inWorker(worker, (trx) => indexChanges(trx, currentCatalogue()))) > 0);
		},
	};
}

/** Another catalogue than the one things were indexed with. */
export const otherCatalogue = createCatalogue([]);

/** Writes rows past the triggers that guard them, because only what is read of them matters. */
export async function past(database: FreshDatabase, statements: readonly string[]): Promise<void> {
	await database.query(`begin; set local session_replication_role = replica; ${statements.join('; ')}; commit`);
}

function records(
	{ dortmund, zhytomyr, operationId }: ReliefWorld,
	partnershipId: string,
	shipmentId: string,
): string[] {
	const [city, partner] = [dortmund.city, zhytomyr.city];
	const [receipt, extra, mandate, paper] = [anId(), anId(), anId(), anId()];
	const document = (disclosure: string, title: string) =>
		`insert into document (id, city_id, partnership_id, title, disclosure, kind, file_name, size_bytes, sha256, stored_at)
		values ('${anId()}', '${city}', '${partnershipId}', '{"de": "${title}"}', '${disclosure}', 'pdf', '${title}.pdf', 1,
			'${'0'.repeat(64)}', now())`;
	return [
		`insert into need_list (id, operation_id, city_id, title, origin, language, sha256, state, purpose, urgency, created_at)
			values ('${anId()}', '${operationId}', '${partner}', 'Потреби лікарні', 'text', 'uk', '${'1'.repeat(64)}', 'review',
				'medical', 2, now())`,
		...offer(city),
		`insert into receipt (id, shipment_id, number, city_id, received_at, recorded_at) values
			('${receipt}', '${shipmentId}', 1, '${partner}', now(), now())`,
		`insert into receipt_extra (id, receipt_id, description, quantity) values ('${extra}', '${receipt}', 'Wheelchairs', 2)`,
		`insert into discrepancy (id, shipment_id, receipt_id, extra_id, kind, quantity, reason, opened_at) values
			('${anId()}', '${shipmentId}', '${receipt}', '${extra}', 'extra', 2, 'Nobody declared them', now())`,
		document('partners', 'Konzept'),
		document('need-to-know', 'SECRETdocument'),
		`insert into report (id, city_id, partnership_id, kind, period_from, period_until, created_at) values
			('${anId()}', '${city}', '${partnershipId}', 'council', '2023-01-01', '2023-12-31', now())`,
		`insert into report (id, city_id, partnership_id, kind, funding_id, period_from, period_until, created_at)
			select '${anId()}', city_id, partnership_id, 'proof-of-use', id, '2023-01-01', '2023-12-31', now()
			from funding where city_id = '${city}' limit 1`,
		`insert into paper (id, city_id, reference, names, kind, is_public, created_at) values
			('${paper}', '${city}', 'DS 4711-23', '{"de": "Nur für uns"}', 'report', true, now())`,
		`insert into mandate (id, paper_id, city_id, created_at) values ('${mandate}', '${paper}', '${city}', now())`,
		`insert into mandate_current (mandate_id, paper_id, city_id, version, state, task, charged, given_at, changed_at) values
			('${mandate}', '${paper}', '${city}', 1, 'ordered', '{"de": "Bericht erstatten"}', '{"de": "Verwaltung"}', now(), now())`,
		`insert into person (id, city_id, names, name_keys) values ('${anId()}', '${partner}',
			'{"uk": "Галина Шиманська"}', ' smanska')`,
		`insert into organisation (id, city_id, kind, names, public_name_allowed) values
			('${anId()}', '${city}', 'private-person', '{"de": "SECRETdonor"}', false)`,
		`insert into place (id, city_id, kind, names, municipality, restricted) values
			('${anId()}', '${partner}', 'site', '{"uk": "Укриття"}', '{"uk": "Житомир"}', true)`,
	];
}

function offer(city: string): string[] {
	const id = anId();
	return [
		`insert into offer (id, city_id, origin, created_at) values ('${id}', '${city}', 'public', now())`,
		`insert into offer_contact (offer_id, donor_kind, donor_name, contact_name, email, phone, language, anonymous) values
			('${id}', 'company', 'SECRETname', 'SECRETcontact', 'secret@example.org', 'SECRETphone', 'de', true)`,
		`insert into offer_current (offer_id, city_id, version, state, facts, created_at, changed_at, words) values
			('${id}', '${city}', 1, 'submitted', '{"remark": "Abholung an der Rampe", "town": "SECRETtown"}', now(), now(), '')`,
		`insert into offer_line (id, offer_id, position, description, item_code, facts) values
			('${anId()}', '${id}', 0, 'Feldbetten aus Beständen', 'SHE-BED', '{}')`,
	];
}

/** Something secret in every field that is need-to-know. */
function restricted({ dortmund, hubId }: ReliefWorld, shipmentId: string): string[] {
	const city = dortmund.city;
	return [
		`insert into place_address (place_id, street, postcode, town, contact) values
			('${hubId}', 'SECRETstreet', 'SECRETcode', 'SECRETtown', 'SECRETkeeper')`,
		`insert into shipment_crew (id, shipment_id, plate, driver, phone, recorded_at) values
			('${anId()}', '${shipmentId}', 'SECRETplate', 'SECRETdriver', 'SECRETnumber', now())`,
		`insert into shipment_stop (id, shipment_id, position, kind, description) values
			('${anId()}', '${shipmentId}', 1, 'border', 'SECRETcrossing')`,
		`update person_contact set email = 'secret@example.org', phone = 'SECRETphone', note = 'SECRETnote'`,
		`update event_guest set name = 'SECRETguest', organisation = 'SECREThouse'`,
		`update event_meeting_link set url = 'https://meet.example/SECRETroom'`,
		`update event_agenda_item set speaker = 'SECRETspeaker'`,
		`update event_interpreter set name = 'SECRETinterpreter'`,
		`update exchange set programmes = '{erasmus-youth-exchange}'`,
		`update exchange_participant set given_name = 'SECRETchild', emergency_contact = 'SECRETmother'`,
		`update exchange_leader set name = 'SECRETleader'`,
		`update voucher set payee = 'SECRETpayee', purpose = 'SECRETpurpose', number = 'SECRETvoucher'`,
		`insert into account (id, city_id, email, name, language, created_at) values
			('${anId()}', '${city}', 'secret@example.net', 'SECRETaccount', 'de', now())`,
	];
}
