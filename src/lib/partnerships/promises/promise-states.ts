import type { BadgeTone } from '#lib/ui/tone.ts';

export const promiseStates = ['made', 'under-way', 'kept', 'partly-kept', 'broken', 'withdrawn'] as const;
export type PromiseState = (typeof promiseStates)[number];

/** Where a promise may go from each state; page, command and database hold to this table. Back only by taking it up again. */
export const promiseMoves = {
	made: ['under-way', 'kept', 'partly-kept', 'broken', 'withdrawn'],
	'under-way': ['kept', 'partly-kept', 'broken', 'withdrawn'],
	'partly-kept': ['under-way', 'kept', 'broken'],
	kept: ['under-way'],
	broken: ['under-way'],
	withdrawn: ['under-way'],
} as const satisfies Record<PromiseState, readonly PromiseState[]>;

/** States in which something is still to be done. */
export const openPromiseStates = ['made', 'under-way'] as const satisfies readonly PromiseState[];

export const promiseTones: Readonly<Record<PromiseState, BadgeTone>> = {
	made: 'info',
	'under-way': 'info',
	kept: 'success',
	'partly-kept': 'warning',
	broken: 'danger',
	withdrawn: 'neutral',
};

/** What a promise is about, for lists. */
export const promiseKinds = ['goods', 'exchange', 'event', 'project', 'partnership', 'funding', 'other'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/** Where it was made. */
export const sourceKinds = ['agreement', 'paper', 'press-conference', 'article', 'meeting', 'other'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Who in the city's office has it on the desk. */
export const ownerRoles = ['coordinator', 'partner-officer', 'editor'] as const;
export type OwnerRole = (typeof ownerRoles)[number];
