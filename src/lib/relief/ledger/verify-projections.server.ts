import { type RawBuilder, sql } from 'kysely';
import type { Drift, DriftCheck } from './drift.ts';

/** A comparison of a projection with the facts it follows from; answers only what differs. */
export interface ProjectionCheck {
	readonly name: DriftCheck;
	find(most: number): RawBuilder<Omit<Drift, 'check'>>;
}

/**
 * Every number kept by a trigger,
	recomputed from the facts by a query that shares nothing with the trigger. Each query
 * names the city, the subject, what of it, what is expected and what was found.
 */
export const chainChecks: readonly ProjectionCheck[] = [
	{
		name: 'foreign-account',
		find: (most) => sql`
			select p.city_id::text, p.id::text as subject, 'account' as detail,
				p.city_id::text || ' ' || l.donor_id as expected,
				a.city_id::text || ' ' || coalesce(a.donor_id::text, '-') as found
			from posting p join lot l on l.id = p.lot_id join ledger_account a on a.id in (p.from_account, p.to_account)
			where a.city_id <> p.city_id or l.city_id <> p.city_id or a.donor_id <> l.donor_id limit ${most}`,
	},
	{
		name: 'reversal',
		find: (most) => sql`
			select p.city_id::text, p.id::text as subject, 'mirror of ' || p.reverses as detail,
				concat_ws(' ', o.lot_id, o.to_account, o.from_account, o.quantity) as expected,
				concat_ws(' ', p.lot_id, p.from_account, p.to_account, p.quantity) as found
			from posting p join posting o on o.id = p.reverses
			where (p.lot_id, p.from_account, p.to_account, p.quantity, p.occurred_at)
				is distinct from (o.lot_id, o.to_account, o.from_account, o.quantity, o.occurred_at)
				or o.reverses is not null or o.sequence >= p.sequence limit ${most}`,
	},
	{
		name: 'lot-position',
		find: (most) => sql`
			with leg as (
				select p.lot_id, a.role, -p.quantity as quantity from posting p join ledger_account a on a.id = p.from_account
				union all select p.lot_id, a.role, p.quantity from posting p join ledger_account a on a.id = p.to_account),
			moved as (
				select lot_id, -coalesce(sum(quantity) filter (where role = 'source'), 0) as accepted,
					coalesce(sum(quantity) filter (where role = 'shipped'), 0) as shipped,
					coalesce(sum(quantity) filter (where role = 'written-off'), 0) as written_off
				from leg group by lot_id),
			promised as (
				select r.lot_id, sum(r.quantity
					- coalesce((select sum(x.quantity) from reservation_release x where x.reservation_id = r.id), 0)
					- coalesce((select sum(l.quantity) from shipment_line l
						where l.reservation_id = r.id and exists (select from shipment_event e where e.shipment_id = l.shipment_id
							and e.kind = 'departed')), 0)) as reserved
				from reservation r group by r.lot_id)
			select l.city_id::text, l.id::text as subject, 'accepted, reserved, shipped, written off' as detail,
				concat_ws(' ', coalesce(m.accepted, 0), coalesce(r.reserved, 0), coalesce(m.shipped, 0),
					coalesce(m.written_off, 0)) as expected,
				coalesce(concat_ws(' ', p.accepted, p.reserved, p.shipped, p.written_off), 'none') as found
			from lot l
			left join lot_position p on p.lot_id = l.id left join moved m on m.lot_id = l.id left join promised r
				on r.lot_id = l.id
			where (coalesce(m.accepted, 0), coalesce(r.reserved, 0), coalesce(m.shipped, 0), coalesce(m.written_off, 0))
				is distinct from (p.accepted, p.reserved, p.shipped, p.written_off) limit ${most}`,
	},
	{
		name: 'reservation',
		find: (most) => sql`
			with used as (
				select l.reservation_id,
					coalesce(sum(l.quantity) filter (where departed.kind is null and cancelled.kind is null), 0) as loaded,
					coalesce(sum(l.quantity) filter (where departed.kind is not null), 0) as departed
				from shipment_line l
				left join shipment_event departed on departed.shipment_id = l.shipment_id and departed.kind = 'departed'
				left join shipment_event cancelled on cancelled.shipment_id = l.shipment_id and cancelled.kind = 'cancelled'
				group by l.reservation_id)
			select r.city_id::text, r.id::text as subject, 'quantity, released, loaded, departed' as detail,
				concat_ws(' ', r.quantity, coalesce(x.released, 0), coalesce(u.loaded, 0), coalesce(u.departed, 0)) as expected,
				coalesce(concat_ws(' ', p.quantity, p.released, p.loaded, p.departed), 'none') as found
			from reservation r
			left join (select reservation_id, sum(quantity) as released from reservation_release group by 1) x
				on x.reservation_id = r.id
			left join used u on u.reservation_id = r.id
			left join reservation_position p on p.reservation_id = r.id
			where (r.quantity, coalesce(x.released, 0), coalesce(u.loaded, 0), coalesce(u.departed, 0))
				is distinct from (p.quantity, p.released, p.loaded, p.departed) limit ${most}`,
	},
	{
		name: 'shipment-state',
		find: (most) => sql`
			select s.city_id::text, s.id::text as subject, 'state' as detail, coalesce(m.leads_to, 'planned') as expected,
				coalesce(c.state, 'none') as found
			from shipment s
			left join shipment_current c on c.shipment_id = s.id
			left join lateral (
				select v.leads_to from shipment_event e
				join (select distinct event, leads_to from shipment_move) v on v.event = e.kind
				where e.shipment_id = s.id order by e.sequence desc limit 1) m on true
			where c.state is distinct from coalesce(m.leads_to, 'planned')
				or c.version is distinct from (select count(*) from shipment_event e where e.shipment_id = s.id) limit ${most}`,
	},
	{
		name: 'shipment-dates',
		find: (most) => sql`
			select c.city_id::text, c.shipment_id::text as subject, 'cleared, received' as detail,
				coalesce(e.cleared::text, '–') || ', ' || coalesce(r.received::text, '–') as expected,
				coalesce(c.cleared_at::text, '–') || ', ' || coalesce(c.received_at::text, '–') as found
			from shipment_current c
			left join (select shipment_id, min(occurred_at) as cleared from shipment_event where kind = 'cleared-customs' group by 1) e
				on e.shipment_id = c.shipment_id
			left join (select shipment_id, min(received_at) as received from receipt group by 1) r on r.shipment_id = c.shipment_id
			where (c.cleared_at, c.received_at) is distinct from (e.cleared, r.received) limit ${most}`,
	},
	{
		name: 'departure',
		find: (most) => sql`
			with line as (
				select l.shipment_id, l.lot_id, sum(l.quantity) as quantity from shipment_line l
				where exists (select from shipment_event e where e.shipment_id = l.shipment_id
					and e.kind = 'departed') group by 1, 2),
			gone as (
				select a.shipment_id, p.lot_id, sum(p.quantity) as quantity
				from posting p join ledger_account a on a.id = p.to_account and a.kind = 'transit' group by 1, 2)
			select s.city_id::text, s.id::text as subject, 'lot ' || coalesce(l.lot_id, g.lot_id) as detail,
				coalesce(l.quantity, 0)::text as expected, coalesce(g.quantity, 0)::text as found
			from line l full join gone g on g.shipment_id = l.shipment_id and g.lot_id = l.lot_id
			join shipment s on s.id = coalesce(l.shipment_id, g.shipment_id)
			where l.quantity is distinct from g.quantity limit ${most}`,
	},
	{
		name: 'receipt',
		find: (most) => sql`
			with seen as (
				select shipment_line_id, sum(accepted) as accepted, sum(damaged) as damaged, sum(missing) as missing,
					sum(refused) as refused
				from receipt_line where counts group by 1),
			settled as (
				select d.shipment_line_id,
					coalesce(sum(e.quantity) filter (where e.settlement in ('found-there', 'usable-after-all')), 0) as recovered,
					coalesce(sum(e.quantity) filter (where e.settlement = 'booked'), 0) as surplus
				from discrepancy d join discrepancy_event e on e.discrepancy_id = d.id and e.kind = 'settled' group by 1),
			fact as (
				select l.id, l.shipment_id, l.quantity, coalesce(s.accepted, 0) as accepted, coalesce(s.damaged, 0) as damaged,
					coalesce(s.missing, 0) as missing, coalesce(s.refused, 0) as refused, coalesce(t.recovered, 0) as recovered,
					coalesce(t.surplus, 0) as surplus
				from shipment_line l left join seen s on s.shipment_line_id = l.id left join settled t
					on t.shipment_line_id = l.id)
			select h.city_id::text, f.id::text as subject, 'shipped, accepted, damaged, missing, refused, recovered,
				surplus' as detail,
				concat_ws(' ', f.quantity, f.accepted, f.damaged, f.missing, f.refused, f.recovered, f.surplus) as expected,
				coalesce(concat_ws(' ', p.quantity, p.accepted, p.damaged, p.missing, p.refused, p.recovered,
					p.surplus), 'none') as found
			from fact f join shipment h on h.id = f.shipment_id
			left join shipment_line_position p on p.shipment_line_id = f.id
			where (f.quantity, f.accepted, f.damaged, f.missing, f.refused, f.recovered, f.surplus)
				is distinct from (p.quantity, p.accepted, p.damaged, p.missing, p.refused, p.recovered, p.surplus)
				or f.accepted + f.damaged + f.missing + f.refused > f.quantity limit ${most}`,
	},
	{
		name: 'transit',
		find: (most) => sql`
			with road as (
				select l.shipment_id, l.lot_id, sum(l.quantity)
					- sum(coalesce((select sum(x.accepted + x.damaged + x.missing + x.refused) from receipt_line x
						where x.shipment_line_id = l.id and x.counts), 0)) as outstanding
				from shipment_line l group by 1, 2)
			select s.city_id::text, s.id::text as subject, 'lot ' || r.lot_id as detail,
				case when c.state in ('departed', 'at-border', 'customs-cleared', 'arrived')
					then r.outstanding else 0 end::text as expected,
				coalesce(b.quantity, 0)::text as found
			from road r join shipment s on s.id = r.shipment_id join shipment_current c on c.shipment_id = s.id
			left join ledger_account a on a.shipment_id = s.id and a.kind = 'transit'
			left join balance b on b.account_id = a.id and b.lot_id = r.lot_id
			where coalesce(b.quantity, 0)
				<> case when c.state in ('departed', 'at-border', 'customs-cleared', 'arrived')
					then r.outstanding else 0 end limit ${most}`,
	},
	{
		name: 'discrepancy',
		find: (most) => sql`
			select s.city_id::text, d.id::text as subject, 'quantity, settled' as detail,
				concat_ws(' ', d.quantity, coalesce(e.settled, 0)) as expected,
				coalesce(concat_ws(' ', p.quantity, p.settled), 'none') as found
			from discrepancy d join shipment s on s.id = d.shipment_id
			left join (select discrepancy_id, sum(quantity) as settled from discrepancy_event
				where kind = 'settled' group by 1) e
				on e.discrepancy_id = d.id
			left join discrepancy_position p on p.discrepancy_id = d.id
			where (d.quantity, coalesce(e.settled, 0)) is distinct from (p.quantity, p.settled) limit ${most}`,
	},
	{
		name: 'use',
		find: (most) => sql`
			select s.city_id::text, l.id::text as subject, 'in use, consumed' as detail,
				concat_ws(' ', coalesce(u.in_use, 0), coalesce(u.consumed, 0)) as expected,
				concat_ws(' ', p.in_use, p.consumed) as found
			from shipment_line l join shipment s on s.id = l.shipment_id
			join shipment_line_position p on p.shipment_line_id = l.id
			left join (
				select shipment_line_id, coalesce(sum(quantity) filter (where kind = 'in-use'), 0) as in_use,
					coalesce(sum(quantity) filter (where kind = 'consumed'), 0) as consumed
				from use_report group by 1) u on u.shipment_line_id = l.id
			where (coalesce(u.in_use, 0), coalesce(u.consumed, 0)) is distinct from (p.in_use, p.consumed) limit ${most}`,
	},
];
