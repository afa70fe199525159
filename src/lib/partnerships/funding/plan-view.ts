import { formatEuro } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { FundingPlan } from './funding-plan.ts';

type LineState = 'within' | 'tolerated' | 'over';

/** One line of the plan beside what vouchers prove. */
export interface PlanRow {
	readonly number: string;
	readonly label: string;
	readonly planned: string;
	/** Null where the vouchers are another city's. */
	readonly spent: string | null;
	readonly left: string | null;
	readonly state: LineState | null;
}

export interface PlanView {
	readonly rows: readonly PlanRow[];
	/** What vouchers prove that name no line; null where there is none. */
	readonly besides: string | null;
	readonly total: { readonly planned: string; readonly spent: string | null; readonly left: string | null };
	readonly shares: { readonly funder: string; readonly own: string; readonly others: string };
}

interface PlanSource {
	readonly plan: FundingPlan | null;
	readonly spentByLine: readonly { readonly number: string; readonly cents: EuroCents }[] | null;
	readonly spentCents: EuroCents | null;
	readonly tolerancePerCent: number;
}

/** How what was spent on a line stands to what was approved, and to what the funder lets pass. */
export function lineState(plannedCents: number, spentCents: number, tolerancePerCent: number): LineState {
	if (spentCents <= plannedCents) return 'within';
	return spentCents <= Math.floor((plannedCents * (100 + tolerancePerCent)) / 100) ? 'tolerated' : 'over';
}

/** The plan of a funding against what was spent, in the reader's figures; null where there is no plan. */
export function planView(source: PlanSource, language: Language): PlanView | null {
	const { plan, spentByLine, spentCents, tolerancePerCent } = source;
	if (!plan) return null;
	const euro = (cents: number) => formatEuro(cents as EuroCents, language);
	const rows = plan.lines.map(({ number, label, plannedCents }) => {
		const spent = spentByLine && (spentByLine.find((each) => each.number === number)?.cents ?? 0);
		const known = { number, label, planned: euro(plannedCents) };
		if (spent === null) return { ...known, spent: null, left: null, state: null };
		const state = lineState(plannedCents, spent, tolerancePerCent);
		return { ...known, spent: euro(spent), left: euro(plannedCents - spent), state };
	});
	const named = (spentByLine ?? []).reduce((sum, { cents }) => sum + cents, 0);
	const besides = (spentCents ?? 0) - named;
	return {
		rows,
		besides: besides > 0 ? euro(besides) : null,
		total: {
			planned: euro(plan.totalCents),
			spent: spentCents === null ? null : euro(spentCents),
			left: spentCents === null ? null : euro(plan.totalCents - spentCents),
		},
		shares: { funder: euro(plan.funderCents), own: euro(plan.ownCents), others: euro(plan.othersCents) },
	};
}
