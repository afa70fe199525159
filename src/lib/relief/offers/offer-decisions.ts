import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type AcceptedLine,
	acceptedOf,
	isPermitted,
	type Offer,
	type OfferEvent,
	type OfferFacts,
	type OfferLine,
	type OfferMove,
	type OfferState,
	offerMoves,
	restOf,
} from './offer.ts';

export interface Act {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

/** What can't be true of an offer. `line` counts from 1 as the form shows it. */
export type OfferFault =
	| { readonly kind: 'no-lines' }
	| { readonly kind: 'too-many-lines'; readonly most: number }
	| { readonly kind: 'available-until-before-from' }
	| { readonly kind: 'available-until-past'; readonly until: PlainDate }
	| { readonly kind: 'goods-expired'; readonly line: number; readonly expiresOn: PlainDate }
	| {
			readonly kind: 'serial-numbers-do-not-match';
			readonly line: number;
			readonly serials: number;
			readonly quantity: number | null;
	  }
	| { readonly kind: 'serial-number-twice'; readonly line: number; readonly serial: string };

export type OfferRefusal =
	| OfferFault
	| { readonly kind: 'offer-not-found' }
	| { readonly kind: 'move-not-permitted'; readonly move: OfferMove; readonly state: OfferState }
	| { readonly kind: 'reason-missing' }
	| { readonly kind: 'changed-meanwhile'; readonly shown: number; readonly now: number }
	| { readonly kind: 'line-not-found' }
	| { readonly kind: 'accepted-line-changed'; readonly line: number }
	| { readonly kind: 'accepted-more-than-offered'; readonly line: number; readonly offered: number }
	| { readonly kind: 'item-unknown'; readonly line: number }
	| { readonly kind: 'quantity-unknown'; readonly line: number }
	| { readonly kind: 'indivisible'; readonly line: number; readonly offered: number }
	| { readonly kind: 'nothing-accepted' }
	| { readonly kind: 'already-promised-on' };

export const mostLines = 200;

/** What can't be true of an offer's facts; undefined where all is well. */
export function faultOf(facts: OfferFacts, today: PlainDate): OfferFault | undefined {
	const { lines, availableFrom, availableUntil } = facts;
	if (lines.length === 0) return { kind: 'no-lines' };
	if (lines.length > mostLines) return { kind: 'too-many-lines', most: mostLines };
	if (availableFrom && availableUntil && availableUntil < availableFrom) return { kind: 'available-until-before-from' };
	if (availableUntil && availableUntil < today) return { kind: 'available-until-past', until: availableUntil };
	for (const [index, line] of lines.entries()) {
		const fault = faultOfLine(line, index + 1, today);
		if (fault) return fault;
	}
	return undefined;
}

function faultOfLine(line: OfferLine, number: number, today: PlainDate): OfferFault | undefined {
	const { serialNumbers, quantity, expiresOn } = line;
	if (expiresOn && expiresOn < today) return { kind: 'goods-expired', line: number, expiresOn };
	if (serialNumbers.length === 0) return undefined;
	const twice = serialNumbers.find((serial, index) => serialNumbers.indexOf(serial) !== index);
	if (twice !== undefined) return { kind: 'serial-number-twice', line: number, serial: twice };
	if (serialNumbers.length === quantity) return undefined;
	return { kind: 'serial-numbers-do-not-match', line: number, serials: serialNumbers.length, quantity };
}

function today(act: Act): PlainDate {
	return dayOf(act.at);
}

export function draftOffer(facts: OfferFacts, act: Act): Result<OfferEvent, OfferRefusal> {
	const fault = faultOf(facts, today(act));
	return fault ? refused(fault) : ok({ kind: 'offerDrafted', facts, ...act });
}

export function submitOffer(offer: Offer, act: Act): Result<OfferEvent, OfferRefusal> {
	const refusal = forbidden(offer, 'submit');
	return refusal ? refused(refusal) : ok({ kind: 'offerSubmitted', ...act });
}

/**
 * Replaces the facts until the city has decided; the event keeps the new ones, the one before keeps the old. A line of
 * which something was accepted has become stock: its item and amount stay as they are.
 */
export function correctOffer(
	offer: Offer,
	facts: OfferFacts,
	reason: string,
	act: Act,
): Result<OfferEvent, OfferRefusal> {
	const refusal = forbidden(offer, 'correct') ?? faultOf(facts, today(act)) ?? changedAcceptance(offer, facts);
	return refusal ? refused(refusal) : ok({ kind: 'offerCorrected', facts, reason: reason.trim(), ...act });
}

function changedAcceptance(offer: Offer, facts: OfferFacts): OfferRefusal | undefined {
	const index = offer.facts.lines.findIndex((before) => {
		if (acceptedOf(offer, before.id) === 0) return false;
		const after = facts.lines.find(({ id }) => id === before.id);
		return (
			after?.itemCode !== before.itemCode || after.baseUnit !== before.baseUnit || after.quantity !== before.quantity
		);
	});
	return index < 0 ? undefined : { kind: 'accepted-line-changed', line: index + 1 };
}

/**
 * Accepts the quantities given, line by line, of what is still open; a line left out or given as 0 isn't accepted by this
 * event. Each accepted line becomes a lot, so its item and its quantity must be known. Accepting nothing is a refusal of
 * the offer, which has its own words.
 */
export function acceptOffer(
	offer: Offer,
	wanted: readonly { readonly lineId: Id<'offer-line'>; readonly quantity: number }[],
	note: string,
	act: Act,
): Result<OfferEvent, OfferRefusal> {
	const refusal = forbidden(offer, 'accept');
	if (refusal) return refused(refusal);
	const lines: AcceptedLine[] = [];
	for (const { lineId, quantity } of wanted) {
		const index = offer.facts.lines.findIndex((line) => line.id === lineId);
		const line = offer.facts.lines[index];
		if (!line) return refused({ kind: 'line-not-found' });
		if (quantity === 0) continue;
		const fault = acceptanceFault(offer, line, index + 1, quantity);
		if (fault) return refused(fault);
		lines.push({ lineId, quantity: quantity as Quantity });
	}
	if (lines.length === 0) return refused({ kind: 'nothing-accepted' });
	const inWhole = offer.facts.lines.every(
		(line) => (lines.find((each) => each.lineId === line.id)?.quantity ?? 0) === restOf(offer, line),
	);
	return ok({ kind: 'offerAccepted', lines, inWhole, note: note.trim(), ...act });
}

function acceptanceFault(offer: Offer, line: OfferLine, number: number, quantity: number): OfferRefusal | undefined {
	if (line.quantity === null) return { kind: 'quantity-unknown', line: number };
	if (line.itemCode === null || line.baseUnit === null) return { kind: 'item-unknown', line: number };
	const open = restOf(offer, line) ?? 0;
	if (quantity > open || quantity < 0) return { kind: 'accepted-more-than-offered', line: number, offered: open };
	const whole = line.indivisible || line.serialNumbers.length > 0;
	return whole && quantity !== line.quantity
		? { kind: 'indivisible', line: number, offered: line.quantity }
		: undefined;
}

/** A move that says why: decline (all, or what is left), release, withdraw. A donor needn't give a reason. */
export function endOffer(
	offer: Offer,
	move: 'decline' | 'release' | 'withdraw',
	reason: string,
	act: Act,
): Result<OfferEvent, OfferRefusal> {
	const refusal = forbidden(offer, move);
	if (refusal) return refused(refusal);
	if (move !== 'withdraw' && reason.trim() === '') return refused({ kind: 'reason-missing' });
	const declined = offer.state === 'partly-accepted' ? 'offerRestDeclined' : 'offerDeclined';
	const kind = ({ decline: declined, release: 'offerReleased', withdraw: 'offerWithdrawn' } as const)[move];
	return ok({ kind, reason: reason.trim(), ...act });
}

function forbidden(offer: Offer, move: OfferMove): OfferRefusal | undefined {
	return isPermitted(offer.state, move) ? undefined : { kind: 'move-not-permitted', move, state: offer.state };
}

/** What the donor may do through the private link, and what the office may do. */
export function movesOpenTo(who: 'donor' | 'office', state: OfferState): readonly OfferMove[] {
	const undecided = state === 'draft' || state === 'submitted';
	const own: readonly OfferMove[] = who === 'office' ? offerMoves : undecided ? ['correct', 'withdraw'] : [];
	return own.filter((move) => isPermitted(state, move));
}
