import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';

export interface OperationChoice {
	readonly id: Id<'operation'>;
	readonly names: LocalizedText;
	readonly leadCityId: Id<'city'>;
	readonly partnerCityId: Id<'city'> | null;
}

/** The operations the acting city may file needs for: those still open in which it leads or receives. */
export async function operationChoices(trx: Trx): Promise<readonly OperationChoice[]> {
	const { rows } = await sql<OperationChoice>`
		select id, names, lead_city_id, partner_city_id from operation where closed_on is null order by opened_on desc, id`.execute(
		trx,
	);
	return rows;
}
