import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { OfficeCounts } from './office-task.ts';

/** How many things wait in the acting city. Each count stops at 99: more is only "many". */
export async function countOfficeTasks(trx: Trx, now: Instant): Promise<OfficeCounts> {
	const soon = sql`${sqlInstant(now)} + interval '7 days'`;
	// Only the city that leads an operation verifies and opens its needs.
	const ledBy = sql`from need_current n join operation o on o.id = n.operation_id where o.lead_city_id = current_city()`;
	const found = await sql<OfficeCounts>`select
		(select count(*) from (select from discrepancy_position where open > 0 limit 99) x)::int as discrepancies,
		(select count(*) from (select from shipment_current c join operation o on o.id = c.operation_id
			where o.partner_city_id = current_city()
				and c.state in ('departed', 'at-border', 'customs-cleared', 'arrived') limit 99) x)::int as receipts,
		(select count(*) from (select from need_list where state = 'review' limit 99) x)::int as lists,
		(select count(*) from (select ${ledBy} and n.state = 'submitted' limit 99) x)::int as submitted,
		(select count(*) from (select ${ledBy} and n.state = 'verified' limit 99) x)::int as verified,
		(select count(*) from (select from need_current where state = 'open' and valid_until < ${soon} limit 99) x)::int as stale,
		(select count(*) from (select from offer_current where state in ('submitted', 'partly-accepted') limit 99) x)::int as offers,
		(select count(*) from (select from allocation_round_current where state = 'proposed' limit 99) x)::int as proposals,
		(select count(*) from (select from shipment_current
			where city_id = current_city() and state in ('planned', 'loading', 'sealed') limit 99) x)::int as loads,
		(select count(*) from (select from feedback where settled_at is null limit 99) x)::int as feedback`.execute(trx);
	return found.rows[0]!;
}
