import { type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import { decideStep, type Standing, type StateStep, type StepRefusal } from '../state-step.ts';

export type ProjectId = Id<'project'>;

export const projectStates = ['planned', 'running', 'suspended', 'completed', 'cancelled'] as const;
export type ProjectState = (typeof projectStates)[number];

/** Where a project may go from each state; page, command and database hold to this table. */
export const projectMoves = {
	planned: ['running', 'cancelled'],
	running: ['suspended', 'completed', 'cancelled'],
	suspended: ['running', 'cancelled'],
	completed: ['running'],
	cancelled: ['planned'],
} as const satisfies Record<ProjectState, readonly ProjectState[]>;

export const projectTones: Readonly<Record<ProjectState, BadgeTone>> = {
	planned: 'info',
	running: 'success',
	suspended: 'warning',
	completed: 'neutral',
	cancelled: 'danger',
};

/** What is kept of a project besides its state, its milestones and its indicators. */
export interface ProjectFacts {
	/** The city's own short name for it, "DZ-2026-01"; once per city. */
	readonly code: string;
	readonly names: LocalizedText;
	readonly description: LocalizedText | null;
	readonly leadId: Id<'organisation'> | null;
	readonly begins: FuzzyDate | null;
	readonly ends: FuzzyDate | null;
	readonly budgetCents: EuroCents | null;
	/** Its number in DREAM, Ukraine's register of reconstruction projects. */
	readonly dreamId: string | null;
	/** Its activity identifier by the IATI standard, 2.03 (iati-identifier). */
	readonly iatiId: string | null;
	readonly themeIds: readonly Id<'theme'>[];
	readonly partnerIds: readonly Id<'organisation'>[];
}

export type ProjectFactRefusal =
	| { readonly kind: 'ends-before-it-begins'; readonly begins: FuzzyDate }
	| { readonly kind: 'lead-is-partner-too' };

/** Decides on the facts of a project: it ends no earlier than it begins, and who leads it is no further partner. */
export function decideProjectFacts(facts: ProjectFacts): Result<ProjectFacts, readonly ProjectFactRefusal[]> {
	const { begins, ends, leadId, partnerIds } = facts;
	const refusals: ProjectFactRefusal[] = [];
	if (begins && ends && latestDay(ends) < begins.date) refusals.push({ kind: 'ends-before-it-begins', begins });
	if (leadId && partnerIds.includes(leadId)) refusals.push({ kind: 'lead-is-partner-too' });
	return refusals.length > 0 ? refused(refusals) : ok(facts);
}

/** Decides on a step of a project; suspending and cancelling need a word about why. */
export function decideProjectStep(
	project: Standing<ProjectState>,
	step: StateStep<ProjectState>,
	today: PlainDate,
): Result<Standing<ProjectState>, readonly StepRefusal<ProjectState>[]> {
	return decideStep(project, step, { moves: projectMoves, reasons: ['suspended', 'cancelled'], today });
}
