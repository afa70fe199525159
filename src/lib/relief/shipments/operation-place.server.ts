import { sql } from 'kysely';
import type { Trx } from '#lib/platform/database/connect.server.ts';

/**
 * The place a form names, if it is one of the operation's cities'; else null, as if none had been named: the form offers no
 * other, so an id from elsewhere was not chosen but written into it.
 */
export async function placeWithin(trx: Trx, operationId: string, placeId: string | null): Promise<string | null> {
	if (placeId === null) return null;
	const { rows } = await sql<{ id: string }>`
		select p.id from place p join operation o on o.id = ${operationId} and p.city_id in (o.lead_city_id, o.partner_city_id)
		where p.id = ${placeId}`.execute(trx);
	return rows[0]?.id ?? null;
}
