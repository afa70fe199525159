import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import type { Master } from './draw-image.server.ts';
import { drawImageJob } from './draw-image-job.server.ts';
import type { FocalPoint, ImageFacts, ImageId, ImageKind } from './image.ts';
import { findByFingerprint } from './image-queries.server.ts';

/** A file that was handed in, drawn anew. */
export interface TakenPicture {
	readonly fileName: string;
	readonly kind: ImageKind;
	/** Of the bytes as they were handed in. */
	readonly sha256: string;
	readonly master: Master;
}

/** A record that shows images: an article in one language, for instance. `image` with its own id is the office's own word. */
export interface ImageSubject {
	readonly kind: string;
	readonly id: string;
	/** Whose record it is: its city can take back what the worker released for it. */
	readonly cityId?: Id<'city'>;
}

const audit = (trx: Trx, action: `image.${string}`, id: ImageId) =>
	recordAudit(trx, { action, subjectKind: 'image', subjectId: id });

/**
 * Puts a picture into the library of the acting city; its files are drawn by a job. Refuses what the city has already, and
 * says where.
 */
export async function storeImage(
	trx: Trx,
	picture: TakenPicture,
	{ partnershipId, at }: { readonly partnershipId: Id<'partnership'> | null; readonly at: Instant },
): Promise<Result<ImageId, { readonly kind: 'image-known'; readonly imageId: ImageId }>> {
	const known = await findByFingerprint(trx, picture.sha256);
	if (known) return refused({ kind: 'image-known', imageId: known });
	const id = randomUUID() as ImageId;
	// 128 bits of chance in letters any address carries as they are.
	const publicId = BigInt(`0x${randomBytes(16).toString('hex')}`)
		.toString(32)
		.padStart(26, '0');
	const { suggestions, width, height } = picture.master;
	await sql`
		insert into image (id, public_id, city_id, partnership_id, file_name, sha256, kind, width, height, suggested, stored_at,
			stored_by)
		values (${id}, ${publicId}, current_city(), ${partnershipId}, ${picture.fileName}, ${picture.sha256}, ${picture.kind},
			${width}, ${height}, ${Object.keys(suggestions).length > 0 ? sqlJson(suggestions) : null}, ${sqlInstant(at)},
			current_account())`.execute(trx);
	await keepMaster(trx, id, picture.master);
	await audit(trx, 'image.stored', id);
	return ok(id);
}

async function keepMaster(trx: Trx, id: ImageId, { format, width, height, bytes }: Master): Promise<void> {
	await sql`
		insert into image_file (image_id, name, format, width, height, size_bytes, sha256, bytes)
		select ${id}, 'master', ${format}, ${width}, ${height}, octet_length(made.bytes), encode(sha256(made.bytes), 'hex'),
			made.bytes
		from (select ${Buffer.from(bytes)}::bytea as bytes) made`.execute(trx);
	await enqueue(trx, drawImageJob, { imageId: id });
}

/** Writes down what is said of an image the acting city keeps; what its file suggested is done with. */
export async function correctImage(
	trx: Trx,
	id: ImageId,
	facts: ImageFacts & { readonly partnershipId: Id<'partnership'> | null },
): Promise<void> {
	await sql`
		update image set alt = ${facts.alt && sqlJson(facts.alt)}, decorative = ${facts.decorative},
			caption = ${facts.caption && sqlJson(facts.caption)}, credit = ${facts.credit}, rights_holder = ${facts.rightsHolder},
			licence = ${facts.licence}, licence_url = ${facts.licenceUrl}, licence_note = ${facts.licenceNote},
			press_use = ${facts.pressUse}, consent = ${facts.consent}, consent_note = ${facts.consentNote},
			taken_on = ${facts.taken?.date ?? null}, taken_precision = ${facts.taken?.precision ?? null},
			partnership_id = ${facts.partnershipId}, suggested = null
		where id = ${id} and city_id = current_city()`.execute(trx);
	await audit(trx, 'image.corrected', id);
}

/** Says where the eye should rest; the crops of before are gone at once and are drawn anew by a job. */
export async function placeFocalPoint(trx: Trx, id: ImageId, { x, y }: FocalPoint): Promise<void> {
	await sql`update image set focal_x = ${x}, focal_y = ${y}, drawn_at = null
		where id = ${id} and city_id = current_city()`.execute(trx);
	await sql`delete from image_file where image_id = ${id} and name ~ '^(wide|square)-'`.execute(trx);
	await enqueue(trx, drawImageJob, { imageId: id });
	await audit(trx, 'image.focal-point-placed', id);
}

/**
 * Puts another picture in the stead of an image of the acting city, everywhere it is used: what is said of it stays, but for
 * who can be recognised, which nobody said of the new one yet and without which it is not public. Its old files are gone with
 * this transaction. Refuses a picture that the library has already.
 */
export async function replaceContent(
	trx: Trx,
	id: ImageId,
	picture: TakenPicture,
	at: Instant,
): Promise<Result<null, { readonly kind: 'image-known'; readonly imageId: ImageId }>> {
	const known = await findByFingerprint(trx, picture.sha256);
	if (known) return refused({ kind: 'image-known', imageId: known });
	const { width, height } = picture.master;
	await sql`
		update image set file_name = ${picture.fileName}, sha256 = ${picture.sha256}, kind = ${picture.kind}, width = ${width},
			height = ${height}, focal_x = 50, focal_y = 50, stored_at = ${sqlInstant(at)}, stored_by = current_account(),
			drawn_at = null, consent = 'unclear', consent_note = null
		where id = ${id} and city_id = current_city()`.execute(trx);
	await sql`delete from image_file where image_id = ${id}`.execute(trx);
	await keepMaster(trx, id, picture.master);
	await audit(trx, 'image.replaced', id);
	return ok(null);
}

/** Takes an image off every public page at once, or takes that back for the acting city (R14). Any city that sees it may. */
export async function hideImage(
	trx: Trx,
	id: ImageId,
	{ hidden, reason, at }: { readonly hidden: boolean; readonly reason: string; readonly at: Instant },
): Promise<void> {
	await sql`insert into image_hiding (image_id, city_id, hidden, reason, decided_at, account_id)
		values (${id}, current_city(), ${hidden}, ${reason}, ${sqlInstant(at)}, current_account())`.execute(trx);
	await audit(trx, hidden ? 'image.hidden' : 'image.shown', id);
}

/** Deletes an image of the acting city with all its files. The database refuses where it is used. */
export async function deleteImage(trx: Trx, id: ImageId): Promise<void> {
	await sql`delete from image where id = ${id} and city_id = current_city()`.execute(trx);
	await audit(trx, 'image.deleted', id);
}

/** Writes down which images a record uses now, in the stead of those it used before. Call it whenever a draft is saved. */
export async function noteImageUses(trx: Trx, subject: ImageSubject, ids: readonly ImageId[]): Promise<void> {
	await sql`delete from image_use where subject_kind = ${subject.kind} and subject_id = ${subject.id}
		and image_id <> all(${sqlUuids(ids)})`.execute(trx);
	await sql`insert into image_use (image_id, subject_kind, subject_id, city_id)
		select image_id, ${subject.kind}, ${subject.id}, coalesce(current_city(), (select city_id from image where id = image_id))
		from unnest(${sqlUuids(ids)}) as image_id on conflict do nothing`.execute(trx);
}

/**
 * Makes the images public that a published record shows, in the stead of those it showed before; none takes them all back.
 * Call it in the transaction that publishes or withdraws. Throws where an image lacks what it needs: ask `releaseFaults`
 * first.
 */
export async function releaseImages(
	trx: Trx,
	subject: ImageSubject,
	ids: readonly ImageId[],
	at: Instant,
): Promise<void> {
	await sql`delete from image_release where subject_kind = ${subject.kind} and subject_id = ${subject.id}
		and image_id <> all(${sqlUuids(ids)})`.execute(trx);
	await sql`insert into image_release (image_id, subject_kind, subject_id, city_id, released_at)
		select image_id, ${subject.kind}, ${subject.id},
			coalesce(current_city(), ${subject.cityId ?? null}, (select city_id from image where id = image_id)), ${sqlInstant(at)}
		from unnest(${sqlUuids(ids)}) as image_id on conflict do nothing`.execute(trx);
}
