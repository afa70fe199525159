import { type RawBuilder, sql } from 'kysely';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import type { FileFormat, ImageFile, ImageId, ImageRecord, PublicImageId } from './image.ts';
import type { ImageRights } from './rights-metadata.ts';

const imageRecord = sql`
	select i.id, i.public_id, i.city_id, (select names from city where city.id = i.city_id) as city_names, i.partnership_id,
		i.file_name, i.alt, i.decorative, i.caption, i.credit, i.rights_holder, i.licence, i.licence_url, i.licence_note,
		i.press_use, i.consent, i.consent_note, ${fuzzyDateOf('i.taken')} as taken, i.suggested,
		jsonb_build_object('x', i.focal_x, 'y', i.focal_y) as focal, i.width, i.height, i.stored_at,
		(select hidden_at from image_hidden h where h.image_id = i.id) as hidden_at, i.drawn_at is not null as drawn
	from image i`;

/** An image with all its files: everything a page needs that shows it. */
export interface ImageWithFiles extends ImageRecord {
	/** Without the master; from narrow to wide. Some may be missing while the image is not `drawn` yet. */
	readonly files: readonly ImageFile[];
	/** The picture in full size. */
	readonly master: ImageFile;
}

/** Those of several images the acting city may use, with their files: for records that show them. In no order. */
export async function findImages(trx: Trx, ids: readonly ImageId[]): Promise<readonly ImageWithFiles[]> {
	if (ids.length === 0) return [];
	const images = await sql<ImageRecord>`${imageRecord} where i.id = any(${sqlUuids(ids)})`.execute(trx);
	return withFiles(trx, images.rows);
}

async function withFiles(trx: Trx, images: readonly ImageRecord[]): Promise<readonly ImageWithFiles[]> {
	if (images.length === 0) return [];
	const found = await sql<ImageFile & { readonly imageId: ImageId }>`
		select image_id, name, format, width, height, size_bytes, sha256 from image_file
		where image_id = any(${sqlUuids(images.map(({ id }) => id))})
		order by width, name, format`.execute(trx);
	const files = Map.groupBy(found.rows, ({ imageId }) => imageId);
	return images.map((image) => {
		const own = files.get(image.id) ?? [];
		const master = present(
			own.find(({ name }) => name === 'master'),
			'the master of an image',
		);
		return { ...image, master, files: own.filter((file) => file !== master) };
	});
}

/** An image the acting city may see. */
export async function findImage(trx: Trx, id: ImageId): Promise<ImageWithFiles | undefined> {
	return (await findImages(trx, [id]))[0];
}

/** An image the acting city keeps, locked until the end of the transaction. */
export async function lockOwnImage(trx: Trx, id: ImageId): Promise<ImageRecord | undefined> {
	const found = await sql<ImageRecord>`${imageRecord}
		where i.id = ${id} and i.city_id = current_city() for update of i`.execute(trx);
	return found.rows[0];
}

/** The image of the acting city that was handed in as exactly these bytes. */
export async function findByFingerprint(trx: Trx, sha256: string): Promise<ImageId | undefined> {
	const found = await sql<{ id: ImageId }>`
		select id from image where city_id = current_city() and sha256 = ${sha256}`.execute(trx);
	return found.rows[0]?.id;
}

/** What the library can be narrowed down to: what keeps an image from being shown. */
export const gaps = ['alt', 'credit', 'licence', 'consent'] as const;
export type Gap = (typeof gaps)[number];

const lacks: Readonly<Record<Gap, RawBuilder<boolean>>> = {
	// Missing in any of the three languages: an article in that language cannot show it.
	alt: sql<boolean>`not i.decorative and (i.alt is null or not i.alt ?& array['de', 'uk', 'en'])`,
	credit: sql<boolean>`i.credit is null`,
	licence: sql<boolean>`i.licence = 'unknown'`,
	consent: sql<boolean>`i.consent = 'unclear'`,
};

export interface ImageSearch {
	/** Words, each to be found somewhere in what is said of the image; empty for all. */
	readonly words: readonly string[];
	readonly gap: Gap | null;
	/** Only these, where given: those that were just handed in. */
	readonly only: readonly ImageId[] | null;
	readonly offset: number;
	readonly limit: number;
}

/** The pictures of the city and of its partnerships, newest first. */
export async function listImages(
	trx: Trx,
	{ words, gap, only, offset, limit }: ImageSearch,
): Promise<readonly ImageWithFiles[]> {
	const said = sql`lower(concat_ws(' ', i.file_name, i.credit, i.rights_holder, i.consent_note, i.licence_note,
		(select string_agg(value, ' ') from jsonb_each_text(coalesce(i.alt, '{}') ) ),
		(select string_agg(value, ' ') from jsonb_each_text(coalesce(i.caption, '{}')))))`;
	const conditions = [
		...words.map((word) => sql<boolean>`position(lower(${word}) in ${said}) > 0`),
		...(gap ? [lacks[gap]] : []),
		...(only ? [sql<boolean>`i.id = any(${sqlUuids(only)})`] : []),
	];
	const found = await sql<ImageRecord>`${imageRecord}
		where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}
		order by i.stored_at desc, i.id limit ${limit} offset ${offset}`.execute(trx);
	return withFiles(trx, found.rows);
}

/** A record that uses an image. */
export interface ImageUse {
	readonly subjectKind: string;
	readonly subjectId: string;
	/** It shows the image to the public now. */
	readonly released: boolean;
}

/** Where an image is used, also by partner cities; without the office's own word that it may be public. */
export async function listUses(trx: Trx, id: ImageId): Promise<readonly ImageUse[]> {
	const found = await sql<ImageUse>`
		select subject_kind, subject_id, bool_or(released) as released from (
			select subject_kind, subject_id, false as released from image_use where image_id = ${id}
			union all
			select subject_kind, subject_id, true from image_release where image_id = ${id} and subject_kind <> 'image') uses
		group by subject_kind, subject_id order by subject_kind, subject_id`.execute(trx);
	return found.rows;
}

/** Whether the office itself decided that the public may see the image, wherever else it is used. */
export async function isReleasedByHand(trx: Trx, id: ImageId): Promise<boolean> {
	const found = await sql`select from image_release
		where image_id = ${id} and subject_kind = 'image' and subject_id = ${id}`.execute(trx);
	return found.rows.length > 0;
}

/** The bytes of a file of an image the acting city may see. */
export async function findImageFile(
	trx: Trx,
	id: ImageId,
	name: string,
	format: FileFormat,
): Promise<{ readonly bytes: Buffer; readonly sha256: string } | undefined> {
	const found = await sql<{ bytes: Buffer; sha256: string }>`
		select bytes, sha256 from image_file where image_id = ${id} and name = ${name} and format = ${format}`.execute(trx);
	return found.rows[0];
}

/** Whether the public may see an image now. Ask as anybody who may read the public projection. */
export async function isImagePublic(publicTrx: Trx, publicId: PublicImageId): Promise<boolean> {
	const found = await sql`select from public_image where public_id = ${publicId}`.execute(publicTrx);
	return found.rows.length > 0;
}

/** A file of an image that is public now. Reads the public projection. */
export async function findPublicFile(
	publicTrx: Trx,
	publicId: PublicImageId,
	name: string,
	format: FileFormat,
): Promise<(Pick<ImageFile, 'name' | 'format' | 'sha256'> & { readonly bytes: Buffer }) | undefined> {
	const found = await sql<{ name: string; format: FileFormat; sha256: string; bytes: Buffer }>`
		select name, format, sha256, bytes from public_image_file
		where public_id = ${publicId} and name = ${name} and format = ${format}`.execute(publicTrx);
	return found.rows[0];
}

/** What goes with the file for the press of an image that is public now. Reads the public projection. */
export async function findPublicRights(publicTrx: Trx, publicId: PublicImageId): Promise<ImageRights | undefined> {
	const found = await sql<ImageRights>`select credit, rights_holder, licence_url, caption, alt from public_image
		where public_id = ${publicId}`.execute(publicTrx);
	return found.rows[0];
}

/** The partnerships whose cities may share an image of the acting city. */
export async function listSharingChoices(
	trx: Trx,
): Promise<readonly { readonly id: Id<'partnership'>; readonly names: LocalizedText }[]> {
	const found = await sql<{ id: Id<'partnership'>; names: LocalizedText }>`
		select id, names from partnership where id in (select visible_partnerships()) order by since desc, slug`.execute(
		trx,
	);
	return found.rows;
}
