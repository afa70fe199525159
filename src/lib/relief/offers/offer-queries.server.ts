import { sql } from 'kysely';
import { hashOfPresented } from '#lib/access/tokens.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, toIso } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { prefixQuery } from '../needs/need-queries.server.ts';
import { foldOffer, type Offer, type OfferEvent, type OfferFacts, type OfferState } from './offer.ts';
import type { OfferContact } from './offer-form.ts';
import { eventsOfOffer } from './offer-store.server.ts';

export interface OfferRow {
	readonly offerId: Id<'offer'>;
	readonly state: OfferState;
	readonly changedAt: Instant;
	readonly facts: OfferFacts;
	readonly donorName: string;
}

export interface OfferFilter {
	readonly state: OfferState | null;
	/** As typed; words are matched by their beginnings. */
	readonly search: string;
}

interface OfferPage {
	readonly before: { readonly at: Instant; readonly id: string } | null;
	readonly limit: number;
}

/** Offers of the acting city, the last changed first, one page from before `before`. */
export async function listOffers(trx: Trx, filter: OfferFilter, page: OfferPage): Promise<readonly OfferRow[]> {
	const query = prefixQuery(filter.search);
	if (query === undefined && filter.search.trim() !== '') return [];
	const conditions = [sql`o.city_id = current_city()`];
	if (filter.state) conditions.push(sql`o.state = ${filter.state}`);
	// The matches of one page, found past the row-level barrier and fetched by their keys.
	if (query !== undefined) {
		const matching = sql`select offers_matching(${query}::tsquery, ${sqlJson(matchConditions(filter, page))}, ${page.limit})`;
		conditions.push(sql`o.offer_id = any(array(${matching}))`);
	}
	if (page.before) {
		conditions.push(sql`(o.changed_at, o.offer_id) < (${sqlInstant(page.before.at)}, ${page.before.id}::uuid)`);
	}
	const { rows } = await sql<OfferRow>`
		select o.offer_id, o.state, o.changed_at, o.facts, c.donor_name
		from (select * from offer_current o where ${sql.join(conditions, sql` and `)}
			order by o.changed_at desc, o.offer_id desc limit ${page.limit}) o
		join offer_contact c on c.offer_id = o.offer_id
		order by o.changed_at desc, o.offer_id desc`.execute(trx);
	return rows;
}

/** The filter as offers_matching takes it (db/migrations/0005-offers.sql); it must choose the same offers as the list. */
function matchConditions({ state }: OfferFilter, { before }: OfferPage): object {
	return {
		...(state ? { state } : {}),
		...(before ? { before: { at: toIso(before.at), id: before.id } } : {}),
	};
}

export interface OfferStory {
	readonly id: Id<'offer'>;
	readonly offer: Offer;
	readonly contact: OfferContact;
	readonly events: readonly OfferEvent[];
}

/** An offer with its whole story; undefined where the acting city has no such offer. */
export async function findOffer(trx: Trx, id: Id<'offer'>): Promise<OfferStory | undefined> {
	const { rows } = await sql<OfferContact>`
		select donor_kind, donor_name, contact_name, email, phone, language, anonymous from offer_contact
		where offer_id = ${id}`.execute(trx);
	const contact = rows[0];
	if (!contact) return undefined;
	const events = await eventsOfOffer(trx, id);
	const offer = foldOffer(events);
	return offer && { id, offer, contact, events };
}

/** The offer a private link leads to, and the city it was made to. Runs as the worker: nobody is signed in yet. */
export async function findLinkedOffer(
	trx: Trx,
	token: string,
	now: Instant,
): Promise<{ readonly offerId: Id<'offer'>; readonly cityId: Id<'city'> } | undefined> {
	const hash = hashOfPresented(token);
	if (!hash) return undefined;
	const { rows } = await sql<{ offerId: Id<'offer'>; cityId: Id<'city'> }>`
		select offer_id, city_id from offer_link where token_hash = ${hash} and expires_at > ${sqlInstant(now)}`.execute(
		trx,
	);
	return rows[0];
}

/** Cities that take offers: those that lead an operation that is still open. */
export async function receivingCities(
	trx: Trx,
): Promise<readonly { readonly id: Id<'city'>; readonly names: LocalizedText }[]> {
	const { rows } = await sql<{ id: Id<'city'>; names: LocalizedText }>`
		select id, names from city where id in (select lead_city_id from operation where closed_on is null) order by slug`.execute(
		trx,
	);
	return rows;
}

/** How far the goods of an offer have come, in words of the whole: nothing of other parties' data. */
export async function progressOfOffer(
	trx: Trx,
	id: Id<'offer'>,
): Promise<{ readonly promised: boolean; readonly onTheWay: boolean; readonly arrived: boolean }> {
	const { rows } = await sql<{ promised: boolean; onTheWay: boolean; arrived: boolean }>`
		select coalesce(bool_or(p.reserved > 0), false) as promised,
			coalesce(bool_or(exists (select from balance b join ledger_account a on a.id = b.account_id
				where b.lot_id = l.id and a.kind = 'transit' and b.quantity > 0)), false) as on_the_way,
			coalesce(bool_or(exists (select from balance b join ledger_account a on a.id = b.account_id
				where b.lot_id = l.id and a.kind in ('site', 'in-use', 'consumed') and b.quantity > 0)), false) as arrived
		from offer_line o join lot l on l.offer_line_id = o.id join lot_position p on p.lot_id = l.id
		where o.offer_id = ${id}`.execute(trx);
	return rows[0] ?? { promised: false, onTheWay: false, arrived: false };
}
