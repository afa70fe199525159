import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OrganisationId } from '#lib/directory/directory.ts';
import { keepOrganisation } from '#lib/directory/directory-commands.server.ts';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import { type OpenLotRefusal, openLot } from '../ledger/lot-commands.server.ts';
import { lockLots } from '../ledger/post.server.ts';
import type { Sending } from '../needs/need-commands.server.ts';
import { giveBackToDonor } from '../stock/stock-commands.server.ts';
import type { OfferFacts, OfferLine } from './offer.ts';
import type { OfferContact } from './offer-form.ts';
import { partOf } from './offer-line.ts';

/** Opens the lots of an accepted line: one for each serial number, else one of the whole quantity. */
export async function openLots(
	trx: Trx,
	facts: OfferFacts,
	line: OfferLine,
	quantity: Quantity,
	donorId: string,
	sending: Sending,
): Promise<Result<null, OpenLotRefusal>> {
	const { rows } = await sql<{ city: string }>`select current_city() as city`.execute(trx);
	const parts =
		line.serialNumbers.length > 0
			? line.serialNumbers.map((serial) => ({ serial, part: 1 as Quantity }))
			: [{ serial: null, part: quantity }];
	const whole = present(line.quantity, 'the quantity of an accepted line');
	for (const { serial, part } of parts) {
		const opened = await openLot(trx, {
			lotId: randomUUID(),
			cityId: present(rows[0], 'the acting city').city,
			operationId: facts.earmarkOperationId,
			itemCode: present(line.itemCode, 'the item of an accepted line'),
			baseUnit: present(line.baseUnit, 'the base unit of an accepted line'),
			quantity: part,
			donorId,
			offerLineId: line.id,
			attributes: line.attributes,
			condition: line.condition,
			expiresOn: line.expiresOn,
			serialNumber: serial,
			weightGrams: partOf(line.weightGrams, part, whole),
			volumeMillilitres: partOf(line.volumeMillilitres, part, whole),
			valueCents: partOf(line.valueCents, part, whole),
			placeId: facts.placeId,
			availableFrom: facts.availableFrom,
			earmarkOperationId: facts.earmarkOperationId,
			ownTransport: facts.ownTransport,
			indivisible: line.indivisible && serial === null,
			at: sending.at,
			account: sending.account,
		});
		if (!opened.ok) return opened;
	}
	return ok(null);
}

/** The donor's record; made when the first goods are accepted, because the ledger keeps the donor on every lot. */
export async function donorOf(trx: Trx, offerId: Id<'offer'>): Promise<string> {
	const { rows } = await sql<{
		donorId: string | null;
		donorKind: OfferContact['donorKind'];
		donorName: string;
		anonymous: boolean;
		language: Language;
	}>`
		select donor_id, donor_kind, donor_name, anonymous, language from offer_contact where offer_id = ${offerId}`.execute(
		trx,
	);
	const contact = present(rows[0], `the contact of offer ${offerId}`);
	if (contact.donorId) return contact.donorId;
	const known = await sql<{ id: string }>`
		select id from organisation where city_id = current_city() and kind = ${contact.donorKind} and kind <> 'private-person'
			and ${contact.donorName} in (names->>'de', names->>'uk', names->>'en') order by id limit 1`.execute(trx);
	const id = known.rows[0]?.id ?? randomUUID();
	if (!known.rows[0]) {
		const city = await sql<{ city: Id<'city'> }>`select current_city() as city`.execute(trx);
		await keepOrganisation(trx, {
			id: id as OrganisationId,
			cityId: present(city.rows[0], 'the acting city').city,
			kind: contact.donorKind,
			names: { [contact.language]: contact.donorName },
			publicNameAllowed: !contact.anonymous && contact.donorKind !== 'private-person',
		});
	}
	await sql`update offer_contact set donor_id = ${id} where offer_id = ${offerId}`.execute(trx);
	return id;
}

/** Gives back all goods of an offer; false where some of them are promised on. */
export async function giveBack(trx: Trx, offerId: Id<'offer'>, note: string, sending: Sending): Promise<boolean> {
	const lots = await sql<{ id: string }>`
		select l.id from offer_line o join lot l on l.offer_line_id = o.id where o.offer_id = ${offerId}`.execute(trx);
	const lotIds = lots.rows.map(({ id }) => id);
	// All at once: each posting below also locks the book, and no lot may be waited for while holding it.
	const locked = await lockLots(trx, lotIds);
	if ([...locked.values()].some(({ reserved, shipped }) => reserved + shipped > 0)) return false;
	const { rows } = await sql<{ lotId: string; fromPlaceId: string | null; quantity: number }>`
		select b.lot_id, a.place_id as from_place_id, b.quantity from balance b join ledger_account a on a.id = b.account_id
		where b.lot_id = any(${sqlUuids(lotIds)}) and b.role = 'stock' and b.quantity > 0`.execute(trx);
	for (const held of rows) {
		const move = { ...held, occurredAt: sending.at, note };
		const given = await giveBackToDonor(trx, move, { account: sending.account, at: sending.at });
		if (!given.ok) return false;
	}
	return true;
}
