import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import { explainAnswer } from '../web-answers/answer-words.ts';
import { oparlMessages } from './oparl-messages.ts';
import type { ObjectFault } from './oparl-object.ts';
import type { Gap, RunFailure, RunState } from './oparl-run.ts';

/** Why an object, or a field of it, was not taken in. */
export function explainObject(fault: ObjectFault, language: Language): string {
	const say = speak(oparlMessages, language);
	switch (fault.kind) {
		case 'no-object':
			return say('object-no-object', { found: fault.found });
		case 'no-address':
			return say('object-no-address');
		case 'other-type':
			return say('object-other-type', { wanted: fault.wanted, found: fault.found });
		case 'nameless':
			return say('object-nameless');
		case 'field-malformed':
			return say('object-field-malformed', { field: fault.field, found: fault.found });
		case 'field-too-long':
			return say('object-field-too-long', { field: fault.field, longest: fault.longest });
		default:
			return say('object-not-fetched', { reason: explainAnswer(fault, language) });
	}
}

/** Where a list broke off, and why. */
export function explainGap({ position, reason }: Gap, language: Language): string {
	const say = speak(oparlMessages, language);
	const ours = reason.kind === 'list-repeats' || reason.kind === 'too-many-pages';
	return say('gap', {
		list: say(`list-${position.kind}`),
		reason: ours ? say(`gap-${reason.kind}`) : explainAnswer(reason, language),
		url: position.next ?? position.list,
	});
}

/** Why a run could not begin or was given up, and what to do. */
export function explainFailure(failure: RunFailure, language: Language): string {
	const say = speak(oparlMessages, language);
	switch (failure.kind) {
		case 'no-answer':
			return say('failure-no-answer', { url: failure.url, reason: explainAnswer(failure.fault, language) });
		case 'no-system':
			return say('failure-no-system', { url: failure.url, found: failure.found });
		case 'no-body':
		case 'body-without-papers':
			return say(`failure-${failure.kind}`, { url: failure.url });
		default:
			return say(`failure-${failure.kind}`);
	}
}

export const runTones: Readonly<Record<RunState, BadgeTone>> = {
	queued: 'info',
	running: 'info',
	complete: 'success',
	incomplete: 'warning',
	failed: 'danger',
	stopped: 'neutral',
};
