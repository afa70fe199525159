import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { PartnershipKind } from '#lib/partnerships/partnership.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import type { BaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import type { PublicDate } from '#lib/relief/figures/public-date.ts';

/** A stretch of a text that reads as one, with the block it stands in; 0 for what stands above the blocks. */
export interface Passage {
	readonly block: number;
	readonly text: string;
}

/** What a text can claim that records can be asked about. */
export const claimKinds = ['paper', 'date', 'person', 'office', 'amount', 'standing', 'name'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** Words of a passage, from the first UTF-16 unit to the one behind the last. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

export const verdicts = ['matches', 'differs', 'nothing-to-compare'] as const;
export type Verdict = (typeof verdicts)[number];

export const figureMeasures = ['needed', 'promised', 'received', 'in-use'] as const;
export type FigureMeasure = (typeof figureMeasures)[number];

/** A public number, as far as it can be bound into a text: of a node of the catalogue with all below it. */
export interface BindableFigure {
	readonly measure: FigureMeasure;
	readonly itemCode: string;
	readonly scope: { readonly kind: 'operation' | 'partnership'; readonly slug: string };
}

/** What the records say where a claim was compared; values, which pages put into words. */
export type Said =
	| {
			readonly kind: 'figure';
			readonly figure: BindableFigure;
			readonly value: number;
			readonly unit: BaseUnit;
			/** Names of the operation or partnership. */
			readonly names: LocalizedText;
			/** Of one delivery alone, or of one year; null for all there is. */
			readonly part: PublicDate | { readonly kind: 'year'; readonly year: number } | null;
	  }
	| ({
			readonly kind: 'dated';
			readonly of: DatedKind;
			readonly ref: RecordRef | null;
			readonly names: LocalizedText;
	  } & Period)
	| { readonly kind: 'weekday'; readonly weekday: number }
	| { readonly kind: 'no-such-day' }
	| { readonly kind: 'named'; readonly ref: RecordRef | null; readonly names: LocalizedText }
	| ({
			readonly kind: 'held';
			readonly ref: RecordRef;
			readonly names: LocalizedText;
			readonly post: LocalizedText;
	  } & Period)
	| { readonly kind: 'paper'; readonly ref: RecordRef; readonly reference: string; readonly names: LocalizedText }
	| { readonly kind: 'standing'; readonly ref: RecordRef; readonly as: PartnershipKind; readonly since: FuzzyDate };

type Period = { readonly began: FuzzyDate | null; readonly ended: FuzzyDate | null };

/** A claim of a text with what came of comparing it. */
export interface Finding extends Span {
	readonly kind: ClaimKind;
	readonly verdict: Verdict;
	/** Which of the passages, counted from 0, and the block it stands in. */
	readonly passage: number;
	readonly block: number;
	/** The words that claim, and the sentence they stand in. */
	readonly words: string;
	readonly sentence: string;
	/** What agrees with it, or what does not; empty where there is nothing to compare it with. */
	readonly said: readonly Said[];
}

/** A claim as its reader found it, before it is placed in the text. */
export type Found = Pick<Finding, 'kind' | 'verdict' | 'said'> & Span;

export const datedKinds = ['paper', 'agreement', 'standing', 'event', 'exchange', 'delivery'] as const;
export type DatedKind = (typeof datedKinds)[number];

/** A record that happened on a day or over some. */
export interface DatedRecord extends Period {
	readonly of: DatedKind;
	/** Null for what has no page of its own. */
	readonly ref: RecordRef | null;
	readonly names: LocalizedText;
	readonly began: FuzzyDate;
	/** A council decided it; only for papers. */
	readonly decided: boolean;
}

export interface KnownTenure extends Period {
	readonly post: LocalizedText;
	readonly sole: boolean;
}

export interface KnownPerson {
	readonly ref: RecordRef;
	readonly names: LocalizedText;
	/** Every other way the name is written. */
	readonly spellings: readonly string[];
	readonly tenures: readonly KnownTenure[];
}

/** A city or an organisation by its names. */
export interface KnownName {
	readonly of: 'city' | 'organisation';
	readonly names: LocalizedText;
}

export interface KnownPaper {
	readonly ref: RecordRef;
	readonly reference: string;
	readonly names: LocalizedText;
	/** When it was written, and when bodies had it before them. */
	readonly days: readonly FuzzyDate[];
}

export interface KnownStanding {
	readonly ref: RecordRef;
	readonly kind: PartnershipKind;
	readonly since: FuzzyDate;
}

/** What the public figures hold of an operation. */
export interface KnownOperation {
	readonly slug: string;
	readonly names: LocalizedText;
	readonly partnership: { readonly slug: string; readonly names: LocalizedText } | null;
	readonly items: readonly {
		readonly itemCode: string;
		readonly baseUnit: string;
		readonly needed: number;
		/** Needs whose quantity nobody knows yet: then nobody knows the sum. */
		readonly needsUnknown: number;
		readonly promised: number;
		readonly received: number;
		readonly inUse: number;
	}[];
	readonly deliveries: readonly {
		readonly received: PublicDate;
		readonly lines: readonly { readonly itemCode: string; readonly baseUnit: string; readonly quantity: number }[];
	}[];
}

/** Everything a text is compared with: what its city may read, and of numbers what the public reads. */
export interface Records {
	/** The language the text is in. */
	readonly language: Language;
	/** The day the text is for: who holds a post is asked as of then, unless the text names a day itself. */
	readonly today: PlainDate;
	readonly operations: readonly KnownOperation[];
	readonly dated: readonly DatedRecord[];
	readonly people: readonly KnownPerson[];
	readonly names: readonly KnownName[];
	readonly papers: readonly KnownPaper[];
	readonly standings: readonly KnownStanding[];
}
