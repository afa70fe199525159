import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { httpMessages } from './http-messages.ts';

/** How many seconds somebody for whom there is no room is asked to wait. */
export const comeAgainSeconds = 5;

/** A page that says there is no room at the moment. It needs neither scripts nor styles nor anything of a database. */
export function busyPage(language: Language): string {
	const say = speak(httpMessages, language);
	const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say('busyTitle')}</title>`;
	return `<!doctype html><html lang="${language}">${head}<h1>${say('busyTitle')}</h1><p>${say('busy')}</p></html>\n`;
}
