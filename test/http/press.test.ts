import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '#lib/accountability/publication/publication.server.ts';
import { zipEntryNames } from '#lib/media/documents/zip-entries.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId } from '#test/database.ts';
import { layOutPicture } from '#test/fixtures/public-picture.ts';
import { layOutRelief } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aNewsroom, type NewsroomWorld } from '../laws/newsroom-world.ts';

// What the press and other programs find: releases, people, kits, feeds. Nothing of it says more than the pages do.

let site: RunningSite;
let room: NewsroomWorld;
let pictured: Awaited<ReturnType<NewsroomWorld['publish']>>;
const contact = { name: 'Anna Beispiel', phone: '+49 231 1', email: 'presse@stadt.example' };
beforeAll(async () => {
	site = await startRunningSite();
	const { database, cities } = site;
	room = await aNewsroom(database, cities);
	room.now = site.start;
	const facts = { kind: 'press-release', pressContact: contact } as const;
	const picture = (pressUse: boolean) =>
		layOutPicture(database, cities.dortmund, room.partnershipId, {
			credit: pressUse ? 'Foto: Anna & Co' : 'Nur hier',
			caption: { de: 'Vor dem Rathaus' },
			pressUse,
		});
	const [free, kept] = [await picture(true), await picture(false)];
	const text = `Ein Satz.\n\n[[image: ${free}]]\n\n[[image: ${kept}]]`;
	pictured = await room.publish('de', { title: 'Mit Bild', slug: 'mit-bild', text }, facts);
	await room.publish('de', { title: 'Zweite', slug: 'zweite', text: 'x.' }, facts);
	await room.publish('de', { title: 'Keine Pressemitteilung', slug: 'keine', text: 'x.' });
	await room.publish('uk', { title: 'Пресреліз', slug: 'presreliz', text: 'Речення.' }, facts);
	await layOutRelief(database, cities);
	await inWorker(database.databases.worker, (trx) => publish(trx, site.start));
});
afterAll(() => site.stop());

const get = (path: string) => fetch(site.url + path, { redirect: 'manual' });
const read = async (path: string) => (await (await get(path)).text()).replace(/<!--.*?-->/gs, '');
const kit = '/de/press/partnerships/news-pair';

describe('the press', () => {
	it('finds the releases of its language by year, whom to ask once each, and what there is to take away', async () => {
		const page = await read('/de/press');
		expect(page).toContain('href="/de/news/mit-bild"');
		expect(page).not.toContain('/de/news/keine');
		expect(page.match(/mailto:presse@stadt\.example/g)).toHaveLength(1);
		expect(page).toContain(`href="${kit}"`);
		const year = /href="(\/de\/press\/20\d\d)"/.exec(page)?.[1] ?? '';
		expect(await read(year)).toContain('href="/de/news/zweite"');
		expect((await get('/de/press/1999')).status).toBe(404);
		expect(await read('/en/press')).toContain('no press release in this language yet');
	});

	it('follows releases, partnerships and months by feeds', async () => {
		const titles = async (path: string) =>
			((await (await get(`${path}/feed.json`)).json()) as { items: { title: string }[] }).items.map(
				({ title }) => title,
			);
		expect(new Set(await titles('/de/press'))).toEqual(new Set(['Mit Bild', 'Zweite']));
		expect(await titles('/uk/press')).toEqual(['Пресреліз']);
		expect(await titles('/de/news/partnership/news-pair')).toContain('Keine Pressemitteilung');
		const month = /href="(\/de\/news\/archive\/[\d-]+)"/.exec(await read('/de/news'))?.[1] ?? '';
		expect(await titles(month)).toHaveLength(3);
		expect(await read(month)).toContain(`href="${month}/feed.atom"`);
		expect((await get('/de/news/partnership/nowhere/feed.atom')).status).toBe(404);
	});

	it('reads lists page by page, and learns that there is no page behind the last', async () => {
		expect((await get('/de/press?page=2')).status).toBe(404);
		expect((await get('/de/news?page=2')).status).toBe(404);
	});

	it('gets facts as of a moment, and the pictures it may use with whose they are', async () => {
		const page = await read(kit);
		expect(page).toContain('Bildnachweis: Foto: Anna &amp; Co');
		expect(page).toContain('Lizenz: CC BY 4.0');
		expect(page).not.toContain('Nur hier');
		const facts = await get(`${kit}/facts.txt`);
		expect(facts.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(await facts.text()).toMatch(/^Faktenblatt: Paar\nStand: .+\n\nStädte: dortmund · zhytomyr\n/);
		const pdf = await get(`${kit}/facts.pdf`);
		expect([pdf.status, Buffer.from(await pdf.arrayBuffer()).toString('latin1', 0, 5)]).toEqual([200, '%PDF-']);
		expect((await get('/de/press/partnerships/nowhere')).status).toBe(404);
		expect((await get('/de/press/partnerships/nowhere/facts.pdf')).status).toBe(404);
	});

	it('takes all of it away in one file, in which nothing is that it may not use', async () => {
		const answer = await get(`${kit}/press-kit.zip`);
		expect(answer.headers.get('content-disposition')).toBe('attachment; filename="news-pair-de-press-kit.zip"');
		const zip = Buffer.from(await answer.arrayBuffer());
		expect(zipEntryNames(zip)).toEqual([
			'readme.txt',
			'facts.txt',
			'facts.pdf',
			'logo/tandem-on-light.svg',
			'logo/tandem-on-dark.svg',
			'logo/tandem-on-black.svg',
			'pictures/news-pair-01.jpg',
			'pictures/pictures.txt',
		]);
		expect(zip.toString()).toContain('Bildnachweis: Foto: Anna & Co\nLizenz: CC BY 4.0, https://creativecommons.org');
		expect(zip.toString()).not.toContain('Nur hier');
	});

	it('takes a press release away with its pictures, and nothing of what is none', async () => {
		expect(await read('/de/news/mit-bild')).toContain('href="/de/news/mit-bild/press-kit.zip"');
		const zip = Buffer.from(await (await get('/de/news/mit-bild/press-kit.zip')).arrayBuffer());
		expect(zipEntryNames(zip)).toEqual([
			'text.txt',
			'facts.txt',
			'facts.pdf',
			'pictures/mit-bild-01.jpg',
			'pictures/pictures.txt',
		]);
		expect(zip.toString()).toMatch(
			/Mit Bild\n\n\d+\. \w+ 20\d\d\n\nTeaser\n\nEin Satz\.\n\nAnna Beispiel\n\+49 231 1\npresse@/,
		);
		expect((await get('/de/news/keine/press-kit.zip')).status).toBe(404);
		expect((await get('/de/news/nirgends/press-kit.zip')).status).toBe(404);
	});

	it('loses a picture with the article that showed it', async () => {
		await room.withdraw(pictured, 'de', 'Die Zahl stimmte nicht.');
		const zip = Buffer.from(await (await get(`${kit}/press-kit.zip`)).arrayBuffer());
		expect(zipEntryNames(zip)).not.toContain('pictures/pictures.txt');
	});
});

describe('the card of an article', () => {
	const cardOf = async (path: string) =>
		new URL(/<meta property="og:image" content="([^"]+)"/.exec(await read(path))?.[1] ?? '').pathname;

	it('is a picture of its title in the size that link previews ask for, which other sites may show', async () => {
		const page = await read('/uk/news/presreliz');
		expect(page).toContain('<meta property="og:image:width" content="1200"');
		expect(page).toContain('<meta property="og:image:alt" content="Пресреліз · Пресреліз · ');
		const path = await cardOf('/uk/news/presreliz');
		const answer = await get(path);
		expect(answer.headers.get('content-type')).toBe('image/png');
		expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
		expect(answer.headers.get('cache-control')).toContain('immutable');
		const png = Buffer.from(await answer.arrayBuffer());
		expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 1200, 630]);
		const again = await fetch(site.url + path, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
		expect(again.status).toBe(304);
		expect((await get('/uk/news/presreliz')).headers.get('cross-origin-resource-policy')).toBe('same-origin');
	});

	it('has a new address with a new title, to which the old one leads', async () => {
		const id = await room.publish('de', { title: 'Alter Titel', slug: 'titel', text: 'x.' });
		const before = await cardOf('/de/news/titel');
		await room.save(id, 'de', { title: 'Neuer Titel', slug: 'titel', text: 'x.' });
		expect((await get(before)).status).toBe(200);
		await room.release(id, 'de', { kind: 'minor' });
		const moved = await get(before);
		expect(moved.status).toBe(302);
		expect((await get(moved.headers.get('location') ?? '')).status).toBe(200);
	});

	it('is not there for what is not published, withdrawn or hidden, and that says no more than an unknown one', async () => {
		const plain = async (path: string) => {
			const answer = await get(path);
			const { date: _date, 'x-request-id': _id, ...headers } = Object.fromEntries(answer.headers);
			return { status: answer.status, headers, body: await answer.text() };
		};
		const unknown = await plain('/cards/00000000-0000-0000-0000-000000000000/0000000000000000.png');
		expect(unknown.status).toBe(404);
		const id = await room.publish('de', { title: 'Bleibt nicht', slug: 'bleibt-nicht', text: 'x.' });
		const address = await cardOf('/de/news/bleibt-nicht');
		expect((await get(address)).status).toBe(200);
		await room.withdraw(id, 'de', 'Die Zahl stimmte nicht.');
		expect(await plain(address)).toEqual(unknown);
		expect(await plain('/cards/elsewhere/x.png')).toEqual(unknown);
	});
});

describe('what an article brings along', () => {
	const aDocument = async (disclosure: 'partners' | 'need-to-know' = 'partners') => {
		const [id, bytes] = [anId<'document'>(), Buffer.from('%PDF-1.7 agreement')];
		await site.database.query(
			`insert into document (id, city_id, partnership_id, title, language, disclosure, kind, file_name, size_bytes, sha256, stored_at)
			values ($1, $2, $3, $4, 'uk', $5, 'pdf', 'secret-name.pdf', $6, encode(sha256($7), 'hex'), now())`,
			[
				id,
				site.cities.zhytomyr.id,
				room.partnershipId,
				JSON.stringify({ de: 'Vereinbarung' }),
				disclosure,
				bytes.length,
				bytes,
			],
		);
		await site.database.query('insert into document_file (document_id, bytes) values ($1, $2)', [id, bytes]);
		return id;
	};

	it('is documents with title, language, kind and size, for as long as the article is there', async () => {
		const text = `[[downloads: ${await aDocument()}]]`;
		const id = await room.publish('de', { title: 'Mit Papier', slug: 'mit-papier', text });
		const page = await read('/de/news/mit-papier');
		const href = /href="(\/documents\/[^"]+)"/.exec(page)?.[1] ?? '';
		expect(page).toMatch(/hreflang="uk"\s*>Vereinbarung<\/a\s*>/);
		expect(page).toContain('>PDF, 0,1 kB, auf Ukrainisch</span');
		expect(page).not.toContain('secret-name');
		expect(await (await get(href)).text()).toBe('%PDF-1.7 agreement');
		await room.withdraw(id, 'de', 'Das war der Entwurf.');
		expect((await get(href)).status).toBe(404);
	});

	it('is never a document that is need-to-know', async () => {
		const text = `[[downloads: ${await aDocument('need-to-know')}]]`;
		await expect(room.publish('de', { title: 'Zu viel', slug: 'zu-viel', text })).rejects.toThrow('reference-unknown');
	});

	it('is a map of municipalities and what happened in the partnership, in order, within the years asked for', async () => {
		const text = '[[map: zhytomyr]]\n\n[[story-line: news-pair 2022-2023]]';
		const entry = (position: number, day: string, fact: object) =>
			site.database.query(
				`insert into public_story_entry (partnership_slug, position, id, kind, on_day, precision, fact, source)
				values ('news-pair', $1, $2, 'agreement', $3, 'day', $4, '{"kind": "link", "url": "https://city.example/paper"}')`,
				[position, `agreement-${anId()}`, day, JSON.stringify(fact)],
			);
		await entry(101, '2023-03-14', { kind: 'agreement', title: { de: 'Erste Vereinbarung' } });
		await entry(102, '2025-03-14', { kind: 'agreement', title: { de: 'Spätere Vereinbarung' } });
		await room.publish('de', { title: 'Mit Karte', slug: 'mit-karte', text });
		const page = await read('/de/news/mit-karte');
		expect(page).toMatch(/<title id="map-[^"]+-title">Hilfe für Schytomyr<\/title>/);
		expect(page).toContain('>Schytomyr</span');
		expect(page).toContain('href="/de/operations/zhytomyr"');
		expect(page).toContain('Erste Vereinbarung');
		expect(page).not.toContain('Spätere Vereinbarung');
		expect(page).toContain('href="/de/partnerships/news-pair/story"');
	});
});
