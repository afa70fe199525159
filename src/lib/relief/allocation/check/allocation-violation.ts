/** A point in which a result contradicts its problem; `at` names the need, the lot or both. */
export interface AllocationViolation {
	readonly kind:
		| 'unknown-name'
		| 'not-whole'
		| 'line-twice'
		| 'lot-not-conserved'
		| 'need-not-conserved'
		| 'hard-rule'
		| 'wrong-count'
		| 'broken-pack'
		| 'below-minimum'
		| 'promise-broken'
		| 'pin-broken'
		| 'coverage-wrong'
		| 'objective-wrong'
		| 'reason-wrong'
		| 'reason-missing'
		| 'not-optimal';
	readonly at: string;
}
