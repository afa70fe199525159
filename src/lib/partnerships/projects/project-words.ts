import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate, formatNumber } from '#lib/i18n/format.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import { type ProjectState, projectStates } from './project.ts';
import { projectMessages } from './project-messages.ts';
import type { ProjectRefusal } from './project-refusal.ts';

/** The states in words. */
export function projectStateNames(language: Language): Readonly<Record<ProjectState, string>> {
	const say = speak(projectMessages, language);
	return Object.fromEntries(projectStates.map((state) => [state, say(`state-${state}`)])) as Record<
		ProjectState,
		string
	>;
}

/** "2024 – Juni 2025", with an end left open as open. */
export function periodText(begins: FuzzyDate | null, ends: FuzzyDate | null, language: Language): string | null {
	if (!begins && !ends) return null;
	const say = speak(projectMessages, language);
	const [from, to] = [begins, ends].map((day) => (day ? formatFuzzyDate(day, language) : say('open-end')));
	return say('period-text', { begins: from ?? '', ends: to ?? '' });
}

/** "123.456,00 €". */
export function euroText(cents: EuroCents, language: Language): string {
	return formatNumber(cents / 100, language, { style: 'currency', currency: 'EUR' });
}

/** The words above each field. */
const labels = {
	code: 'code',
	names: 'names',
	description: 'description',
	lead: 'lead',
	begins: 'begins',
	ends: 'ends',
	budget: 'budget',
	dreamId: 'dream-id',
	iatiId: 'iati-id',
	partnership: 'partnership',
	to: 'move-to',
	on: 'on',
	note: 'note',
	milestone: 'milestone',
	due: 'due',
	which: 'which',
	state: 'state',
	settledOn: 'settled-on',
	outcomeNote: 'outcome-note',
	evidence: 'evidence',
	indicator: 'indicator',
	indicatorId: 'indicator',
	unit: 'unit',
	baseline: 'baseline',
	target: 'target',
	value: 'value',
	asOf: 'as-of-day',
	valueSource: 'value-source',
} as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainProjectRefusal(refusal: ProjectRefusal, language: Language): FieldError {
	switch (refusal.kind) {
		case 'field-missing':
		case 'field-too-long':
		case 'choice-missing':
		case 'not-a-day':
		case 'not-an-address':
		case 'changed-meanwhile':
		case 'not-yours':
		case 'not-permitted':
		case 'key-reused':
			return explainFault(refusal, language, labels, speak(projectMessages, language));
		default:
			return {
				field: 'field' in refusal ? refusal.field : fields[refusal.kind],
				message: sentenceOf(refusal, language),
			};
	}
}

type OwnRefusal = Exclude<ProjectRefusal, FieldFault | FormFault>;

const fields = {
	'move-not-permitted': 'to',
	'before-state': 'on',
	'reason-needed': 'note',
	'ends-before-it-begins': 'ends',
	'lead-is-partner-too': 'partners',
	'code-taken': 'code',
	'code-malformed': 'code',
	'budget-malformed': 'budget',
	'dream-id-malformed': 'dreamId',
	'iati-id-malformed': 'iatiId',
	'target-is-baseline': 'target',
	'measured-in-future': 'asOf',
	'part-unknown': 'which',
	'unknown-partnership': 'partnership',
	'unknown-theme': 'themes',
	'unknown-organisation': 'lead',
	'nowhere-to-look': 'evidence',
	'settled-on-which-day': 'settledOn',
	'settled-in-future': 'settledOn',
	'reached-shown-or-said': 'evidence',
	'dropped-without-reason': 'outcomeNote',
} as const satisfies Record<Exclude<OwnRefusal, { field: unknown }>['kind'], string>;

function sentenceOf(refusal: OwnRefusal, language: Language): string {
	const say: Say<(typeof projectMessages)['en']> = speak(projectMessages, language);
	const names = projectStateNames(language);
	switch (refusal.kind) {
		case 'move-not-permitted':
			return say('error-move-not-permitted', { from: names[refusal.from], to: names[refusal.to] });
		case 'before-state': {
			const since = formatFuzzyDate(refusal.since, language);
			return say('error-before-state', { state: names[refusal.state], since });
		}
		case 'ends-before-it-begins':
			return say('error-ends-before-it-begins', { begins: formatFuzzyDate(refusal.begins, language) });
		case 'code-taken':
			return say('error-code-taken', { code: refusal.code });
		case 'code-malformed':
		case 'budget-malformed':
		case 'dream-id-malformed':
		case 'iati-id-malformed':
		case 'number-malformed':
		case 'nowhere-to-look':
			return say(`error-${refusal.kind}`, { typed: refusal.typed });
		default:
			return say(`error-${refusal.kind}`);
	}
}
