import { sql } from 'kysely';
import type { Source, SourceRow } from './search-source.server.ts';

const none = sql`'{}'::text[]`;

const need: Source = (ids) => sql<SourceRow>`
	select need_id as id, array['operation ' || operation_id] as circles, operation_id, null::uuid as partnership_id,
		created_at::date as dated, null::jsonb as title, ${none} as keys, array[item_code] as codes, '[]'::jsonb as texts,
		array[facts ->> 'phrase', facts ->> 'note'] as plain
	from need_current where need_id = any(${ids})`;

const needList: Source = (ids) => sql<SourceRow>`
	select id, array['operation ' || operation_id] as circles, operation_id, null::uuid as partnership_id,
		created_at::date as dated, jsonb_build_object(language, title) as title, ${none} as keys, ${none} as codes,
		'[]'::jsonb as texts, ${none} as plain
	from need_list where id = any(${ids}) and state <> 'discarded'`;

/** Goods and remarks; never who offers them. */
const offer: Source = (ids) => sql<SourceRow>`
	select c.offer_id as id, array['city ' || c.city_id] as circles, c.earmark_operation_id as operation_id,
		null::uuid as partnership_id, c.created_at::date as dated, null::jsonb as title, ${none} as keys,
		array(select l.item_code from offer_line l where l.offer_id = c.offer_id and not l.removed order by l.position) as codes,
		'[]'::jsonb as texts,
		array(select l.description from offer_line l where l.offer_id = c.offer_id and not l.removed order by l.position)
			|| array[c.facts ->> 'remark'] as plain
	from offer_current c where c.offer_id = any(${ids})`;

const lot: Source = (ids) => sql<SourceRow>`
	select l.id, array['city ' || l.city_id] || array(
			select distinct 'operation ' || r.operation_id from reservation r where r.lot_id = l.id) as circles,
		l.earmark_operation_id as operation_id, null::uuid as partnership_id, l.opened_at::date as dated,
		null::jsonb as title, array[l.serial_number] as keys, array[l.item_code] as codes, '[]'::jsonb as texts,
		${none} as plain
	from lot l where l.id = any(${ids})`;

/** Its number and what is on it; never where it goes, when, or who drives (R6). */
const shipment: Source = (ids) => sql<SourceRow>`
	select s.id, array['operation ' || s.operation_id] as circles, s.operation_id, null::uuid as partnership_id,
		s.created_at::date as dated, jsonb_build_object('de', s.number, 'uk', s.number, 'en', s.number) as title,
		${none} as keys, array(select distinct l.item_code from shipment_line i join lot l on l.id = i.lot_id
			where i.shipment_id = s.id order by 1) as codes, '[]'::jsonb as texts, ${none} as plain
	from shipment s where s.id = any(${ids})`;

const discrepancy: Source = (ids) => sql<SourceRow>`
	select d.id, array['operation ' || s.operation_id] as circles, s.operation_id, null::uuid as partnership_id,
		d.opened_at::date as dated,
		case when l.item_code is null then jsonb_build_object('de', coalesce(x.description, s.number),
			'uk', coalesce(x.description, s.number), 'en', coalesce(x.description, s.number)) end as title,
		array[s.number] as keys, array[l.item_code] as codes, '[]'::jsonb as texts,
		array[d.reason, x.description] || array(
			select e.note from discrepancy_event e where e.discrepancy_id = d.id order by e.recorded_at) as plain
	from discrepancy d join shipment s on s.id = d.shipment_id
	left join shipment_line i on i.id = d.shipment_line_id left join lot l on l.id = i.lot_id
	left join receipt_extra x on x.id = d.extra_id
	where d.id = any(${ids})`;

export const reliefSources = { need, 'need-list': needList, offer, lot, shipment, discrepancy } as const;
