import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { FileFormat, PublicImageId } from '#lib/media/images/image.ts';
import type { PressContact } from '#lib/newsroom/articles/article.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';

// Reads the public projection only (R1). Run inside inPublic.

/** Whom the press releases name, the latest first, each once. */
export async function listPressContacts(trx: Trx, limit: number): Promise<readonly PressContact[]> {
	const { rows } = await sql<{ contact: PressContact }>`
		select content -> 'pressContact' as contact from public_article
		where state = 'live' and kind = 'press-release' and content ->> 'pressContact' is not null
		group by 1 order by max(first_published_at) desc, 1 limit ${limit}`.execute(trx);
	return rows.map(({ contact }) => contact);
}

/** A picture in full size, as the press takes it away. */
export interface PressPicture {
	readonly id: Id<'image'>;
	readonly publicId: PublicImageId;
	readonly name: 'master';
	readonly format: FileFormat;
	readonly width: number;
	readonly height: number;
	readonly sizeBytes: number;
	readonly sha256: string;
}

const pictureColumns = sql`i.id, i.public_id, f.name, f.format, f.width, f.height, f.size_bytes, f.sha256
	from public_image i join public_image_file f on f.image_id = i.id and f.name = 'master'`;

/** The pictures the press may use that the articles of a partnership show, those of the newest articles first. */
export async function listPressPictures(
	trx: Trx,
	partnership: string,
	limit: number,
): Promise<readonly PressPicture[]> {
	const { rows } = await sql<PressPicture>`
		with shown as (
			select jsonb_path_query(blocks, '$[*] ? (@.kind == "image").imageId') #>> '{}' as image_id, first_published_at
			from public_article where state = 'live' and partnership = ${partnership}
			union all
			select jsonb_path_query(blocks, '$[*] ? (@.kind == "gallery").imageIds[*]') #>> '{}', first_published_at
			from public_article where state = 'live' and partnership = ${partnership}
		)
		select ${pictureColumns}
		join (select image_id, max(first_published_at) as newest from shown group by 1) s on s.image_id = i.id::text
		where i.press_use order by s.newest desc, i.public_id limit ${limit}`.execute(trx);
	return rows;
}

/** Those of several pictures the press may use. */
export async function findPressPictures(trx: Trx, ids: readonly Id<'image'>[]): Promise<readonly PressPicture[]> {
	const { rows } = await sql<PressPicture>`
		select ${pictureColumns} where i.press_use and i.id = any(${sqlUuids(ids)}) order by i.public_id`.execute(trx);
	return rows;
}
