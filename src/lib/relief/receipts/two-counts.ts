import type { Outcome } from './receipt.ts';

/** What is recorded of a line and what somebody else counted of it. */
export interface TwoCounts {
	readonly recorded: Readonly<Record<Outcome, number>>;
	readonly counted: Readonly<Record<Outcome, number>>;
}
