import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { PostingReason } from '../ledger/canonical-posting.ts';
import type { ReversalRefusal } from '../ledger/ledger.ts';

/** Where units of a lot stand in stock: in one of our hubs, or (null) still with the donor. */
export interface StockPlace {
	readonly placeId: string | null;
	readonly units: number;
}

/** What a lot's locked row says. */
export interface LotInStock {
	readonly free: number;
	readonly reserved: number;
}

export type StockRefusal =
	| { readonly kind: 'unknown-lot'; readonly lotId: string }
	| { readonly kind: 'unknown-hub' }
	| { readonly kind: 'same-place' }
	| { readonly kind: 'no-quantity' }
	| { readonly kind: 'not-that-many'; readonly left: number; readonly wanted: number }
	| { readonly kind: 'promised-elsewhere'; readonly free: number; readonly wanted: number }
	| { readonly kind: 'note-missing' }
	| { readonly kind: 'count-agrees' };

/** Whether `quantity` units can be taken from a place in stock to another one; promises go along with the goods. */
export function decideMoveInStock(from: StockPlace | undefined, quantity: number): Result<number, StockRefusal> {
	if (!Number.isSafeInteger(quantity) || quantity <= 0) return refused({ kind: 'no-quantity' });
	const left = from?.units ?? 0;
	return quantity > left ? refused({ kind: 'not-that-many', left, wanted: quantity }) : ok(quantity);
}

/**
 * Whether `quantity` units may leave stock without being shipped: lost, broken, or given back to the donor. What is
 * promised can't just vanish: its promises are to be released first, by the person who then knows whom to tell.
 */
export function decideTakeOut(
	lot: LotInStock,
	from: StockPlace | undefined,
	quantity: number,
	note: string,
): Result<number, StockRefusal> {
	const moved = decideMoveInStock(from, quantity);
	if (!moved.ok) return moved;
	if (quantity > lot.free) return refused({ kind: 'promised-elsewhere', free: lot.free, wanted: quantity });
	return note.trim() === '' ? refused({ kind: 'note-missing' }) : ok(quantity);
}

/** What a stock-take changes: a shortage to look for, or more than the book knew. */
export type CountOutcome =
	| { readonly kind: 'short'; readonly units: number }
	| {
			readonly kind: 'more';
			/** Units that had been missing at this place and are back. */
			readonly foundAgain: number;
			/** Units nobody knew of: the donor gave more than it said. */
			readonly surplus: number;
	  };

/** Compares what was counted at a place with the book. */
export function decideCount(
	lot: LotInStock,
	at: StockPlace,
	missingHere: number,
	counted: number,
	note: string,
): Result<CountOutcome, StockRefusal> {
	if (!Number.isSafeInteger(counted) || counted < 0) return refused({ kind: 'no-quantity' });
	if (counted === at.units) return refused({ kind: 'count-agrees' });
	if (note.trim() === '') return refused({ kind: 'note-missing' });
	if (counted > at.units) {
		const more = counted - at.units;
		const foundAgain = Math.min(more, missingHere);
		return ok({ kind: 'more', foundAgain, surplus: more - foundAgain });
	}
	const short = at.units - counted;
	return short > lot.free
		? refused({ kind: 'promised-elsewhere', free: lot.free, wanted: short })
		: ok({ kind: 'short', units: short });
}

/**
 * Postings a person may reverse. What shipments and receipts posted is corrected where it came from: by turning back, by
 * a further receipt, by settling a discrepancy; reversing one leg of them would contradict their papers.
 */
export const reversibleReasons: readonly PostingReason[] = [
	'pledged',
	'brought-in',
	'received-in-hub',
	'moved-between-hubs',
	'counted-short',
	'counted-more',
	'lost-in-stock',
	'damaged-in-stock',
	'given-back',
];

export type CorrectRefusal =
	| ReversalRefusal
	| { readonly kind: 'unknown-posting' }
	| { readonly kind: 'not-corrected-here'; readonly reason: PostingReason }
	| { readonly kind: 'note-missing' };
