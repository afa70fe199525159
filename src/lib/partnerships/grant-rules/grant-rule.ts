import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** What a rule measures of a plan. Ages in years, money in euro cents, shares in hundredths of a per cent. */
export const measures = [
	'participants',
	'smallest-group',
	'fewest-leaders',
	'youngest-age',
	'oldest-age',
	'programme-days',
	'countries',
	'eu-countries',
	'groups-of-host-country',
	'participants-from-abroad',
	'grant-cents',
	'grant-share',
] as const;
export type Measure = (typeof measures)[number];

/**
 * What is known of a measure: it lies between `low` and `high`, both included. A plan is full of gaps; one that counts 20
 * people in one group and none yet in the other has at least 20. `at` names the group that decides, where one does.
 */
export interface Range {
	readonly low: number;
	readonly high: number;
	readonly at?: LocalizedText | undefined;
}

/** A plan as far as rules look at it. A measure that is left out is not known at all. */
export type GrantPlan = Readonly<Partial<Record<Measure, Range>>>;

export interface GrantRule {
	readonly measure: Measure;
	readonly comparator: 'at-least' | 'at-most';
	readonly bound: number;
	/** The rule as its source states it, in our words. */
	readonly text: Required<LocalizedText>;
}

/** A funding programme's rules as of a day. They change with each call: the text of the call always goes first. */
export interface GrantProgramme {
	readonly id: string;
	readonly names: Required<LocalizedText>;
	/** Where the rules stand. */
	readonly source: string;
	readonly edition: Required<LocalizedText>;
	/** The day on which the rules were as they stand here. */
	readonly asOf: PlainDate;
	/** What the programme funds and can be checked against it. */
	readonly subjects: readonly ('exchange' | 'event' | 'funding')[];
	readonly rules: readonly GrantRule[];
}

/** Whether a plan keeps a rule; `by` is what would mend it, in the unit of the measure. */
export type Verdict =
	| { readonly kind: 'met'; readonly rule: GrantRule; readonly found: Range }
	| { readonly kind: 'missed'; readonly rule: GrantRule; readonly found: Range; readonly by: number }
	| { readonly kind: 'open'; readonly rule: GrantRule; readonly found: Range };

export const unknown: Range = { low: 0, high: Number.POSITIVE_INFINITY };

/** Judges a rule by what is known: met or missed only where nothing that is still open could change it. */
export function judge(rule: GrantRule, found: Range): Verdict {
	const { low, high } = found;
	if (rule.comparator === 'at-least') {
		if (low >= rule.bound) return { kind: 'met', rule, found };
		return high < rule.bound ? { kind: 'missed', rule, found, by: rule.bound - high } : { kind: 'open', rule, found };
	}
	if (high <= rule.bound) return { kind: 'met', rule, found };
	return low > rule.bound ? { kind: 'missed', rule, found, by: low - rule.bound } : { kind: 'open', rule, found };
}

/** A verdict on each rule of a programme, in its order. */
export function checkPlan(programme: Pick<GrantProgramme, 'rules'>, plan: GrantPlan): Verdict[] {
	return programme.rules.map((rule) => judge(rule, plan[rule.measure] ?? unknown));
}
