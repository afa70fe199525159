import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';

export type ReportId = Id<'report'>;

export const reportKinds = ['council', 'proof-of-use'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** A draft is computed anew at each look; from `submitted` on a report says for ever what it said then. */
export const reportStates = ['draft', 'submitted', 'superseded', 'withdrawn'] as const;
export type ReportState = (typeof reportStates)[number];

/** What a report is on. */
export interface ReportOutline {
	readonly kind: ReportKind;
	/** Null only for the proof of a funding that belongs to no partnership. */
	readonly partnershipId: Id<'partnership'> | null;
	/** Of a proof of use. */
	readonly fundingId: Id<'funding'> | null;
	/** First and last day that count. */
	readonly from: PlainDate;
	readonly until: PlainDate;
}

/** The texts people write beside the tables, in the order of the report. */
export const sectionsOf = {
	council: ['occasion', 'summary', 'measures', 'finances', 'cooperation', 'outlook'],
	'proof-of-use': ['course', 'results', 'deviations', 'publicity'],
} as const satisfies Record<ReportKind, readonly string[]>;
export type Section = (typeof sectionsOf)[ReportKind][number];
export type SectionTexts = Readonly<Partial<Record<Section, LocalizedText>>>;

/** The longest text of a section, in characters of one language. */
export const longestSection = 8000;

export type ReportRefusal =
	| FieldFault
	| FormFault
	| { readonly kind: 'period-reversed' }
	| { readonly kind: 'period-too-long'; readonly years: number }
	| { readonly kind: 'period-not-over'; readonly until: PlainDate }
	| { readonly kind: 'partnership-unknown' }
	| { readonly kind: 'funding-unknown' }
	| { readonly kind: 'no-text' }
	| { readonly kind: 'not-a-draft' }
	| { readonly kind: 'not-submitted' }
	| { readonly kind: 'supersedes-unknown' };

const longestYears = 10;

/** Decides on the period of a report. */
export function decidePeriod(from: PlainDate, until: PlainDate): Result<null, readonly ReportRefusal[]> {
	if (from > until) return refused([{ kind: 'period-reversed' }]);
	if (Number(until.slice(0, 4)) - Number(from.slice(0, 4)) > longestYears) {
		return refused([{ kind: 'period-too-long', years: longestYears }]);
	}
	return ok(null);
}

/**
 * Decides whether a draft may be handed in: its period is over, so that nothing is missing of it, and somebody wrote at
 * least one text, so that nobody hands in bare tables by mistake.
 */
export function decideSubmission(
	{ state, until, texts }: { readonly state: ReportState; readonly until: PlainDate; readonly texts: SectionTexts },
	today: PlainDate,
): Result<null, readonly ReportRefusal[]> {
	const refusals: ReportRefusal[] = [];
	if (state !== 'draft') return refused([{ kind: 'not-a-draft' }]);
	if (until >= today) refusals.push({ kind: 'period-not-over', until });
	if (Object.keys(texts).length === 0) refusals.push({ kind: 'no-text' });
	return refusals.length > 0 ? refused(refusals) : ok(null);
}
