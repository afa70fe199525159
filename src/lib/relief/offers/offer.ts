import { assert } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import type { BaseUnit } from '../catalogue/base-unit.ts';
import type { NeedPurpose, TypedQuantity } from '../needs/need.ts';
import type { AttributeValue } from '../recognition/recognised-line.ts';

export const offerStates = [
	'draft',
	'submitted',
	'accepted',
	'partly-accepted',
	'rest-declined',
	'declined',
	'released',
	'withdrawn',
] as const;
export type OfferState = (typeof offerStates)[number];

export const conditions = ['unknown', 'new', 'used-good', 'used-fair', 'needs-repair'] as const;
export type Condition = (typeof conditions)[number];

export const donorKinds = [
	'department',
	'agency',
	'company',
	'association',
	'religious-community',
	'funder',
	'hospital',
	'private-person',
] as const;
export type DonorKind = (typeof donorKinds)[number];

/** One thing offered, in the donor's words and in the catalogue's. */
export interface OfferLine {
	readonly id: Id<'offer-line'>;
	/** What the donor wrote. */
	readonly description: string;
	/** Null until somebody knows it; a line is accepted only with a code and a quantity. */
	readonly itemCode: string | null;
	readonly attributes: Readonly<Record<string, AttributeValue>>;
	/** Base units of the item; null where the donor doesn't know yet. */
	readonly quantity: Quantity | null;
	readonly baseUnit: BaseUnit | null;
	readonly typed: TypedQuantity;
	readonly condition: Condition;
	/** Of the goods; null where they don't expire or nobody said. */
	readonly expiresOn: PlainDate | null;
	/** Of the whole line. */
	readonly valueCents: EuroCents | null;
	/** Of the whole line. */
	readonly weightGrams: number | null;
	/** Of the whole line. */
	readonly volumeMillilitres: number | null;
	/** Given as a whole or not at all. */
	readonly indivisible: boolean;
	/** Of vehicles and machines; one each or none. */
	readonly serialNumbers: readonly string[];
}

export interface OfferFacts {
	readonly lines: readonly OfferLine[];
	readonly availableFrom: PlainDate | null;
	readonly availableUntil: PlainDate | null;
	/** Where the goods are: a place the city knows, or the donor's town in words. */
	readonly placeId: Id<'place'> | null;
	readonly town: string;
	/** The donor gives for this operation or purpose alone. */
	readonly earmarkOperationId: Id<'operation'> | null;
	readonly earmarkPurpose: NeedPurpose | null;
	/** The donor brings it to the destination. */
	readonly ownTransport: boolean;
	readonly remark: string;
}

export interface AcceptedLine {
	readonly lineId: Id<'offer-line'>;
	readonly quantity: Quantity;
}

/** What happened to an offer; `account` is null where the donor acted through the private link. */
export type OfferEvent = { readonly at: Instant; readonly account: Id<'account'> | null } & (
	| { readonly kind: 'offerDrafted'; readonly facts: OfferFacts }
	| { readonly kind: 'offerSubmitted' }
	| { readonly kind: 'offerCorrected'; readonly facts: OfferFacts; readonly reason: string }
	| {
			readonly kind: 'offerAccepted';
			/** What is accepted by this event; what earlier ones accepted stays accepted. */
			readonly lines: readonly AcceptedLine[];
			/** Nothing of the offer is left open. */
			readonly inWhole: boolean;
			readonly note: string;
	  }
	| { readonly kind: 'offerDeclined'; readonly reason: string }
	| { readonly kind: 'offerRestDeclined'; readonly reason: string }
	| { readonly kind: 'offerReleased'; readonly reason: string }
	| { readonly kind: 'offerWithdrawn'; readonly reason: string }
);
export type OfferEventKind = OfferEvent['kind'];

export const offerMoves = ['submit', 'correct', 'accept', 'decline', 'release', 'withdraw'] as const;
export type OfferMove = (typeof offerMoves)[number];

/**
 * The permitted moves and where each can lead. Page and server read this table; db/migrations/0005-offers.sql repeats it.
 * `release` sets the donor free: of what was accepted and isn't wanted any more, or expressly after a refusal.
 * What a partial acceptance leaves stays open: it can be accepted later, corrected, or declined by an event of its own.
 */
export const movesFrom = {
	draft: { submit: ['submitted'], correct: ['draft'], withdraw: ['withdrawn'] },
	submitted: {
		correct: ['submitted'],
		accept: ['accepted', 'partly-accepted'],
		decline: ['declined'],
		withdraw: ['withdrawn'],
	},
	accepted: { release: ['released'] },
	'partly-accepted': {
		correct: ['partly-accepted'],
		accept: ['accepted', 'partly-accepted'],
		decline: ['rest-declined'],
		release: ['released'],
	},
	'rest-declined': { release: ['released'] },
	declined: { release: ['released'] },
	released: {},
	withdrawn: {},
} as const satisfies Record<OfferState, Partial<Record<OfferMove, readonly OfferState[]>>>;

export function isPermitted(state: OfferState, move: OfferMove): boolean {
	return move in movesFrom[state];
}

const moveOfEvent = {
	offerSubmitted: 'submit',
	offerCorrected: 'correct',
	offerAccepted: 'accept',
	offerDeclined: 'decline',
	offerRestDeclined: 'decline',
	offerReleased: 'release',
	offerWithdrawn: 'withdraw',
} as const satisfies Record<Exclude<OfferEventKind, 'offerDrafted'>, OfferMove>;

export interface Offer {
	readonly version: number;
	readonly state: OfferState;
	readonly facts: OfferFacts;
	readonly accepted: readonly AcceptedLine[];
	readonly draftedAt: Instant;
	readonly submittedAt: Instant | null;
	readonly changedAt: Instant;
}

/** The offer its events add up to; undefined where there are none. */
export function foldOffer(events: readonly OfferEvent[]): Offer | undefined {
	return events.reduce<Offer | undefined>(evolveOffer, undefined);
}

/** The offer after one more event. An event that no move permits is a defect. */
export function evolveOffer(offer: Offer | undefined, event: OfferEvent): Offer {
	if (event.kind === 'offerDrafted') {
		assert(!offer, 'an offer is drafted once');
		return {
			version: 1,
			state: 'draft',
			facts: event.facts,
			accepted: [],
			draftedAt: event.at,
			submittedAt: null,
			changedAt: event.at,
		};
	}
	assert(offer, `${event.kind} follows a draft`);
	assert(
		isPermitted(offer.state, moveOfEvent[event.kind]),
		`${event.kind} is permitted for an offer that is ${offer.state}`,
	);
	return { ...offer, ...changeBy(offer, event), version: offer.version + 1, changedAt: event.at };
}

function changeBy(offer: Offer, event: Exclude<OfferEvent, { kind: 'offerDrafted' }>): Partial<Offer> {
	switch (event.kind) {
		case 'offerSubmitted':
			return { state: 'submitted', submittedAt: event.at };
		case 'offerCorrected':
			return { facts: event.facts };
		case 'offerAccepted':
			return { state: event.inWhole ? 'accepted' : 'partly-accepted', accepted: together(offer.accepted, event.lines) };
		case 'offerDeclined':
			return { state: 'declined' };
		case 'offerRestDeclined':
			return { state: 'rest-declined' };
		case 'offerReleased':
			return { state: 'released' };
		case 'offerWithdrawn':
			return { state: 'withdrawn' };
	}
}

function together(before: readonly AcceptedLine[], now: readonly AcceptedLine[]): readonly AcceptedLine[] {
	const sums = new Map(before.map(({ lineId, quantity }) => [lineId, quantity]));
	for (const { lineId, quantity } of now) sums.set(lineId, ((sums.get(lineId) ?? 0) + quantity) as Quantity);
	return [...sums].map(([lineId, quantity]) => ({ lineId, quantity }));
}

/** What of a line was accepted, in base units. */
export function acceptedOf(offer: Offer, lineId: Id<'offer-line'>): number {
	return offer.accepted.find((line) => line.lineId === lineId)?.quantity ?? 0;
}

/** What of a line can still be accepted, in base units; null where nobody knows how much there is. */
export function restOf(offer: Offer, line: OfferLine): number | null {
	return line.quantity === null ? null : line.quantity - acceptedOf(offer, line.id);
}
