import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import { explainAnswer } from '../web-answers/answer-words.ts';
import { councilMessages } from './council-messages.ts';
import { type CouncilRefusal, fieldOf } from './council-refusal.ts';
import { type MandateState, mandateStates } from './mandate-states.ts';
import type { Outcome } from './paper-words.ts';

const general = [
	'field-missing',
	'field-too-long',
	'choice-missing',
	'not-a-day',
	'not-an-address',
	'changed-meanwhile',
	'not-yours',
	'not-permitted',
	'key-reused',
] as const satisfies readonly (FieldFault | FormFault)['kind'][];

function isGeneral(refusal: CouncilRefusal): refusal is FieldFault | FormFault {
	return (general as readonly string[]).includes(refusal.kind);
}

/** The words above each field. */
const labels = {
	names: 'title',
	reference: 'reference',
	kind: 'kind',
	council: 'in-council',
	dated: 'dated',
	url: 'address',
	originators: 'originators',
	leadUnit: 'lead-unit',
	summary: 'summary',
	body: 'body',
	met: 'met',
	agendaItem: 'agenda-item',
	role: 'role',
	outcome: 'outcome',
	outcomeText: 'outcome-text',
	resolutionText: 'resolution-text',
	votes: 'votes',
	task: 'task',
	charged: 'charged',
	due: 'due',
	move: 'move-to',
	settledOn: 'settled-on',
	note: 'note',
	reason: 'reason',
	evidenceAddress: 'evidence-address',
	evidenceNote: 'evidence-note',
	evidenceOn: 'evidence-on',
	fileUrl: 'file-address',
	fileName: 'file-name',
	fileRole: 'file-role',
} as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainCouncil(refusal: CouncilRefusal, language: Language): FieldError {
	if (isGeneral(refusal)) return explainFault(refusal, language, labels, speak(councilMessages, language));
	return { field: fieldOf(refusal), message: sentenceOf(refusal, language) };
}

function sentenceOf(refusal: Exclude<CouncilRefusal, FieldFault | FormFault>, language: Language): string {
	const say = speak(councilMessages, language);
	switch (refusal.kind) {
		case 'before-paper':
			return say('fault-before-paper', { date: formatFuzzyDate(refusal.dated, language) });
		case 'votes-contradict':
			return say('fault-votes-contradict', { outcome: say(`outcome-${refusal.outcome}`) });
		case 'reference-taken':
			return say('fault-reference-taken', { reference: refusal.reference });
		case 'outcome-before-meeting':
			return say('fault-outcome-before-meeting', { date: formatFuzzyDate(refusal.met, language) });
		case 'move-not-permitted':
			return say('fault-move-not-permitted', { from: say(`state-${refusal.from}`), to: say(`state-${refusal.to}`) });
		case 'file-out-of-reach':
			return say('fault-file-out-of-reach', { status: refusal.status });
		case 'file-not-fetched':
			return say('fault-file-not-fetched', { reason: explainAnswer(refusal.refusal, language) });
		default:
			return say(`fault-${refusal.kind}`);
	}
}

export const outcomeTones: Readonly<Record<Outcome, BadgeTone>> = {
	open: 'neutral',
	approved: 'success',
	'approved-amended': 'success',
	rejected: 'danger',
	noted: 'info',
	referred: 'info',
	postponed: 'warning',
	withdrawn: 'neutral',
	other: 'neutral',
};

export const mandateTones: Readonly<Record<MandateState, BadgeTone>> = {
	ordered: 'info',
	'in-work': 'info',
	'partly-fulfilled': 'warning',
	fulfilled: 'success',
	dropped: 'neutral',
};

/** The states of mandates in a language. */
export function mandateLabels(language: Language): Readonly<Record<MandateState, string>> {
	const say = speak(councilMessages, language);
	return Object.fromEntries(mandateStates.map((state) => [state, say(`state-${state}`)])) as Record<
		MandateState,
		string
	>;
}
