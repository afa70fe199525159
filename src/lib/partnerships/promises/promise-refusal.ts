import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { PromiseState } from './promise-states.ts';

/** Why something about a promise is not taken. */
export type PromiseRefusal =
	| FieldFault
	| FormFault
	| { readonly kind: 'date-in-future'; readonly field: 'made' | 'on' | 'evidenceOn' }
	| { readonly kind: 'due-before-made'; readonly field: string; readonly made: FuzzyDate }
	| { readonly kind: 'made-after-state'; readonly since: FuzzyDate }
	| { readonly kind: 'postponed-without-reason'; readonly due: FuzzyDate }
	| { readonly kind: 'item-of-no-goods' }
	| { readonly kind: 'quantity-malformed'; readonly typed: string }
	| { readonly kind: 'quantity-incomplete' }
	| { readonly kind: 'item-code-malformed'; readonly typed: string }
	| { readonly kind: 'source-needed' }
	| { readonly kind: 'nowhere-to-look'; readonly field: 'sourceAddress' | 'evidenceAddress'; readonly typed: string }
	| { readonly kind: 'unknown-owner' }
	| { readonly kind: 'unknown-partnership' }
	| { readonly kind: 'move-not-permitted'; readonly from: PromiseState; readonly to: PromiseState }
	| { readonly kind: 'before-state'; readonly state: PromiseState; readonly since: FuzzyDate }
	| { readonly kind: 'shown-or-said' }
	| { readonly kind: 'public-reason-needed' }
	| { readonly kind: 'evidence-twice' }
	| { readonly kind: 'evidence-unknown' }
	| { readonly kind: 'evidence-still-needed' }
	| { readonly kind: 'reason-needed' }
	| { readonly kind: 'no-lines' }
	| { readonly kind: 'too-many-lines'; readonly most: number; readonly found: number };

/** A refusal of promises alone, besides what any form may get wrong. */
export type OwnRefusal = Exclude<PromiseRefusal, FieldFault | FormFault>;

/** Where on the page a refusal belongs: the id of the field it takes the reader to. */
export function fieldOf(refusal: OwnRefusal): string {
	if ('field' in refusal) return refusal.field;
	const fields = {
		'made-after-state': 'made',
		'postponed-without-reason': 'reason',
		'item-of-no-goods': 'itemCode',
		'quantity-malformed': 'amount',
		'quantity-incomplete': 'amount',
		'item-code-malformed': 'itemCode',
		'source-needed': 'sourceAddress',
		'unknown-owner': 'organisation',
		'unknown-partnership': 'partnership',
		'move-not-permitted': 'to',
		'before-state': 'on',
		'shown-or-said': 'evidenceAddress',
		'public-reason-needed': 'note',
		'evidence-twice': 'evidenceAddress',
		'evidence-unknown': 'evidence',
		'evidence-still-needed': 'evidence',
		'reason-needed': 'withdrawReason',
		'no-lines': 'lines',
		'too-many-lines': 'lines',
	} as const satisfies Record<Exclude<OwnRefusal, { field: unknown }>['kind'], string>;
	return fields[refusal.kind];
}
