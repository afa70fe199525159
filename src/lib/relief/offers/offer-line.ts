import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { baseUnitOf, isTypedUnit, toBase } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { RecognisedItem } from '../recognition/recognised-line.ts';
import type { Condition, OfferLine } from './offer.ts';

const saysNew =
	/(?<!\p{L})(?:fabrik|nagel)?neue?[nrsm]?(?!\p{L})|(?<!\p{L})new(?!\p{L})|(?<!\p{L})нов(?:ий|а|е|і|их)(?!\p{L})/iu;

const saysUsed =
	/(?<!\p{L})gebrauchte?[nrsm]?(?!\p{L})|(?<!\p{L})(?:used|second[ -]hand)(?!\p{L})|(?<!\p{L})(?:вживан|уживан)\p{L}*|(?<!\p{L})б\/[ву](?!\p{L})/iu;

/** The condition of the goods as far as the donor said it: what nobody said is unknown, not "used". */
function conditionOf(description: string): Condition {
	if (saysNew.test(description)) return 'new';
	return saysUsed.test(description) ? 'used-good' : 'unknown';
}

/** A line as a donor wrote it, with what the recognition makes of it: an item where it is sure, else none: one click
 * must not turn a guess into goods. */
export function lineFromText(
	description: string,
	item: RecognisedItem | undefined,
	catalogue: Catalogue,
	id: Id<'offer-line'>,
): OfferLine {
	const code = item?.accepted ? item.code : null;
	const unit = item?.unit && isTypedUnit(item.unit) ? item.unit : null;
	const stocked = catalogue.byCode.get(code ?? '')?.unit ?? null;
	const amount = item?.quantity ? toBase(item.quantity, unit, { unit: stocked }) : undefined;
	const known = code !== null && amount?.ok === true;
	return {
		id,
		description,
		itemCode: code,
		attributes: item?.attributes ?? {},
		quantity: known ? amount.value : null,
		baseUnit: code === null ? null : baseUnitOf(stocked, unit),
		typed: { amount: item?.quantity ? String(item.quantity) : '', amountTo: '', unit, content: null },
		condition: conditionOf(description),
		expiresOn: null,
		valueCents: null,
		weightGrams: null,
		volumeMillilitres: null,
		indivisible: false,
		serialNumbers: [],
	};
}

/** The weight and volume of a part of a line, in proportion and rounded down: a lot never weighs more than its line. */
export function partOf(whole: number | null, part: Quantity, of: Quantity): number | null {
	return whole === null ? null : Number((BigInt(whole) * BigInt(part)) / BigInt(of));
}

/** A description cut to what a title can hold. */
export function shortDescription(line: OfferLine, catalogue: Catalogue, language: Language): string {
	const name = catalogue.byCode.get(line.itemCode ?? '')?.names[language];
	return name ?? (line.description.length > 80 ? `${line.description.slice(0, 79)}…` : line.description);
}
