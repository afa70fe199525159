import { sql } from 'kysely';
import { assert, present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { type Catalogue, categoryOf } from '../catalogue/catalogue.ts';
import { acceptedOf, evolveOffer, foldOffer, type Offer, type OfferEvent } from './offer.ts';
import type { OfferContact } from './offer-form.ts';

export interface StoredOffer {
	readonly id: Id<'offer'>;
	readonly offer: Offer;
}

/** Locks one offer until the transaction ends. Undefined where the acting city has no such offer. */
export async function lockOffer(trx: Trx, id: Id<'offer'>): Promise<StoredOffer | undefined> {
	const found = await sql`select from offer_current where offer_id = ${id} for update`.execute(trx);
	if (found.rows.length === 0) return undefined;
	return { id, offer: present(foldOffer(await eventsOfOffer(trx, id)), `the events of offer ${id}`) };
}

/** Everything that happened to an offer, oldest first. */
export async function eventsOfOffer(trx: Trx, id: Id<'offer'>): Promise<OfferEvent[]> {
	const { rows } = await sql<{ kind: OfferEvent['kind']; data: object; at: Instant; accountId: Id<'account'> | null }>`
		select kind, data, at, account_id from offer_event where offer_id = ${id} order by sequence`.execute(trx);
	return rows.map(({ kind, data, at, accountId }) => ({ kind, ...data, at, account: accountId }) as OfferEvent);
}

export async function insertOffer(
	trx: Trx,
	offer: {
		readonly id: Id<'offer'>;
		readonly origin: 'office' | 'public';
		readonly at: Instant;
		readonly account: Id<'account'> | null;
	},
	contact: OfferContact,
): Promise<void> {
	await sql`insert into offer (id, city_id, origin, created_at, created_by)
		values (${offer.id}, current_city(), ${offer.origin}, ${sqlInstant(offer.at)}, ${offer.account})`.execute(trx);
	await sql`insert into offer_contact (offer_id, donor_kind, donor_name, contact_name, email, phone, language, anonymous)
		values (${offer.id}, ${contact.donorKind}, ${contact.donorName}, ${contact.contactName}, ${contact.email}, ${contact.phone},
			${contact.language}, ${contact.anonymous})`.execute(trx);
}

/** Appends events and writes what the offer and its lines are now, all in the caller's transaction. */
export async function appendOfferEvents(
	trx: Trx,
	stored: { readonly id: Id<'offer'>; readonly offer: Offer | undefined },
	events: readonly OfferEvent[],
	catalogue: Catalogue,
): Promise<Offer> {
	let { offer } = stored;
	for (const event of events) {
		const isNew = offer === undefined;
		offer = evolveOffer(offer, event);
		const { kind, at, account, ...data } = event;
		await sql`insert into offer_event (offer_id, sequence, kind, data, at, account_id)
			values (${stored.id}, ${offer.version}, ${kind}, ${sqlJson(data)}, ${sqlInstant(at)}, ${account})`.execute(trx);
		await writeCurrent(trx, stored.id, offer, isNew, catalogue);
	}
	assert(offer, 'events make an offer');
	await writeLines(trx, stored.id, offer);
	return offer;
}

async function writeCurrent(
	trx: Trx,
	id: Id<'offer'>,
	offer: Offer,
	isNew: boolean,
	catalogue: Catalogue,
): Promise<void> {
	const { facts } = offer;
	const submitted = offer.submittedAt === null ? sql`null` : sqlInstant(offer.submittedAt);
	const words = sql`to_tsvector('simple', ${wordsOf(offer, catalogue)})`;
	if (isNew) {
		await sql`insert into offer_current (offer_id, city_id, version, state, facts, earmark_operation_id, available_from,
				available_until, submitted_at, created_at, changed_at, words)
			values (${id}, current_city(), ${offer.version}, ${offer.state}, ${sqlJson(facts)}, ${facts.earmarkOperationId},
				${facts.availableFrom}, ${facts.availableUntil}, ${submitted}, ${sqlInstant(offer.draftedAt)},
				${sqlInstant(offer.changedAt)}, ${words})`.execute(trx);
		return;
	}
	await sql`update offer_current set version = ${offer.version}, state = ${offer.state}, facts = ${sqlJson(facts)},
			earmark_operation_id = ${facts.earmarkOperationId}, available_from = ${facts.availableFrom},
			available_until = ${facts.availableUntil}, submitted_at = ${submitted}, changed_at = ${sqlInstant(offer.changedAt)},
			words = ${words}
		where offer_id = ${id}`.execute(trx);
}

async function writeLines(trx: Trx, id: Id<'offer'>, offer: Offer): Promise<void> {
	const rows = offer.facts.lines.map((line, position) => ({
		id: line.id,
		position,
		description: line.description,
		code: line.itemCode,
		unit: line.baseUnit,
		quantity: line.quantity,
		accepted: acceptedOf(offer, line.id),
		facts: line,
	}));
	await sql`insert into offer_line (id, offer_id, position, description, item_code, base_unit, quantity, accepted_quantity, facts)
		select l.id, ${id}, l.position, l.description, l.code, l.unit, l.quantity, l.accepted, l.facts
		from jsonb_to_recordset(${sqlJson(rows)}) as l(id uuid, position int, description text, code text, unit text,
			quantity bigint, accepted bigint, facts jsonb)
		on conflict (id) do update set position = excluded.position, description = excluded.description,
			item_code = excluded.item_code, base_unit = excluded.base_unit, quantity = excluded.quantity,
			accepted_quantity = excluded.accepted_quantity, facts = excluded.facts, removed = false`.execute(trx);
	await sql`update offer_line set removed = true
		where offer_id = ${id} and not removed and id <> all(${rows.map((row) => row.id)}::uuid[])`.execute(trx);
}

/** What an offer is found by: its goods in the donor's words and in every language of the catalogue. Never the donor. */
function wordsOf(offer: Offer, catalogue: Catalogue): string {
	const texts = offer.facts.lines.flatMap((line) => {
		const item = catalogue.byCode.get(line.itemCode ?? '');
		const category = item && catalogue.byCode.get(categoryOf(catalogue, item.code));
		const names = [item, category].flatMap((each) => (each ? Object.values(each.names) : []));
		return [line.description, line.itemCode ?? '', ...names];
	});
	return [...texts, offer.facts.remark, offer.facts.town].join(' ');
}
