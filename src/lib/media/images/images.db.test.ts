import { createHash, randomUUID } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Session } from '#lib/access/session.ts';
import { type Instant, instant, later } from '#lib/kernel/instant.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity, inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aPicture } from '#test/fixtures/images.ts';
import { layOutCities, type TestCities, type TestCity } from '#test/people.ts';
import { drawImageJob } from './draw-image-job.server.ts';
import { type ImageId, largestImageBytes, type PublicImageId } from './image.ts';
import { noteImageUses, releaseImages } from './image-commands.server.ts';
import { changeImage, type ImageDeed, takeUploads } from './image-forms.server.ts';
import { loadImage, loadLibrary, loadOfficeFile } from './image-pages.server.ts';
import { findImage, findImages, isImagePublic } from './image-queries.server.ts';
import { pictureOf } from './picture.ts';
import { answerPublicImage } from './public-image.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, worker } = database.databases;
const partnership = anId<'partnership'>();
const start = instant('2026-03-14T08:00:00Z');
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	await database.query(`insert into partnership values ($1, 'dz', '{"en": "DZ"}', 'full', 'active', '2023-02-23')`, [
		partnership,
	]);
	await database.query('insert into partnership_city values ($1, $2), ($1, $3)', [
		partnership,
		cities.dortmund.id,
		cities.zhytomyr.id,
	]);
});

function deskIn(city: TestCity, role: Role = 'editor', now = start): OfficeDesk {
	return {
		app,
		actor: { city: city.id, account: city.editor },
		session: { cityId: city.id, accountId: city.editor, roles: [role], language: 'en' } as unknown as Session,
		language: 'en',
		now,
	};
}

let hue = 0;
/** A picture nobody handed in before. */
function newPicture(): Promise<Buffer> {
	hue += 3;
	return aPicture({ width: 400, height: 300, hue });
}

async function upload(
	city: TestCity,
	files: Readonly<Record<string, Uint8Array>>,
	changes: Record<string, string> = {},
) {
	const form = new FormData();
	for (const [name, bytes] of Object.entries(files)) form.append('files', new File([new Uint8Array(bytes)], name));
	return takeUploads(deskIn(city), form, { idempotencyKey: randomUUID(), partnership, ...changes });
}

async function anImage(city = cities.dortmund, changes: Record<string, string> = {}): Promise<ImageId> {
	const taken = await upload(city, { 'bild.jpg': await newPicture() }, changes);
	if (!taken.ok) throw new Error(JSON.stringify(taken.refusal));
	return taken.value.kept[0]!;
}

const facts = {
	'alt-de': 'Zwei Stromerzeuger',
	'alt-uk': 'Два генератори',
	'alt-en': 'Two generators',
	credit: 'Stadt Dortmund / Anna Beispiel',
	licence: 'own',
	consent: 'nobody',
	partnership,
};

async function change(city: TestCity, id: ImageId, deed: ImageDeed, typed: Record<string, string> = {}, file?: Buffer) {
	const form = new FormData();
	if (file) form.set('file', new File([new Uint8Array(file)], 'neu.jpg'));
	return changeImage(deskIn(city), id, deed, { form, typed: { idempotencyKey: randomUUID(), ...typed } });
}

async function describeFully(id: ImageId, changes: Record<string, string> = {}) {
	const page = await loadImage(deskIn(cities.dortmund), id);
	return change(cities.dortmund, id, 'correct', { mark: page!.typed['mark']!, ...facts, ...changes });
}

async function draw(id: ImageId): Promise<void> {
	const services = {
		config: readConfig({}, '/tmp'),
		databases: database.databases,
		clock: systemClock,
		log: silentLog,
	};
	const context = { services, log: silentLog, attempt: 1, lastAttempt: false, signal: new AbortController().signal };
	await drawImageJob.runOn({ imageId: id }, context);
}

/** An image that has all it needs to be shown. */
async function readyImage(): Promise<ImageId> {
	const id = await anImage();
	expect(await describeFully(id)).toEqual({ ok: true, value: null });
	await draw(id);
	return id;
}

const as = <Value>(city: TestCity, work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: city.id, account: city.editor }, work);
const found = async (id: ImageId, city = cities.dortmund) => (await as(city, (trx) => findImage(trx, id)))!;
const kinds = (answer: { ok: boolean; refusal?: readonly { kind: string }[] }) =>
	answer.ok ? [] : answer.refusal!.map(({ kind }) => kind);

/** What the public gets at the address of an image's first JPEG. */
let asked = start;
/** A minute after it was asked for last: whatever was kept is asked for anew. */
function aMinuteLater(): Instant {
	asked = later(asked, 60_000);
	return asked;
}
async function publicly(address: string, at = aMinuteLater(), etag?: string) {
	const [, , publicId = '', file = ''] = address.split('/');
	const request = new Request(`http://localhost${address}`, { headers: etag ? { 'if-none-match': etag } : {} });
	return answerPublicImage(database.databases.public, request, { publicId, file }, at);
}
async function addressOf(id: ImageId): Promise<string> {
	return pictureOf(await found(id), { shape: 'whole', language: 'de', place: 'public' })!.src;
}

describe('pictures that are handed in', () => {
	it('are kept where they are fine; each of the others is told of by name and reason', async () => {
		const first = await newPicture();
		const taken = await upload(cities.dortmund, {
			'eins.jpg': first,
			'zwei.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
			'noch einmal eins.jpg': first,
			'drei.jpg': first.subarray(0, 500),
		});
		expect(taken.ok && taken.value.kept.length).toBe(1);
		expect(taken.ok && taken.value.refusals.map(({ kind, fileName }) => [fileName, kind])).toEqual([
			['zwei.svg', 'image-of-other-kind'],
			['drei.jpg', 'image-damaged'],
			['noch einmal eins.jpg', 'image-known'],
		]);
	});

	it('are kept once, however often their form is sent', async () => {
		const files = { 'bild.jpg': await newPicture() };
		const key = { idempotencyKey: randomUUID() };
		const first = await upload(cities.dortmund, files, key);
		expect(await upload(cities.dortmund, files, key)).toEqual(first);
	});

	it('leave no byte of what was handed in, but its fingerprint', async () => {
		const bytes = await newPicture();
		const taken = await upload(cities.dortmund, { 'bild.jpg': bytes });
		const id = taken.ok ? taken.value.kept[0]! : undefined;
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(await database.query('select sha256 from image where id = $1', [id])).toEqual([{ sha256 }]);
		const same = await database.query(`select from image_file where sha256 = $1`, [sha256]);
		expect(same).toEqual([]);
	});

	it('are refused where nothing is fine, with every reason', async () => {
		expect(kinds(await upload(cities.dortmund, {}))).toEqual(['files-missing']);
		const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`${at}.jpg`, Buffer.from('x')]));
		expect(kinds(await upload(cities.dortmund, many))).toEqual(['too-many-files']);
		const large = { 'groß.jpg': new Uint8Array(largestImageBytes + 1), 'leer.png': new Uint8Array() };
		expect(kinds(await upload(cities.dortmund, large))).toEqual(['image-too-large', 'image-empty']);
		const stranger = await upload(cities.dortmund, { 'bild.jpg': await newPicture() }, { partnership: randomUUID() });
		expect(kinds(stranger)).toEqual(['not-a-member']);
	});

	it('are drawn by a job, all files or none, and once', async () => {
		const id = await anImage();
		expect((await found(id)).files).toEqual([]);
		await draw(id);
		const { files, drawn } = await found(id);
		expect([drawn, files.length]).toEqual([true, 7]);
		await draw(id);
		expect((await found(id)).files).toEqual(files);
		const page = await loadImage(deskIn(cities.dortmund), id);
		expect(page?.pictures.square?.sources.length).toBe(2);
	});
});

describe('an image of the library', () => {
	it('is seen by the cities it is shared with and changed by the one that keeps it', async () => {
		const id = await anImage();
		expect((await loadImage(deskIn(cities.zhytomyr), id))?.mayKeep).toBe(false);
		for (const deed of ['correct', 'focal', 'release', 'withdraw', 'delete'] as const) {
			const answer = await change(cities.zhytomyr, id, deed, { ...facts, focal: 'top', confirm: 'on' });
			expect([deed, kinds(answer)]).toEqual([deed, ['not-yours']]);
		}
		expect(kinds(await change(cities.zhytomyr, id, 'replace', {}, await newPicture()))).toEqual(['not-yours']);
		const own = await anImage(cities.dortmund, { partnership: '' });
		expect(await loadImage(deskIn(cities.zhytomyr), own)).toBeUndefined();
		expect(await as(cities.zhytomyr, (trx) => findImages(trx, [own]))).toEqual([]);
		expect(kinds(await change(cities.zhytomyr, own, 'hide', { reason: 'x' }))).toEqual(['not-yours']);
	});

	it('is for those who keep images', async () => {
		const id = await anImage();
		const reader = deskIn(cities.dortmund, 'council-reader');
		const sent = { form: new FormData(), typed: { idempotencyKey: randomUUID() } };
		expect(kinds(await changeImage(reader, id, 'hide', sent))).toEqual(['not-permitted']);
		expect(kinds(await takeUploads(reader, new FormData(), {}))).toEqual(['not-permitted']);
	});

	it('is not overwritten by a page that is older than its last change', async () => {
		const id = await anImage();
		const page = await loadImage(deskIn(cities.dortmund), id);
		expect(await describeFully(id)).toEqual({ ok: true, value: null });
		const late = await change(cities.dortmund, id, 'correct', { ...facts, mark: page!.typed['mark']! });
		expect(kinds(late)).toEqual(['changed-meanwhile']);
	});

	it('is found by words and by what it lacks', async () => {
		const id = await anImage();
		await describeFully(id, { 'caption-uk': 'Пересувна кухня', 'alt-en': '' });
		const listed = async (query: string) =>
			(await loadLibrary(deskIn(cities.dortmund), new URLSearchParams(query))).cards.map((card) => card.id);
		expect(await listed('q=кухня beispiel')).toEqual([id]);
		expect(await listed('q=кухня nirgends')).toEqual([]);
		expect(await listed('missing=alt')).toContain(id);
		expect(await listed('missing=credit')).not.toContain(id);
		expect(await listed(`only=${id}`)).toEqual([id]);
		expect(await listed('q=%25&page=-5&missing=x&only=;')).toEqual([]);
	});

	it('has other crops when its focal point moves, and the old ones are gone', async () => {
		const id = await readyImage();
		const marks = (of: Awaited<ReturnType<typeof found>>, shape: string) =>
			of.files.filter(({ name }) => name.startsWith(shape)).map(({ sha256 }) => sha256);
		const before = await found(id);
		expect(await change(cities.dortmund, id, 'focal', { focal: 'top-left' })).toEqual({ ok: true, value: null });
		expect(marks(await found(id), 'square')).toEqual([]);
		await draw(id);
		const after = await found(id);
		expect(after.focal).toEqual({ x: 17, y: 17 });
		expect(marks(after, 'square')).not.toEqual(marks(before, 'square'));
		expect(marks(after, '3')).toEqual(marks(before, '3'));
	});

	it('is deleted only while nothing uses it', async () => {
		const id = await readyImage();
		const article = { kind: 'article', id: anId() };
		await as(cities.zhytomyr, (trx) => noteImageUses(trx, article, [id]));
		expect(kinds(await change(cities.dortmund, id, 'delete'))).toEqual(['delete-unconfirmed']);
		expect(kinds(await change(cities.dortmund, id, 'delete', { confirm: 'on' }))).toEqual(['image-used']);
		await expect(database.query('delete from image where id = $1', [id])).rejects.toThrow(/image_use/);
		await as(cities.zhytomyr, (trx) => noteImageUses(trx, article, []));
		expect(await change(cities.dortmund, id, 'release')).toEqual({ ok: true, value: null });
		expect(await change(cities.dortmund, id, 'delete', { confirm: 'on' })).toEqual({ ok: true, value: null });
		expect(await database.query('select from image_file where image_id = $1', [id])).toEqual([]);
		const audit = await database.query<{ action: string }>(
			'select action from audit_entry where subject_id = $1 order by id',
			[id],
		);
		expect(audit.map(({ action }) => action)).toEqual(['image.stored', 'image.corrected', 'image.deleted']);
	});
});

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
		const answer = await publicly(before);
		expect([answer.status, answer.headers.get('location')]).toEqual([302, await addressOf(id)]);
		expect((await publicly(await addressOf(id))).status).toBe(200);
		const marks = new Set((await found(id)).files.map(({ sha256 }) => sha256));
		expect(old.files.some(({ sha256 }) => marks.has(sha256))).toBe(false);
		expect((await found(id)).credit).toBe(facts.credit);
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

it('shows the office a file by its name, and nothing by another', async () => {
	const id = await readyImage();
	const name = (await addressOf(id)).split('/').at(-1)!;
	expect((await loadOfficeFile(deskIn(cities.zhytomyr), id, name))?.mediaType).toBe('image/jpeg');
	expect(await loadOfficeFile(deskIn(cities.dortmund), id, 'x')).toBeUndefined();
	expect(await loadOfficeFile(deskIn(cities.dortmund), 'x', name)).toBeUndefined();
	const id2 = 'x' as PublicImageId;
	expect((await publicly(`/images/${id2}/${name}`)).status).toBe(404);
});
