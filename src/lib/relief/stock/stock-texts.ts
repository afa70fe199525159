import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { editableAmount, formatBase } from '../catalogue/amount-text.ts';
import type { BaseUnit, ConversionRefusal } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PostingRefusal } from '../ledger/ledger.ts';
import { explainPosting } from '../ledger/ledger-texts.ts';
import type { ReleaseRefusal } from '../reservations/reservation.ts';
import type { CorrectRefusal, StockRefusal } from './stock.ts';
import { stockMessages } from './stock-messages.ts';

/** Everything the pages of stock can be refused. */
export type StockPageRefusal =
	| StockRefusal
	| CorrectRefusal
	| ReleaseRefusal
	| PostingRefusal
	| { readonly kind: 'key-reused' }
	| { readonly kind: 'no-time' }
	| { readonly kind: 'no-amount'; readonly typed: string; readonly why: ConversionRefusal };

/** A refusal in words and the field it is about. */
export function explainStock(
	refusal: StockPageRefusal,
	baseUnit: BaseUnit,
	language: Language,
): { readonly field: string; readonly message: string } {
	const say = speak(stockMessages, language);
	const amount = (units: number) => formatBase(units, baseUnit, language);
	switch (refusal.kind) {
		case 'not-that-many':
			return {
				field: 'quantity',
				message: say('error-not-that-many', { left: amount(refusal.left), wanted: amount(refusal.wanted) }),
			};
		case 'promised-elsewhere':
			return {
				field: 'quantity',
				message: say('error-promised-elsewhere', { free: amount(refusal.free), wanted: amount(refusal.wanted) }),
			};
		case 'more-than-waits':
			return {
				field: 'quantity',
				message: say('error-more-than-waits', { waiting: amount(refusal.waiting), loaded: amount(refusal.loaded) }),
			};
		case 'no-amount':
			return {
				field: 'quantity',
				message: say('error-no-amount', { typed: refusal.typed, example: editableAmount(1500, baseUnit, language) }),
			};
		case 'no-quantity':
		case 'count-agrees':
			return { field: 'quantity', message: say(`error-${refusal.kind}`) };
		case 'unknown-hub':
		case 'same-place':
			return { field: 'hub', message: say(`error-${refusal.kind}`) };
		case 'note-missing':
		case 'no-reason':
			return { field: 'note', message: say('error-note-missing') };
		case 'no-time':
			return { field: 'when', message: say('error-no-time') };
		case 'unknown-posting':
		case 'not-corrected-here':
		case 'already-reversed':
		case 'is-a-reversal':
			return { field: 'posting', message: say(`error-${refusal.kind}`) };
		case 'unknown-reservation':
			return { field: 'reservation', message: say('error-unknown-reservation') };
		default:
			return {
				field: refusal.kind === 'in-the-future' ? 'when' : 'form',
				message: explainPosting(refusal, baseUnit, language),
			};
	}
}

/** Who gave a lot: an organisation on record, else the name in the offer, else nobody to be named. */
export function donorText(
	row: { readonly donorNames: LocalizedText | null; readonly donorName: string | null },
	language: Language,
): string | null {
	return row.donorNames ? readableText(row.donorNames, language).text : row.donorName;
}

/** The codes of all items a search text stands for: by code, name or synonym in any language, and what lies below them. */
export function codesMatching(catalogue: Catalogue, text: string): string[] {
	const wanted = text.trim().toLocaleLowerCase();
	const found = new Set<string>();
	for (const item of catalogue.items) {
		const words = [item.code, ...Object.values(item.names), ...Object.values(item.synonyms).flat()];
		const hit = words.some((word) => word.toLocaleLowerCase().includes(wanted));
		if (hit || (item.parent !== null && found.has(item.parent))) found.add(item.code);
	}
	return [...found];
}
