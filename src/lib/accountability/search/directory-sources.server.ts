import { sql } from 'kysely';
import type { Source, SourceRow } from './search-source.server.ts';

const none = sql`'{}'::text[]`;

const operation: Source = (ids) => sql<SourceRow>`
	select id, array['operation ' || id] as circles, null::uuid as operation_id, partnership_id, opened_on as dated,
		names as title, ${none} as keys, ${none} as codes, jsonb_build_array(destination) as texts, ${none} as plain
	from operation where id = any(${ids})`;

/** By name and municipality, never by address. A protected place is its own city's alone (R6). */
const place: Source = (ids) => sql<SourceRow>`
	select id, array[case when restricted then 'city ' else 'neighbours ' end || city_id] as circles,
		null::uuid as operation_id, null::uuid as partnership_id, current_date as dated, names as title, ${none} as keys,
		${none} as codes, jsonb_build_array(municipality) as texts, ${none} as plain
	from place where id = any(${ids})`;

/** Their city's alone, because only that city has a page of them. Private persons are nobody's to search for. */
const organisation: Source = (ids) => sql<SourceRow>`
	select id, array['city ' || city_id] as circles, null::uuid as operation_id, null::uuid as partnership_id,
		current_date as dated, names as title, ${none} as keys, ${none} as codes, '[]'::jsonb as texts, ${none} as plain
	from organisation where id = any(${ids}) and kind <> 'private-person'`;

/**
 * By every spelling of the name, and the posts held. A spelling another city added counts where everybody who may see the
 * person may see that city's spellings too.
 */
const person: Source = (ids) => sql<SourceRow>`
	select p.id, array['bound ' || p.city_id] as circles, null::uuid as operation_id, null::uuid as partnership_id,
		current_date as dated, p.names as title,
		array(select s.text from person_spelling s where s.person_id = p.id and (s.city_id = p.city_id or not exists (
			select from partnership_city ours join partnership_city theirs using (partnership_id)
			where ours.city_id = p.city_id and theirs.city_id not in (s.city_id, p.city_id) and not exists (
				select from partnership_city one join partnership_city other using (partnership_id)
				where one.city_id = s.city_id and other.city_id = theirs.city_id)))) as keys,
		${none} as codes,
		(select coalesce(jsonb_agg(post.names) || jsonb_agg(o.names), '[]') from tenure t
			join post on post.id = t.post_id join organisation o on o.id = post.organisation_id
			where t.person_id = p.id and o.kind <> 'private-person') as texts, ${none} as plain
	from person p where p.id = any(${ids})`;

/** By its title; what is need-to-know or erased is not to be found at all. */
const document: Source = (ids) => sql<SourceRow>`
	select id, array['city ' || city_id, 'partnership ' || partnership_id] as circles, null::uuid as operation_id,
		partnership_id, stored_at::date as dated, title, ${none} as keys, ${none} as codes, '[]'::jsonb as texts,
		array[file_name] as plain
	from document where id = any(${ids}) and disclosure = 'partners' and erased_at is null`;

export const directorySources = { operation, place, organisation, person, document } as const;
