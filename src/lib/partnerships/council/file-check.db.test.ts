import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, instant, later } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import { keepFile, keepPaper } from './council-commands.server.ts';
import { checkFile } from './file-check.server.ts';
import { listFiles } from './paper-queries.server.ts';

const database = await freshDatabase();
let cities: TestCities;
let content = 'Vorlage';
const server = createServer((request, response) => {
	response.writeHead(request.url === '/gone.pdf' ? 404 : 200).end(content);
});
let base = '';
beforeAll(async () => {
	cities = await layOutCities(database);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await new Promise((done) => server.close(done));
	await database.close();
});

const at = instant('2023-06-01T10:00:00Z');
const { app } = database.databases;
const limits = { bytes: 1000, milliseconds: 5000, loopbackToo: true };
const coordinator = () => ({ city: cities.dortmund.id, account: cities.dortmund.coordinator });
const here = <Value>(work: (trx: Trx) => Promise<Value>) => inCity(app, coordinator(), work);

async function aFile(path: string): Promise<{ paperId: Id<'paper'>; fileId: Id<'paper-file'> }> {
	return here(async (trx) => {
		const nothing = {
			reference: '',
			summary: null,
			council: '',
			dated: null,
			originators: [],
			leadUnit: '',
			url: null,
			isPublic: true,
		};
		const facts = { ...nothing, names: { de: 'Vorlage' }, kind: 'proposal' as const };
		const paper = await keepPaper(trx, { facts, partnerships: [] }, { at, account: null });
		if (!paper.ok) throw new Error('the paper was refused');
		const told = { name: 'Datei', role: 'main' as const, url: base + path, documentId: null };
		const file = await keepFile(trx, { paperId: paper.value, facts: told });
		if (!file.ok) throw new Error('the file was refused');
		return { paperId: paper.value, fileId: file.value };
	});
}

describe('the content of a linked file', () => {
	it('is recorded by its SHA-256 on a day, and a later check shows that it is another', async () => {
		const file = await aFile('/v.pdf');
		const check = (days: number) =>
			checkFile(app, coordinator(), file, { at: later(at, days * day), account: null }, limits);
		const first = await check(0);
		await check(1);
		content = 'Neufassung';
		await check(2);
		const checks = (await here((trx) => listFiles(trx, file.paperId)))[0]?.checks ?? [];
		expect(checks.map(({ sizeBytes }) => sizeBytes)).toEqual([10, 7, 7]);
		expect(new Set(checks.map(({ sha256 }) => sha256)).size).toBe(2);
		expect(checks[2]?.sha256).toBe(first.ok && first.value);
	});

	it('is not recorded where the server gives none, or where the address leads inward', async () => {
		const gone = await aFile('/gone.pdf');
		const deed = { at, account: null };
		expect(await checkFile(app, coordinator(), gone, deed, limits)).toEqual({
			ok: false,
			refusal: [{ kind: 'file-out-of-reach', status: 404 }],
		});
		expect(await checkFile(app, coordinator(), gone, deed, { ...limits, loopbackToo: false })).toMatchObject({
			ok: false,
			refusal: [{ kind: 'file-not-fetched', refusal: { kind: 'address-not-public' } }],
		});
	});

	it('is fetched for the city that keeps the paper only, and what was recorded stays', async () => {
		const file = await aFile('/v.pdf');
		const stranger = { city: cities.zhytomyr.id, account: cities.zhytomyr.coordinator };
		const deed = { at, account: null };
		expect(await checkFile(app, stranger, file, deed, limits)).toEqual({ ok: false, refusal: [{ kind: 'not-yours' }] });
		await checkFile(app, coordinator(), file, deed, limits);
		await expect(database.query(`update paper_file_check set sha256 = repeat('0', 64)`)).rejects.toThrow(/append-only/);
	});
});
