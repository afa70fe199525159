import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import type { DrawnFile } from './draw-image.server.ts';
import type { FocalPoint, ImageFile, ImageId } from './image.ts';
import { drawFiles } from './image-studio.server.ts';
import { planVariants } from './variants.ts';

interface Original {
	readonly sha256: string;
	readonly width: number;
	readonly height: number;
	readonly focal: FocalPoint;
	readonly drawn: boolean;
	readonly bytes: Buffer;
	readonly files: readonly Pick<ImageFile, 'name' | 'format'>[];
}

/**
 * Draws the files of an image that are missing, and keeps them all or none. Run twice it does nothing the second time; where
 * the image changed while it was drawn, its next run draws what is missing then.
 */
export const drawImageJob = defineJob({
	name: 'draw-image',
	input: z.object({ imageId: z.uuid() }),
	timeLimitSeconds: 600,
	run: async (input, { services, log }) => {
		const id = input.imageId as ImageId;
		const { worker } = services.databases;
		const original = await inWorker(worker, (trx) => findOriginal(trx, id));
		if (!original || original.drawn) return;
		const has = new Set(original.files.map(({ name, format }) => `${name}.${format}`));
		const missing = planVariants(original, original.focal).filter(({ name, format }) => !has.has(`${name}.${format}`));
		const files = missing.length === 0 ? [] : await drawFiles(original.bytes, missing);
		const kept = await inWorker(worker, async (trx) => {
			const now = await findOriginal(trx, id, true);
			if (!now || !isSame(now, original)) return false;
			await keepDrawnFiles(trx, id, files, services.clock.now());
			return true;
		});
		log.info(kept ? 'image drawn' : 'image changed while it was drawn', { id, count: files.length });
	},
});

/** Keeps the last missing files of an image, which is drawn with them. The worker's word. */
export async function keepDrawnFiles(trx: Trx, id: ImageId, files: readonly DrawnFile[], at: Instant): Promise<void> {
	for (const { name, format, width, height, sha256, bytes } of files) {
		await sql`insert into image_file (image_id, name, format, width, height, size_bytes, sha256, bytes)
			values (${id}, ${name}, ${format}, ${width}, ${height}, ${bytes.length}, ${sha256}, ${Buffer.from(bytes)})
			on conflict do nothing`.execute(trx);
	}
	await sql`update image set drawn_at = ${sqlInstant(at)} where id = ${id}`.execute(trx);
}

function isSame(one: Original, other: Original): boolean {
	return one.sha256 === other.sha256 && one.focal.x === other.focal.x && one.focal.y === other.focal.y;
}

async function findOriginal(trx: Trx, id: ImageId, lock = false): Promise<Original | undefined> {
	const found = await sql<Original>`
		select i.sha256, i.width, i.height, jsonb_build_object('x', i.focal_x, 'y', i.focal_y) as focal,
			i.drawn_at is not null as drawn, m.bytes,
			(select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'format', f.format)), '[]') from image_file f
				where f.image_id = i.id) as files
		from image i join image_file m on m.image_id = i.id and m.name = 'master'
		where i.id = ${id} ${lock ? sql`for update of i` : sql``}`.execute(trx);
	return found.rows[0];
}
