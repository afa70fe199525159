import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { AgreementRecord } from '#lib/partnerships/agreements/agreement.ts';
import type { PartnershipPaper } from '#lib/partnerships/council/paper-queries.server.ts';
import type { EventRecord } from '#lib/partnerships/events/event.ts';
import type { ExchangeRecord } from '#lib/partnerships/exchanges/exchange.ts';
import type { FundingRecord } from '#lib/partnerships/funding/funding-queries.server.ts';
import type { Leverage } from '#lib/partnerships/funding/leverage.ts';
import type { Missing } from '#lib/partnerships/funding/voucher.ts';
import type { ProjectRecord } from '#lib/partnerships/projects/project-queries.server.ts';
import type { PromiseRecord } from '#lib/partnerships/promises/promise-queries.server.ts';
import type { ThemeRecord } from '#lib/partnerships/themes/theme-queries.server.ts';
import type { Measure } from './measure.ts';
import type { SectionTexts } from './report.ts';

// What a report says, in no language yet: plain data that is frozen as it is when the report is handed in.

interface Common {
	/** Of this shape; a later release that says more counts on. */
	readonly format: 1;
	readonly city: LocalizedText;
	readonly from: PlainDate;
	readonly until: PlainDate;
	/** When it was computed: what was recorded later is not in it. */
	readonly asOf: Instant;
	readonly texts: SectionTexts;
	readonly measures: readonly Measure[];
}

/** The day whose end states are told of: the last of the period, or the day of the report where that is earlier. */
export function lastDayTold({ until, asOf }: Pick<Common, 'until' | 'asOf'>): PlainDate {
	const today = dayOf(asOf);
	return until < today ? until : today;
}

export type PaperLine = Pick<PartnershipPaper, 'id' | 'reference' | 'names' | 'dated' | 'decision' | 'mandates'>;
export type AgreementLine = Pick<AgreementRecord, 'id' | 'title' | 'kind' | 'signedOn' | 'mode' | 'place'>;
export type PromiseLine = Pick<PromiseRecord, 'id' | 'text' | 'made' | 'due' | 'state' | 'note'> & {
	readonly overdue: boolean;
};
export type ExchangeLine = Pick<ExchangeRecord, 'id' | 'title' | 'kind' | 'startsOn' | 'endsOn' | 'state'> & {
	/** Null where a group's number is not known yet. */
	readonly people: number | null;
};
export type FundingLine = Pick<
	FundingRecord,
	| 'id'
	| 'names'
	| 'programme'
	| 'reference'
	| 'state'
	| 'appliedCents'
	| 'grantedCents'
	| 'drawnCents'
	| 'settledCents'
	| 'spentCents'
> & { readonly funder: LocalizedText | null };

/** Something that took place together: a workshop, a delegation, a signing. */
export type EventLine = Pick<EventRecord, 'id' | 'title' | 'began' | 'ended' | 'state' | 'people' | 'outcomes'>;
export type ProjectLine = Pick<ProjectRecord, 'id' | 'code' | 'names' | 'state' | 'budgetCents'> & {
	readonly milestones: number;
	readonly reached: number;
};
export type ThemeLine = Pick<ThemeRecord, 'id' | 'names' | 'state' | 'since'>;

export interface CouncilContent extends Common {
	readonly kind: 'council';
	readonly partnership: { readonly names: LocalizedText; readonly cities: readonly LocalizedText[] };
	readonly papers: readonly PaperLine[];
	readonly agreements: readonly AgreementLine[];
	readonly fundings: readonly FundingLine[];
	readonly leverage: Leverage;
	/** Value of goods others gave, less those a funding of the same giver counts already. */
	readonly goodsCents: EuroCents;
	readonly themes: readonly ThemeLine[];
	readonly projects: readonly ProjectLine[];
	readonly events: readonly EventLine[];
	readonly exchanges: readonly ExchangeLine[];
	readonly promises: readonly PromiseLine[];
}

export interface PlanLineResult {
	readonly number: string;
	readonly label: string;
	readonly plannedCents: EuroCents;
	readonly spentCents: EuroCents;
	readonly state: 'within' | 'tolerated' | 'over';
}

export interface VoucherLine {
	readonly number: string;
	readonly dated: PlainDate;
	readonly paidOn: PlainDate | null;
	readonly payee: string;
	readonly purpose: string;
	readonly amountCents: EuroCents;
	readonly lineNumber: string | null;
	readonly missing: readonly Missing[];
}

export interface ProofContent extends Common {
	readonly kind: 'proof-of-use';
	readonly funding: FundingLine & {
		readonly returnedCents: EuroCents | null;
		readonly tolerancePerCent: number;
		readonly eligibleFrom: PlainDate | null;
		readonly eligibleUntil: PlainDate | null;
	};
	/** Null where no plan was agreed. */
	readonly plan: {
		readonly totalCents: EuroCents;
		readonly funderCents: EuroCents;
		readonly ownCents: EuroCents;
		readonly othersCents: EuroCents;
		readonly lines: readonly PlanLineResult[];
	} | null;
	readonly vouchers: readonly VoucherLine[];
}

export type ReportContent = CouncilContent | ProofContent;
