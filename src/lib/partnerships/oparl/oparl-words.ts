import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import type { AnswerFault } from './answer-fault.ts';
import { oparlMessages } from './oparl-messages.ts';
import type { ObjectFault } from './oparl-object.ts';
import type { Gap, RunFailure, RunState } from './oparl-run.ts';

/** Why an address gave nothing, as a clause without a full stop. */
export function explainAnswer(fault: AnswerFault, language: Language): string {
	const say = speak(oparlMessages, language);
	switch (fault.kind) {
		case 'scheme-not-permitted':
			return say('answer-scheme-not-permitted', { scheme: fault.scheme });
		case 'address-not-public':
			return say('answer-address-not-public', { host: fault.host });
		case 'host-unknown':
			return say('answer-host-unknown', { host: fault.host });
		case 'too-many-redirects':
			return say('answer-too-many-redirects', { most: fault.most });
		case 'too-large':
			return say('answer-too-large', { megabytes: Math.round(fault.bytes / 1_000_000) });
		case 'too-slow':
			return say('answer-too-slow', { seconds: fault.seconds });
		case 'connection-failed':
			return say('answer-connection-failed', { code: fault.code });
		case 'not-json':
			return say(`answer-not-json-${fault.found}`);
		case 'not-a-list':
			return say('answer-not-a-list', { found: fault.found });
		case 'status':
			return say('answer-status', { status: String(fault.status) });
		default:
			return say(`answer-${fault.kind}`);
	}
}

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
