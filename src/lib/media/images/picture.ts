import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { ImageFile, ImageRecord } from './image.ts';
import { fileNameOf, imageTypes, publicAddress } from './image-address.ts';

/** Everything `Picture.svelte` draws. */
export interface PictureView {
	/** Empty for what is there for the look alone. */
	readonly alt: string;
	/** Of the alternative text, where it is not the page's. */
	readonly altLanguage: Language;
	/** Better formats first; the last resort is `src`. */
	readonly sources: readonly { readonly type: string; readonly srcset: string }[];
	readonly src: string;
	readonly width: number;
	readonly height: number;
}

export interface PictureWish {
	readonly shape: 'whole' | 'wide' | 'square';
	readonly language: Language;
	/** The office looks at files the public may not see. */
	readonly place: 'office' | 'public';
	/** The widest file there is need for: 640 for the pictures of lists. All where nothing is said. */
	readonly upTo?: number;
}

const bestFirst = ['avif', 'webp'] as const;
const shapes = { whole: /^\d/, wide: /^wide-/, square: /^square-/ } as const;

/** A picture as a page shows it; undefined while none of its files is drawn. */
export function pictureOf(
	image: Pick<ImageRecord, 'id' | 'publicId' | 'alt' | 'decorative'> & { readonly files: readonly ImageFile[] },
	{ shape, language, place, upTo = Number.POSITIVE_INFINITY }: PictureWish,
): PictureView | undefined {
	const drawn = image.files.filter(({ name }) => shapes[shape].test(name));
	const files = drawn.some(({ width }) => width <= upTo) ? drawn.filter(({ width }) => width <= upTo) : drawn;
	const fallback = files.filter(({ format }) => format === 'jpeg');
	const last = fallback.filter(({ width }) => width <= 960).at(-1) ?? fallback[0];
	if (!last) return undefined;
	const addressOf = (file: ImageFile) =>
		place === 'public'
			? publicAddress(image.publicId, file)
			: `/${language}/office/images/${image.id}/file/${fileNameOf(file)}`;
	const widest = Math.max(...fallback.map(({ width }) => width));
	const sources = bestFirst.flatMap((format) => {
		const ofFormat = files.filter((file) => file.format === format);
		// AVIF is drawn small only: offered where it covers all there is, or large screens would get it blown up.
		if (Math.max(0, ...ofFormat.map(({ width }) => width)) < widest) return [];
		return { type: imageTypes[format], srcset: srcsetOf(ofFormat, addressOf) };
	});
	const alt = readableText(image.alt ?? {}, language);
	return {
		alt: image.decorative ? '' : alt.text,
		altLanguage: alt.language,
		sources: [...sources, { type: imageTypes.jpeg, srcset: srcsetOf(fallback, addressOf) }],
		src: addressOf(last),
		width: last.width,
		height: last.height,
	};
}

function srcsetOf(files: readonly ImageFile[], addressOf: (file: ImageFile) => string): string {
	return files.map((file) => `${addressOf(file)} ${file.width}w`).join(', ');
}
