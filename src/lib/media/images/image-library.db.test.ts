import { createHash, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { anId, freshDatabase } from '#test/database.ts';
import { anImageLibrary, kindsOf as kinds } from '#test/fixtures/image-library.ts';
import { largestImageBytes } from './image.ts';
import { noteImageUses } from './image-commands.server.ts';
import { changeImage, takeUploads } from './image-forms.server.ts';
import { loadImage, loadLibrary, loadOfficeFile } from './image-pages.server.ts';
import { findImages } from './image-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const library = await anImageLibrary(database);
const { cities, deskIn, newPicture, upload, anImage, change, describeFully, draw, readyImage, as, found } = library;

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
			const answer = await change(cities.zhytomyr, id, deed, { ...library.facts, focal: 'top', confirm: 'on' });
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
		const late = await change(cities.dortmund, id, 'correct', { ...library.facts, mark: page!.typed['mark']! });
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

it('shows the office a file by its name, and nothing by another', async () => {
	const id = await readyImage();
	const name = (await library.addressOf(id)).split('/').at(-1)!;
	expect((await loadOfficeFile(deskIn(cities.zhytomyr), id, name))?.mediaType).toBe('image/jpeg');
	expect(await loadOfficeFile(deskIn(cities.dortmund), id, 'x')).toBeUndefined();
	expect(await loadOfficeFile(deskIn(cities.dortmund), 'x', name)).toBeUndefined();
});
