import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '../field.ts';
import { formMessages } from './form-messages.ts';
import type { FieldFault, FormFault } from './typed-form.ts';

/** A fault in words, with the field it takes the reader to. */
export function explainFault(fault: FieldFault | FormFault, language: Language): FieldError {
	const say = speak(formMessages, language);
	const field = 'field' in fault ? fault.field : 'form';
	switch (fault.kind) {
		case 'field-too-long':
			return { field, message: say('fault-field-too-long', { longest: fault.longest }) };
		case 'not-a-day':
			return { field, message: say('fault-not-a-day', { typed: fault.typed }) };
		case 'not-an-address':
			return { field, message: say('fault-not-an-address', { typed: fault.typed }) };
		default:
			return { field, message: say(`fault-${fault.kind}`) };
	}
}
