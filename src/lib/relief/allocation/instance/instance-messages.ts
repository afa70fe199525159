import { type Catalogue, formatMessage, speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { ProblemFault } from '../problem-fault.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** What can be wrong with an instance file, and the way out. */
export const instanceMessages: Catalogue<typeof en> = { de, uk, en };

/** Says a fault in one sentence that begins with its path. */
export function sayFault(fault: ProblemFault, language: Language): string {
	const say = speak(instanceMessages, language);
	const values: Record<string, string | number> = { path: fault.path === '' ? say('at-top') : fault.path };
	for (const [name, value] of Object.entries(fault)) {
		if (name === 'path' || name === 'kind') continue;
		values[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	if (fault.kind === 'pin-impossible') values.obstacle = say(`obstacle-${fault.obstacle}`);
	return formatMessage(instanceMessages[language][fault.kind], language, values);
}
