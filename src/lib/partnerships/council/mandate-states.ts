export const mandateStates = ['ordered', 'in-work', 'partly-fulfilled', 'fulfilled', 'dropped'] as const;
export type MandateState = (typeof mandateStates)[number];

/** Where a mandate may go from each state; page, command and database hold to this table. Back only by reopening. */
export const mandateMoves = {
	ordered: ['in-work', 'partly-fulfilled', 'fulfilled', 'dropped'],
	'in-work': ['partly-fulfilled', 'fulfilled', 'dropped'],
	'partly-fulfilled': ['in-work', 'fulfilled', 'dropped'],
	fulfilled: ['in-work'],
	dropped: ['in-work'],
} as const satisfies Record<MandateState, readonly MandateState[]>;

/** States in which something is still to be done. */
export const openMandateStates = ['ordered', 'in-work', 'partly-fulfilled'] as const satisfies readonly MandateState[];
