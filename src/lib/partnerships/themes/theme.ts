import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import type { EvidenceAddress } from '../evidence.ts';
import { decideStep, type Standing, type StateStep, type StepRefusal } from '../state-step.ts';

export type ThemeId = Id<'theme'>;

export const themeStates = ['proposed', 'agreed', 'dormant', 'ended'] as const;
export type ThemeState = (typeof themeStates)[number];

/** Where a theme may go from each state; page, command and database hold to this table. */
export const themeMoves = {
	proposed: ['agreed', 'ended'],
	agreed: ['dormant', 'ended'],
	dormant: ['agreed', 'ended'],
	ended: ['agreed'],
} as const satisfies Record<ThemeState, readonly ThemeState[]>;

export const themeTones: Readonly<Record<ThemeState, BadgeTone>> = {
	proposed: 'info',
	agreed: 'success',
	dormant: 'warning',
	ended: 'neutral',
};

/** The goals of the 2030 Agenda (A/RES/70/1), which themes are told by all over the world. */
export const goals = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17] as const;
export type Goal = (typeof goals)[number];

/** What two cities work on together. */
export interface ThemeFacts {
	readonly names: LocalizedText;
	readonly description: LocalizedText | null;
	readonly goals: readonly Goal[];
	/** Who proposed it, where that is known. */
	readonly proposerId: Id<'organisation'> | null;
}

export interface Theme extends ThemeFacts, Standing<ThemeState> {
	/** Where it was agreed; null while it is proposed, or where only a word says so. */
	readonly agreedIn: EvidenceAddress | null;
}

export interface ThemeStep extends StateStep<ThemeState> {
	/** Where it was agreed: an agreement, a paper, a workshop. */
	readonly agreedIn: EvidenceAddress | null;
}

export type ThemeStepRefusal = StepRefusal<ThemeState> | { readonly kind: 'agreed-nowhere' };

/**
 * Decides on a step of a theme. What is called agreed names where that was agreed or says how; ending one needs a word
 * about why.
 */
export function decideThemeStep(
	theme: Theme,
	step: ThemeStep,
	today: PlainDate,
): Result<Standing<ThemeState>, readonly ThemeStepRefusal[]> {
	const decided = decideStep(theme, step, { moves: themeMoves, reasons: ['ended', 'dormant'], today });
	const agreedNowhere = step.to === 'agreed' && !step.agreedIn && !theme.agreedIn && !step.note;
	if (!agreedNowhere || (!decided.ok && decided.refusal.some(({ kind }) => kind === 'move-not-permitted')))
		return decided;
	return refused([...(decided.ok ? [] : decided.refusal), { kind: 'agreed-nowhere' }]);
}
