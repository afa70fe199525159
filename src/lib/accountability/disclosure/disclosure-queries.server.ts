import { sql } from 'kysely';
import type { OperationId } from '#lib/directory/directory.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';

/** What a city sees of the disclosure of one operation. */
export interface DisclosedOperation {
	readonly id: OperationId;
	readonly slug: string;
	readonly names: LocalizedText;
	/** Whether the acting city hides it, and whether another city does. */
	readonly hidden: boolean;
	readonly hiddenByOthers: boolean;
	/** Hours each city wants; null where it has said nothing, and for a partner that takes no part in Tandem. */
	readonly leadWish: number | null;
	readonly partnerWish: number | null;
	readonly hasPartner: boolean;
	readonly actsAsLead: boolean;
	readonly shipments: readonly DisclosedShipment[];
}

export interface DisclosedShipment {
	readonly id: Id<'shipment'>;
	readonly number: string;
	readonly endedAt: Instant;
	/** Whether the acting city hides it, and whether another city does. */
	readonly hidden: boolean;
	readonly hiddenByOthers: boolean;
}

const hiddenBy = sql`coalesce(current_city() = any (h.by_cities), false) as hidden,
	coalesce(h.by_cities <> array[current_city()], false) as hidden_by_others`;

/** The operations of the acting city with its shipments that are or will be public, newest first. */
export async function listDisclosure(trx: Trx): Promise<readonly DisclosedOperation[]> {
	const operations = await sql<Omit<DisclosedOperation, 'shipments'>>`
		with wish as (
			select distinct on (operation_id, city_id) operation_id, city_id, lag_hours
			from disclosure_wish order by operation_id, city_id, wished_at desc
		)
		select o.id, o.slug, o.names, ${hiddenBy}, lead.lag_hours as lead_wish,
			partner.lag_hours as partner_wish, o.partner_city_id is not null as has_partner,
			o.lead_city_id = current_city() as acts_as_lead
		from operation o
		left join wish lead on lead.operation_id = o.id and lead.city_id = o.lead_city_id
		left join wish partner on partner.operation_id = o.id and partner.city_id = o.partner_city_id
		left join disclosure_hidden h on h.operation_id = o.id and h.shipment_id is null
		order by o.opened_on desc, o.slug`.execute(trx);
	const shipments = await listEnded(trx);
	return operations.rows.map((operation) => ({
		...operation,
		shipments: shipments.filter(({ operationId }) => operationId === operation.id),
	}));
}

const shipmentsShown = 200;

async function listEnded(trx: Trx): Promise<readonly (DisclosedShipment & { readonly operationId: string })[]> {
	const found = await sql<DisclosedShipment & { readonly operationId: string }>`
		select c.shipment_id as id, s.number, c.operation_id, c.ended_at, ${hiddenBy}
		from shipment_current c
		join shipment s on s.id = c.shipment_id
		left join disclosure_hidden h on h.shipment_id = c.shipment_id
		where c.state in ('received', 'closed-with-discrepancy')
		order by c.ended_at desc, c.shipment_id limit ${shipmentsShown}`.execute(trx);
	return found.rows;
}
