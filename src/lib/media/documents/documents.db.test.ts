import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Session } from '#lib/access/session.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership, type TestCities, type TestCity } from '#test/people.ts';
import type { DocumentId } from './document.ts';
import { publicDocumentAddress } from './document-address.ts';
import { releaseDocuments } from './document-commands.server.ts';
import { addDocument, changeDocument, downloadDocument, loadDocument } from './document-pages.server.ts';
import { listDocuments, listDocumentsOfPartnership } from './document-queries.server.ts';
import { answerPublicDocument } from './public-document.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const partnership = anId<'partnership'>();
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	await layOutPartnership(database, [cities.dortmund, cities.zhytomyr], {
		id: partnership,
		slug: 'dz',
		names: { en: 'DZ' },
	});
});

function deskIn(city: TestCity, role: Role = 'coordinator'): OfficeDesk {
	const account = role === 'council-reader' ? city.reader : city.coordinator;
	return {
		app,
		actor: { city: city.id, account },
		session: { cityId: city.id, accountId: account, roles: [role], language: 'en' } as unknown as Session,
		language: 'en',
		now: instant('2026-03-14T08:00:00Z'),
	};
}

const content = '%PDF-1.7 signed';
async function add(city: TestCity, changes: Record<string, string> = {}, body = content) {
	const typed = {
		idempotencyKey: randomUUID(),
		partnership,
		disclosure: 'partners',
		'title-en': 'Agreement',
		...changes,
	};
	const form = new FormData();
	form.set('file', new File([body], 'scan.pdf'));
	return addDocument(deskIn(city), form, typed);
}
async function added(city: TestCity, changes: Record<string, string> = {}): Promise<DocumentId> {
	const answer = await add(city, changes);
	if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
	return answer.value;
}
const as = <Value>(city: TestCity, work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: city.id, account: city.coordinator }, work);
const auditOf = async (id: string) =>
	(
		await database.query<{ action: string }>('select action from audit_entry where subject_id = $1 order by id', [id])
	).map(({ action }) => action);

describe('a document of a partnership', () => {
	it('is read by both cities and kept by one', async () => {
		const id = await added(cities.dortmund);
		const theirs = await loadDocument(deskIn(cities.zhytomyr), id);
		expect(theirs).toMatchObject({
			title: { text: 'Agreement' },
			fileName: 'scan.pdf',
			keeper: 'dortmund',
			mayKeep: false,
		});
		const file = await downloadDocument(deskIn(cities.zhytomyr), id);
		expect([file?.bytes.toString(), file?.name, file?.mediaType]).toEqual([content, 'scan.pdf', 'application/pdf']);
		const answer = await changeDocument(deskIn(cities.zhytomyr), id, 'erase', {
			idempotencyKey: randomUUID(),
			confirm: 'on',
		});
		expect(answer).toEqual({ ok: false, refusal: [{ kind: 'not-yours' }] });
		expect(
			(await as(cities.zhytomyr, (trx) => listDocumentsOfPartnership(trx, partnership))).map((d) => d.id),
		).toContain(id);
	});

	it('is kept once, however often its form is sent', async () => {
		const key = randomUUID();
		const first = await add(cities.dortmund, { idempotencyKey: key });
		expect(await add(cities.dortmund, { idempotencyKey: key })).toEqual(first);
		const other = await add(cities.dortmund, { idempotencyKey: key }, '%PDF-1.7 another');
		expect(other).toEqual({ ok: false, refusal: [{ kind: 'key-reused' }] });
	});

	it('is refused with everything that is wrong with its form', async () => {
		const answer = await add(cities.dortmund, { disclosure: 'public', 'title-de': 'x'.repeat(300) }, '');
		expect(!answer.ok && answer.refusal.map(({ kind }) => kind)).toEqual([
			'file-empty',
			'field-too-long',
			'choice-missing',
		]);
		expect(await add(cities.dortmund, { partnership: randomUUID() })).toEqual({
			ok: false,
			refusal: [{ kind: 'not-a-member' }],
		});
	});

	it('is erased for good, and its record says so', async () => {
		const id = await added(cities.dortmund);
		expect(await changeDocument(deskIn(cities.dortmund), id, 'erase', {})).toEqual({
			ok: false,
			refusal: [{ kind: 'erase-unconfirmed' }],
		});
		expect(
			await changeDocument(deskIn(cities.dortmund), id, 'erase', { idempotencyKey: randomUUID(), confirm: 'on' }),
		).toMatchObject({ ok: true });
		expect(await downloadDocument(deskIn(cities.dortmund), id)).toBeUndefined();
		expect(await database.query('select from document_file where document_id = $1', [id])).toEqual([]);
		expect((await loadDocument(deskIn(cities.dortmund), id))?.erasedAt).not.toBeNull();
		expect(await auditOf(id)).toEqual(['document.stored', 'document.erased']);
		const again = await changeDocument(deskIn(cities.dortmund), id, 'erase', {
			idempotencyKey: randomUUID(),
			confirm: 'on',
		});
		expect(again).toEqual({ ok: false, refusal: [{ kind: 'erased-already' }] });
	});
});

describe('a need-to-know document', () => {
	it('is its city’s alone, and each reading is recorded', async () => {
		const id = await added(cities.dortmund, { disclosure: 'need-to-know' });
		expect(await loadDocument(deskIn(cities.zhytomyr), id)).toBeUndefined();
		expect(await downloadDocument(deskIn(cities.zhytomyr), id)).toBeUndefined();
		expect(await as(cities.zhytomyr, (trx) => listDocuments(trx, [id]))).toEqual([]);
		expect(await downloadDocument(deskIn(cities.dortmund, 'council-reader'), id)).toBeUndefined();
		expect(await downloadDocument(deskIn(cities.dortmund), id)).toBeDefined();
		expect(await auditOf(id)).toEqual(['document.stored', 'document.read']);
	});
});

describe('the public', () => {
	const subject = () => ({ kind: 'article', id: anId() });
	const publicly = (address: string, etag?: string) => {
		const [, , publicId = '', file = ''] = address.split('/');
		const request = new Request('http://localhost', { headers: etag ? { 'if-none-match': etag } : {} });
		return answerPublicDocument(database.databases.public, request, { publicId, file });
	};
	const found = async (id: DocumentId) => (await as(cities.dortmund, (trx) => listDocuments(trx, [id])))[0]!;
	const at = instant('2026-03-14T08:00:00Z');

	it('downloads what something published offers, by an address that tells nothing, and nothing else', async () => {
		const id = await added(cities.dortmund, { 'title-de': 'Vereinbarung: Entwurf / 2', language: 'de' });
		const address = publicDocumentAddress(await found(id));
		expect(address).not.toContain(id);
		const closed = await publicly(address);
		const none = await publicly(`/documents/${'0'.repeat(32)}/000000000000.pdf`);
		expect([closed.status, await closed.text()]).toEqual([404, await none.text()]);
		const article = subject();
		await as(cities.zhytomyr, (trx) => releaseDocuments(trx, article, [id], at));
		const got = await publicly(address);
		expect([got.status, await got.text(), got.headers.get('content-type')]).toEqual([200, content, 'application/pdf']);
		expect(decodeURIComponent(got.headers.get('content-disposition') ?? '')).toBe(
			"attachment; filename*=UTF-8''Vereinbarung Entwurf 2.pdf",
		);
		expect((await publicly(address, got.headers.get('etag')!)).status).toBe(304);
		expect((await publicly(address.replace(/[^/]+$/, '000000000000.pdf'))).status).toBe(404);
		expect((await loadDocument(deskIn(cities.dortmund), id))?.publicAddress).toBe(address);
		await as(cities.zhytomyr, (trx) => releaseDocuments(trx, article, [], at));
		expect((await publicly(address)).status).toBe(404);
	});

	it('loses it when either city hides it, and when it is erased', async () => {
		const id = await added(cities.dortmund);
		const address = publicDocumentAddress(await found(id));
		await as(cities.dortmund, (trx) => releaseDocuments(trx, subject(), [id], at));
		const change = (city: TestCity, deed: 'hide' | 'show' | 'erase', typed = {}) =>
			changeDocument(deskIn(city), id, deed, { idempotencyKey: randomUUID(), ...typed });
		expect(await change(cities.zhytomyr, 'hide')).toEqual({
			ok: false,
			refusal: [{ kind: 'field-missing', field: 'reason' }],
		});
		expect(await change(cities.zhytomyr, 'hide', { reason: 'names a shelter' })).toEqual({ ok: true, value: 'hidden' });
		expect((await publicly(address)).status).toBe(404);
		await change(cities.dortmund, 'show');
		expect((await publicly(address)).status).toBe(404);
		await change(cities.zhytomyr, 'show');
		expect((await publicly(address)).status).toBe(200);
		await change(cities.dortmund, 'erase', { confirm: 'on' });
		expect((await publicly(address)).status).toBe(404);
	});

	it('never gets what is need-to-know, whoever publishes it', async () => {
		const id = await added(cities.dortmund, { disclosure: 'need-to-know' });
		const release = as(cities.dortmund, (trx) => releaseDocuments(trx, subject(), [id], at));
		await expect(release).rejects.toThrow(/need-to-know/);
	});
});

describe('the database', () => {
	const bytesOf = (id: string, bytes: string) => [
		`insert into document_file (document_id, bytes) values ('${id}', '${bytes}')`,
	];

	it('refuses other bytes than the record tells of', async () => {
		const id = anId();
		await database.query(
			`insert into document (id, city_id, title, disclosure, kind, file_name, size_bytes, sha256, stored_at)
			values ($1, $2, '{"en": "x"}', 'partners', 'pdf', 'x.pdf', 3, repeat('0', 64), now())`,
			[id, cities.dortmund.id],
		);
		await expect(database.query(bytesOf(id, 'abc')[0]!)).rejects.toThrow(/not those its record tells of/);
	});

	it('lets bytes neither change nor go without a word', async () => {
		const id = await added(cities.dortmund);
		await expect(database.query(`update document_file set bytes = 'x' where document_id = $1`, [id])).rejects.toThrow(
			/append-only/,
		);
		await expect(database.query('delete from document_file where document_id = $1', [id])).rejects.toThrow(/erased/);
	});

	it('refuses a name that is a path', async () => {
		const insert = database.query(
			`insert into document (id, city_id, title, disclosure, kind, file_name, size_bytes, sha256, stored_at)
			values ($1, $2, '{"en": "x"}', 'partners', 'pdf', '../x.pdf', 3, repeat('0', 64), now())`,
			[anId(), cities.dortmund.id],
		);
		await expect(insert).rejects.toThrow(/document_file_name_plain/);
	});

	it('shows a city no file of a partnership it does not belong to', async () => {
		const id = await added(cities.dortmund);
		const stranger = anId<'city'>() as Id<'city'>;
		await database.query(
			`insert into city (id, slug, names, country, latitude, longitude, time_zone)
			values ($1, 'lviv', '{"en": "Lviv"}', 'UA', 49.84, 24.03, 'Europe/Kyiv')`,
			[stranger],
		);
		const seen = await inCity(app, { city: stranger, account: null }, (trx) => listDocuments(trx, [id]));
		expect(seen).toEqual([]);
	});
});
