import { assert } from './assert.ts';
import type { Brand } from './brand.ts';
import { ok, type Result, refused } from './result.ts';

/** A whole number of an item's base unit (piece, gram, millilitre …), 0 to 10¹². Never a float (law 5). */
export type Quantity = Brand<number, 'quantity'>;

/** Above this a quantity is a typing error: a million tonnes in grams. */
export const largestQuantity = 1_000_000_000_000;

export type QuantityRefusal =
	| { readonly kind: 'not-a-whole-number' }
	| { readonly kind: 'negative' }
	| { readonly kind: 'absurdly-large'; readonly largest: number };

/** Takes a number as a quantity. Refuses fractions, negatives, NaN and anything above {@link largestQuantity}. */
export function parseQuantity(value: number): Result<Quantity, QuantityRefusal> {
	if (value < 0) return refused({ kind: 'negative' });
	if (value > largestQuantity) return refused({ kind: 'absurdly-large', largest: largestQuantity });
	if (!Number.isInteger(value)) return refused({ kind: 'not-a-whole-number' });
	return ok(value as Quantity);
}

/** The quantity a program already knows to be whole and within bounds. */
export function quantity(value: number): Quantity {
	const parsed = parseQuantity(value);
	assert(parsed.ok, `${value} is no quantity`);
	return parsed.value;
}
