import { assert, unreachable } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { RecordRef } from '../record-ref.ts';
import type { FundingPlan } from './funding-plan.ts';
import type { FundingState } from './funding-states.ts';

export const reportKinds = ['interim', 'final', 'proof-of-use', 'other'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** What a funder wants to be told, and until when. */
export interface FundingReport {
	readonly id: Id<'funding-report'>;
	readonly kind: ReportKind;
	readonly due: PlainDate;
	readonly submittedOn: PlainDate | null;
}

/** What is said of a funding as such. */
export interface FundingFacts {
	readonly names: LocalizedText;
	readonly programme: string | null;
	/** The funder's own number for it. */
	readonly reference: string | null;
	readonly note: string | null;
	/** Null: the city's own money. */
	readonly funderId: Id<'organisation'> | null;
	/** The projects, exchanges and events it pays for. */
	readonly subjects: readonly RecordRef[];
	/** The last day to apply. */
	readonly applyBy: PlainDate | null;
	readonly eligibleFrom: PlainDate | null;
	readonly eligibleUntil: PlainDate | null;
	/** The largest share the funder pays, in hundredths of a per cent; null where no share was agreed. */
	readonly rateBasisPoints: number | null;
	/** By how much a plan line may be exceeded; 20 by ANBest-P no. 1.2. */
	readonly tolerancePerCent: number;
	/** How long vouchers are kept after the last report; 5 by ANBest-P no. 6.5. */
	readonly retentionYears: number;
}

export interface Funding extends FundingFacts {
	readonly version: number;
	readonly state: FundingState;
	/** The day of the last move; null as long as it is the first idea. */
	readonly since: PlainDate | null;
	/** Amounts are null while they are not there, or where goods were granted without an amount. */
	readonly appliedCents: EuroCents | null;
	readonly grantedCents: EuroCents | null;
	readonly drawnCents: EuroCents;
	readonly settledCents: EuroCents | null;
	readonly returnedCents: EuroCents | null;
	readonly plan: FundingPlan | null;
	readonly reports: readonly FundingReport[];
	/** The day it was settled or returned. */
	readonly closedOn: PlainDate | null;
	readonly recordedAt: Instant;
	readonly changedAt: Instant;
}

/** Who does something, and when. */
export interface Deed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

export interface FundingMove {
	readonly to: FundingState;
	readonly on: PlainDate;
	/** Applied for, granted, recognised in the end, or given back; null where it has no amount. */
	readonly cents: EuroCents | null;
	readonly note: string;
}

/** What happened to a funding. */
export type FundingEvent = Deed &
	(
		| { readonly kind: 'fundingRecorded'; readonly facts: FundingFacts }
		| { readonly kind: 'fundingCorrected'; readonly before: FundingFacts; readonly facts: FundingFacts }
		| { readonly kind: 'planSet'; readonly plan: FundingPlan }
		| ({ readonly kind: 'fundingMoved'; readonly from: FundingState } & FundingMove)
		| { readonly kind: 'moneyDrawn'; readonly cents: EuroCents; readonly on: PlainDate; readonly note: string }
		| { readonly kind: 'reportSet'; readonly report: FundingReport }
		| { readonly kind: 'reportSubmitted'; readonly reportId: FundingReport['id']; readonly on: PlainDate }
		| { readonly kind: 'reportDropped'; readonly reportId: FundingReport['id']; readonly note: string }
	);

const blank = {
	state: 'idea',
	since: null,
	appliedCents: null,
	grantedCents: null,
	drawnCents: 0 as EuroCents,
	settledCents: null,
	returnedCents: null,
	plan: null,
	reports: [],
	closedOn: null,
} as const;

/** The funding after one more event. */
export function evolveFunding(before: Funding | undefined, event: FundingEvent): Funding {
	if (event.kind === 'fundingRecorded') {
		return { ...event.facts, ...blank, version: 1, recordedAt: event.at, changedAt: event.at };
	}
	assert(before, 'a funding begins by being recorded');
	const next = { ...before, version: before.version + 1, changedAt: event.at };
	switch (event.kind) {
		case 'fundingCorrected':
			return { ...next, ...event.facts };
		case 'planSet':
			return { ...next, plan: event.plan };
		case 'fundingMoved':
			return { ...next, ...moved(event) };
		case 'moneyDrawn':
			return { ...next, drawnCents: (before.drawnCents + event.cents) as EuroCents };
		case 'reportSet':
			return {
				...next,
				reports: inOrder([...before.reports.filter(({ id }) => id !== event.report.id), event.report]),
			};
		case 'reportSubmitted':
			return {
				...next,
				reports: before.reports.map((each) => (each.id === event.reportId ? { ...each, submittedOn: event.on } : each)),
			};
		case 'reportDropped':
			return { ...next, reports: before.reports.filter(({ id }) => id !== event.reportId) };
		default:
			return unreachable(event);
	}
}

function moved({ to, on, cents }: FundingMove): Partial<Funding> {
	const state = { state: to, since: on };
	switch (to) {
		case 'applied':
			return { ...state, appliedCents: cents };
		case 'granted':
			return { ...state, grantedCents: cents };
		case 'running':
			return { ...state, settledCents: null, closedOn: null };
		case 'settled':
			return { ...state, settledCents: cents, closedOn: on };
		case 'returned':
			return { ...state, returnedCents: cents, closedOn: on };
		default:
			return state;
	}
}

function inOrder(reports: readonly FundingReport[]): readonly FundingReport[] {
	return reports.toSorted((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id));
}

/** Until when vouchers are kept: so many years after the last report, or after the end where none was due. */
export function retainUntil({ reports, closedOn, retentionYears }: Funding): PlainDate | null {
	if (closedOn === null) return null;
	const last = reports.reduce(
		(latest, { submittedOn }) => (submittedOn && submittedOn > latest ? submittedOn : latest),
		closedOn,
	);
	const year = Number(last.slice(0, 4)) + retentionYears;
	const leapDay = last.endsWith('02-29') && !isLeap(year);
	return `${year}${leapDay ? '-03-01' : last.slice(4)}` as PlainDate;
}

function isLeap(year: number): boolean {
	return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
