import type { BadgeTone } from '#lib/ui/tone.ts';

/** What becomes of something that is to take place: an event or an exchange. */
export const courseStates = ['planned', 'confirmed', 'held', 'cancelled'] as const;
export type CourseState = (typeof courseStates)[number];

export const courseDeeds = ['confirm', 'postpone', 'hold', 'cancel', 'reopen'] as const;
export type CourseDeed = (typeof courseDeeds)[number];

/** Where each deed leads from each state; pages, commands and the database (`course_leads_to`) hold to this table. */
export const courseMoves = {
	planned: { confirm: 'confirmed', postpone: 'planned', hold: 'held', cancel: 'cancelled' },
	confirmed: { postpone: 'planned', hold: 'held', cancel: 'cancelled' },
	held: { reopen: 'confirmed' },
	cancelled: { reopen: 'planned' },
} as const satisfies Record<CourseState, Partial<Record<CourseDeed, CourseState>>>;

/** The state a deed leads to; undefined where it leads nowhere from there. */
export function courseLeadsTo(state: CourseState, deed: CourseDeed): CourseState | undefined {
	return (courseMoves[state] as Partial<Record<CourseDeed, CourseState>>)[deed];
}

/** The deeds that lead on from a state, in the order a page offers them. */
export function deedsFrom(state: CourseState): readonly CourseDeed[] {
	return courseDeeds.filter((deed) => courseLeadsTo(state, deed) !== undefined);
}

/** Whether a deed has to say why: whoever was to come will ask. */
export function needsReason(deed: CourseDeed): boolean {
	return deed !== 'confirm' && deed !== 'hold';
}

export const courseTones: Readonly<Record<CourseState, BadgeTone>> = {
	planned: 'info',
	confirmed: 'success',
	held: 'neutral',
	cancelled: 'danger',
};
