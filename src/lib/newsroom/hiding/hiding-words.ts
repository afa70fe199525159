import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { HidingRefusal } from './article-hiding.ts';
import { hidingMessages } from './hiding-messages.ts';

/** The words above each field of the form. */
const labels = {
	reason: 'reason',
} as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainHidingRefusal(refusal: HidingRefusal, language: Language): FieldError {
	return explainFault(refusal, language, labels, speak(hidingMessages, language));
}
