import { speak } from '#lib/i18n/catalogue.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { sizeInWords } from '../documents/document-texts.ts';
import {
	type ImageRefusal,
	largestImageBytes,
	leastSide,
	mostImagesAtOnce,
	mostPixels,
	type ReleaseFault,
} from './image.ts';
import type { ImageFormFault } from './image-form.ts';
import { imageMessages } from './image-messages.ts';

export const largestImageMegabytes = largestImageBytes / 1_000_000;

/** Why a file is not taken as an image, in words. */
export function imageRefusalText(refusal: ImageRefusal, language: Language): string {
	const say = speak(imageMessages, language);
	const name = refusal.fileName;
	switch (refusal.kind) {
		case 'image-too-large':
			return say('error-image-too-large', {
				name,
				size: sizeInWords(refusal.bytes, language),
				megabytes: largestImageMegabytes,
			});
		case 'image-of-other-kind':
			return say('error-image-of-other-kind', { name, format: refusal.format });
		case 'image-too-many-pixels':
			return say('error-image-too-many-pixels', {
				name,
				width: formatNumber(refusal.width, language),
				height: formatNumber(refusal.height, language),
				megapixels: mostPixels / 1_000_000,
			});
		case 'image-too-small':
			return say('error-image-too-small', { name, width: refusal.width, height: refusal.height, least: leastSide });
		default:
			return say(`error-${refusal.kind}`, { name });
	}
}

/** What keeps an image from being public, in words that follow "missing:". */
export function releaseFaultText(fault: ReleaseFault, language: Language): string {
	const say = speak(imageMessages, language);
	return fault.kind === 'alt-missing' ? say(`fault-alt-missing-${fault.language}`) : say(`fault-${fault.kind}`);
}

/** Everything that keeps an image from being public, for a list; an alternative text that is missing everywhere is one thing. */
export function releaseFaultTexts(faults: readonly ReleaseFault[], language: Language): readonly string[] {
	const alts = faults.filter(({ kind }) => kind === 'alt-missing');
	if (alts.length < languages.length) return faults.map((fault) => releaseFaultText(fault, language));
	const others = faults.filter(({ kind }) => kind !== 'alt-missing');
	const missing = speak(imageMessages, language)('fault-alt-missing');
	return [missing, ...others.map((fault) => releaseFaultText(fault, language))];
}

const labels = {
	alt: 'alt',
	caption: 'caption',
	credit: 'credit',
	rightsHolder: 'rights-holder',
	licence: 'licence',
	licenceUrl: 'licence-url',
	licenceNote: 'licence-note',
	consent: 'consent',
	consentNote: 'consent-note',
	taken: 'taken',
	partnership: 'sharing',
	focal: 'focal',
	reason: 'hide-reason',
} as const;

/** A fault of a form in words, with the field it takes the reader to. */
export function explainImageFault(fault: ImageFormFault, language: Language): FieldError {
	const say = speak(imageMessages, language);
	switch (fault.kind) {
		case 'files-missing':
			return { field: 'files', message: say('error-files-missing') };
		case 'too-many-files':
			return { field: 'files', message: say('error-too-many-files', { count: fault.count, most: mostImagesAtOnce }) };
		case 'alt-needed':
			return { field: 'alt', message: say('error-alt-needed') };
		case 'decorative-has-alt':
			return { field: 'decorative-on', message: say('error-decorative-has-alt') };
		case 'not-a-member':
			return { field: 'partnership', message: say('error-not-a-member') };
		case 'delete-unconfirmed':
			return { field: 'confirm-on', message: say('error-delete-unconfirmed') };
		case 'image-used':
			return { field: 'form', message: say('error-image-used', { count: fault.count }) };
		case 'not-releasable': {
			const faults = releaseFaultTexts(fault.faults, language).join(', ');
			return { field: 'form', message: say('error-not-releasable', { faults }) };
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
		default:
			return { field: 'files', message: imageRefusalText(fault, language) };
	}
}
