import { sql } from 'kysely';
import { isShipmentPublic, lagInForce, publicationTick } from '#lib/accountability/disclosure/disclosure.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { ArticleFacts } from '../article.ts';
import type { ConsentingCity, LinkedShipment } from './consent.ts';

/** An article as far as its shipments go. */
export interface Telling {
	readonly id: Id<'article'>;
	readonly facts: Pick<ArticleFacts, 'records'>;
}

interface Row {
	readonly id: Id<'shipment'>;
	readonly number: string;
	readonly receivedAt: Instant | null;
	readonly hidden: boolean;
	readonly lead: number | null;
	readonly partner: number | null;
	readonly cities: readonly ConsentingCity[];
}

/** The shipments an article is linked to, with what is public of them at a moment and which city consents to what. */
export async function listLinkedShipments(
	trx: Trx,
	{ id, facts }: Telling,
	at: Instant,
): Promise<readonly LinkedShipment[]> {
	const ids = facts.records.flatMap((ref) => (ref.kind === 'shipment' ? [ref.id as Id<'shipment'>] : []));
	if (ids.length === 0) return [];
	const { rows } = await sql<Row>`
		with wish as (
			select distinct on (operation_id, city_id) operation_id, city_id, lag_hours
			from disclosure_wish order by operation_id, city_id, wished_at desc
		), word as (
			select distinct on (shipment_id, city_id) shipment_id, city_id, given
			from article_consent where article_id = ${id} order by shipment_id, city_id, at desc, id desc
		)
		select s.id, s.number,
			case when c.state in ('received', 'closed-with-discrepancy') then c.ended_at end as received_at,
			exists (select from disclosure_hidden h where h.operation_id = o.id
				and (h.shipment_id is null or h.shipment_id = s.id)) as hidden,
			(select lag_hours from wish w where w.operation_id = o.id and w.city_id = o.lead_city_id) as lead,
			(select lag_hours from wish w where w.operation_id = o.id and w.city_id = o.partner_city_id) as partner,
			(select jsonb_agg(jsonb_build_object('id', city.id, 'names', city.names, 'consents', coalesce(word.given, false))
					order by city.id = o.lead_city_id desc)
				from city left join word on word.shipment_id = s.id and word.city_id = city.id
				where city.id in (o.lead_city_id, o.partner_city_id)) as cities
		from shipment s join shipment_current c on c.shipment_id = s.id join operation o on o.id = s.operation_id
		where s.id = any(${ids}::uuid[])`.execute(trx);
	return ids.map((each): LinkedShipment => {
		const found = rows.find((row) => row.id === each);
		if (!found) return { id: each, number: null, public: false, hidden: false, cities: [] };
		const { number, hidden, cities } = found;
		return {
			id: each,
			number,
			hidden,
			cities,
			public: isShipmentPublic(found, lagInForce(found), publicationTick(at)),
		};
	});
}

/** Keeps the names of a text's places apart: nothing is found across it. */
const apart = '\n§a§\n';

/** The words of passages that name places which are need-to-know (rule R6), to the acting city or to those it works with. */
export async function findRestrictedMentions(trx: Trx, passages: readonly string[]): Promise<readonly string[]> {
	const { rows } = await sql<{ words: string }>`
		select words from restricted_mentions(${passages.join(apart)}) as words`.execute(trx);
	return rows.map(({ words }) => words);
}
