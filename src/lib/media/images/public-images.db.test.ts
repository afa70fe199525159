import exifr from 'exifr';
import { CompiledQuery } from 'kysely';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { type Instant, later } from '#lib/kernel/instant.ts';
import { inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { anImageLibrary, kindsOf as kinds } from '#test/fixtures/image-library.ts';
import { noteImageUses, releaseImages } from './image-commands.server.ts';
import { isImagePublic } from './image-queries.server.ts';
import { answerPublicImage } from './public-image.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { worker } = database.databases;
const library = await anImageLibrary(database);
const { cities, start, newPicture, anImage, change, describeFully, draw, readyImage, as, found, addressOf } = library;

let asked = start;
/** A minute after it was asked for last: whatever was kept is asked for anew. */
function aMinuteLater(): Instant {
	asked = later(asked, 60_000);
	return asked;
}
/** What the public gets at an address. */
async function publicly(address: string, at = aMinuteLater(), etag?: string) {
	const [, , publicId = '', file = ''] = address.split('/');
	const request = new Request(`http://localhost${address}`, { headers: etag ? { 'if-none-match': etag } : {} });
	return answerPublicImage(database.databases.public, request, { publicId, file }, at);
}

describe('the public', () => {
	it('gets an image only while something released shows it', async () => {
		const id = await readyImage();
		const address = await addressOf(id);
		const missing = await publicly(address);
		const none = await publicly(`/images/${'0'.repeat(26)}/320-000000000000.jpg`);
		expect(missing.status).toBe(404);
		expect([missing.status, await missing.text(), [...missing.headers]]).toEqual([
			404,
			await none.text(),
			[...none.headers],
		]);
		const article = { kind: 'article', id: anId() };
		await as(cities.dortmund, (trx) => releaseImages(trx, article, [id], start));
		const got = await publicly(address);
		expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
		expect(got.headers.get('cache-control')).toContain('immutable');
		expect(got.headers.get('last-modified')).toBeNull();
		const again = await publicly(address, undefined, got.headers.get('etag')!);
		expect([again.status, await again.text()]).toEqual([304, '']);
		const publicId = (await found(id)).publicId;
		expect(await inPublic(database.databases.public, (trx) => isImagePublic(trx, publicId))).toBe(true);
		await inWorker(worker, (trx) => releaseImages(trx, article, [], start));
		expect((await publicly(address)).status).toBe(404);
		expect(await inPublic(database.databases.public, (trx) => isImagePublic(trx, publicId))).toBe(false);
	});

	it('loses it within ten seconds of hiding, by either city, and gets it back when both agree', async () => {
		const id = await readyImage();
		await change(cities.dortmund, id, 'release');
		const address = await addressOf(id);
		const now = aMinuteLater();
		expect((await publicly(address, now)).status).toBe(200);
		expect(kinds(await change(cities.zhytomyr, id, 'hide'))).toEqual(['field-missing']);
		await change(cities.zhytomyr, id, 'hide', { reason: 'a shelter can be recognised' });
		expect((await publicly(address, later(now, 10_000))).status).toBe(404);
		await change(cities.dortmund, id, 'show');
		expect((await publicly(address)).status).toBe(404);
		await change(cities.zhytomyr, id, 'show');
		expect((await publicly(address)).status).toBe(200);
	});

	it('never sees minors, whoever released the image', async () => {
		const id = await readyImage();
		await change(cities.dortmund, id, 'release');
		const address = await addressOf(id);
		expect((await publicly(address)).status).toBe(200);
		await describeFully(id, { consent: 'minors' });
		expect((await publicly(address)).status).toBe(404);
	});

	it('is led from a name of earlier content to the content of now, and the old bytes are gone', async () => {
		const id = await readyImage();
		await change(cities.dortmund, id, 'release');
		const before = await addressOf(id);
		const old = await found(id);
		expect(await change(cities.dortmund, id, 'replace', {}, await newPicture())).toEqual({ ok: true, value: null });
		expect((await publicly(before)).status).toBe(404);
		await draw(id);
		await describeFully(id);
		const answer = await publicly(before);
		expect([answer.status, answer.headers.get('location')]).toEqual([302, await addressOf(id)]);
		expect((await publicly(await addressOf(id))).status).toBe(200);
		const marks = new Set((await found(id)).files.map(({ sha256 }) => sha256));
		expect(old.files.some(({ sha256 }) => marks.has(sha256))).toBe(false);
		expect((await found(id)).credit).toBe(library.facts.credit);
	});

	it('does not see a picture that took the place of another before somebody said who is on it', async () => {
		const id = await readyImage();
		await change(cities.dortmund, id, 'release');
		const before = await addressOf(id);
		await change(cities.dortmund, id, 'replace', {}, await newPicture());
		await draw(id);
		expect(await found(id)).toMatchObject({ consent: 'unclear', consentNote: null });
		expect((await publicly(before)).status).toBe(404);
		await describeFully(id);
		expect((await publicly(before)).status).toBe(302);
	});

	it('gets the file in full size only where the press may use it', async () => {
		const id = await readyImage();
		await change(cities.dortmund, id, 'release');
		const [master] = await database.query<{ sha256: string }>(
			`select sha256 from image_file where image_id = $1 and name = 'master'`,
			[id],
		);
		const address = `/images/${(await found(id)).publicId}/master-${master!.sha256.slice(0, 12)}.jpg`;
		expect((await publicly(address)).status).toBe(404);
		await describeFully(id, { pressUse: 'on' });
		const got = await publicly(address);
		expect([got.status, got.headers.get('content-disposition')?.split(';')[0]]).toEqual([200, 'attachment']);
		const bytes = Buffer.from(await got.arrayBuffer());
		const [said, held] = await Promise.all([exifr.parse(bytes, { xmp: true }), sharp(bytes).metadata()]);
		expect(said).toMatchObject({ Credit: library.facts.credit, Marked: true });
		expect([held.width, held.exif]).toEqual([400, undefined]);
		const changed = got.headers.get('etag')!;
		expect((await publicly(address, undefined, changed)).status).toBe(304);
		await describeFully(id, { pressUse: 'on', credit: 'Stadt & "Presse" <Dortmund>' });
		const corrected = await publicly(address, undefined, changed);
		const read = await exifr.parse(Buffer.from(await corrected.arrayBuffer()), { xmp: true });
		// This reader leaves what XML escapes as it stands.
		expect(read.Credit).toBe('Stadt &#38; &#34;Presse&#34; &#60;Dortmund&#62;');
	});

	it('is shown nothing that lacks credit, licence, consent or words', async () => {
		const id = await anImage();
		await draw(id);
		expect(kinds(await change(cities.dortmund, id, 'release'))).toEqual(['not-releasable']);
		const forced = as(cities.dortmund, (trx) => releaseImages(trx, { kind: 'article', id: anId() }, [id], start));
		await expect(forced).rejects.toThrow(/lacks credit, licence, consent/);
	});

	it.each(['image', 'image_file', 'image_use', 'image_release', 'image_hiding', 'image_hidden'])(
		'has no right to %s',
		async (table) => {
			const read = inPublic(database.databases.public, (trx) =>
				trx.executeQuery(CompiledQuery.raw(`select * from ${table}`)),
			);
			await expect(read).rejects.toThrow(/permission denied/);
		},
	);
});

describe('the database', () => {
	it('keeps files as they were drawn, and only as they say they are', async () => {
		const id = await readyImage();
		await expect(database.query(`update image_file set bytes = 'x' where image_id = $1`, [id])).rejects.toThrow(
			/append-only/,
		);
		const insert = database.query(`insert into image_file values ($1, '99', 'webp', 1, 1, 3, repeat('0', 64), 'abc')`, [
			id,
		]);
		await expect(insert).rejects.toThrow(/image_file_is_what_it_says/);
	});

	it('lets no city write the files or releases of another', async () => {
		const id = await readyImage();
		const insert = as(cities.zhytomyr, (trx) =>
			trx.executeQuery(
				CompiledQuery.raw(
					`insert into image_file values ('${id}', '99', 'webp', 1, 1, 3, encode(sha256('abc'), 'hex'), 'abc')`,
				),
			),
		);
		await expect(insert).rejects.toThrow(/row-level security/);
		const own = await anImage(cities.dortmund, { partnership: '' });
		const use = as(cities.zhytomyr, (trx) => noteImageUses(trx, { kind: 'article', id: anId() }, [own]));
		await expect(use).rejects.toThrow(/row-level security/);
	});
});
