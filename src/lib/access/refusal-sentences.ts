import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { accessMessages } from './access-messages.ts';
import type { AccountRefusal } from './account.ts';
import type { PassphraseRefusal } from './passphrase.ts';

/** Everything this area may refuse. */
export type AccessRefusal =
	| AccountRefusal
	| PassphraseRefusal
	| { readonly kind: 'rejected' }
	| { readonly kind: 'too-many-attempts' }
	| { readonly kind: 'current-wrong' }
	| { readonly kind: 'key-reused' };

/** The field a refusal is about; the whole form where it is about none. */
const fieldOf = {
	'name-missing': 'name',
	'name-too-long': 'name',
	'email-malformed': 'email',
	'email-taken': 'email',
	'role-missing': 'roles',
	'own-account': 'form',
	'unknown-account': 'form',
	'too-short': 'wanted',
	'too-long': 'wanted',
	'easily-guessed': 'wanted',
	'current-wrong': 'current',
	rejected: 'email',
	'too-many-attempts': 'form',
	'key-reused': 'form',
} as const satisfies Record<AccessRefusal['kind'], string>;

/** A refusal in words, with the field it takes the reader to. */
export function explainRefusal(refusal: AccessRefusal, language: Language): { field: string; message: string } {
	const say = speak(accessMessages, language);
	const field = fieldOf[refusal.kind];
	if (refusal.kind === 'too-short') return { field, message: say('error-too-short', { shortest: refusal.shortest }) };
	if (refusal.kind === 'too-long') return { field, message: say('error-too-long', { longest: refusal.longest }) };
	if (refusal.kind === 'name-too-long') {
		return { field, message: say('error-name-too-long', { longest: refusal.longest }) };
	}
	return { field, message: say(`error-${refusal.kind}`) };
}
