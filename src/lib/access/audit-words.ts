import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { accessMessages } from './access-messages.ts';

/** The actions this area records; those of the areas above are put into words in accountability/audit-trail. */
const ownActions = [
	'session.begun',
	'session.rejected',
	'session.ended',
	'session.others-ended',
	'account.invited',
	'account.roles-changed',
	'account.disabled',
	'account.enabled',
	'account.passkeys-reset',
	'account.details-changed',
	'account.passphrase-changed',
	'passkey.added',
	'passkey.removed',
] as const;

type Dashed<Text extends string> = Text extends `${infer Area}.${infer Verb}` ? `${Area}-${Verb}` : never;

/** An action in words, or undefined where it is another area's. */
export function actionInWords(action: string, language: Language): string | undefined {
	const own = ownActions.find((each) => each === action);
	if (!own) return undefined;
	return speak(accessMessages, language)(`action-${own.replace('.', '-') as Dashed<typeof own>}`);
}
