import type { Brand } from '#lib/kernel/brand.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';

export type ImageId = Id<'image'>;

/** Names an image in public addresses: random, and not the id the office works with (R6). */
export type PublicImageId = Brand<string, 'public-image-id'>;

/** What an image may be handed in as. */
export const imageKinds = ['jpeg', 'png', 'webp', 'avif'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** What images are handed out as. */
export const fileFormats = ['webp', 'jpeg', 'avif'] as const;
export type FileFormat = (typeof fileFormats)[number];

/**
 * On what terms an image may be shown. `own`: the city holds the rights. `agreed`: the rights holder agreed. `unknown` is
 * what nothing public may be.
 */
export const licences = ['unknown', 'own', 'agreed', 'cc0-1.0', 'cc-by-4.0', 'cc-by-sa-4.0', 'dl-de-by-2.0'] as const;
export type Licence = (typeof licences)[number];

/** Where the text of a licence stands that has one address for everybody. */
export const licenceAddresses: Readonly<Partial<Record<Licence, string>>> = {
	'cc0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
	'cc-by-4.0': 'https://creativecommons.org/licenses/by/4.0/',
	'cc-by-sa-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
	'dl-de-by-2.0': 'https://www.govdata.de/dl-de/by-2-0',
};

/**
 * Who can be recognised, and whether they may be shown. `occasion`: a public event, where consent is not needed (in Germany
 * § 23 KunstUrhG). With `unclear` and `minors` an image is never public (law 8).
 */
export const consents = ['unclear', 'nobody', 'given', 'occasion', 'minors'] as const;
export type Consent = (typeof consents)[number];

/** Where the eye should rest: per cent of width and height, from the upper left. */
export interface FocalPoint {
	readonly x: number;
	readonly y: number;
}

/** What people say of an image; all of it can be corrected. */
export interface ImageFacts {
	/** What is to be seen, for those who do not see it; null where nobody wrote it yet, or where the image is decorative. */
	readonly alt: LocalizedText | null;
	readonly decorative: boolean;
	readonly caption: LocalizedText | null;
	/** As it is printed beside the image: "Stadt Dortmund / Anna Beispiel". */
	readonly credit: string | null;
	readonly rightsHolder: string | null;
	readonly licence: Licence;
	readonly licenceUrl: string | null;
	/** What was agreed, for the office alone. */
	readonly licenceNote: string | null;
	readonly pressUse: boolean;
	readonly consent: Consent;
	/** Who is to be seen and where their consent lies; for the office alone. */
	readonly consentNote: string | null;
	readonly taken: FuzzyDate | null;
}

/** What the file itself said of an image when it came; shown in the form until somebody saved it. */
export interface Suggestions {
	readonly credit?: string;
	readonly rightsHolder?: string;
	readonly caption?: string;
	readonly alt?: string;
	readonly licenceUrl?: string;
	readonly taken?: string;
}

/** An image of the library, without its bytes. */
export interface ImageRecord extends ImageFacts {
	readonly id: ImageId;
	readonly publicId: PublicImageId;
	/** The city that keeps it. */
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	/** Whose cities may use it as well; null for the keeping city alone. */
	readonly partnershipId: Id<'partnership'> | null;
	/** As it was handed in, for the office alone; never a path. */
	readonly fileName: string;
	readonly suggested: Suggestions | null;
	readonly focal: FocalPoint;
	/** Of the master. */
	readonly width: number;
	readonly height: number;
	readonly storedAt: Instant;
	readonly hiddenAt: Instant | null;
	/** All files are drawn. */
	readonly drawn: boolean;
}

/** One file of an image, as pages refer to it. */
export interface ImageFile {
	/** "640", "wide-1280", "square-320": see `variants.ts`. */
	readonly name: string;
	readonly format: FileFormat;
	readonly width: number;
	readonly height: number;
	readonly sizeBytes: number;
	readonly sha256: string;
}

/** 30 MB: the largest JPEG of a camera of 60 megapixels. */
export const largestImageBytes = 30_000_000;
/** 80 megapixels: any camera of today; decoded they take a quarter of a gigabyte. */
export const mostPixels = 80_000_000;
/** A picture of one dot counts its readers. */
export const leastSide = 64;
/** How many are taken with one form. */
export const mostImagesAtOnce = 20;

/** Why a file is not taken as an image. */
export type ImageRefusal = { readonly fileName: string } & (
	| { readonly kind: 'image-empty' }
	| { readonly kind: 'image-too-large'; readonly bytes: number }
	| { readonly kind: 'image-is-heic' }
	| { readonly kind: 'image-of-other-kind'; readonly format: string }
	| { readonly kind: 'image-unknown' }
	| { readonly kind: 'image-is-more' }
	| { readonly kind: 'image-moves' }
	| { readonly kind: 'image-too-many-pixels'; readonly width: number; readonly height: number }
	| { readonly kind: 'image-too-small'; readonly width: number; readonly height: number }
	| { readonly kind: 'image-damaged' }
	| { readonly kind: 'image-too-heavy' }
	| { readonly kind: 'image-known'; readonly imageId: ImageId }
);

type OfUnion<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
/** The same before anybody said which file it is. */
export type ImageFault = OfUnion<ImageRefusal, 'fileName'>;

/** Why an image may not be public, or not in a language. */
export type ReleaseFault =
	| { readonly kind: 'alt-missing'; readonly language: Language }
	| { readonly kind: 'credit-missing' }
	| { readonly kind: 'licence-missing' }
	| { readonly kind: 'consent-missing' }
	| { readonly kind: 'minors-shown' }
	| { readonly kind: 'image-hidden' }
	| { readonly kind: 'not-drawn-yet' };

/** Everything that keeps an image from being shown to the public in these languages; empty where nothing does. */
export function releaseFaults(
	image: Pick<ImageRecord, 'alt' | 'decorative' | 'credit' | 'licence' | 'consent' | 'hiddenAt' | 'drawn'>,
	inLanguages: readonly Language[],
): readonly ReleaseFault[] {
	const faults: ReleaseFault[] = [];
	if (!image.decorative) {
		for (const language of inLanguages) if (!image.alt?.[language]) faults.push({ kind: 'alt-missing', language });
	}
	if (image.credit === null) faults.push({ kind: 'credit-missing' });
	if (image.licence === 'unknown') faults.push({ kind: 'licence-missing' });
	if (image.consent === 'unclear') faults.push({ kind: 'consent-missing' });
	if (image.consent === 'minors') faults.push({ kind: 'minors-shown' });
	if (image.hiddenAt !== null) faults.push({ kind: 'image-hidden' });
	if (!image.drawn) faults.push({ kind: 'not-drawn-yet' });
	return faults;
}
