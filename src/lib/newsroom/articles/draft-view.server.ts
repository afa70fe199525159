import { readableText } from '#lib/kernel/localized-text.ts';
import { findImages, type ImageWithFiles } from '#lib/media/images/image-queries.server.ts';
import { pictureOf } from '#lib/media/images/picture.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { ArticleText } from './article.ts';
import type { FigureQuery } from './block.ts';
import { type DraftPart, draftParts } from './draft-part.ts';
import { type EditionKey, languageOf } from './edition.ts';
import { imagesIn } from './images-in.ts';
import type { ShownImage } from './shown-block.ts';

/** A text as the office reads it before its release. */
export interface DraftView extends Omit<ArticleText, 'blocks'> {
	readonly parts: readonly DraftPart[];
}

/** A text with its pictures, where the reader may open the library; without them each stands there by its name. */
export async function viewDraft(
	trx: Trx,
	{ slug, kicker, title, teaser, blocks }: ArticleText,
	key: EditionKey,
	withPictures: boolean,
): Promise<DraftView> {
	const language = languageOf(key);
	const ids = withPictures ? imagesIn(blocks) : [];
	const images = new Map((await findImages(trx, ids)).map((image) => [image.id, image]));
	const parts = draftParts(blocks, {
		language,
		image: (id) => {
			const image = images.get(id);
			return image && shownInOffice(image, key);
		},
		figure: (query) => ({ published: null, today: { text: nameOf(query), asOf: '–' } }),
		operation: () => undefined,
		partnership: () => undefined,
	});
	return { slug, kicker, title, teaser, parts };
}

function shownInOffice(image: ImageWithFiles, key: EditionKey): ShownImage | undefined {
	const language = languageOf(key);
	const picture = pictureOf(image, { shape: 'whole', language, place: 'office' });
	if (!picture) return undefined;
	const caption = image.caption && readableText(image.caption, language);
	return { picture, caption, credit: image.credit, licence: null };
}

const nameOf = ({ measure, itemCode }: FigureQuery) => `[${measure} ${itemCode}]`;
