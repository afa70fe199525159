import { sql } from 'kysely';
import type { Source, SourceRow } from './search-source.server.ts';

const none = sql`'{}'::text[]`;
const nothing = sql`null::uuid as operation_id`;

/** The programmes an event or an exchange is planned for. */
const programmes = sql`array(select 'programme-' || programme from unnest(programmes) programme)`;

const partnership: Source = (ids) => sql<SourceRow>`
	select p.id, array['partnership ' || p.id] as circles, ${nothing}, null::uuid as partnership_id, p.since as dated,
		p.names as title, ${none} as keys, ${none} as codes, array['partnership-' || p.kind] as labels,
		(select coalesce(jsonb_agg(s.why_chosen) || jsonb_agg(s.predecessor), '[]') from partnership_side s
			where s.partnership_id = p.id) as texts, ${none} as plain
	from partnership p where p.id = any(${ids})`;

const agreement: Source = (ids) => sql<SourceRow>`
	select a.id, array['partnership ' || a.partnership_id] as circles, ${nothing}, a.partnership_id, a.signed_on as dated,
		a.title, array(select s.signed_as from agreement_signatory s where s.agreement_id = a.id order by s.position) as keys,
		${none} as codes, jsonb_build_array(a.place) as texts, ${none} as plain
	from agreement a where a.id = any(${ids})`;

const paperCircles = sql`array['city ' || p.city_id] || array(
	select 'partnership ' || l.partnership_id from paper_partnership l where l.paper_id = p.id)`;
const paperPartnership = sql`(select l.partnership_id from paper_partnership l where l.paper_id = p.id
	order by l.linked_at, l.partnership_id limit 1)`;

const paper: Source = (ids) => sql<SourceRow>`
	select p.id, ${paperCircles} as circles, ${nothing}, ${paperPartnership} as partnership_id,
		coalesce(p.dated, p.created_at::date) as dated, p.names as title, array[p.reference] as keys, ${none} as codes,
		jsonb_build_array(p.summary) as texts,
		array[p.lead_unit, p.kind_text] || p.originators || array(select c.resolution_text from consultation c
			where c.paper_id = p.id and c.removed_at is null order by c.met, c.id) as plain
	from paper p where p.id = any(${ids})`;

const mandate: Source = (ids) => sql<SourceRow>`
	select m.mandate_id as id, ${paperCircles} as circles, ${nothing}, ${paperPartnership} as partnership_id,
		m.given_at::date as dated, m.task as title, array[p.reference] as keys, ${none} as codes,
		jsonb_build_array(m.charged, p.names) as texts, array[m.note] as plain
	from mandate_current m join paper p on p.id = m.paper_id where m.mandate_id = any(${ids})`;

const theme: Source = (ids) => sql<SourceRow>`
	select id, array['partnership ' || partnership_id] as circles, ${nothing}, partnership_id, since_on as dated,
		names as title, ${none} as keys, ${none} as codes, jsonb_build_array(description) as texts, ${none} as plain
	from theme where id = any(${ids})`;

const project: Source = (ids) => sql<SourceRow>`
	select p.id, array['partnership ' || p.partnership_id] as circles, ${nothing}, p.partnership_id,
		coalesce(p.begins_on, p.since_on) as dated, p.names as title, array[p.code, p.dream_id, p.iati_id] as keys,
		${none} as codes, jsonb_build_array(p.description)
			|| (select coalesce(jsonb_agg(m.names order by m.due), '[]') from milestone m where m.project_id = p.id)
			|| (select coalesce(jsonb_agg(i.names order by i.id), '[]') from indicator i where i.project_id = p.id) as texts,
		${none} as plain
	from project p where p.id = any(${ids})`;

/** What it is about and what came of it; never who comes, who interprets, or the address of an online meeting. */
const event: Source = (ids) => sql<SourceRow>`
	select e.id, array['partnership ' || e.partnership_id] as circles, ${nothing}, e.partnership_id, e.began_on as dated,
		e.title, ${none} as keys, ${none} as codes, ${programmes} as labels, jsonb_build_array(e.summary, e.place)
			|| (select coalesce(jsonb_agg(a.title order by a.on_day, a.at_time), '[]') from event_agenda_item a
				where a.event_id = e.id)
			|| (select coalesce(jsonb_agg(o.text order by o.position), '[]') from event_outcome o where o.event_id = e.id) as texts,
		${none} as plain
	from event e where e.id = any(${ids})`;

/** Its aim and place; never its people. */
const exchange: Source = (ids) => sql<SourceRow>`
	select id, array['partnership ' || partnership_id] as circles, ${nothing}, partnership_id,
		coalesce(starts_on, created_at::date) as dated, title, ${none} as keys, ${none} as codes,
		array['exchange-' || kind] || ${programmes} as labels,
		jsonb_build_array(aim, place) as texts, ${none} as plain
	from exchange where id = any(${ids})`;

const funding: Source = (ids) => sql<SourceRow>`
	select f.funding_id as id, array['city ' || f.city_id, 'partnership ' || f.partnership_id] as circles, ${nothing},
		f.partnership_id, f.recorded_at::date as dated, f.names as title, array[f.reference] as keys, ${none} as codes,
		jsonb_build_array((select o.names from organisation o where o.id = f.funder_id and o.kind <> 'private-person')) as texts,
		array[f.programme, f.note] as plain
	from funding_current f where f.funding_id = any(${ids})`;

const promise: Source = (ids) => sql<SourceRow>`
	select promise_id as id, array['partnership ' || partnership_id] as circles, ${nothing}, partnership_id,
		made_on as dated, text as title, ${none} as keys, array[item_code] as codes, jsonb_build_array(note) as texts,
		array[quotation] as plain
	from promise_current where promise_id = any(${ids})`;

/** Reports of one kind: who may read the one may not read the other. */
const reportOf =
	(kind: 'council' | 'proof-of-use'): Source =>
	(ids) =>
		sql<SourceRow>`
	select r.id, array['city ' || r.city_id] as circles, ${nothing}, coalesce(r.partnership_id, f.partnership_id) as partnership_id,
		r.period_until as dated, null::jsonb as title,
		jsonb_build_object('kind', r.kind, 'from', r.period_from, 'until', r.period_until) as report,
		${none} as keys, ${none} as codes,
		jsonb_build_array(f.names) || (select coalesce(jsonb_agg(t.texts order by t.section), '[]') from report_text t
			where t.report_id = r.id) as texts, ${none} as plain
	from report r left join funding_current f on f.funding_id = r.funding_id
	where r.id = any(${ids}) and r.kind = ${kind}`;

export const partnershipSources = {
	partnership,
	agreement,
	paper,
	mandate,
	theme,
	project,
	event,
	exchange,
	funding,
	promise,
	report: reportOf('council'),
	'proof-of-use': reportOf('proof-of-use'),
} as const;
