import type { Id } from '#lib/kernel/id.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type FundingPlan, sumOf } from './funding-plan.ts';
import type { Concern, FundingRefusal } from './funding-refusal.ts';
import { lineState } from './plan-view.ts';

/** Proof of one payment. */
export interface Voucher {
	readonly id: Id<'voucher'>;
	/** As the payee or the city's accounts number it. */
	readonly number: string;
	readonly dated: PlainDate;
	readonly payee: string;
	readonly purpose: string;
	readonly amountCents: EuroCents;
	readonly lineNumber: string | null;
	readonly documentId: Id<'document'> | null;
	readonly paidOn: PlainDate | null;
	/** Concerns somebody saw and entered it nonetheless. */
	readonly accepted: readonly Concern[];
}

/** What vouchers are held against. */
export interface VoucherFrame {
	readonly eligibleFrom: PlainDate | null;
	readonly eligibleUntil: PlainDate | null;
	readonly tolerancePerCent: number;
	readonly plan: Pick<FundingPlan, 'lines'> | null;
}

export type Missing = 'document' | 'payment' | 'line';

/** What is missing of a voucher before the proof of use, and what speaks against it. */
export interface VoucherJudgement {
	readonly missing: readonly Missing[];
	readonly concerns: readonly Concern[];
}

/**
 * Judges the vouchers of a funding in the order they are dated, those of a day as they come: of several that together
 * exceed a line, those that do so last are named.
 */
export function judgeVouchers(
	frame: VoucherFrame,
	vouchers: readonly Voucher[],
): ReadonlyMap<Voucher['id'], VoucherJudgement> {
	const ordered = vouchers.toSorted((a, b) => a.dated.localeCompare(b.dated));
	return new Map(ordered.map((voucher, index) => [voucher.id, judgeVoucher(frame, voucher, ordered.slice(0, index))]));
}

/** Judges one voucher beside those that came before it. */
export function judgeVoucher(frame: VoucherFrame, voucher: Voucher, before: readonly Voucher[]): VoucherJudgement {
	const missing: Missing[] = [];
	if (voucher.documentId === null) missing.push('document');
	if (voucher.paidOn === null) missing.push('payment');
	if (voucher.lineNumber === null && frame.plan !== null) missing.push('line');
	const line = frame.plan?.lines.find(({ number }) => number === voucher.lineNumber);
	const spent = sumOf([...before, voucher].filter(onSameLine(voucher)).map(({ amountCents }) => amountCents));
	const told: Readonly<Record<Concern, boolean>> = {
		'outside-period': [voucher.dated, voucher.paidOn].some((on) => on !== null && isOutside(frame, on)),
		'over-line': line !== undefined && lineState(line.plannedCents, spent, frame.tolerancePerCent) === 'over',
		'looks-twice': before.some(
			({ dated, payee, amountCents }) =>
				dated === voucher.dated && amountCents === voucher.amountCents && sameName(payee, voucher.payee),
		),
		'document-twice': voucher.documentId !== null && before.some(({ documentId }) => documentId === voucher.documentId),
		'paid-before-dated': voucher.paidOn !== null && voucher.paidOn < voucher.dated,
	};
	return { missing, concerns: (Object.keys(told) as Concern[]).filter((concern) => told[concern]) };
}

function isOutside({ eligibleFrom, eligibleUntil }: VoucherFrame, on: PlainDate): boolean {
	return (eligibleFrom !== null && on < eligibleFrom) || (eligibleUntil !== null && on > eligibleUntil);
}

const onSameLine = (one: Voucher) => (other: Voucher) => other.lineNumber === one.lineNumber;

function sameName(one: string, other: string): boolean {
	return one.localeCompare(other, 'de', { sensitivity: 'base' }) === 0;
}

/**
 * Decides on a voucher, new or corrected, beside the others of its funding. A number a payee gave already is refused; what is
 * only odd is a concern, and is taken once somebody has seen it (`accepted`).
 */
export function decideVoucher(
	frame: VoucherFrame,
	voucher: Voucher,
	others: readonly Voucher[],
	today: PlainDate,
): Result<Voucher, readonly FundingRefusal[]> {
	const refusals: FundingRefusal[] = [];
	const twice = others.some(
		({ number, payee }) => number.toLowerCase() === voucher.number.toLowerCase() && sameName(payee, voucher.payee),
	);
	if (twice) refusals.push({ kind: 'voucher-twice', number: voucher.number, payee: voucher.payee });
	if (voucher.dated > today) refusals.push({ kind: 'day-in-future', field: 'dated' });
	if (voucher.paidOn !== null && voucher.paidOn > today) refusals.push({ kind: 'day-in-future', field: 'paidOn' });
	if (voucher.lineNumber !== null && !frame.plan?.lines.some(({ number }) => number === voucher.lineNumber)) {
		refusals.push({ kind: 'line-unknown' });
	}
	const { concerns } = judgeVoucher(frame, voucher, others);
	const unseen = concerns.filter((concern) => !voucher.accepted.includes(concern));
	refusals.push(...unseen.map((concern) => ({ kind: 'concern', concern }) as const));
	if (refusals.length > 0) return refused(refusals);
	return ok({ ...voucher, accepted: concerns });
}
