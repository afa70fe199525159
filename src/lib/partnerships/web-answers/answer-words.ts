import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { AnswerFault } from './answer-fault.ts';
import { answerMessages } from './answer-messages.ts';

/** Why an address gave nothing, as a clause without a full stop. */
export function explainAnswer(fault: AnswerFault, language: Language): string {
	const say = speak(answerMessages, language);
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
