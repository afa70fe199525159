import { type FileFormat, fileFormats, type ImageFile, type PublicImageId } from './image.ts';

const endings: Readonly<Record<FileFormat, string>> = { webp: 'webp', jpeg: 'jpg', avif: 'avif' };

/** The media type a file is sent as. */
export const imageTypes: Readonly<Record<FileFormat, string>> = {
	webp: 'image/webp',
	jpeg: 'image/jpeg',
	avif: 'image/avif',
};

/** What a file is asked for by; `mark` is the beginning of its fingerprint, so that a name never means two contents. */
export interface FileName {
	readonly name: string;
	readonly mark: string;
	readonly format: FileFormat;
}

/** "wide-1280-3f2a9c1d04be.webp". */
export function fileNameOf({ name, format, sha256 }: Pick<ImageFile, 'name' | 'format' | 'sha256'>): string {
	return `${name}-${sha256.slice(0, 12)}.${endings[format]}`;
}

/** Reads {@link fileNameOf}; undefined for what it never wrote. */
export function parseFileName(text: string): FileName | undefined {
	const parts = /^((?:(?:wide|square)-)?[1-9]\d{0,4}|master)-([0-9a-f]{12})\.([a-z]{3,4})$/.exec(text);
	const format = fileFormats.find((each) => endings[each] === parts?.[3]);
	return parts && format ? { name: parts[1]!, mark: parts[2]!, format } : undefined;
}

/** Reads the public id of an image in an address; undefined where it is none. */
export function parsePublicImageId(text: string): PublicImageId | undefined {
	return /^[0-9a-v]{26}$/.test(text) ? (text as PublicImageId) : undefined;
}

/** Where the public finds a file of an image that is public. */
export function publicAddress(publicId: PublicImageId, file: Pick<ImageFile, 'name' | 'format' | 'sha256'>): string {
	return `/images/${publicId}/${fileNameOf(file)}`;
}
