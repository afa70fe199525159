import type { Factor } from '#lib/kernel/factor.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';

/** A line of a decision: so many base units of a lot promised to a need. */
export interface ReservationLine {
	readonly reservationId: string;
	readonly needId: string;
	readonly lotId: string;
	readonly operationId: string;
	/** Base units of the lot. */
	readonly quantity: Quantity;
	/** Where the lot is a substitute: quantity × factor base units of the need. Absent means one for one. */
	readonly substituteFactor?: Factor | undefined;
}

/** What is known of a lot while its row is locked. */
export interface LotOnOffer {
	/** Units neither promised nor gone. */
	readonly free: number;
	readonly earmarkOperationId: string | null;
	/** All that is free goes to one need, or nothing. */
	readonly indivisible: boolean;
}

/** Each names the line that stands in the way and the way out. */
export type ReserveRefusal =
	| { readonly kind: 'nothing-to-reserve' }
	| { readonly kind: 'unknown-lot'; readonly reservationId: string; readonly lotId: string }
	| { readonly kind: 'unknown-need'; readonly reservationId: string; readonly needId: string }
	| { readonly kind: 'earmarked-elsewhere'; readonly reservationId: string; readonly lotId: string }
	| {
			readonly kind: 'only-as-a-whole';
			readonly reservationId: string;
			readonly lotId: string;
			readonly whole: number;
			readonly wanted: number;
	  }
	| {
			readonly kind: 'not-enough-left';
			readonly reservationId: string;
			readonly lotId: string;
			/** What this line could have had. */
			readonly left: number;
			readonly wanted: number;
	  };

/**
 * Decides whether all lines can be promised together (law 3): never more of a lot than is free, nothing earmarked for
 * another operation, never a part of what is given only as a whole. Lines are served in their order; the first that can't
 * be is named, with what is left for it.
 */
export function decideReservations(
	lots: ReadonlyMap<string, LotOnOffer>,
	operationOfNeed: ReadonlyMap<string, string>,
	lines: readonly ReservationLine[],
): Result<readonly ReservationLine[], ReserveRefusal> {
	if (lines.length === 0) return refused({ kind: 'nothing-to-reserve' });
	const taken = new Map<string, number>();
	for (const line of lines) {
		const { reservationId, lotId, needId, quantity } = line;
		const lot = lots.get(lotId);
		if (!lot) return refused({ kind: 'unknown-lot', reservationId, lotId });
		if (operationOfNeed.get(needId) !== line.operationId)
			return refused({ kind: 'unknown-need', reservationId, needId });
		if (lot.earmarkOperationId !== null && lot.earmarkOperationId !== line.operationId)
			return refused({ kind: 'earmarked-elsewhere', reservationId, lotId });
		const left = Math.max(0, lot.free - (taken.get(lotId) ?? 0));
		if (quantity <= 0 || quantity > left)
			return refused({ kind: 'not-enough-left', reservationId, lotId, left, wanted: quantity });
		if (lot.indivisible && quantity !== lot.free)
			return refused({ kind: 'only-as-a-whole', reservationId, lotId, whole: lot.free, wanted: quantity });
		taken.set(lotId, (taken.get(lotId) ?? 0) + quantity);
	}
	return ok(lines);
}

/** What became of a promise, in base units of the lot. */
export interface ReservationPosition {
	readonly quantity: number;
	readonly released: number;
	/** On the load list of a shipment that has not departed. */
	readonly loaded: number;
	readonly departed: number;
}

/** What may still be loaded or released: promised and not yet on a load list. */
export function waitingToLoad({ quantity, released, loaded, departed }: ReservationPosition): number {
	return quantity - released - loaded - departed;
}

export type ReleaseRefusal =
	| { readonly kind: 'unknown-reservation' }
	| { readonly kind: 'more-than-waits'; readonly waiting: number; readonly loaded: number }
	| { readonly kind: 'no-reason' };

/** Decides on taking back (part of) a promise. What is on a load list must be unloaded first; what departed stays. */
export function decideRelease(
	position: ReservationPosition,
	quantity: number,
	reason: string,
): Result<{ readonly quantity: number; readonly reason: string }, ReleaseRefusal> {
	if (reason.trim() === '') return refused({ kind: 'no-reason' });
	const waiting = waitingToLoad(position);
	if (quantity <= 0 || quantity > waiting)
		return refused({ kind: 'more-than-waits', waiting, loaded: position.loaded });
	return ok({ quantity, reason: reason.trim() });
}
