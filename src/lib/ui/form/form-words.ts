import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '../field.ts';
import { formMessages } from './form-messages.ts';
import type { FieldFault, FormFault } from './typed-form.ts';

/**
 * A fault in words, with the field it takes the reader to. `labels` are the keys of the words above each field in the form's
 * catalogue, so that the summary names a field as its reader sees it; fields of numbered rows ("line-2") share their label.
 */
export function explainFault<Key extends string>(
	fault: FieldFault | FormFault,
	language: Language,
	labels: Readonly<Record<string, Key>>,
	say: (key: Key) => string,
): FieldError {
	if (!('field' in fault)) return { field: 'form', message: sentenceOf(fault, language) };
	const name = fault.field.replace(/-\d+/g, '');
	const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
	return { field: fault.field, message: sentenceOf(fault, language), label: label && say(label) };
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
