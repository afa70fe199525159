import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '../field.ts';
import { formMessages } from './form-messages.ts';
import type { FieldFault, FormFault } from './typed-form.ts';

/** A fault in words, with the field it takes the reader to; `labelOf` names fields by the words that stand above them. */
export function explainFault(
	fault: FieldFault | FormFault,
	language: Language,
	labelOf: (field: string) => string | undefined = () => undefined,
): FieldError {
	const field = 'field' in fault ? fault.field : 'form';
	return { field, message: sentenceOf(fault, language), label: labelOf(field) };
}

function sentenceOf(fault: FieldFault | FormFault, language: Language): string {
	const say = speak(formMessages, language);
	switch (fault.kind) {
		case 'field-too-long':
			return say('fault-field-too-long', { longest: fault.longest });
		case 'not-a-day':
			return say('fault-not-a-day', { typed: fault.typed });
		case 'not-an-address':
			return say('fault-not-an-address', { typed: fault.typed });
		default:
			return say(`fault-${fault.kind}`);
	}
}
