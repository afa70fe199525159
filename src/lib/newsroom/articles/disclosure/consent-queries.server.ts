import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { ArticleFacts } from '../article.ts';
import type { EditionKey } from '../edition.ts';
import type { LinkedShipment } from './consent.ts';

/** An article as far as its shipments go. */
export interface Telling {
	readonly id: Id<'article'>;
	readonly facts: Pick<ArticleFacts, 'records'>;
}

/**
 * The shipments an article is linked to, whether the public reads of them now, and which city consents to what the newest text
 * of an edition tells of them, or of all editions. The word of another city than the article's own holds for the very texts it
 * was given for.
 */
export async function listLinkedShipments(
	trx: Trx,
	{ id, facts }: Telling,
	key: EditionKey | null,
): Promise<readonly LinkedShipment[]> {
	const ids = facts.records.flatMap((ref) => (ref.kind === 'shipment' ? [ref.id as Id<'shipment'>] : []));
	if (ids.length === 0) return [];
	const { rows } = await sql<LinkedShipment>`
		with word as (
			select distinct on (c.shipment_id, c.city_id) c.shipment_id, c.city_id, c.given,
				c.city_id = a.city_id or not exists (select from jsonb_each_text(${newestTexts(id)}) as now
					where (${key}::text is null or now.key = ${key}) and now.value is distinct from c.texts ->> now.key) as current
			from article_consent c join article a on a.id = c.article_id
			where c.article_id = ${id} order by c.shipment_id, c.city_id, c.id desc
		), shown as (
			select s.id, s.number, o.lead_city_id, o.partner_city_id,
				s.id in (select public_shipments(${ids}::uuid[])) as published,
				exists (select from disclosure_hidden h where h.operation_id = o.id
					and (h.shipment_id is null or h.shipment_id = s.id)) as hidden
			from shipment s join operation o on o.id = s.operation_id
			where s.id = any(${ids}::uuid[])
		)
		select shown.id, shown.number, shown.hidden, shown.published and not shown.hidden as public,
			(select jsonb_agg(jsonb_build_object('id', city.id, 'names', city.names,
					'consents', coalesce(word.given and word.current, false),
					'outdated', coalesce(word.given and not word.current, false))
					order by city.id = shown.lead_city_id desc)
				from city left join word on word.shipment_id = shown.id and word.city_id = city.id
				where city.id in (shown.lead_city_id, shown.partner_city_id)) as cities
		from shown`.execute(trx);
	const unseen = { number: null, public: false, hidden: false, cities: [] };
	return ids.map((each) => rows.find((row) => row.id === each) ?? { id: each, ...unseen });
}

/** The newest text of each edition by its SHA-256: what a consent is given for. */
export const newestTexts = (id: Id<'article'>) => sql`(select coalesce(jsonb_object_agg(e.edition, r.sha256), '{}')
	from article_edition e join article_revision r on r.article_id = e.article_id and r.edition = e.edition and r.number = e.revision
	where e.article_id = ${id})`;

/** Keeps the names of a text's places apart: nothing is found across it. */
const apart = '\n§a§\n';

/** The words of passages that name places which are need-to-know (rule R6), to the acting city or to those it works with. */
export async function findRestrictedMentions(trx: Trx, passages: readonly string[]): Promise<readonly string[]> {
	const { rows } = await sql<{ words: string }>`
		select words from restricted_mentions(${passages.join(apart)}) as words`.execute(trx);
	return rows.map(({ words }) => words);
}
