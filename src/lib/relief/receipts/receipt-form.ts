import { textOf } from '#lib/access/form-values.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { parseAmount } from '../ledger/typed-amount.ts';
import { exampleAmount, type FieldMessage } from '../shipments/shipment-texts.ts';
import { type CountedLine, type ExtraGoods, outcomes } from './receipt.ts';
import { receiptMessages } from './receipt-messages.ts';
import type { LineOfForm } from './receipt-texts.ts';

/** How many kinds of extra goods one form takes; further ones go into a further receipt. */
export const extraNumbers = [1, 2, 3] as const;
const longestReason = 500;

/** What a form of a receipt counted, in base units, before it is held against the load list. */
export interface ParsedReceipt {
	readonly lines: readonly CountedLine[];
	readonly extras: readonly ExtraGoods[];
	readonly receivedBy: string;
	readonly note: string;
	readonly placeId: string | null;
}

/**
 * Understands the form of a receipt: fields `accepted-<line>`, `damaged-<line>` …, reasons `reason-damaged-<line>` …, and
 * `extra-1`, `extraQuantity-1`, `extraLine-1` …. Refuses all amounts that are none at once; everything else is decided by
 * decideReceipt.
 */
export function parseReceipt(
	form: FormData,
	lines: readonly LineOfForm[],
	language: Language,
): Result<ParsedReceipt, readonly FieldMessage[]> {
	const say = speak(receiptMessages, language);
	const errors: FieldMessage[] = [];
	const amountOf = (field: string, line: LineOfForm): number => {
		const typed = textOf(form, field);
		const amount = parseAmount(typed, line.baseUnit, language);
		if (amount.ok) return amount.value;
		const values = { position: line.position, typed, example: exampleAmount(line.baseUnit, language) };
		errors.push({ field, message: say('error-no-amount', values) });
		return 0;
	};
	const reasonOf = (outcome: string, line: LineOfForm) =>
		textOf(form, `reason-${outcome}-${line.id}`).slice(0, longestReason);
	const counted = lines.map((line): CountedLine => {
		const [accepted, damaged, missing, refusedUnits] = outcomes.map((outcome) =>
			amountOf(`${outcome}-${line.id}`, line),
		);
		return {
			shipmentLineId: line.id,
			accepted: accepted ?? 0,
			damaged: damaged ?? 0,
			missing: missing ?? 0,
			refused: refusedUnits ?? 0,
			reasons: {
				damaged: reasonOf('damaged', line),
				missing: reasonOf('missing', line),
				refused: reasonOf('refused', line),
			},
		};
	});
	const extras = extraNumbers.flatMap((number) => parseExtra(form, number, lines, amountOf));
	const place = textOf(form, 'place');
	if (errors.length > 0) return refused(errors);
	return ok({
		lines: counted,
		extras,
		receivedBy: textOf(form, 'receivedBy').trim().slice(0, 120),
		note: textOf(form, 'note').trim().slice(0, 2000),
		placeId: isUuid(place) ? place : null,
	});
}

function parseExtra(
	form: FormData,
	number: number,
	lines: readonly LineOfForm[],
	amountOf: (field: string, line: LineOfForm) => number,
): ExtraGoods[] {
	const description = textOf(form, `extra-${number}`).trim().slice(0, 300);
	const typed = textOf(form, `extraQuantity-${number}`).trim();
	const line = lines.find((each) => each.id === textOf(form, `extraLine-${number}`));
	if (description === '' && typed === '' && !line) return [];
	const pieces = { id: '', position: 0, baseUnit: 'pcs' as const };
	const quantity = amountOf(`extraQuantity-${number}`, line ?? pieces);
	return [{ row: number, shipmentLineId: line?.id ?? null, description, quantity }];
}
