import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { isOpen } from '#lib/partnerships/promises/promise.ts';
import { formatBase } from '#lib/relief/catalogue/amount-text.ts';
import { isBaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import type { ItemAsked, ItemReceived } from '#lib/relief/figures/figure-queries.server.ts';
import type { PublicPromise } from '../disclosure/public-partnership.ts';
import type { PublicRecord, Published } from '../disclosure/public-record.ts';
import { publicMessages } from './public-messages.ts';

/** The public deliveries that show a promise, each once. */
function deliveriesOf({ shownBy }: PublicPromise): readonly string[] {
	return [...new Set(shownBy.flatMap((ref) => (ref.kind === 'delivery' ? [ref.publicId] : [])))];
}

/** What to ask the ledger for beside promises of goods: of each its item, in the deliveries that show it. */
export function figuresAsked(records: readonly PublicRecord[]): readonly ItemAsked[] {
	return records.flatMap(({ record, content }) => {
		if (record !== 'promise' || !content.quantity?.itemCode) return [];
		const deliveries = deliveriesOf(content);
		return deliveries.length > 0 ? [{ name: content.publicId, itemCode: content.quantity.itemCode, deliveries }] : [];
	});
}

/**
 * "25 promised, 25 received – from the ledger, as of …" beside a promise of goods of the catalogue. Received is what came
 * with the deliveries that show the promise, no other: goods of the same kind may have come from somebody else. Null where
 * it was settled without any, because nothing received would then contradict what is said of it.
 */
export function promiseFigure(
	promise: Published<PublicPromise>,
	figures: readonly ItemReceived[],
	{ language, today }: { readonly language: Language; readonly today: PlainDate },
): string | null {
	const { quantity, publicId } = promise;
	if (!quantity?.itemCode) return null;
	if (deliveriesOf(promise).length === 0 && !isOpen(promise)) return null;
	const received = figures.filter(({ name }) => name === publicId);
	const inPieces = received.every(({ baseUnit }) => baseUnit === 'pcs');
	const amount = formatNumber(quantity.amount, language);
	return speak(publicMessages, language)('promiseFigure', {
		promised: inPieces ? amount : `${amount} ${quantity.unit}`,
		received: inPieces
			? formatNumber(received[0]?.received ?? 0, language)
			: received.map(({ received: units, baseUnit }) => unitsText(units, baseUnit, language)).join(', '),
		date: formatDate(today, language),
	});
}

function unitsText(units: number, baseUnit: string, language: Language): string {
	return formatBase(units, isBaseUnit(baseUnit) ? baseUnit : 'pcs', language);
}
