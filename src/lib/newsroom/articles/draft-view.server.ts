import { readableText } from '#lib/kernel/localized-text.ts';
import { findImages, type ImageWithFiles } from '#lib/media/images/image-queries.server.ts';
import { pictureOf } from '#lib/media/images/picture.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { ArticleText } from './article.ts';
import { type DraftPart, draftParts } from './draft-part.ts';
import { type EditionKey, languageOf } from './edition.ts';
import type { FrozenFigure } from './figures/bound-figure.ts';
import { type FigureRow, viewFigures } from './figures/figure-view.server.ts';
import { imagesIn } from './images-in.ts';
import type { ShownImage } from './shown-block.ts';

/** A text as the office reads it before its release. */
export interface DraftView extends Omit<ArticleText, 'blocks'> {
	readonly parts: readonly DraftPart[];
	readonly figures: readonly FigureRow[];
}

/**
 * A text with its pictures, where the reader may open the library; without them each stands there by its name. Its figures are
 * those of the public projection, beside what they were published as where the text is the live one (`frozen`).
 */
export async function viewDraft(
	trx: Trx,
	{ slug, kicker, title, teaser, blocks }: ArticleText,
	key: EditionKey,
	withPictures: boolean,
	frozen: readonly FrozenFigure[] | null = null,
): Promise<DraftView> {
	const language = languageOf(key);
	const figures = await viewFigures(trx, blocks, { frozen, language });
	const ids = withPictures ? imagesIn(blocks) : [];
	const images = new Map((await findImages(trx, ids)).map((image) => [image.id, image]));
	const parts = draftParts(blocks, {
		language,
		image: (id) => {
			const image = images.get(id);
			return image && shownInOffice(image, key);
		},
		figure: (query) => ({ ...figures.find(query), row: null }),
		document: () => undefined,
		operation: () => undefined,
		story: () => undefined,
	});
	return { slug, kicker, title, teaser, parts, figures: figures.rows };
}

function shownInOffice(image: ImageWithFiles, key: EditionKey): ShownImage | undefined {
	const language = languageOf(key);
	const picture = pictureOf(image, { shape: 'whole', language, place: 'office' });
	if (!picture) return undefined;
	const caption = image.caption && readableText(image.caption, language);
	return { picture, caption, credit: image.credit, licence: null };
}
