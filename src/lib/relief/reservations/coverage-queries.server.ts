import { sql } from 'kysely';
import { factor } from '#lib/kernel/factor.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import { type Coverage, coverageOf, type PromiseFacts } from './coverage.ts';

interface PromiseRow extends Omit<PromiseFacts, 'factor'> {
	needId: string;
	numerator: number;
	denominator: number;
}

/** The coverage of each need asked for, by need id; needs the acting city can't see are left out. */
export async function coverageOfNeeds(trx: Trx, needIds: readonly string[]): Promise<Map<string, Coverage>> {
	if (needIds.length === 0) return new Map();
	const ids = sqlUuids(needIds);
	const needs = await sql<{ needId: string; requested: number | null }>`
		select need_id, quantity_to as requested from need_current where need_id = any(${ids})`.execute(trx);
	const { rows } = await sql<PromiseRow>`
		select r.need_id, r.factor_numerator as numerator, r.factor_denominator as denominator,
			p.quantity - p.released - p.departed as promised,
			coalesce(gone.on_its_way, 0)::bigint as on_its_way,
			coalesce(gone.received, 0)::bigint as received,
			coalesce(gone.in_use, 0)::bigint as in_use
		from reservation r
		join reservation_position p on p.reservation_id = r.id
		left join lateral (
			select
				sum(lp.outstanding) filter (where c.state in ('departed', 'at-border', 'customs-cleared', 'arrived')) as on_its_way,
				sum(lp.accepted + lp.recovered + lp.surplus) as received,
				sum(lp.in_use + lp.consumed) as in_use
			from shipment_line l
			join shipment_line_position lp on lp.shipment_line_id = l.id
			join shipment_current c on c.shipment_id = l.shipment_id
			where l.reservation_id = r.id) gone on true
		where r.need_id = any(${ids})`.execute(trx);
	const promises = Map.groupBy(rows, (row) => row.needId);
	return new Map(
		needs.rows.map(({ needId, requested }) => [
			needId,
			coverageOf(
				requested,
				(promises.get(needId) ?? []).map(({ numerator, denominator, ...facts }) => ({
					...facts,
					factor: factor(numerator, denominator),
				})),
			),
		]),
	);
}
