import type { Factor } from '#lib/kernel/factor.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** What an attribute of a thing can be: 15 (kVA), "diesel", true. */
export type AttributeValue = string | number | boolean;

/** What a need asks of an attribute. */
export type Condition =
	| { readonly kind: 'equals'; readonly attribute: string; readonly value: AttributeValue }
	| { readonly kind: 'one-of'; readonly attribute: string; readonly values: readonly AttributeValue[] }
	| { readonly kind: 'at-least'; readonly attribute: string; readonly value: number }
	| { readonly kind: 'at-most'; readonly attribute: string; readonly value: number };

/** A line of the catalogue: what it is called, and what it is a kind of. */
export interface Item {
	readonly id: string;
	readonly parent: string | undefined;
	readonly name: LocalizedText;
}

export interface Destination {
	readonly id: string;
	readonly name: LocalizedText;
}

/** One line of a need list. Quantities are whole numbers of the base unit of its item. */
export interface Need {
	readonly id: string;
	readonly item: string;
	readonly conditions: readonly Condition[];
	readonly destination: string;
	readonly operation: string | undefined;
	readonly purpose: string | undefined;
	/** 1 is the most urgent class. */
	readonly urgency: number;
	readonly quantity: number;
	/** The last day on which it helps. */
	readonly deadline: PlainDate | undefined;
	/** Less than this in all is no help; 1 where every unit helps. */
	readonly minimumUseful: number;
	readonly acceptsSubstitutes: boolean;
	/** Days that must be left until expiry when it arrives. */
	readonly minimumRemainingDays: number;
	readonly peopleServed: number | undefined;
	readonly criticalMinimum: number | undefined;
	/**
	 * Needs of one kind are added up and compared between destinations: a category or a unit. Grams of flour and pieces
	 * of generators are never added up if their kinds differ.
	 */
	readonly kind: string;
}

/** For whom a donor meant a lot. What is named must agree with the need. */
export interface Earmark {
	readonly destination: string | undefined;
	readonly operation: string | undefined;
	readonly purpose: string | undefined;
}

/** Goods on offer that are alike in everything. Quantities are whole numbers of the base unit of its item. */
export interface Lot {
	readonly id: string;
	readonly item: string;
	readonly attributes: Readonly<Record<string, AttributeValue>>;
	readonly quantity: number;
	readonly availableFrom: PlainDate | undefined;
	readonly expiry: PlainDate | undefined;
	readonly earmark: Earmark;
	/** Given whole, to one need, or not at all. */
	readonly indivisible: boolean;
	/** Given in packs of this many; 1 where single units can be given. */
	readonly multiple: number;
}

/** Leave to give `given` (or a kind of it) where `wanted` is asked for: one unit given counts as `factor` units. */
export interface Substitute {
	readonly wanted: string;
	readonly given: string;
	readonly factor: Factor;
	/** How far from what was asked for, 1 (close) to 1000. */
	readonly penalty: number;
}

/** A quantity of a lot for a need, in units of the lot. */
export interface NeedLotQuantity {
	readonly need: string;
	readonly lot: string;
	readonly quantity: number;
}

/** A promise made before. A confirmed one stands; an open one is kept where fairness allows. */
export interface Promised extends NeedLotQuantity {
	readonly confirmed: boolean;
}

/** A need and a lot that a person has ruled out. */
export interface Ban {
	readonly need: string;
	readonly lot: string;
}

export const denominators = ['units', 'people', 'critical-minimum'] as const;
export type Denominator = (typeof denominators)[number];

/** What a council decides about fairness. */
export interface AllocationPolicy {
	/** Number of urgency classes. */
	readonly classes: number;
	/** What a destination's supply is measured against. */
	readonly denominator: Denominator;
	/** Coverage is equalised in this many steps; within one, kept promises and fewer substitutes decide. */
	readonly steps: number;
	/** Days from a lot's first available day until it is at its destination. */
	readonly transportDays: number;
}

/** Everything an allocation depends on, and nothing else: the same problem always has the same answer. */
export interface AllocationProblem {
	readonly asOf: PlainDate;
	readonly policy: AllocationPolicy;
	readonly destinations: readonly Destination[];
	readonly items: readonly Item[];
	readonly substitutes: readonly Substitute[];
	readonly needs: readonly Need[];
	readonly lots: readonly Lot[];
	/** Quantities fixed by hand: exactly this much of this lot for this need. */
	readonly pins: readonly NeedLotQuantity[];
	readonly promises: readonly Promised[];
	readonly bans: readonly Ban[];
}

export const defaultPolicy: AllocationPolicy = { classes: 3, denominator: 'units', steps: 1000, transportDays: 0 };

/** The order of names: by code unit, the same on every machine and in every language. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
	return compareText(a.id, b.id);
}

export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
