import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { accessMessages } from './access-messages.ts';

/** The words of a mail that carries a link. */
export function signInMail(
	purpose: 'sign-in' | 'invitation' | 'recovery',
	language: Language,
	values: { readonly name: string; readonly url: string },
): { readonly subject: string; readonly text: string } {
	const say = speak(accessMessages, language);
	switch (purpose) {
		case 'sign-in':
			return { subject: say('mail-sign-in-subject'), text: say('mail-sign-in-text', values) };
		case 'invitation':
			return { subject: say('mail-invitation-subject'), text: say('mail-invitation-text', values) };
		case 'recovery':
			return { subject: say('mail-recovery-subject'), text: say('mail-recovery-text', values) };
	}
}
