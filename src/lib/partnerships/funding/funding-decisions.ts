import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Deed, Funding, FundingEvent, FundingFacts, FundingMove, FundingReport } from './funding.ts';
import { decidePlan, type FundingPlan } from './funding-plan.ts';
import type { FundingRefusal } from './funding-refusal.ts';
import { type FundingState, fundingMoves, spendingStates } from './funding-states.ts';

type Answer = Result<FundingEvent, readonly FundingRefusal[]>;

/** Decides on what is said of a funding, new or corrected. */
export function decideFacts(facts: FundingFacts): Result<FundingFacts, readonly FundingRefusal[]> {
	const { eligibleFrom, eligibleUntil } = facts;
	return eligibleFrom && eligibleUntil && eligibleUntil < eligibleFrom
		? refused([{ kind: 'period-reversed' }])
		: ok(facts);
}

/** Decides on a correction. The rate may not fall below what the plan rests on. */
export function decideCorrection(funding: Funding, facts: FundingFacts, deed: Deed): Answer {
	const decided = decideFacts(facts);
	if (!decided.ok) return decided;
	const { rateBasisPoints } = facts;
	const plan = funding.plan && decidePlan(funding.plan, { rateBasisPoints, linesInUse: [] });
	if (plan && !plan.ok) return plan;
	return ok({ kind: 'fundingCorrected', before: factsOf(funding), facts, ...deed });
}

function factsOf(funding: Funding): FundingFacts {
	const { names, programme, reference, note, funderId, subjects, applyBy, eligibleFrom, eligibleUntil } = funding;
	const { rateBasisPoints, tolerancePerCent, retentionYears } = funding;
	const texts = { names, programme, reference, note, funderId, subjects };
	return { ...texts, applyBy, eligibleFrom, eligibleUntil, rateBasisPoints, tolerancePerCent, retentionYears };
}

/** Decides on a plan; a closed funding keeps the one it was settled by. */
export function decidePlanSet(funding: Funding, plan: FundingPlan, linesInUse: readonly string[], deed: Deed): Answer {
	const decided = decidePlan(plan, { rateBasisPoints: funding.rateBasisPoints, linesInUse });
	return decided.ok ? ok({ kind: 'planSet', plan, ...deed }) : decided;
}

/** States in which a reason is asked for, because somebody will. */
export const reasonedStates: readonly FundingState[] = ['rejected', 'dropped', 'returned'];

/**
 * Decides on a move. What is running has a period in which money may be spent; what is settled has no report outstanding and
 * recognises no more than was granted; what is returned was drawn.
 */
export function decideMove(
	funding: Funding,
	move: FundingMove,
	{ today, ...deed }: Deed & { today: PlainDate },
): Answer {
	const { to, on, cents, note } = move;
	const permitted: readonly FundingState[] = fundingMoves[funding.state];
	if (!permitted.includes(to)) return refused([{ kind: 'move-not-permitted', from: funding.state, to }]);
	const refusals: FundingRefusal[] = [];
	if (on > today) refusals.push({ kind: 'day-in-future', field: 'on' });
	if (funding.since && on < funding.since) refusals.push({ kind: 'day-before', field: 'on', since: funding.since });
	if (note === '' && (reasonedStates.includes(to) || funding.state === 'settled'))
		refusals.push({ kind: 'reason-needed' });
	if (to === 'applied' && funding.funderId === null) refusals.push({ kind: 'funder-missing' });
	if (to === 'running' && !(funding.eligibleFrom && funding.eligibleUntil)) refusals.push({ kind: 'period-missing' });
	if (to === 'settled') refusals.push(...unsettled(funding, cents));
	if (to === 'returned' && cents !== null && cents > funding.drawnCents) {
		refusals.push({ kind: 'returned-over-drawn', drawn: funding.drawnCents });
	}
	if (refusals.length > 0) return refused(refusals);
	const hasAmount = to === 'applied' || to === 'granted' || to === 'settled' || to === 'returned';
	return ok({ kind: 'fundingMoved', from: funding.state, to, on, cents: hasAmount ? cents : null, note, ...deed });
}

function unsettled({ reports, grantedCents }: Funding, cents: EuroCents | null): FundingRefusal[] {
	const refusals: FundingRefusal[] = [];
	const open = reports.filter(({ submittedOn }) => submittedOn === null).length;
	if (open > 0) refusals.push({ kind: 'reports-open', count: open });
	if (grantedCents !== null && cents === null) refusals.push({ kind: 'field-missing', field: 'cents' });
	if (grantedCents !== null && cents !== null && cents > grantedCents) {
		refusals.push({ kind: 'settled-over-grant', granted: grantedCents });
	}
	return refusals;
}

/** Decides on money called from the funder: only of what was granted, and never more. */
export function decideDraw(
	funding: Funding,
	{ cents, on, note }: { readonly cents: EuroCents; readonly on: PlainDate; readonly note: string },
	{ today, ...deed }: Deed & { today: PlainDate },
): Answer {
	const spending: readonly FundingState[] = spendingStates;
	const { grantedCents, drawnCents, since } = funding;
	if (!spending.includes(funding.state) || grantedCents === null) return refused([{ kind: 'nothing-to-draw' }]);
	const refusals: FundingRefusal[] = [];
	if (on > today) refusals.push({ kind: 'day-in-future', field: 'drawnOn' });
	else if (funding.state === 'granted' && since && on < since) {
		refusals.push({ kind: 'day-before', field: 'drawnOn', since });
	}
	const left = (grantedCents - drawnCents) as EuroCents;
	if (cents > left) refusals.push({ kind: 'drawn-over-grant', left });
	return refusals.length > 0 ? refused(refusals) : ok({ kind: 'moneyDrawn', cents, on, note, ...deed });
}

/** Decides on a report being handed in. */
export function decideSubmission(
	funding: Funding,
	reportId: FundingReport['id'],
	on: PlainDate,
	{ today, ...deed }: Deed & { today: PlainDate },
): Answer {
	const report = funding.reports.find(({ id }) => id === reportId);
	if (!report) return refused([{ kind: 'report-unknown' }]);
	if (report.submittedOn !== null) return refused([{ kind: 'report-submitted' }]);
	if (on > today) return refused([{ kind: 'day-in-future', field: 'submittedOn' }]);
	return ok({ kind: 'reportSubmitted', reportId, on, ...deed });
}

/** Decides on taking a report duty back; what was handed in stays. */
export function decideDropping(funding: Funding, reportId: FundingReport['id'], note: string, deed: Deed): Answer {
	const report = funding.reports.find(({ id }) => id === reportId);
	if (!report) return refused([{ kind: 'report-unknown' }]);
	if (report.submittedOn !== null) return refused([{ kind: 'report-submitted' }]);
	return note === '' ? refused([{ kind: 'reason-needed' }]) : ok({ kind: 'reportDropped', reportId, note, ...deed });
}
