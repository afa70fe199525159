import { randomUUID } from 'node:crypto';
import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { roundMessages } from './round-messages.ts';

/** Fresh keys for the forms of one rendering of a page. */
export function roundKeys() {
	return { decide: randomUUID(), adjust: randomUUID(), discard: randomUUID() };
}

/** The answer to the form that led to the page, from its address. */
export function roundFlash(query: URLSearchParams, language: Language) {
	const say = speak(roundMessages, language);
	switch (query.get('done')) {
		case 'opened':
			return { title: say('opened'), tone: 'success' as const };
		case 'adjusted':
			return { title: say('adjusted'), tone: 'success' as const };
		case 'decided':
			return {
				title: say('decided', { count: Number(query.get('lines')) || 0 }),
				text: say('decidedNext'),
				tone: 'success' as const,
			};
		case 'discarded':
			return { title: say('discarded'), tone: 'info' as const };
		default:
			return undefined;
	}
}
