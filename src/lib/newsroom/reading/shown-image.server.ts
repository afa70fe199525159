import { sql } from 'kysely';
import { speak } from '#lib/i18n/catalogue.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import {
	type ImageFile,
	type ImageId,
	type Licence,
	licenceAddresses,
	type PublicImageId,
} from '#lib/media/images/image.ts';
import { imageMessages } from '#lib/media/images/image-messages.ts';
import { type PictureWish, pictureOf } from '#lib/media/images/picture.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import type { ShownImage } from '../articles/shown-block.ts';

interface PublicImage {
	readonly id: ImageId;
	readonly publicId: PublicImageId;
	readonly alt: LocalizedText | null;
	readonly decorative: boolean;
	readonly caption: LocalizedText | null;
	readonly credit: string | null;
	readonly licence: Licence;
	readonly licenceUrl: string | null;
	readonly files: readonly ImageFile[];
}

/** Those of several pictures the public may see now, as pages in a language show them. Run inside inPublic. */
export async function findShownImages(
	trx: Trx,
	ids: readonly Id<'image'>[],
	{ language, shape, upTo }: Pick<PictureWish, 'language' | 'shape' | 'upTo'>,
): Promise<ReadonlyMap<Id<'image'>, ShownImage>> {
	if (ids.length === 0) return new Map();
	const { rows } = await sql<PublicImage>`
		select i.id, i.public_id, i.alt, i.decorative, i.caption, i.credit, i.licence, i.licence_url, (
			select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'format', f.format, 'width', f.width, 'height', f.height,
				'sizeBytes', f.size_bytes, 'sha256', f.sha256) order by f.width, f.name, f.format), '[]')
			from public_image_file f where f.image_id = i.id and f.name <> 'master') as files
		from public_image i where i.id = any(${sqlUuids(ids)})`.execute(trx);
	const shown = rows.flatMap((image): readonly (readonly [ImageId, ShownImage])[] => {
		const picture = pictureOf(image, { shape, language, place: 'public', ...(upTo === undefined ? {} : { upTo }) });
		if (!picture) return [];
		const caption = image.caption && readableText(image.caption, language);
		return [[image.id, { picture, caption, credit: image.credit, licence: licenceOf(image, language) }]];
	});
	return new Map(shown);
}

/** The licence where it is one anybody may rely on; what a city agreed with somebody concerns the two. */
function licenceOf({ licence, licenceUrl }: PublicImage, language: Language): ShownImage['licence'] {
	if (licence === 'unknown' || licence === 'own' || licence === 'agreed') return null;
	const name = speak(imageMessages, language)(`licence-${licence}`);
	return { name, href: licenceUrl ?? licenceAddresses[licence] ?? null };
}
