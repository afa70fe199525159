import type { BenchDatabase } from './bench-database.ts';
import { startBenchServer } from './bench-database.ts';
import { startHttpCache } from './http-cache.ts';
import { type Load, readIn, readSite } from './page-readers.ts';
import { startTandem, Visitor } from './running-tandem.ts';

/**
 * How many readers of news one core serves: an article, the first page of the news, a further page of a topic, the press and a
 * feed, from the page cache, rendered anew (a query string goes past the cache) and through a simple HTTP cache in front; what
 * the first reader after a start waits for; how much comes before the pictures; and whether readers are served while the
 * site is away. Needs `npm run build`. `node test/bench/article.bench.ts [seconds, default 4] [articles, default 1000]`
 */
const seconds = Number(process.argv[2] ?? 4);
const articles = Number(process.argv[3] ?? 1000);
const reading = { seconds, readers: 16 };
/** Page, styles and everything else but pictures and fonts, as they come over the wire. */
const promisedBytes = 60_000;
const warmUp = 200;

/** So many articles, each of forty paragraphs, over five years and two topics. */
async function layOutArticles({ query }: BenchDatabase): Promise<void> {
	const sentence = 'Die Stadt hat gemeinsam mit ihrer Partnerstadt beschlossen, was nun geliefert wird. ';
	const blocks = Array.from({ length: 40 }, (_, at) => ({
		id: `b${at}`,
		kind: 'paragraph',
		text: [{ kind: 'text', text: `${at}. ${sentence.repeat(5)}`, marks: [], link: null }],
	}));
	const content = {
		dateline: { de: 'Dortmund' },
		pressContact: null,
		sources: [],
		notes: [],
		figures: [],
		withdrawal: null,
	};
	const [city] = await query<{ id: string }>('select id from city order by slug limit 1');
	for (const slug of ['energy', 'schools']) {
		await query(
			`insert into newsroom_term (id, city_id, kind, slug, names) values (gen_random_uuid(), $1, 'topic', $2, $3)
			on conflict do nothing`,
			[city?.id, slug, JSON.stringify({ de: slug })],
		);
	}
	await query(
		`with made as (
			insert into article (id, city_id, created_at) select gen_random_uuid(), $1, now() from generate_series(1, $2::int) returning id)
		insert into public_article (article_id, edition, public_id, article_public_id, language, easy, slug, former_slugs, state, kind,
			kicker, title, teaser, blocks, content, terms, shared, related, first_published_at, public_updated_at)
		select id, 'de', gen_random_uuid(), gen_random_uuid(), 'de', false, 'beitrag-' || n, '{}', 'live',
			case when n % 3 = 0 then 'press-release' else 'news' end, 'Hilfe', 'Beitrag ' || n || ' zur Partnerschaft', $3, $4, $5,
			array[case when n % 2 = 0 then 'topic/energy' else 'topic/schools' end], '{}', '{}',
			timestamptz '2021-01-01' + n * interval '1 day', timestamptz '2021-01-01' + n * interval '1 day'
		from (select id, row_number() over (order by id) as n from made) numbered`,
		[city?.id, articles, sentence, JSON.stringify(blocks), JSON.stringify(content)],
	);
}

const column = (text: string | number) => String(text).padStart(13);

function row(what: string, seen: Load, more: readonly (string | number)[] = []): void {
	const rate = (seen.requests / seen.seconds).toFixed(0);
	const figures = [rate, seen.p50.toFixed(1), seen.p99.toFixed(1), seen.bytes, ...more].map(column).join('');
	console.log(`  ${what.padEnd(44)}${figures}${seen.failures > 0 ? `  BROKEN: ${seen.failures} failed` : ''}`);
}

/** What a page and its styles weigh over the wire. */
async function weigh(port: number, path: string): Promise<void> {
	const plain = new Visitor(port, { accept: 'text/html' });
	const styles = [...(await plain.get(path)).body.toString().matchAll(/<link href="([^"]+\.css)"/g)].map(
		([, href]) => href!,
	);
	plain.leave();
	const packed = new Visitor(port, { 'accept-encoding': 'br' });
	let bytes = (await packed.get(path)).bytes;
	for (const href of styles) bytes += (await packed.get(href)).bytes;
	packed.leave();
	const verdict = bytes > promisedBytes ? `  BROKEN: above ${promisedBytes}` : '';
	console.log(`  ${path.padEnd(44)}${column(bytes)} bytes with ${styles.length} style sheets${verdict}`);
}

async function report(database: BenchDatabase): Promise<void> {
	const pages = ['/de/news/beitrag-7', '/de/news', '/de/news/topic/energy', '/de/press', '/de/news/feed.atom'];
	const site = await startTandem(database.url);
	let cache: Awaited<ReturnType<typeof startHttpCache>> | undefined;
	try {
		const reader = new Visitor(site.port, { 'accept-encoding': 'br', accept: 'text/html' });
		const first = await reader.get(pages[0]!);
		console.log(`The first reader after a start waits ${first.milliseconds.toFixed(0)} ms`);
		console.log('Before the pictures');
		for (const path of pages.slice(0, 4)) await weigh(site.port, path);
		const heads = ['req/s', 'p50 ms', 'p99 ms', 'bytes', 'ms CPU'].map(column).join('');
		console.log(`News of ${articles}, ${reading.readers} readers, ${seconds} s each`.padEnd(46) + heads);
		for (const path of pages) {
			for (const [kind, address] of [
				['kept', path],
				['rendered', `${path}?x=1`],
			] as const) {
				for (let n = 0; n < warmUp; n++) await reader.get(address);
				const seen = await readSite(site, address, reading);
				row(`${path}, ${kind}`, seen, [(seen.processorMilliseconds / seen.requests).toFixed(2)]);
			}
		}
		reader.leave();
		cache = await startHttpCache(site.port);
		for (const path of pages) {
			const before = await cache.asked();
			row(`${path}, cache in front`, await readIn(cache.port, path, reading), [
				`${(await cache.asked()) - before} asked`,
			]);
		}
		await site.stop();
		// Half an hour later.
		await cache.age(1800);
		for (const path of pages.slice(0, 2)) row(`${path}, the site is away`, await readIn(cache.port, path, reading));
	} finally {
		await cache?.stop();
		await site.stop();
	}
}

const server = await startBenchServer();
try {
	const database = await server.database();
	await layOutArticles(database);
	await report(database);
} finally {
	await server.stop();
}
