import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { DocumentRefusal } from '#lib/media/documents/document.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { FundingState } from './funding-states.ts';

/** Concerns about a voucher that somebody may accept by name; see {@link judgeVoucher}. */
export const concerns = ['outside-period', 'over-line', 'looks-twice', 'document-twice', 'paid-before-dated'] as const;
export type Concern = (typeof concerns)[number];

/** Why a line of a pasted plan is not taken; `line` counts from 1 as pasted. */
export type PlanLineFault =
	| { readonly kind: 'plan-line-unclear'; readonly line: number; readonly typed: string }
	| { readonly kind: 'plan-line-amount'; readonly line: number; readonly typed: string }
	| { readonly kind: 'plan-line-negative'; readonly line: number; readonly typed: string }
	| { readonly kind: 'plan-line-too-long'; readonly line: number }
	| { readonly kind: 'plan-line-number'; readonly line: number; readonly typed: string }
	| { readonly kind: 'plan-line-twice'; readonly line: number; readonly typed: string }
	| {
			readonly kind: 'plan-line-product';
			readonly line: number;
			readonly product: EuroCents;
			readonly amount: EuroCents;
	  }
	| { readonly kind: 'plan-sum-row'; readonly line: number; readonly sum: EuroCents; readonly typed: EuroCents };

/** Why a plan as a whole does not add up. */
export type PlanFault =
	| { readonly kind: 'plan-empty' }
	| { readonly kind: 'plan-too-many'; readonly most: number }
	| { readonly kind: 'plan-total'; readonly sum: EuroCents; readonly total: EuroCents }
	| { readonly kind: 'plan-shares'; readonly sum: EuroCents; readonly total: EuroCents }
	| {
			readonly kind: 'plan-over-rate';
			readonly most: EuroCents;
			readonly share: EuroCents;
			readonly basisPoints: number;
	  }
	| { readonly kind: 'plan-line-in-use'; readonly number: string };

/** Why money as typed is not taken. */
export type MoneyFault =
	| { readonly kind: 'not-money'; readonly field: string; readonly typed: string }
	| { readonly kind: 'money-negative'; readonly field: string }
	| { readonly kind: 'money-zero'; readonly field: string }
	| { readonly kind: 'money-absurd'; readonly field: string; readonly most: EuroCents };

/** Everything this folder may refuse. */
export type FundingRefusal =
	| FieldFault
	| FormFault
	| DocumentRefusal
	| PlanLineFault
	| PlanFault
	| MoneyFault
	| { readonly kind: 'not-a-share'; readonly field: string; readonly typed: string }
	| { readonly kind: 'not-years'; readonly field: string; readonly typed: string }
	| { readonly kind: 'period-reversed' }
	| { readonly kind: 'unknown-funder' }
	| { readonly kind: 'unknown-partnership' }
	| { readonly kind: 'not-a-subject'; readonly typed: string }
	| { readonly kind: 'move-not-permitted'; readonly from: FundingState; readonly to: FundingState }
	| { readonly kind: 'reason-needed' }
	| { readonly kind: 'day-in-future'; readonly field: string }
	| { readonly kind: 'day-before'; readonly field: string; readonly since: PlainDate }
	| { readonly kind: 'period-missing' }
	| { readonly kind: 'funder-missing' }
	| { readonly kind: 'drawn-over-grant'; readonly left: EuroCents }
	| { readonly kind: 'settled-over-grant'; readonly granted: EuroCents }
	| { readonly kind: 'returned-over-drawn'; readonly drawn: EuroCents }
	| { readonly kind: 'nothing-to-draw' }
	| { readonly kind: 'reports-open'; readonly count: number }
	| { readonly kind: 'report-unknown' }
	| { readonly kind: 'report-submitted' }
	| { readonly kind: 'no-vouchers-yet' }
	| { readonly kind: 'voucher-twice'; readonly number: string; readonly payee: string }
	| { readonly kind: 'voucher-cancelled' }
	| { readonly kind: 'line-unknown' }
	| { readonly kind: 'concern'; readonly concern: Concern };
