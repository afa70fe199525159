import type { Id } from '#lib/kernel/id.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import type { OfferFacts, OfferLine } from './offer.ts';

let made = 0;

/** A complete, ordinary line for tests: 25 generators. */
export function aLine(changes: Partial<OfferLine> = {}): OfferLine {
	made++;
	return {
		id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}` as Id<'offer-line'>,
		description: '25 Stromerzeuger',
		itemCode: 'PWR-GEN',
		attributes: { power_kva: 8 },
		quantity: 25 as Quantity,
		baseUnit: 'pcs',
		typed: { amount: '25', amountTo: '', unit: 'pcs', content: null },
		condition: 'used-good',
		expiresOn: null,
		valueCents: null,
		weightGrams: null,
		volumeMillilitres: null,
		indivisible: false,
		serialNumbers: [],
		...changes,
	};
}

/** An offer of one such line. */
export function anOffer(changes: Partial<OfferFacts> = {}): OfferFacts {
	return {
		lines: [aLine()],
		availableFrom: null,
		availableUntil: null,
		placeId: null,
		town: 'Dortmund',
		earmarkOperationId: null,
		earmarkPurpose: null,
		ownTransport: false,
		remark: '',
		...changes,
	};
}
