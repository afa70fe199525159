import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatEuro } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { stateNames } from '#lib/partnerships/promises/promise-words.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import { amountText } from './paper-parts.ts';
import { type ReportRefusal, type ReportState, reportStates } from './report.ts';
import type { FigureChange } from './report-changes.ts';
import { reportMessages } from './report-messages.ts';

export const reportTones: Readonly<Record<ReportState, BadgeTone>> = {
	draft: 'info',
	submitted: 'success',
	superseded: 'neutral',
	withdrawn: 'warning',
};

/** The states in words. */
export function reportStateNames(language: Language): Readonly<Record<ReportState, string>> {
	const say = speak(reportMessages, language);
	return Object.fromEntries(reportStates.map((state) => [state, say(`state-${state}`)])) as Record<ReportState, string>;
}

/** The words above each field. */
const labels = {
	kind: 'kind',
	partnership: 'partnership',
	funding: 'funding',
	from: 'first-day',
	until: 'last-day',
	supersedes: 'supersedes-label',
	reason: 'withdraw-reason',
} as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainReport(refusal: ReportRefusal, language: Language): FieldError {
	const say = speak(reportMessages, language);
	switch (refusal.kind) {
		case 'period-reversed':
			return { field: 'until', message: say('error-period-reversed') };
		case 'period-too-long':
			return { field: 'until', message: say('error-period-too-long', { years: refusal.years }) };
		case 'period-not-over':
			return { field: 'submit', message: say('error-period-not-over', { until: formatDate(refusal.until, language) }) };
		case 'partnership-unknown':
			return { field: 'partnership', message: say('error-partnership-unknown') };
		case 'funding-unknown':
			return { field: 'funding', message: say('error-funding-unknown') };
		case 'no-text':
			return { field: 'submit', message: say('error-no-text') };
		case 'not-a-draft':
		case 'not-submitted':
			return { field: 'form', message: say(`error-${refusal.kind}`) };
		case 'supersedes-unknown':
			return { field: 'supersedes', message: say('error-supersedes-unknown') };
		default:
			return explainFault(refusal, language, labels, speak(reportMessages, language));
	}
}

/** A figure that is another today, in words: what, before, today. */
export function changeInWords(change: FigureChange, language: Language) {
	const say = speak(reportMessages, language);
	const { figure } = change;
	return {
		figure,
		what: say('change-of', { what: say(`change-${change.kind}`), of: readableText(change.of, language).text }),
		...valuesOf(change, language),
	};
}

function valuesOf(change: FigureChange, language: Language): { readonly before: string; readonly today: string } {
	const say = speak(reportMessages, language);
	const both = <Value>(
		{ before, today }: { before: Value | null; today: Value | null },
		word: (value: Value) => string,
	) => ({
		before: before === null ? say('unknown') : word(before),
		today: today === null ? say('unknown') : word(today),
	});
	switch (change.kind) {
		case 'arrived':
		case 'failed':
			return both(change, (units) => amountText(units, change.baseUnit, language));
		case 'value':
		case 'granted':
		case 'spent':
			return both(change, (cents) => formatEuro(cents as EuroCents, language));
		case 'promise':
			return both(change, (state) => stateNames(language)[state]);
		default:
			return unreachable(change);
	}
}
