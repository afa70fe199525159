import { distinctNames, transliterationsOf } from '#lib/directory/people/person.ts';
import { periodInWords } from '#lib/directory/people/person-words.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatFuzzyDate } from '#lib/i18n/format.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { type Language, locales } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { documentRefusalText } from '#lib/media/documents/document-texts.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import { type AgreementFacts, type AgreementRecord, type Signatory, type Validity, validityOn } from './agreement.ts';
import type { AgreementFault } from './agreement-form.ts';
import { agreementMessages } from './agreement-messages.ts';

/** "Ukrainian" for "uk", in the reader's language. */
export function languageInWords(code: string, language: Language): string {
	return new Intl.DisplayNames(locales[language], { type: 'language' }).of(code) ?? code;
}

/** "German, Ukrainian", or that nobody wrote it down. */
export function languagesInWords(codes: readonly string[], language: Language): string {
	if (codes.length === 0) return speak(agreementMessages, language)('languages-unknown');
	return codes.map((code) => languageInWords(code, language)).join(', ');
}

/** "23 February 2023, online" or "9 July 2025, in person, Dortmund". */
export function signingInWords(
	{ signedOn, mode, place }: Pick<AgreementFacts, 'signedOn' | 'mode' | 'place'>,
	language: Language,
): string {
	const how = mode === 'unknown' ? [] : [speak(agreementMessages, language)(`mode-${mode}`)];
	const where = place ? [readableText(place, language).text] : [];
	return [formatFuzzyDate(signedOn, language), ...how, ...where].join(', ');
}

export const validityTones: Readonly<Record<Validity, BadgeTone>> = {
	'not-yet': 'info',
	valid: 'success',
	expired: 'warning',
	superseded: 'neutral',
};

/** "23 February 2023 to 22 February 2025" or "from 9 July 2025, without end". */
export function validityInWords({ signedOn, validFrom, validUntil }: AgreementFacts, language: Language): string {
	const say = speak(agreementMessages, language);
	const from = validFrom ? formatDate(validFrom, language) : formatFuzzyDate(signedOn, language);
	return validUntil
		? say('validity-period', { from, until: formatDate(validUntil, language) })
		: say('validity-open', { from });
}

/** An agreement in a list. */
export function agreementLine(agreement: AgreementRecord, now: Instant, language: Language) {
	return {
		id: agreement.id,
		title: readableText(agreement.title, language),
		kind: agreement.kind,
		signing: signingInWords(agreement, language),
		validity: validityOn(agreement, dayOf(now)),
		signatories: agreement.signatories.map(({ signedAs }) => signedAs),
	};
}

/** A signatory with the post of that day and every other spelling of the name. */
export function signatoryLine(signatory: Signatory, language: Language) {
	const say = speak(agreementMessages, language);
	const post = signatory.postNames && readableText(signatory.postNames, language);
	const spellings = [
		...distinctNames(signatory.personNames),
		...Object.values(transliterationsOf(signatory.personNames) ?? {}),
	];
	return {
		id: signatory.id,
		personId: signatory.personId,
		signedAs: signatory.signedAs,
		side: readableText(signatory.sideNames, language),
		post: post && { ...post, text: signatory.acting ? say('acting-post', { post: post.text }) : post.text },
		spellings: [...new Set(spellings)].filter((name) => name !== signatory.signedAs),
	};
}

const fieldOfFault = {
	'signed-in-future': 'signedOn',
	'prevailing-not-among-languages': 'prevailing',
	'online-has-no-place': 'place',
	'ends-before-it-begins': 'validUntil',
	'renewal-without-end': 'validUntil',
	'decision-without-renewal': 'decideBy',
	'decision-outside-validity': 'decideBy',
	'supersedes-itself': 'supersedes',
	'superseded-already': 'supersedes',
	'unknown-agreement': 'supersedes',
	'unknown-paper': 'resolution',
	'unknown-partnership': 'partnership',
	'unknown-person': 'who',
	'unknown-post': 'who',
	'unknown-side': 'side',
	'signed-already': 'who',
} as const;
type PlainFault = keyof typeof fieldOfFault;

const labels = {
	kind: 'kind',
	title: 'title',
	prevailing: 'prevailing',
	signedOn: 'signed-on',
	mode: 'mode',
	place: 'place',
	validFrom: 'valid-from',
	validUntil: 'valid-until',
	renewal: 'renewal',
	decideBy: 'decide-by',
	resolution: 'resolution',
	supersedes: 'supersedes',
	who: 'signatory-who',
	side: 'side',
	signedAs: 'signed-as',
} as const;

/** A fault in words, with the field it takes the reader to. */
export function explainAgreementFault(fault: AgreementFault, language: Language): FieldError {
	const say = speak(agreementMessages, language);
	switch (fault.kind) {
		case 'supersedes-a-later-one': {
			const date = formatFuzzyDate(fault.signedOn, language);
			return { field: 'supersedes', message: say('error-supersedes-a-later-one', { date }) };
		}
		case 'not-in-office': {
			const post = readableText(fault.tenure.postNames, language).text;
			const period = periodInWords(fault.tenure, language);
			return { field: 'who', message: say('error-not-in-office', { post, period }) };
		}
		case 'field-missing':
		case 'field-too-long':
		case 'choice-missing':
		case 'not-a-day':
		case 'not-an-address':
		case 'changed-meanwhile':
		case 'not-yours':
		case 'not-permitted':
		case 'key-reused':
			return explainFault(fault, language, labels, say);
		case 'file-missing':
		case 'file-empty':
		case 'file-too-large':
		case 'file-kind-unknown':
		case 'file-of-old-office':
		case 'file-has-macros':
		case 'file-is-a-page':
		case 'file-is-damaged':
			return { field: 'file', message: documentRefusalText(fault, language) };
		default: {
			const plain: PlainFault = fault.kind;
			return { field: fieldOfFault[plain], message: say(`error-${plain}`) };
		}
	}
}
