import { assert } from './assert.ts';

/** A rational conversion factor, always positive and reduced: one pallet = 48/1 boxes, one half pack = 1/2 pack. */
export interface Factor {
	readonly numerator: number;
	readonly denominator: number;
}

export const one: Factor = { numerator: 1, denominator: 1 };

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

export function factor(numerator: number, denominator = 1): Factor {
	assert(Number.isSafeInteger(numerator) && numerator > 0, `factor numerator ${numerator}`);
	assert(Number.isSafeInteger(denominator) && denominator > 0, `factor denominator ${denominator}`);
	const divisor = greatestCommonDivisor(numerator, denominator);
	return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** `amount` × factor where that is whole; undefined where it isn't, because rounding would lose or invent goods. */
export function convertExactly(amount: number, by: Factor): number | undefined {
	const product = BigInt(amount) * BigInt(by.numerator);
	return product % BigInt(by.denominator) === 0n ? Number(product / BigInt(by.denominator)) : undefined;
}

/** The largest whole number not above `amount` × factor: how many whole things an amount can stand for. */
export function convertDown(amount: number, by: Factor): number {
	return Number((BigInt(amount) * BigInt(by.numerator)) / BigInt(by.denominator));
}
