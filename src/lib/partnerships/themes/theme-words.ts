import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { type ThemeState, themeStates } from './theme.ts';
import { themeMessages } from './theme-messages.ts';
import type { ThemeRefusal } from './theme-refusal.ts';

/** The states in words. */
export function themeStateNames(language: Language): Readonly<Record<ThemeState, string>> {
	const say = speak(themeMessages, language);
	return Object.fromEntries(themeStates.map((state) => [state, say(`state-${state}`)])) as Record<ThemeState, string>;
}

/** The words above each field. */
const labels = {
	partnership: 'partnership',
	names: 'names',
	description: 'description',
	proposer: 'proposer',
	to: 'move-to',
	on: 'on',
	note: 'note',
	agreedIn: 'agreed-in',
} as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainThemeRefusal(refusal: ThemeRefusal, language: Language): FieldError {
	const say = speak(themeMessages, language);
	const names = themeStateNames(language);
	switch (refusal.kind) {
		case 'move-not-permitted': {
			const message = say('error-move-not-permitted', { from: names[refusal.from], to: names[refusal.to] });
			return { field: 'to', message };
		}
		case 'before-state': {
			const since = formatFuzzyDate(refusal.since, language);
			return { field: 'on', message: say('error-before-state', { state: names[refusal.state], since }) };
		}
		case 'date-in-future':
			return { field: 'on', message: say('error-date-in-future') };
		case 'reason-needed':
			return { field: 'note', message: say('error-reason-needed') };
		case 'agreed-nowhere':
			return { field: 'agreedIn', message: say('error-agreed-nowhere') };
		case 'nowhere-to-look':
			return { field: 'agreedIn', message: say('error-nowhere-to-look', { typed: refusal.typed }) };
		case 'unknown-partnership':
			return { field: 'partnership', message: say('error-unknown-partnership') };
		case 'unknown-organisation':
			return { field: 'proposer', message: say('error-unknown-organisation') };
		default:
			return explainFault(refusal, language, labels, speak(themeMessages, language));
	}
}
