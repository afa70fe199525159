import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { FetchRefusal } from '#lib/platform/http/guarded-fetch.server.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { MandateState } from './mandate-states.ts';
import type { Outcome } from './paper-words.ts';

/** Why something of the council's records is not kept. */
export type CouncilRefusal =
	| FieldFault
	| FormFault
	| { readonly kind: 'date-in-future'; readonly field: 'dated' | 'settledOn' | 'evidenceOn' }
	| { readonly kind: 'before-paper'; readonly field: 'due' | 'settledOn' | 'met'; readonly dated: FuzzyDate }
	| { readonly kind: 'votes-malformed' }
	| { readonly kind: 'votes-without-outcome' }
	| { readonly kind: 'votes-contradict'; readonly outcome: Outcome }
	| { readonly kind: 'reference-taken'; readonly reference: string }
	| { readonly kind: 'unknown-partnership' }
	| { readonly kind: 'outcome-without-meeting' }
	| { readonly kind: 'outcome-before-meeting'; readonly met: FuzzyDate }
	| { readonly kind: 'move-not-permitted'; readonly from: MandateState; readonly to: MandateState }
	| { readonly kind: 'evidence-needed' }
	| { readonly kind: 'evidence-still-needed' }
	| { readonly kind: 'evidence-twice' }
	| { readonly kind: 'evidence-unknown' }
	| { readonly kind: 'reason-needed' }
	| { readonly kind: 'kept-by-source' }
	| { readonly kind: 'file-out-of-reach'; readonly status: number }
	| { readonly kind: 'file-not-fetched'; readonly refusal: FetchRefusal };

/** Where on the page a refusal belongs: the id of the field it takes the reader to. */
export function fieldOf(refusal: Exclude<CouncilRefusal, FieldFault | FormFault>): string {
	if ('field' in refusal) return refusal.field;
	const fields = {
		'votes-malformed': 'votes',
		'votes-without-outcome': 'outcome',
		'votes-contradict': 'votes',
		'reference-taken': 'reference',
		'unknown-partnership': 'partnerships',
		'outcome-without-meeting': 'met',
		'outcome-before-meeting': 'outcome',
		'move-not-permitted': 'move',
		'evidence-needed': 'evidenceAddress',
		'evidence-still-needed': 'evidence',
		'evidence-twice': 'evidenceAddress',
		'evidence-unknown': 'evidence',
		'reason-needed': 'note',
		'kept-by-source': 'form',
		'file-out-of-reach': 'files',
		'file-not-fetched': 'files',
	} as const satisfies Record<Exclude<typeof refusal, { field: unknown }>['kind'], string>;
	return fields[refusal.kind];
}
