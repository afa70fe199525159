import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	type FormFault,
	lineOf,
	localizedForm,
	readChoice,
	readLine,
	readOptionalFuzzyDay,
	readOptionalId,
	readOptionalLine,
	readOptionalLocalized,
	readOptionalWebAddress,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { focalFields, pointOfClick, pointOfField } from './focal-point.ts';
import {
	consents,
	type FocalPoint,
	type ImageFacts,
	type ImageId,
	type ImageRecord,
	type ImageRefusal,
	licenceAddresses,
	licences,
	type ReleaseFault,
} from './image.ts';

/** Why a form about images is not taken. */
export type ImageFormFault =
	| FieldFault
	| FormFault
	| ImageRefusal
	| { readonly kind: 'files-missing' }
	| { readonly kind: 'too-many-files'; readonly count: number }
	| { readonly kind: 'alt-needed' }
	| { readonly kind: 'decorative-has-alt' }
	| { readonly kind: 'not-a-member' }
	| { readonly kind: 'image-used'; readonly count: number }
	| { readonly kind: 'delete-unconfirmed' }
	| { readonly kind: 'not-releasable'; readonly faults: readonly ReleaseFault[] };

export type ImageEntry = ImageFacts & { readonly partnershipId: Id<'partnership'> | null };

export const longestAlt = 500;
export const longestCaption = 1000;

/** Reads what was said of an image. Words for those who do not see it are needed, unless it is there for the look alone. */
export function parseImageFacts(typed: Typed): Result<ImageEntry, readonly ImageFormFault[]> {
	const read = together({
		alt: readOptionalLocalized(typed, 'alt', longestAlt),
		caption: readOptionalLocalized(typed, 'caption', longestCaption),
		credit: readLine(typed, 'credit'),
		rightsHolder: readOptionalLine(typed, 'rightsHolder'),
		licence: readChoice(typed, 'licence', licences),
		licenceUrl: readOptionalWebAddress(typed, 'licenceUrl'),
		licenceNote: readOptionalLine(typed, 'licenceNote', 500),
		consent: readChoice(typed, 'consent', consents),
		consentNote: readOptionalLine(typed, 'consentNote', 500),
		taken: readOptionalFuzzyDay(typed, 'taken'),
		partnershipId: readOptionalId<'partnership'>(typed, 'partnership'),
	});
	const decorative = typed['decorative'] === 'on';
	const hasAlt = ['alt-de', 'alt-uk', 'alt-en'].some((field) => lineOf(typed, field) !== '');
	const faults: readonly ImageFormFault[] = [
		...(read.ok ? [] : read.refusal),
		...(decorative && hasAlt ? [{ kind: 'decorative-has-alt' } as const] : []),
		...(!decorative && !hasAlt ? [{ kind: 'alt-needed' } as const] : []),
	];
	if (!read.ok || faults.length > 0) return refused(faults);
	const licenceUrl = read.value.licenceUrl ?? licenceAddresses[read.value.licence] ?? null;
	return ok({ ...read.value, licenceUrl, decorative, pressUse: typed['pressUse'] === 'on' });
}

/** What the form of an image begins with. What its file suggested fills what is empty until somebody saves it. */
export function imageForm(image: ImageRecord, language: Language): Typed {
	const { suggested } = image;
	const alt = image.alt ?? (suggested?.alt && !image.decorative ? { [language]: suggested.alt } : null);
	const caption = image.caption ?? (suggested?.caption ? { [language]: suggested.caption } : null);
	return {
		...localizedForm('alt', alt),
		...localizedForm('caption', caption),
		decorative: image.decorative ? 'on' : '',
		credit: image.credit ?? suggested?.credit ?? '',
		rightsHolder: image.rightsHolder ?? suggested?.rightsHolder ?? '',
		licence: image.licence,
		licenceUrl: image.licenceUrl ?? suggested?.licenceUrl ?? '',
		licenceNote: image.licenceNote ?? '',
		pressUse: image.pressUse ? 'on' : '',
		consent: image.consent,
		consentNote: image.consentNote ?? '',
		taken: image.taken ? fuzzyDateText(image.taken) : (suggested?.taken ?? ''),
		partnership: image.partnershipId ?? '',
	};
}

/** Where somebody wants the eye to rest: a click into the picture, or one of nine fields. */
export function parseFocalPoint(
	typed: Typed,
	size: { readonly width: number; readonly height: number },
): Result<FocalPoint, readonly FieldFault[]> {
	const clicked = pointOfClick({ x: typed['at.x'], y: typed['at.y'] }, size);
	if (clicked) return ok(clicked);
	const field = readChoice(typed, 'focal', focalFields);
	return field.ok ? ok(pointOfField(field.value)) : field;
}

/** The words somebody looks for, each once, at most eight. */
export function wordsOf(query: URLSearchParams): readonly string[] {
	const text = lineOf({ q: query.get('q') ?? '' }, 'q').slice(0, 200);
	return [...new Set(text.split(' ').filter((word) => word !== ''))].slice(0, 8);
}

/** The ids in an address, for those that were just handed in. */
export function idsOf(query: URLSearchParams): readonly ImageId[] | null {
	const text = query.get('only');
	if (text === null) return null;
	return text
		.split('.')
		.filter((id) => /^[0-9a-f-]{36}$/.test(id))
		.slice(0, 50) as ImageId[];
}
