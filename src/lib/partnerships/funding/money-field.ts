import { type EuroCents, parseEuro } from '#lib/kernel/money.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { lineOf, type Typed } from '#lib/ui/form/typed-form.ts';
import type { MoneyFault } from './funding-refusal.ts';

/** A billion euro: more than any city partnership moves; whoever types more has slipped on the keyboard. */
export const mostCents = 100_000_000_000 as EuroCents;

const negative = /^\s*(€\s*)?[-−–(]/;

/** Whether somebody typed an amount below zero, with a minus or in brackets as accountants do. */
export function isNegativeMoney(typed: string): boolean {
	return negative.test(typed) && /\d/.test(typed);
}

type Money<Value> = Result<Value, readonly (MoneyFault | { readonly kind: 'field-missing'; readonly field: string })[]>;

/** An amount in euro, or null where the field is empty. Refuses negative and absurd ones. */
export function readOptionalMoney(typed: Typed, field: string): Money<EuroCents | null> {
	const text = lineOf(typed, field);
	if (text === '') return ok(null);
	if (isNegativeMoney(text)) return refused([{ kind: 'money-negative', field }]);
	const cents = parseEuro(text.replace(/\b(EUR|euro?)\b/i, ''));
	if (cents === undefined) {
		// Digits that only fail because they are too many are an absurd amount, not an unreadable one.
		const digits = text.replace(/[\s.,€]/g, '');
		const absurd = /^\d{14,}$/.test(digits);
		return refused([
			absurd ? { kind: 'money-absurd', field, most: mostCents } : { kind: 'not-money', field, typed: text },
		]);
	}
	return cents > mostCents ? refused([{ kind: 'money-absurd', field, most: mostCents }]) : ok(cents);
}

/** The same where an amount is needed; nought counts as none unless `orNothing`. */
export function readMoney(typed: Typed, field: string, orNothing = false): Money<EuroCents> {
	const read = readOptionalMoney(typed, field);
	if (!read.ok) return read;
	if (read.value === null) return refused([{ kind: 'field-missing', field }]);
	return read.value === 0 && !orNothing ? refused([{ kind: 'money-zero', field }]) : ok(read.value);
}

/** An amount as a form shows it, readable by {@link readMoney} in every language: "1234,50". */
export function moneyForm(cents: EuroCents | null): string {
	return cents === null ? '' : (cents / 100).toFixed(2).replace('.', ',');
}
