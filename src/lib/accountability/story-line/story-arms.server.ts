import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { outcomeEnding, type StoryKind } from './story-line.ts';

// Where each kind of entry comes from: one query per kind with the same columns, to be joined by "union all". All dates
// of moments are those of Central Europe, as public dates are. What nobody dated stands on no line.

type Arm = (partnershipId: Id<'partnership'>) => RawBuilder<unknown>;

const dayIn = (moment: string) => sql`(${sql.ref(moment)} at time zone 'Europe/Berlin')::date`;

/** Sums of goods as a fact tells them, the largest first. */
const goods = (code: string, unit: string, quantity: RawBuilder<unknown>) => sql`
	jsonb_build_object('itemCode', ${sql.ref(code)}, 'baseUnit', ${sql.ref(unit)}, 'quantity', ${quantity})`;

const papers: Arm = (partnershipId) => sql`
	select 'paper' as kind, 'paper-' || p.id as id, coalesce(d.met, p.dated) as on_day,
		case when d.met is not null then d.met_precision else p.dated_precision end as precision,
		'paper' as source_kind, p.id as source_id,
		jsonb_build_object('title', p.names, 'reference', p.reference, 'body', d.body, 'outcome', d.outcome) as fact
	from paper_partnership l join paper p on p.id = l.paper_id
	left join lateral (
		select c.body, c.met, c.met_precision, c.outcome from consultation c
		where c.paper_id = p.id and c.removed_at is null and c.outcome <> 'open'
		order by c.authoritative desc, c.met desc nulls last limit 1) d on true
	where l.partnership_id = ${partnershipId} and p.removed_at is null and coalesce(d.met, p.dated) is not null`;

const agreements: Arm = (partnershipId) => sql`
	select 'agreement', 'agreement-' || a.id, a.signed_on, a.signed_precision, 'agreement', a.id,
		jsonb_build_object('title', a.title)
	from agreement a where a.partnership_id = ${partnershipId}`;

const standings: Arm = (partnershipId) => sql`
	select 'standing', 'standing-' || s.partnership_id || '-' || s.position, s.since_on, s.since_precision, 'partnership',
		s.partnership_id, jsonb_build_object('is', s.kind, 'status', s.status, 'basis', s.basis_text)
	from standing_that_counts(${partnershipId}) s`;

const themes: Arm = (partnershipId) => sql`
	select 'theme', 'theme-' || t.id || '-' || s.sequence, s.since_on, s.since_precision, 'theme', t.id,
		jsonb_build_object('title', t.names, 'state', s.state)
	from theme t join theme_step s on s.theme_id = t.id
	where t.partnership_id = ${partnershipId} and s.state <> 'proposed'`;

const projects: Arm = (partnershipId) => sql`
	select 'project', 'project-' || p.id || '-' || s.sequence, s.since_on, s.since_precision, 'project', p.id,
		jsonb_build_object('title', p.names, 'state', s.state)
	from project p join project_step s on s.project_id = p.id
	where p.partnership_id = ${partnershipId} and s.state <> 'planned'`;

const events: Arm = (partnershipId) => sql`
	select 'event', 'event-' || e.id, e.began_on, e.began_precision, 'event', e.id,
		jsonb_build_object('title', e.title, 'eventKind', e.kind)
	from event e where e.partnership_id = ${partnershipId} and e.state = 'held'`;

const exchanges: Arm = (partnershipId) => sql`
	select 'exchange', 'exchange-' || x.id, x.starts_on, 'day', 'exchange', x.id,
		jsonb_build_object('title', x.title, 'exchangeKind', x.kind)
	from exchange x where x.partnership_id = ${partnershipId} and x.state = 'held' and x.starts_on is not null`;

/** Each promise when it was made, and once more when it came to an end. */
const promises: Arm = (partnershipId) => sql`
	select 'promise', 'promise-' || p.promise_id, p.made_on, p.made_precision, 'promise', p.promise_id,
		jsonb_build_object('title', p.text, 'state', 'made', 'note', null)
	from promise_current p where p.partnership_id = ${partnershipId}
	union all
	select 'promise', 'promise-' || p.promise_id || ${outcomeEnding}, p.since_on, p.since_precision, 'promise', p.promise_id,
		jsonb_build_object('title', p.text, 'state', p.state, 'note', p.note)
	from promise_current p where p.partnership_id = ${partnershipId} and p.state not in ('made', 'under-way')`;

/** By the day of the last grant; what was granted and then given back was granted nonetheless. */
const fundings: Arm = (partnershipId) => sql`
	select 'funding', 'funding-' || f.funding_id, g.granted_on, 'day', 'funding', f.funding_id,
		jsonb_build_object('title', f.names, 'programme', f.programme, 'cents', f.granted_cents)
	from funding_current f
	join lateral (
		select (e.data ->> 'on')::date as granted_on from funding_event e
		where e.funding_id = f.funding_id and e.kind = 'fundingMoved' and e.data ->> 'to' = 'granted'
		order by e.sequence desc limit 1) g on true
	where f.partnership_id = ${partnershipId} and f.state in ('granted', 'running', 'settled', 'returned')`;

/** A list when it came in; needs entered one by one as one entry per operation and day. */
const needs: Arm = (partnershipId) => sql`
	select 'need', 'need-' || l.id, ${dayIn('l.created_at')}, 'day', 'need-list', l.id,
		jsonb_build_object('list', l.title, 'goods', '[]'::jsonb,
			'needs', (select count(*) from need n where n.need_list_id = l.id))
	from operation o join need_list l on l.operation_id = o.id
	where o.partnership_id = ${partnershipId} and l.state in ('review', 'finished')
	union all
	select 'need', 'need-' || reported.operation_id || '-' || reported.on_day, reported.on_day, 'day', 'need',
		reported.first_id, jsonb_build_object('list', null, 'needs', reported.needs, 'goods', reported.goods)
	from (
		select operation_id, on_day, min(first_id::text)::uuid as first_id, sum(needs) as needs,
			coalesce(jsonb_agg(${goods('each.item_code', 'each.base_unit', sql`quantity`)} order by quantity desc, item_code)
				filter (where quantity is not null), '[]') as goods
		from (
			select n.operation_id, ${dayIn('n.created_at')} as on_day, n.item_code, n.base_unit, count(*) as needs,
				sum(n.quantity_to)::bigint as quantity, min(n.need_id::text) as first_id
			from operation o join need_current n on n.operation_id = o.id join need first on first.id = n.need_id
			where o.partnership_id = ${partnershipId} and first.need_list_id is null and n.state not in ('draft', 'withdrawn')
			group by 1, 2, 3, 4) each
		group by operation_id, on_day) reported`;

/** An offer belongs to a partnership that it is earmarked for or that got something of it. Who gave it stays apart. */
const offers: Arm = (partnershipId) => sql`
	select 'offer', 'offer-' || f.offer_id, ${dayIn('accepted.at')}, 'day', 'offer', f.offer_id,
		jsonb_build_object('goods', coalesce((
			select jsonb_agg(${goods('l.item_code', 'l.base_unit', sql`l.accepted_quantity`)}
				order by l.accepted_quantity desc, l.item_code)
			from offer_line l where l.offer_id = f.offer_id and l.accepted_quantity > 0), '[]'))
	from offer_current f
	join lateral (
		select e.at from offer_event e where e.offer_id = f.offer_id and e.kind = 'offerAccepted'
		order by e.sequence limit 1) accepted on true
	where f.offer_id in (
		select c.offer_id from offer_current c join operation o on o.id = c.earmark_operation_id
		where o.partnership_id = ${partnershipId}
		union all
		select l.offer_id from operation o join reservation r on r.operation_id = o.id join lot on lot.id = r.lot_id
			join offer_line l on l.id = lot.offer_line_id
		where o.partnership_id = ${partnershipId})`;

/** A decision where it was taken; the partner city, which has no page of the round, is led to the need. */
const allocations: Arm = (partnershipId) => sql`
	select 'allocation', 'allocation-' || decided.decision_id, ${dayIn('decided.at')}, 'day',
		case when exists (select from allocation_round a where a.id = decided.decision_id) then 'allocation' else 'need' end,
		case when exists (select from allocation_round a where a.id = decided.decision_id) then decided.decision_id
			else decided.need_id end,
		jsonb_build_object('goods', decided.goods)
	from (
		select decision_id, min(at) as at, min(need_id)::uuid as need_id,
			jsonb_agg(${goods('each.item_code', 'each.base_unit', sql`quantity`)} order by quantity desc, item_code) as goods
		from (
			select r.decision_id, lot.item_code, lot.base_unit, sum(r.quantity)::bigint as quantity,
				min(r.decided_at) as at, min(r.need_id::text) as need_id
			from operation o join reservation r on r.operation_id = o.id join lot on lot.id = r.lot_id
			where o.partnership_id = ${partnershipId} group by 1, 2, 3) each
		group by decision_id) decided`;

/** What was accepted, on the day of the last receipt. */
const shipments: Arm = (partnershipId) => sql`
	select 'shipment', 'shipment-' || s.id, ${dayIn('received.at')}, 'day', 'shipment', s.id,
		jsonb_build_object('number', s.number, 'goods', coalesce((
			select jsonb_agg(${goods('each.item_code', 'each.base_unit', sql`quantity`)} order by quantity desc, item_code)
			from (
				select lot.item_code, lot.base_unit, sum(p.accepted + p.recovered + p.surplus)::bigint as quantity
				from shipment_line l join shipment_line_position p on p.shipment_line_id = l.id
				join lot on lot.id = l.lot_id
				where l.shipment_id = s.id group by 1, 2
				having sum(p.accepted + p.recovered + p.surplus) > 0) each), '[]'))
	from operation o join shipment s on s.operation_id = o.id
	join shipment_current c on c.shipment_id = s.id and c.state in ('received', 'closed-with-discrepancy')
	join lateral (select max(r.received_at) as at from receipt r where r.shipment_id = s.id) received on received.at is not null
	where o.partnership_id = ${partnershipId}`;

/** What recipients report of a shipment on one day is one entry. */
const uses: Arm = (partnershipId) => sql`
	select 'use', 'use-' || used.shipment_id || '-' || used.on_day, used.on_day, 'day', 'shipment', used.shipment_id,
		jsonb_build_object('number', used.number, 'goods', used.goods)
	from (
		select shipment_id, number, on_day,
			jsonb_agg(${goods('each.item_code', 'each.base_unit', sql`quantity`)} order by quantity desc, item_code) as goods
		from (
			select s.id as shipment_id, s.number, ${dayIn('u.occurred_at')} as on_day, lot.item_code, lot.base_unit,
				sum(u.quantity)::bigint as quantity
			from operation o join shipment s on s.operation_id = o.id join shipment_line l on l.shipment_id = s.id
			join use_report u on u.shipment_line_id = l.id join lot on lot.id = l.lot_id
			where o.partnership_id = ${partnershipId} group by 1, 2, 3, 4, 5) each
		group by shipment_id, number, on_day) used`;

const reports: Arm = (partnershipId) => sql`
	select 'report', 'report-' || r.id, ${dayIn('s.submitted_at')}, 'day', 'report', r.id,
		jsonb_build_object('reportKind', r.kind, 'from', r.period_from, 'until', r.period_until)
	from report r join report_submission s on s.report_id = r.id
	where r.partnership_id = ${partnershipId} and not exists (
		select from report_withdrawal w where w.report_id = r.id)`;

const arms: Readonly<Record<StoryKind, Arm>> = {
	paper: papers,
	agreement: agreements,
	standing: standings,
	theme: themes,
	project: projects,
	event: events,
	exchange: exchanges,
	promise: promises,
	funding: fundings,
	need: needs,
	offer: offers,
	allocation: allocations,
	shipment: shipments,
	use: uses,
	report: reports,
};

/**
 * Rows (kind, id, on_day, precision, source_kind, source_id, fact) of some kinds of a partnership's story, as far as the
 * acting city may see them; columns nobody asks for cost nothing.
 */
export function storyRows(partnershipId: Id<'partnership'>, kinds: readonly StoryKind[]): RawBuilder<unknown> {
	const columns = sql`kind, id, on_day, precision, source_kind, source_id, fact`;
	const parts = kinds.map((kind) => sql`(${arms[kind](partnershipId)})`);
	return sql`(select ${columns} from (${sql.join(parts, sql` union all `)}) as told
		(kind, id, on_day, precision, source_kind, source_id, fact))`;
}
