import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '#lib/accountability/publication/publication.server.ts';
import { day, later } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aNewsroom, type NewsroomWorld } from '../laws/newsroom-world.ts';

// What is not published changes no byte of any public answer and turns up in none (R9), and what is published is there.

let site: RunningSite;
let room: NewsroomWorld;
beforeAll(async () => {
	const database = await freshDatabase();
	const cities = await layOutCities(database);
	room = await aNewsroom(database, cities);
	site = await startRunningSite({ on: { database, cities }, logged: true });
	room.now = site.start;
	const terms = [await room.term('category', 'relief'), await room.term('topic', 'energy')];
	const contact = { name: 'Presse', phone: '+49 231 0', email: 'presse@stadt.example' };
	const id = await room.publish(
		'de',
		{
			title: 'Generatoren & mehr <unterwegs>',
			slug: 'generatoren',
			kicker: 'Hilfe',
			teaser: 'Was geliefert wurde.',
			text: '## Ein Anfang\n\nEin **wichtiger** [Satz](https://example.org/a?b=1&c=2).\n\n> Danke!\n-- Olena | Verwaltung\n\n@ 2023-03: Ankunft',
		},
		{ kind: 'press-release', terms, dateline: { de: 'Dortmund' }, pressContact: contact },
	);
	await room.save(id, 'uk', { title: 'Генератори', slug: 'heneratory', text: 'Речення.' });
	await room.release(id, 'uk');
	await room.save(id, 'de-easy', { title: 'Strom-Erzeuger', slug: 'strom-erzeuger', text: 'Das ist leicht.' });
	await room.release(id, 'de-easy');
	await room.publish('de', { title: 'Verwandt', slug: 'verwandt', text: 'x.' }, { terms: terms.slice(1) });
	const gone = await room.publish('de', { title: 'Falsch', slug: 'falsch', text: 'Unwahr.' });
	await room.withdraw(gone, 'de', 'Die Zahl stimmte nicht.', '/de/news/generatoren');
	await inWorker(database.databases.worker, (trx) => publish(trx, site.start));
});
afterAll(async () => {
	await site.stop();
	await site.database.close();
});

interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: string;
}

/** An answer without what differs between any two answers: the moment and the request's id. */
function get(of: RunningSite, path: string, sent: Readonly<Record<string, string>> = {}): Promise<Answer> {
	const headers = { host: 'localhost', accept: 'text/html', connection: 'close', ...sent };
	return new Promise((resolve, reject) => {
		request({ host: '127.0.0.1', port: new URL(of.url).port, path, headers }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
			answer.on('end', () => {
				const { date: _date, 'x-request-id': _id, ...kept } = answer.headers;
				resolve({ status: answer.statusCode ?? 0, headers: kept, body: Buffer.concat(parts).toString() });
			});
		})
			.on('error', reject)
			.end();
	});
}

/** A page's markup without the comments the renderer leaves. */
const read = async (path: string) => (await get(site, path)).body.replace(/<!--.*?-->/g, '');

const lists = ['/news', '/news/feed.atom', '/news/feed.json', '/easy-language', ''];
const paths = [
	...languages.flatMap((language) => lists.map((path) => `/${language}${path}`)),
	...[
		'/news?page=2',
		'/news/generatoren',
		'/news/entwurf',
		'/news/verborgen',
		'/news/strom-erzeuger',
		'/news/verwandt',
		'/news/falsch',
		'/news/category/relief',
		'/news/topic/energy/feed.json',
		'/news/topic/secret',
		'/news/archive/2023-03',
		'/news/partnership/news-pair',
		'/news/partnership/news-pair/feed.atom',
		'/press',
		'/press/feed.json',
		'/press/partnerships/news-pair',
		'/press/partnerships/news-pair/facts.txt',
	].map((path) => `/de${path}`),
	'/uk/news/heneratory',
	'/sitemap.xml',
	'/sitemap-news.xml',
	'/robots.txt',
];

async function everything(of: RunningSite): Promise<Readonly<Record<string, Answer>>> {
	const answers: Record<string, Answer> = {};
	for (const path of paths) answers[path] = await get(of, path);
	return answers;
}

describe('an article', () => {
	it('says when, whose and what, and leads to what is there', async () => {
		const page = await read('/de/news/generatoren');
		expect(page).toContain('Generatoren &amp; mehr &lt;unterwegs></h1>');
		expect(page).toMatch(/Dortmund · Veröffentlicht am\s+<time datetime="[^"]+Z">\d+\. \w+ \d{4}<\/time>/);
		expect(page).toContain('<strong>wichtiger</strong> <a href="https://example.org/a?b=1&amp;c=2">Satz</a>.</p>');
		expect(page).toMatch(/<figcaption[^>]*>Olena, Verwaltung<\/figcaption>/);
		expect(page).toContain('mailto:presse@stadt.example');
		expect(page).toContain('href="/de/news/topic/energy"');
		expect(page).toContain('href="/de/news/strom-erzeuger"');
		expect(page).toContain('href="/de/news/verwandt"');
	});

	it('names the translations there are, and no other', async () => {
		const page = await read('/de/news/generatoren');
		expect(page).toMatch(/rel="alternate" hreflang="uk" href="[^"]+\/uk\/news\/heneratory"/);
		expect(page).not.toContain('hreflang="en"');
		expect(page).toContain('noch nicht auf Englisch');
		expect((await get(site, '/en/news/generatoren')).status).toBe(404);
	});

	it('tells programs what it is, in JSON that cannot end its element', async () => {
		const page = await read('/de/news/generatoren');
		const json = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? '';
		expect(json).not.toContain('<');
		expect(JSON.parse(json)).toMatchObject({
			'@type': 'NewsArticle',
			headline: 'Generatoren & mehr <unterwegs>',
			inLanguage: 'de',
			dateline: 'Dortmund',
		});
		expect(page).toContain('<meta property="og:type" content="article"');
		expect(page).not.toMatch(/<script(?! type="application\/ld\+json")/);
	});

	it('that was withdrawn is gone, with the reason and no word of what it said', async () => {
		const { status, body, headers } = await get(site, '/de/news/falsch');
		expect(status).toBe(410);
		expect(body).toContain('Die Zahl stimmte nicht.');
		expect(body).toContain('href="/de/news/generatoren"');
		expect(body).not.toMatch(/Unwahr|Falsch|rel="canonical"|hreflang="uk" href="http/);
		expect(headers['etag'] ?? '').not.toContain('falsch');
	});

	it('is small on the wire, and comes with a strong tag', async () => {
		const sent = { 'accept-encoding': 'br' };
		const { headers } = await get(site, '/de/news/generatoren', sent);
		expect(Number(headers['content-length'])).toBeLessThan(10_000);
		expect(headers['cache-control']).toContain('stale-while-revalidate');
		const again = await get(site, '/de/news/generatoren', { ...sent, 'if-none-match': String(headers['etag']) });
		expect([again.status, again.body]).toEqual([304, '']);
	});

	it('changes for readers within two seconds of being published, and leads on from where it stood before', async () => {
		const id = await room.publish('de', { title: 'Erst', slug: 'erst', text: 'Alt.' });
		await site.tell({ now: later(site.now(), 1000) });
		expect(await read('/de/news/erst')).toContain('Alt.');
		await room.save(id, 'de', { title: 'Dann', slug: 'dann', text: 'Neu.' });
		expect((await get(site, '/de/news/dann')).status).toBe(404);
		await room.release(id, 'de', { kind: 'major', note: 'Neu gefasst.' });
		await site.tell({ now: later(site.now(), 1000) });
		expect(await read('/de/news/dann')).toContain('Neu gefasst.');
		const moved = await get(site, '/de/news/erst');
		expect([moved.status, moved.headers['location']]).toEqual([301, '/de/news/dann']);
	});
});

describe('feeds and maps', () => {
	it('hold what the lists hold, with permanent ids', async () => {
		const atom = await get(site, '/de/news/topic/energy/feed.atom');
		expect(atom.headers['content-type']).toContain('application/atom+xml');
		expect(atom.body.match(/<entry>/g)).toHaveLength(2);
		expect(atom.body).toContain('<title>Generatoren &amp; mehr &lt;unterwegs&gt;</title>');
		expect(atom.body).toMatch(/<id>urn:uuid:[0-9a-f-]{36}<\/id>/);
		const json = JSON.parse((await get(site, '/uk/news/feed.json')).body) as { items: { title: string }[] };
		expect(json.items.map(({ title }) => title)).toEqual(['Генератори']);
		expect((await get(site, '/de/news/topic/nothing/feed.atom')).status).toBe(404);
		const map = (await get(site, '/sitemap.xml')).body;
		expect(map).toContain('/uk/news/heneratory</loc>');
		expect(map).not.toContain('/de/news/falsch');
	});

	it('speak of the last two days for news only', async () => {
		expect((await get(site, '/sitemap-news.xml')).body).toContain('/de/news/generatoren');
		const before = site.now();
		await site.tell({ now: later(before, 3 * day) });
		expect((await get(site, '/sitemap-news.xml')).body).not.toContain('<url>');
		await site.tell({ now: before });
	});
});

describe('what is not published', () => {
	it('changes no byte of any public answer, and turns up in none', async () => {
		const before = await everything(site);
		expect(before['/de/news/generatoren']?.status).toBe(200);
		expect(before['/de/press/partnerships/news-pair']?.status).toBe(200);
		const secret = [await room.term('topic', 'secret')];
		const word = 'CANARYnews';
		const told = { title: word, kicker: word, teaser: word, text: `${word}.`, slug: 'entwurf' };
		await room.draft('de', told, {
			kind: 'press-release',
			terms: secret,
			sources: [{ label: word, url: 'https://example.org' }],
		});
		const hidden = await room.publish(
			'de',
			{ ...told, slug: 'verborgen' },
			{ kind: 'press-release', terms: secret, pressContact: { name: word, phone: '', email: 'canary@stadt.example' } },
		);
		await site.database.query(
			'insert into article_hiding (article_id, city_id, hidden, reason, decided_at) values ($1, $2, true, $3, now())',
			[hidden, room.cities.zhytomyr.id, word],
		);
		await site.database.query('delete from public_article where article_id = $1', [hidden]);
		const shownBefore = await site.database.query<{ article_id: string }>(
			`select article_id from public_article where slug = 'generatoren'`,
		);
		await room.save(shownBefore[0]!.article_id as never, 'de', { ...told, slug: 'generatoren' });
		const { database, cities } = site;
		const other = await startRunningSite({ on: { database, cities } });
		await other.tell({ now: site.now() });
		const after = await everything(other);
		await other.stop();
		const plain = (answer: Answer | undefined) => JSON.stringify(answer).replaceAll(/localhost:\d+/g, 'localhost');
		expect(paths.filter((path) => plain(before[path]) !== plain(after[path]))).toEqual([]);
		for (const answer of Object.values(after)) expect(JSON.stringify(answer)).not.toContain(word);
		expect(site.log()).not.toContain(word);
	});
});
