import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { lineOf, readLine, readOptionalDay, readOptionalLine, type Typed, together } from '#lib/ui/form/typed-form.ts';
import { readDay } from './funding-form.ts';
import { type Concern, concerns, type FundingRefusal } from './funding-refusal.ts';
import { moneyForm, readMoney } from './money-field.ts';
import type { Voucher } from './voucher.ts';

/** What is entered of a voucher; its file comes apart. */
export type VoucherEntry = Omit<Voucher, 'id' | 'documentId'>;

/** Reads the form of a voucher. */
export function readVoucher(typed: Typed): Result<VoucherEntry, readonly FundingRefusal[]> {
	const read = together({
		number: readLine(typed, 'number', 60),
		dated: readDay(typed, 'dated'),
		payee: readLine(typed, 'payee'),
		purpose: readLine(typed, 'purpose', 500),
		amountCents: readMoney(typed, 'amount'),
		lineNumber: readOptionalLine(typed, 'line', 20),
		paidOn: readOptionalDay(typed, 'paidOn'),
	});
	return read.ok ? ok({ ...read.value, accepted: acceptedConcerns(typed) }) : read;
}

/** The concerns a form accepts: a field `accept-over-line` each. */
export function acceptedConcerns(typed: Typed): readonly Concern[] {
	return concerns.filter((concern) => typed[`accept-${concern}`] === 'on');
}

/** Reads why a voucher is cancelled. */
export function readCancellation(typed: Typed): Result<string, readonly FundingRefusal[]> {
	return lineOf(typed, 'cancelledFor') === ''
		? refused([{ kind: 'reason-needed' }])
		: readLine(typed, 'cancelledFor', 500);
}

/** A voucher as its form shows it. */
export function voucherForm(voucher: Voucher): Typed {
	return {
		number: voucher.number,
		dated: voucher.dated,
		payee: voucher.payee,
		purpose: voucher.purpose,
		amount: moneyForm(voucher.amountCents),
		line: voucher.lineNumber ?? '',
		paidOn: voucher.paidOn ?? '',
		...Object.fromEntries(voucher.accepted.map((concern) => [`accept-${concern}`, 'on'])),
	};
}
