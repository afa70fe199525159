import { hour, type Instant, later } from '#lib/kernel/instant.ts';
import { addDays, dayOf, mondayOf } from '#lib/kernel/plain-date.ts';
import type { PublicDate } from '#lib/relief/figures/public-date.ts';

// The rules of what may leave the house, and when. Every public output passes these functions; none decides by itself.
// Rule numbers (R1 …) are those of docs/reference/disclosure.md.

/** R2: hours between the receipt of a shipment and its publication, unless the cities agree otherwise. */
export const standardLagHours = 72;

/** R2: nobody may hide a shipment for ever by its lag; a year is the longest. Hiding for good is R14. */
export const longestLagHours = 365 * 24;

/** R3: how long after receipt a date is shown as its week only. */
const weekLevelDays = 30;

/** What each city of an operation wants the lag to be at least; null where it has said nothing. */
export interface LagWishes {
	readonly lead: number | null;
	/** `undefined` where no partner city takes part in Tandem. */
	readonly partner: number | null | undefined;
}

/**
 * R2: the lag in force, in hours. Each city may lengthen it alone; below the standard it goes only as far as both wish.
 * Without a partner city nobody can consent, so the standard is the least.
 */
export function lagInForce(wishes: LagWishes): number {
	const lead = wishes.lead ?? standardLagHours;
	const partner = wishes.partner ?? standardLagHours;
	return Math.min(longestLagHours, Math.max(lead, partner));
}

/**
 * R5: the moment public totals speak of. They move once a day, at 04:00 UTC, so that nobody can read a convoy's arrival
 * from the minute at which a number changes.
 */
export function publicationTick(now: Instant): Instant {
	const tickOffset = 4 * hour;
	return (Math.floor((now - tickOffset) / (24 * hour)) * 24 * hour + tickOffset) as Instant;
}

/** R5: facts recorded after this moment are not in the totals of a tick. */
export function totalsHorizon(tick: Instant, lagHours: number): Instant {
	return later(tick, -lagHours * hour);
}

/** A shipment as disclosure sees it. `receivedAt` is the last receipt; null while anything of it is under way. */
export interface ShipmentFacts {
	readonly receivedAt: Instant | null;
	readonly hidden: boolean;
}

/** R2 and R14: whether the public may know at a tick that the shipment exists. */
export function isShipmentPublic(shipment: ShipmentFacts, lagHours: number, tick: Instant): boolean {
	if (shipment.hidden || shipment.receivedAt === null) return false;
	return later(shipment.receivedAt, lagHours * hour) <= tick;
}

/** R3: how precisely the public may know the day something was received. */
export function publicDateOf(receivedAt: Instant, tick: Instant): PublicDate {
	const date = dayOf(receivedAt);
	return addDays(date, weekLevelDays) <= dayOf(tick) ? { kind: 'day', date } : { kind: 'week', monday: mondayOf(date) };
}

/** A donor as the public may read it: by name where it is an organisation that agreed, else only as a kind. */
export type PublicDonor = { readonly kind: 'named' } | { readonly kind: 'unnamed' };

/** R6: private persons are never named in public, whatever a record says. */
export function publicDonorOf(donor: {
	readonly organisationKind: string;
	readonly nameAllowed: boolean;
}): PublicDonor {
	const isPerson = donor.organisationKind === 'private-person';
	return donor.nameAllowed && !isPerson ? { kind: 'named' } : { kind: 'unnamed' };
}
