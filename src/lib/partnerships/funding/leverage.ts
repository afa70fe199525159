import type { EuroCents } from '#lib/kernel/money.ts';
import { sumOf } from './funding-plan.ts';
import type { FundingState } from './funding-states.ts';

interface Moneys {
	readonly state: FundingState;
	readonly funderId: string | null;
	readonly grantedCents: EuroCents | null;
	readonly settledCents: EuroCents | null;
	readonly returnedCents: EuroCents | null;
	readonly plan: { readonly ownCents: EuroCents } | null;
}

/** What the city itself put in, what others gave, and of how many fundings nobody knows the amount. */
export interface Leverage {
	readonly ownCents: EuroCents;
	readonly fundersCents: EuroCents;
	readonly unknown: number;
}

const counted: readonly FundingState[] = ['granted', 'running', 'settled'];

/**
 * Own money against others' money over several fundings: what was recognised in the end or, before that, what was granted.
 * Ideas, rejections and what was given back count nothing.
 */
export function leverageOf(fundings: readonly Moneys[]): Leverage {
	const valid = fundings.filter(({ state }) => counted.includes(state));
	const worthOf = ({ settledCents, grantedCents }: Moneys) => settledCents ?? grantedCents;
	const known = (cents: EuroCents | null): EuroCents => cents ?? (0 as EuroCents);
	const own = valid.filter(({ funderId }) => funderId === null);
	const given = valid.filter(({ funderId }) => funderId !== null);
	return {
		ownCents: sumOf([
			...own.map((each) => known(worthOf(each))),
			...given.map(({ plan }) => known(plan?.ownCents ?? null)),
		]),
		fundersCents: sumOf(given.map((each) => known(worthOf(each)))),
		unknown: valid.filter((each) => worthOf(each) === null).length,
	};
}
