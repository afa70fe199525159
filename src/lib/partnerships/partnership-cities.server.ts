import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';

/** A city that belongs to a partnership. */
export interface PartnershipCity {
	readonly id: Id<'city'>;
	readonly names: LocalizedText;
	readonly country: string;
	readonly timeZone: string;
}

/** The cities of a partnership the acting city belongs to, its own first; none of any other partnership. */
export async function listPartnershipCities(trx: Trx, partnershipId: string): Promise<readonly PartnershipCity[]> {
	const found = await sql<PartnershipCity>`
		select c.id, c.names, c.country, c.time_zone from partnership_city m join city c on c.id = m.city_id
		where m.partnership_id = ${partnershipId} and m.partnership_id in (select visible_partnerships())
		order by c.id <> current_city(), c.slug`.execute(trx);
	return found.rows;
}
