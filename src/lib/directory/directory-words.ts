import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { isLanguage, type Language, languageNames } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { countryName } from './countries.ts';
import { type Operation, organisationKinds, type Place } from './directory.ts';
import { directoryMessages } from './directory-messages.ts';
import { type DirectoryRefusal, fieldOf } from './directory-refusal.ts';
import type { Typed } from './typed-fields.ts';

type Refusal = DirectoryRefusal | { readonly kind: 'key-reused' };

/** A refusal in words, with the field it takes the reader to. */
export function explainDirectory(refusal: Refusal, language: Language): { field: string; message: string } {
	const say = speak(directoryMessages, language);
	const field = fieldOf(refusal);
	switch (refusal.kind) {
		case 'text-too-long':
			return { field, message: say('error-text-too-long', { longest: refusal.longest }) };
		case 'closed-before-opened': {
			const date = formatDate(refusal.openedOn, language);
			return { field, message: say('error-closed-before-opened', { date }) };
		}
		case 'place-in-use':
			return { field, message: say('error-place-in-use', { what: refusal.what.join('; ') }) };
		default:
			return { field, message: say(`error-${refusal.kind}`) };
	}
}

/** "open" or "closed on 3 May 2025". */
export function stateInWords({ closedOn }: Pick<Operation, 'closedOn'>, language: Language): string {
	const say = speak(directoryMessages, language);
	if (closedOn === null) return say('operation-is-open');
	return say('operation-is-closed', { date: formatDate(closedOn, language) });
}

/** What a reader may know a place by: of another city's protected place the municipality only (R6). */
export function placeInWords(
	place: Pick<Place, 'names' | 'municipality' | 'restricted'> & { readonly own: boolean },
	language: Language,
): string {
	if (place.own || !place.restricted) return readableText(place.names, language).text;
	const municipality = readableText(place.municipality, language).text;
	return speak(directoryMessages, language)('protected-place', { municipality });
}

/** What is stored where it differs from what was typed, in the words of the form: for two people at one record. */
export function storedInWords(
	stored: Typed,
	typed: Typed,
	language: Language,
): readonly { readonly label: string; readonly value: string }[] {
	return Object.entries(stored)
		.filter(([field, value]) => value !== (typed[field] ?? ''))
		.flatMap(([field, value]) => fieldInWords(field, value, language) ?? []);
}

function fieldInWords(field: string, value: string, language: Language) {
	const say = speak(directoryMessages, language);
	const plain = value || say('stored-nothing');
	const [noun = '', spoken = ''] = field.split('-');
	if (isLanguage(spoken) && (noun === 'names' || noun === 'destination' || noun === 'municipality')) {
		return { label: `${say(noun)} (${languageNames[spoken]})`, value: plain };
	}
	switch (field) {
		case 'kind': {
			const kind = organisationKinds.find((each) => each === value);
			return { label: say('organisation-kind'), value: kind ? say(`kind-${kind}`) : plain };
		}
		case 'country':
			return { label: say('country'), value: countryName(value, language) };
		case 'restricted':
			return { label: say('restricted'), value: say(value === 'on' ? 'yes' : 'no') };
		case 'publicNameAllowed':
			return { label: say('public-name'), value: say(value === 'on' ? 'yes' : 'no') };
		case 'population':
		case 'latitude':
		case 'longitude':
		case 'street':
		case 'postcode':
		case 'town':
		case 'contact':
			return { label: say(field), value: plain };
		default:
			return undefined;
	}
}
