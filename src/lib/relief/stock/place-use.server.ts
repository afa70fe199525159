import { sql } from 'kysely';
import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom } from '../ledger/ledger-texts.ts';
import { itemName } from '../needs/need-texts.ts';
import { stockMessages } from './stock-messages.ts';

const mostNamed = 5;

/**
 * What lies at a place or is on its way from or to it, in words: the first few kinds of goods with their amounts, then
 * shipments that have not ended. Empty where the place can be given up.
 */
export async function useOfPlace(trx: Trx, placeId: string, language: Language): Promise<readonly string[]> {
	const goods = await sql<{ itemCode: string; baseUnit: string; units: number }>`
		select l.item_code, l.base_unit, sum(b.quantity)::bigint as units
		from ledger_account a join balance b on b.account_id = a.id and b.quantity > 0 join lot l on l.id = b.lot_id
		where a.place_id = ${placeId} and a.kind in ('hub', 'site')
		group by 1, 2 order by 1, 2`.execute(trx);
	const shipments = await sql<{ number: string }>`
		select s.number from shipment s join shipment_current c on c.shipment_id = s.id
		where ${placeId}::uuid in (s.origin_id, s.destination_id)
			and c.state not in ('received', 'closed-with-discrepancy', 'cancelled', 'returned', 'lost')
		order by s.number limit 20`.execute(trx);
	const say = speak(stockMessages, language);
	const named = goods.rows.slice(0, mostNamed).map(({ itemCode, baseUnit, units }) => {
		const amount = formatBase(units, baseUnitFrom(baseUnit), language);
		return `${itemName(currentCatalogue(), itemCode, language)} (${amount})`;
	});
	const more = goods.rows.length - named.length;
	return [
		...named,
		...(more > 0 ? [say('place-more', { count: more })] : []),
		...shipments.rows.map(({ number }) => say('place-shipment', { number })),
	];
}
