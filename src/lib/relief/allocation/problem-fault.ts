import type { Obstacle } from './compatibility.ts';

/** The lists of an allocation problem that others refer to. */
export type ReferredList = 'needs' | 'lots' | 'items' | 'destinations';

/** What is wrong with an allocation problem, and where: `path` reads like `needs[3].quantity`. */
export type ProblemFault =
	| { readonly kind: 'not-json'; readonly path: string; readonly detail: string }
	| { readonly kind: 'not-an-object'; readonly path: string }
	| { readonly kind: 'not-a-list'; readonly path: string }
	| { readonly kind: 'not-text'; readonly path: string }
	| { readonly kind: 'not-a-switch'; readonly path: string }
	| { readonly kind: 'not-a-day'; readonly path: string }
	| { readonly kind: 'not-a-factor'; readonly path: string }
	| { readonly kind: 'not-a-value'; readonly path: string }
	| { readonly kind: 'not-whole'; readonly path: string; readonly least: number; readonly most: number }
	| { readonly kind: 'not-one-of'; readonly path: string; readonly allowed: readonly string[] }
	| { readonly kind: 'missing'; readonly path: string }
	| { readonly kind: 'unknown-field'; readonly path: string; readonly known: readonly string[] }
	| { readonly kind: 'one-comparison'; readonly path: string }
	| { readonly kind: 'duplicate'; readonly path: string; readonly id: string; readonly first: string }
	| { readonly kind: 'unknown-reference'; readonly path: string; readonly id: string; readonly list: ReferredList }
	| { readonly kind: 'circular-item'; readonly path: string; readonly id: string }
	| { readonly kind: 'class-beyond-policy'; readonly path: string; readonly classes: number }
	| { readonly kind: 'minimum-above-quantity'; readonly path: string; readonly quantity: number }
	| { readonly kind: 'lot-overdrawn'; readonly path: string; readonly settled: number; readonly quantity: number }
	| { readonly kind: 'need-overfilled'; readonly path: string; readonly settled: number; readonly quantity: number }
	| { readonly kind: 'pin-impossible'; readonly path: string; readonly obstacle: Obstacle }
	| { readonly kind: 'pin-breaks-pack'; readonly path: string; readonly pack: number }
	| { readonly kind: 'too-much-in-all'; readonly path: string; readonly largest: number };
