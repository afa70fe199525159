import { speak } from '#lib/i18n/catalogue.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import { type DocumentRefusal, largestFileBytes, type StoredDocument } from './document.ts';
import { documentMessages } from './document-messages.ts';

export const largestFileMegabytes = largestFileBytes / 1024 / 1024;

/** "3,4 MB": as file managers count. */
export function sizeInWords(bytes: number, language: Language): string {
	const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 / 1024, 'megabyte'];
	return formatNumber(Math.max(value, 0.1), language, { style: 'unit', unit, maximumFractionDigits: 1 });
}

/** Why a file is not taken, in words. */
export function documentRefusalText(refusal: DocumentRefusal, language: Language): string {
	const say = speak(documentMessages, language);
	switch (refusal.kind) {
		case 'file-missing':
			return say('error-file-missing');
		case 'file-too-large': {
			const size = sizeInWords(refusal.bytes, language);
			return say('error-file-too-large', { name: refusal.fileName, size, megabytes: largestFileMegabytes });
		}
		default:
			return say(`error-${refusal.kind}`, { name: refusal.fileName });
	}
}

/** Why a form of a document is not taken. */
export type DocumentFault =
	| FieldFault
	| FormFault
	| DocumentRefusal
	| { readonly kind: 'erased-already' }
	| { readonly kind: 'erase-unconfirmed' }
	| { readonly kind: 'not-a-member' };

/** The same in words, with the field it takes the reader to. */
export function explainDocumentFault(fault: DocumentFault, language: Language): FieldError {
	const say = speak(documentMessages, language);
	switch (fault.kind) {
		case 'erase-unconfirmed':
			return { field: 'confirm-on', message: say('error-erase-unconfirmed') };
		case 'erased-already':
		case 'not-a-member':
			return { field: 'form', message: say(`error-${fault.kind}`) };
		case 'file-missing':
		case 'file-empty':
		case 'file-too-large':
		case 'file-kind-unknown':
		case 'file-of-old-office':
		case 'file-has-macros':
		case 'file-is-a-page':
		case 'file-is-damaged':
			return { field: 'file', message: documentRefusalText(fault, language) };
		default:
			return explainFault(fault, language, { title: 'title', disclosure: 'disclosure', reason: 'hide-reason' }, say);
	}
}

/** "PDF, 3,4 MB" for lists. */
export function formatInWords(
	{ kind, sizeBytes }: Pick<StoredDocument, 'kind' | 'sizeBytes'>,
	language: Language,
): string {
	return `${speak(documentMessages, language)(`kind-${kind}`)}, ${sizeInWords(sizeBytes, language)}`;
}

/** A line of a list of documents. */
export interface DocumentLine {
	readonly id: StoredDocument['id'];
	readonly title: { readonly text: string; readonly language: Language };
	/** "PDF, 3,4 MB"; null where the file was erased. */
	readonly format: string | null;
}

export function documentLine(document: StoredDocument, language: Language): DocumentLine {
	return {
		id: document.id,
		title: readableText(document.title, language),
		format: document.erasedAt === null ? formatInWords(document, language) : null,
	};
}
