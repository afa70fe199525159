import type { Capability } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import { editableAmount, formatBase } from '../catalogue/amount-text.ts';
import type { BaseUnit } from '../catalogue/base-unit.ts';
import type { PostingRefusal } from '../ledger/ledger.ts';
import { explainPosting } from '../ledger/ledger-texts.ts';
import type { LoadAnswer, LoadRefusal } from './load-list.ts';
import type { MoveRefusal, ShipmentMove, ShipmentState } from './shipment.ts';
import { shipmentMessages } from './shipment-messages.ts';
import type { PlanFault } from './shipment-plan.ts';

export const stateTones: Readonly<Record<ShipmentState, BadgeTone>> = {
	planned: 'neutral',
	loading: 'info',
	sealed: 'info',
	departed: 'info',
	'at-border': 'info',
	'customs-cleared': 'info',
	arrived: 'info',
	received: 'success',
	'closed-with-discrepancy': 'warning',
	cancelled: 'neutral',
	returned: 'warning',
	lost: 'danger',
};

/** What a person must be allowed to do to report a move. */
export const capabilityOfMove: Readonly<Record<ShipmentMove, Capability>> = {
	'loading-started': 'shipments.load',
	sealed: 'shipments.load',
	reopened: 'shipments.load',
	departed: 'shipments.plan',
	cancelled: 'shipments.plan',
	'turned-back': 'shipments.plan',
	lost: 'shipments.plan',
	'reached-border': 'receipts.write',
	'cleared-customs': 'receipts.write',
	arrived: 'receipts.write',
	received: 'receipts.write',
	'closed-with-discrepancy': 'receipts.write',
};

/** Moves that end a shipment other than planned; the page keeps them apart. */
export const sideExits: readonly ShipmentMove[] = ['cancelled', 'turned-back', 'lost', 'reopened'];

export type ShipmentPageRefusal =
	| MoveRefusal
	| PlanFault
	| LoadRefusal
	| LoadAnswer
	| PostingRefusal
	| { readonly kind: 'unknown-lot' }
	| { readonly kind: 'key-reused' }
	| { readonly kind: 'not-permitted' }
	| { readonly kind: 'no-time' };

export interface FieldMessage {
	readonly field: string;
	readonly message: string;
}

/** A refusal of a shipment's page in words, with the field it is about. Amounts are said in `baseUnitOf` the promise. */
export function explainShipment(
	refusal: ShipmentPageRefusal,
	language: Language,
	baseUnitOf: (reservationId: string) => BaseUnit = () => 'pcs',
): FieldMessage {
	const say = speak(shipmentMessages, language);
	switch (refusal.kind) {
		case 'more-than-promised':
		case 'not-in-stock': {
			const amount = (units: number) => formatBase(units, baseUnitOf(refusal.reservationId), language);
			const values = { left: amount(refusal.left), wanted: amount(refusal.wanted) };
			return { field: `load-${refusal.reservationId}`, message: say(`error-${refusal.kind}`, values) };
		}
		case 'unknown-reservation':
			return { field: `load-${refusal.reservationId}`, message: say('error-unknown-reservation') };
		case 'move-not-permitted':
		case 'changed-meanwhile':
			return { field: 'form', message: say(`error-${refusal.kind}`, { state: say(`state-${refusal.state}`) }) };
		case 'before-the-last-event':
			return {
				field: 'when',
				message: say('error-before-the-last-event', { when: formatInstant(refusal.lastOccurredAt, language) }),
			};
		case 'in-the-future':
		case 'no-time':
			return { field: 'when', message: say(`error-${refusal.kind}`) };
		case 'reason-missing':
			return { field: 'note', message: say('error-reason-missing') };
		case 'arrives-before-departure':
			return { field: 'plannedArrival', message: say('error-arrives-before-departure') };
		case 'unknown-operation':
			return { field: 'operation', message: say('error-unknown-operation') };
		case 'authority-missing':
		case 'nothing-loaded':
		case 'not-yours-to-report':
		case 'not-permitted':
		case 'unknown-shipment':
		case 'plan-fixed':
		case 'load-list-closed':
		case 'unknown-line':
			return { field: 'form', message: say(`error-${refusal.kind}`) };
		default:
			return { field: 'form', message: explainPosting(refusal, 'pcs', language) };
	}
}

/** An example of an amount, for a field that held none. */
export function exampleAmount(baseUnit: BaseUnit, language: Language): string {
	return editableAmount(baseUnit === 'g' || baseUnit === 'ml' ? 2_500 : 12, baseUnit, language);
}

const notes = [
	'planned',
	'changed',
	'loaded',
	'moved',
	'noted',
	'receipt',
	'receipt-open',
	'receipt-discrepancy',
	'receipt-beside',
	'use',
] as const;

/** What was done, from the `done=` a redirect put into the address; null for anything we never put there. */
export function doneOf(query: URLSearchParams): (typeof notes)[number] | null {
	const done = query.get('done');
	return notes.find((note) => note === done) ?? null;
}
