import { sql } from 'kysely';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import type { PublicRecord } from '../disclosure/public-record.ts';
import { type StoryDelivery, storyOfDelivery, storyOfRecord } from '../story-line/public-story.ts';
import { compareEntries } from '../story-line/story-line.ts';

/**
 * Writes the public story lines. Runs last, because it reads what the same publication let out: the public records and
 * deliveries of each partnership, no other table.
 */
export async function publishStories(trx: Trx): Promise<void> {
	const records = await sql<PublicRecord & { readonly slug: string }>`
		select partnership_slug as slug, kind as record, content || jsonb_build_object('publicId', public_id) as content
		from public_record where kind <> 'side'`.execute(trx);
	const deliveries = await sql<StoryDelivery & { readonly slug: string }>`
		select o.partnership ->> 'slug' as slug, d.public_id, o.slug as operation, d.received, coalesce((
			select jsonb_agg(jsonb_build_object('itemCode', item_code, 'baseUnit', base_unit, 'quantity', quantity)
				order by quantity desc, item_code)
			from (
				select l.item_code, l.base_unit, sum(l.quantity)::bigint as quantity from public_delivery_line l
				where l.public_id = d.public_id group by 1, 2) each), '[]') as goods
		from public_delivery d join public_operation o on o.slug = d.operation_slug
		where o.partnership ->> 'slug' in (select slug from public_partnership)`.execute(trx);
	const told = [
		...records.rows.flatMap((record) => storyOfRecord(record).map((entry) => ({ slug: record.slug, entry }))),
		...deliveries.rows.map(({ slug, ...delivery }) => ({ slug, entry: storyOfDelivery(delivery) })),
	];
	const rows = told
		.toSorted((a, b) => compareEntries(a.entry, b.entry))
		.map(({ slug, entry: { id, when, fact, source } }, position) => {
			return { slug, position, id, kind: fact.kind, on_day: when.date, precision: when.precision, fact, source };
		});
	await sql`
		insert into public_story_entry (partnership_slug, position, id, kind, on_day, precision, fact, source)
		select slug, position, id, kind, on_day, precision, fact, source
		from jsonb_to_recordset(${sqlJson(rows)}) as r(slug text, position integer, id text, kind text, on_day date,
			precision text, fact jsonb, source jsonb)`.execute(trx);
}
