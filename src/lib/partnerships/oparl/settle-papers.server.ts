import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { OparlSource } from './oparl-run.ts';

/**
 * Brings papers, consultations and files of a source in line with what the source said last. Repeatable: rows that say the
 * same already are not written. Mandates, summaries, translations and links to partnerships are ours and stay.
 */
export async function settlePapers(trx: Trx, source: OparlSource, at: Instant): Promise<void> {
	await settlePaperRows(trx, source, at);
	await settleConsultations(trx, source, at);
	await settleFiles(trx, source, at);
}

/** The names of the organisations whose addresses a field lists. */
const namesOf = (field: 'organizations' | 'leads') => sql`array(
	select o.data ->> 'name' from jsonb_array_elements_text(p.data -> ${field}) with ordinality as a(url, at)
	join oparl_object o on o.source_id = p.source_id and o.url = a.url and o.data ? 'name' order by a.at)`;

async function settlePaperRows(trx: Trx, { id, language, bodyName }: OparlSource, at: Instant): Promise<void> {
	await sql`
		insert into paper as k (id, city_id, reference, names, kind, kind_text, council, dated, dated_precision, originators,
			lead_unit, url, source_id, oparl_url, removed_at, created_at)
		select p.id, p.city_id, coalesce(p.data ->> 'reference', ''),
			jsonb_build_object(${language}::text, coalesce(p.data ->> 'name', p.data ->> 'reference')),
			coalesce(p.data ->> 'paperKind', 'other'), coalesce(p.data ->> 'kindText', ''), ${bodyName ?? ''},
			(p.data ->> 'day')::date, case when p.data ? 'day' then 'day' end, ${namesOf('organizations')},
			array_to_string(${namesOf('leads')}, ', '), coalesce(p.data ->> 'web', p.url), p.source_id, p.url,
			case when p.removed then ${sqlInstant(at)} end, ${sqlInstant(at)}
		from oparl_object p
		where p.source_id = ${id} and p.kind = 'paper' and (p.data ? 'name' or p.data ? 'reference')
		on conflict (id) do update set reference = excluded.reference, names = k.names || excluded.names, kind = excluded.kind,
			kind_text = excluded.kind_text, council = excluded.council, dated = excluded.dated,
			dated_precision = excluded.dated_precision, originators = excluded.originators, lead_unit = excluded.lead_unit,
			url = excluded.url, removed_at = case when excluded.removed_at is null then null
				else coalesce(k.removed_at, excluded.removed_at) end
		where (k.reference, k.names -> ${language}::text, k.kind, k.kind_text, k.council, k.dated, k.originators, k.lead_unit, k.url,
				k.removed_at is null)
			is distinct from (excluded.reference, excluded.names -> ${language}::text, excluded.kind, excluded.kind_text,
				excluded.council, excluded.dated, excluded.originators, excluded.lead_unit, excluded.url,
				excluded.removed_at is null)`.execute(trx);
}

/**
 * A consultation names its agenda item, or the agenda item names it; the agenda item has the result, its meeting the day.
 * The body is the consultation's organisation or else the meeting's. Joins are by plain columns and "case": behind row-level
 * security PostgreSQL looks nothing up in an index by an expression that might tell what it saw, such as "coalesce".
 */
async function settleConsultations(trx: Trx, { id }: OparlSource, at: Instant): Promise<void> {
	await sql`
		with linked as (
			select c.*, coalesce(named.data, naming.data) as item,
				case when named.meeting_url is not null then named.meeting_url
					when naming.meeting_url is not null then naming.meeting_url else c.meeting_url end as met_at
			from oparl_object c
			left join oparl_object named on named.source_id = c.source_id and named.url = c.item_url
				and named.kind = 'agenda-item' and not named.removed
			left join lateral (select a.data, a.meeting_url from oparl_object a where a.source_id = c.source_id and a.kind = 'agenda-item'
				and a.consulted_url = c.url and not a.removed order by a.url limit 1) naming on true
			where c.source_id = ${id} and c.kind = 'consultation'
		), told as (
			select l.*, p.id as paper_id, m.data as meeting_data
			from linked l
			join oparl_object p on p.source_id = l.source_id and p.url = l.paper_url and p.kind = 'paper'
			join paper on paper.id = p.id
			left join oparl_object m on m.source_id = l.source_id and m.url = l.met_at and m.kind = 'meeting'
		)
		insert into consultation as k (id, paper_id, city_id, body, meeting, met, met_precision, agenda_item, role, role_text,
			authoritative, in_public, outcome, outcome_text, resolution_text, removed_at, oparl_url)
		select t.id, t.paper_id, t.city_id,
			left(array_to_string(array(
				select o.data ->> 'name' from jsonb_array_elements_text(coalesce(t.data -> 'organizations', t.meeting_data -> 'organizations'))
					with ordinality as a(url, at)
				join oparl_object o on o.source_id = t.source_id and o.url = a.url and o.data ? 'name' order by a.at), ', '), 500),
			coalesce(t.meeting_data ->> 'name', ''), (t.meeting_data ->> 'day')::date,
			case when t.meeting_data ? 'day' then 'day' end, coalesce(t.item ->> 'number', ''),
			coalesce(t.data ->> 'role', 'other'), coalesce(t.data ->> 'roleText', ''),
			coalesce((t.data ->> 'authoritative')::boolean, false),
			not coalesce((t.item ->> 'closed')::boolean, false), coalesce(t.item ->> 'outcome', 'open'),
			coalesce(t.item ->> 'outcomeText', ''), coalesce(t.item ->> 'resolutionText', ''),
			case when t.removed then ${sqlInstant(at)} end, t.url
		from told t
		on conflict (id) do update set body = excluded.body, meeting = excluded.meeting,
			met = excluded.met, met_precision = excluded.met_precision, agenda_item = excluded.agenda_item, role = excluded.role,
			role_text = excluded.role_text, authoritative = excluded.authoritative, in_public = excluded.in_public, outcome = excluded.outcome,
			outcome_text = excluded.outcome_text, resolution_text = excluded.resolution_text, removed_at = excluded.removed_at
		where (k.body, k.meeting, k.met, k.agenda_item, k.role, k.role_text, k.authoritative, k.in_public, k.outcome, k.outcome_text,
				k.resolution_text, k.removed_at is null)
			is distinct from (excluded.body, excluded.meeting, excluded.met, excluded.agenda_item, excluded.role,
				excluded.role_text, excluded.authoritative, excluded.in_public, excluded.outcome, excluded.outcome_text, excluded.resolution_text,
				excluded.removed_at is null)`.execute(trx);
}

async function settleFiles(trx: Trx, { id }: OparlSource, at: Instant): Promise<void> {
	await sql`
		insert into paper_file as k (id, paper_id, city_id, position, role, name, url, media_type, size_bytes, stated_checksum,
			removed_at, oparl_url)
		select f.id, p.id, f.city_id,
			case when p.data ->> 'mainFile' = f.url then 0 else coalesce((f.data ->> 'position')::int, 99) end,
			case when p.data ->> 'mainFile' = f.url then 'main' else coalesce(f.data ->> 'fileRole', 'attachment') end,
			coalesce(f.data ->> 'name', f.data ->> 'web'), f.data ->> 'web', coalesce(f.data ->> 'mediaType', ''),
			(f.data ->> 'sizeBytes')::bigint, coalesce(f.data ->> 'checksum', ''),
			case when f.removed then ${sqlInstant(at)} end, f.url
		from oparl_object f
		join oparl_object p on p.source_id = f.source_id and p.url = f.paper_url and p.kind = 'paper'
		join paper on paper.id = p.id
		where f.source_id = ${id} and f.kind = 'file' and f.data ? 'web'
		on conflict (id) do update set position = excluded.position, role = excluded.role, name = excluded.name,
			url = excluded.url, media_type = excluded.media_type, size_bytes = excluded.size_bytes,
			stated_checksum = excluded.stated_checksum, removed_at = excluded.removed_at
		where (k.position, k.role, k.name, k.url, k.media_type, k.size_bytes, k.stated_checksum, k.removed_at is null)
			is distinct from (excluded.position, excluded.role, excluded.name, excluded.url, excluded.media_type,
				excluded.size_bytes, excluded.stated_checksum, excluded.removed_at is null)`.execute(trx);
}
