import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	lineOf,
	localizedForm,
	readChoice,
	readFuzzyDay,
	readLocalized,
	readOptionalId,
	readOptionalLocalized,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { parseEvidenceAddress } from '../evidence.ts';
import { goals, type ThemeFacts, type ThemeStep, themeStates } from './theme.ts';
import type { ThemeRefusal } from './theme-refusal.ts';

export const longestDescription = 2000;

/** Reads the form of a theme, new or corrected; goals are the boxes `goal-1` to `goal-17`. */
export function readTheme(typed: Typed): Result<ThemeFacts, readonly FieldFault[]> {
	const read = together({
		names: readLocalized(typed, 'names'),
		description: readOptionalLocalized(typed, 'description', longestDescription),
		proposerId: readOptionalId<'organisation'>(typed, 'proposer'),
	});
	return read.ok ? ok({ ...read.value, goals: goals.filter((goal) => typed[`goal-${goal}`] === 'on') }) : read;
}

/** Reads since when a theme is proposed. */
export function readBeginning(typed: Typed): Result<FuzzyDate, readonly FieldFault[]> {
	return readFuzzyDay(typed, 'on');
}

/** Reads the form that moves a theme on. */
export function readThemeStep(typed: Typed): Result<ThemeStep, readonly ThemeRefusal[]> {
	const address = lineOf(typed, 'agreedIn');
	const agreedIn = address === '' ? null : parseEvidenceAddress(address);
	if (agreedIn === undefined) return refused([{ kind: 'nowhere-to-look', typed: address }]);
	const read = together({
		to: readChoice(typed, 'to', themeStates),
		on: readFuzzyDay(typed, 'on'),
		note: readOptionalLocalized(typed, 'note', longestDescription),
	});
	return read.ok ? ok({ ...read.value, agreedIn }) : read;
}

/** A theme as its form shows it. */
export function themeForm({ names, description, goals: chosen, proposerId }: ThemeFacts): Typed {
	return {
		...localizedForm('names', names),
		...localizedForm('description', description),
		...Object.fromEntries(chosen.map((goal) => [`goal-${goal}`, 'on'])),
		proposer: proposerId ?? '',
	};
}
