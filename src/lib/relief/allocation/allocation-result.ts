import type { ObstacleCounts } from './compatibility.ts';
import type { Optimality } from './solve-allocation.ts';

/** What a destination has of what it asked for in one class. */
export interface Share {
	readonly destination: string;
	readonly delivered: number;
	readonly requested: number;
	/** What its supply is measured against: units asked for, people served or a critical minimum. */
	readonly denominator: number;
}

/** Where the units of all lots that could serve a need went, in units of the lots. */
export interface SupplyAccount {
	/** Lots that could serve it. */
	readonly lots: number;
	/** To this need itself. */
	readonly own: number;
	/** To needs of a more urgent class. */
	readonly moreUrgent: number;
	/** To needs of the same class whose destination isn't better supplied. */
	readonly sameClass: number;
	/** To needs that come after it, because packs or minimum quantities forbid a change. */
	readonly later: number;
	/** Left over, because packs or minimum quantities forbid its use. */
	readonly left: number;
}

/** Why a need gets this much of this lot. */
export type LineReason =
	| { readonly kind: 'fixed-by-hand' }
	| { readonly kind: 'promised' }
	| { readonly kind: 'only-need' }
	| { readonly kind: 'enough-for-all'; readonly needs: number }
	| { readonly kind: 'more-urgent'; readonly urgency: number; readonly waitingUrgency: number }
	| { readonly kind: 'fair-share'; readonly share: Share; readonly peers: readonly Share[] }
	| { readonly kind: 'same-destination'; readonly share: Share }
	| { readonly kind: 'packs-and-minimums'; readonly share: Share };

/** Why a need lacks something. */
export type UnmetReason =
	| { readonly kind: 'no-compatible-lot'; readonly lots: number; readonly obstacles: ObstacleCounts }
	| { readonly kind: 'pack-too-large'; readonly lots: number; readonly smallestPack: number }
	| { readonly kind: 'settled-elsewhere'; readonly lots: number; readonly units: number }
	| { readonly kind: 'fixed-by-hand'; readonly lots: number }
	| { readonly kind: 'minimum-unreachable'; readonly minimum: number; readonly reachable: number }
	| { readonly kind: 'minimum-not-reached'; readonly minimum: number; readonly supply: SupplyAccount }
	| { readonly kind: 'packs-and-minimums'; readonly supply: SupplyAccount }
	| { readonly kind: 'all-given'; readonly supply: SupplyAccount }
	| {
			readonly kind: 'below-cut-off';
			readonly urgency: number;
			readonly share: Share;
			readonly peers: readonly Share[];
			readonly supply: SupplyAccount;
	  };

/** Why something of a lot is left. */
export type LeftReason =
	| { readonly kind: 'no-compatible-need'; readonly needs: number; readonly obstacles: ObstacleCounts }
	| { readonly kind: 'needs-covered'; readonly needs: number }
	| { readonly kind: 'less-than-a-pack'; readonly pack: number }
	| { readonly kind: 'packs-and-minimums'; readonly needs: number };

/** So much of a lot for a need. */
export interface AllocationLine {
	readonly need: string;
	readonly lot: string;
	/** Units of the lot, and the units of the need they count as. */
	readonly quantity: number;
	readonly covers: number;
	readonly substitute: boolean;
	/** Units of the need that an open promise had named and that stay. */
	readonly keeps: number;
	readonly reason: LineReason;
}

export interface UnmetNeed {
	readonly need: string;
	readonly quantity: number;
	readonly reason: UnmetReason;
}

export interface LeftLot {
	readonly lot: string;
	readonly quantity: number;
	readonly reason: LeftReason;
}

/** The supply of one destination in one class and kind of goods. */
export interface CoverageLine extends Share {
	readonly urgency: number;
	readonly kind: string;
	/** Of `delivered`, what was settled before: confirmed promises and quantities fixed by hand. */
	readonly settled: number;
}

/** The value reached on each level of the objective, most important first. */
export interface ObjectiveReport {
	readonly coverage: readonly {
		readonly urgency: number;
		readonly delivered: number;
		readonly requested: number;
	}[];
	readonly brokenPromises: number;
	readonly substitution: number;
	readonly expiry: number;
}

/** Level by level, the price of a unit of each lot and need: the proof that nothing better exists. */
export interface Certificate {
	readonly lots: Readonly<Record<string, readonly number[]>>;
	readonly needs: Readonly<Record<string, readonly number[]>>;
	readonly groups: readonly (readonly number[])[];
}

/** An allocation with a reason for every line, every missing unit and every unit left over. */
export interface AllocationResult {
	readonly format: typeof resultFormat;
	readonly optimality: Optimality;
	readonly objective: ObjectiveReport;
	readonly coverage: readonly CoverageLine[];
	readonly allocations: readonly AllocationLine[];
	readonly unmet: readonly UnmetNeed[];
	readonly left: readonly LeftLot[];
	/** Absent where packs or minimum quantities bound, so that prices alone prove nothing. */
	readonly certificate?: Certificate;
}

export const resultFormat = 'tandem-allocation-result-1';
