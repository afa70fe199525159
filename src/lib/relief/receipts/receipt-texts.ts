import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import type { BaseUnit } from '../catalogue/base-unit.ts';
import type { PostingRefusal } from '../ledger/ledger.ts';
import { explainPosting } from '../ledger/ledger-texts.ts';
import type { ShipmentState } from '../shipments/shipment.ts';
import { shipmentMessages } from '../shipments/shipment-messages.ts';
import type { FieldMessage } from '../shipments/shipment-texts.ts';
import type { SettleRefusal } from './discrepancy.ts';
import { type Outcome, outcomes, type ReceiptRefusal } from './receipt.ts';
import { receiptMessages } from './receipt-messages.ts';
import type { TwoCounts } from './two-counts.ts';

type BookRefusal = PostingRefusal | { readonly kind: 'unknown-lot' } | { readonly kind: 'key-reused' };

export type ReceiptPageRefusal =
	| ReceiptRefusal
	| BookRefusal
	| { readonly kind: 'unknown-shipment' }
	| { readonly kind: 'no-time' }
	| { readonly kind: 'not-on-its-way'; readonly state: ShipmentState };

/** A line as messages need it: its id for the field, its unit for amounts. */
export interface LineOfForm {
	readonly id: string;
	readonly position: number;
	readonly baseUnit: BaseUnit;
}

/** A refusal of a receipt in words, with the field it is about. */
export function explainReceipt(
	refusal: ReceiptPageRefusal,
	lines: readonly LineOfForm[],
	language: Language,
): FieldMessage {
	const say = speak(receiptMessages, language);
	const lineAt = (position: number) => lines.find((line) => line.position === position);
	switch (refusal.kind) {
		case 'exceeds-shipped': {
			const { position } = refusal;
			const line = lineAt(position);
			const amount = (units: number) => formatBase(units, line?.baseUnit ?? 'pcs', language);
			const values = { position, left: amount(refusal.left), counted: amount(refusal.counted) };
			return { field: `accepted-${line?.id}`, message: say('error-exceeds-shipped', values) };
		}
		case 'reason-missing': {
			const { position, outcome } = refusal;
			const message = say('error-reason-missing', { position, outcome: say(outcome) });
			return { field: `reason-${outcome}-${lineAt(position)?.id}`, message };
		}
		case 'no-whole-number': {
			const { position, outcome } = refusal;
			const values = { position, typed: '–', example: '2' };
			return { field: `${outcome}-${lineAt(position)?.id}`, message: say('error-no-amount', values) };
		}
		case 'line-twice':
			return { field: 'form', message: say('error-line-twice', { position: refusal.position }) };
		case 'extra-without-description':
			return { field: `extra-${refusal.number}`, message: say(`error-${refusal.kind}`, { number: refusal.number }) };
		case 'extra-without-quantity':
			return {
				field: `extraQuantity-${refusal.number}`,
				message: say(`error-${refusal.kind}`, { number: refusal.number }),
			};
		case 'before-departure':
			return {
				field: 'when',
				message: say(`error-${refusal.kind}`, { when: formatInstant(refusal.departedAt, language) }),
			};
		case 'not-on-its-way': {
			const state = speak(shipmentMessages, language)(`state-${refusal.state}`);
			return { field: 'form', message: say('error-not-on-its-way', { state }) };
		}
		case 'in-the-future':
		case 'no-time':
			return { field: 'when', message: say(`error-${refusal.kind}`) };
		case 'nothing-counted':
		case 'unknown-line':
		case 'unknown-shipment':
			return { field: 'form', message: say(`error-${refusal.kind}`) };
		default:
			return { field: 'form', message: explainPosting(refusal, 'pcs', language) };
	}
}

/** What is reported of a discrepancy, in words; of two counts, both. */
export function reportedText(
	{ reason, counts }: { readonly reason: string; readonly counts: TwoCounts | null },
	baseUnit: BaseUnit,
	language: Language,
): string {
	if (counts === null) return reason;
	const say = speak(receiptMessages, language);
	const text = (units: Readonly<Record<Outcome, number>>) =>
		outcomes
			.filter((outcome) => units[outcome] > 0)
			.map((outcome) => `${say(outcome)} ${formatBase(units[outcome], baseUnit, language)}`)
			.join(', ') || '–';
	const said = reason === '–' ? '' : reason;
	const values = { recorded: text(counts.recorded), counted: text(counts.counted), reason: said };
	return say('counted-differently-text', values).trim();
}

/** A refusal of a settlement in words, with the field it is about. */
export function explainSettlement(
	refusal: SettleRefusal | BookRefusal | { readonly kind: 'no-amount'; readonly typed: string },
	baseUnit: BaseUnit,
	language: Language,
): FieldMessage {
	const say = speak(receiptMessages, language);
	const amount = (units: number) => formatBase(units, baseUnit, language);
	switch (refusal.kind) {
		case 'more-than-open': {
			const values = { open: amount(refusal.open), wanted: amount(refusal.wanted) };
			return { field: 'quantity', message: say('error-more-than-open', values) };
		}
		case 'no-amount':
			return { field: 'quantity', message: say('error-no-number', { typed: refusal.typed }) };
		case 'note-missing':
			return { field: 'note', message: say('error-note-missing') };
		case 'settlement-not-permitted':
			return { field: 'settlement', message: say('error-settlement-not-permitted') };
		case 'unknown-discrepancy':
			return { field: 'form', message: say('error-unknown-discrepancy') };
		default:
			return { field: 'form', message: explainPosting(refusal, baseUnit, language) };
	}
}
