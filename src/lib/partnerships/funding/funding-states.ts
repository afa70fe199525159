import type { BadgeTone } from '#lib/ui/tone.ts';

export const fundingStates = [
	'idea',
	'applied',
	'granted',
	'running',
	'settled',
	'returned',
	'rejected',
	'dropped',
] as const;
export type FundingState = (typeof fundingStates)[number];

/**
 * Where a funding may go from each state; page, command and database hold to this table. From an idea straight to granted:
 * the city's own money and gifts are decided without an application.
 */
export const fundingMoves = {
	idea: ['applied', 'granted', 'dropped'],
	applied: ['granted', 'rejected', 'dropped'],
	granted: ['running', 'returned'],
	running: ['settled', 'returned'],
	settled: ['running', 'returned'],
	returned: [],
	rejected: ['applied'],
	dropped: ['idea'],
} as const satisfies Record<FundingState, readonly FundingState[]>;

/** States in which money may be called and spent. */
export const spendingStates = ['granted', 'running'] as const satisfies readonly FundingState[];

export const fundingTones: Readonly<Record<FundingState, BadgeTone>> = {
	idea: 'neutral',
	applied: 'info',
	granted: 'success',
	running: 'success',
	settled: 'neutral',
	returned: 'warning',
	rejected: 'danger',
	dropped: 'neutral',
};
