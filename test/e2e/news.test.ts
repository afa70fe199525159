import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '#lib/accountability/publication/publication.server.ts';
import { later } from '#lib/kernel/instant.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId } from '#test/database.ts';
import { hostileTexts } from '#test/fixtures/hostile-texts.ts';
import { layOutPicture } from '#test/fixtures/public-picture.ts';
import { layOutRelief } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aNewsroom, type NewsroomWorld } from '../laws/newsroom-world.ts';
import { startBrowser } from './browser.ts';
import { lookAt } from './pages/looks.ts';

let site: RunningSite;
let browser: Browser;
let room: NewsroomWorld;
beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite(), startBrowser()]);
	room = await aNewsroom(site.database, site.cities);
	room.now = site.start;
	const terms = [await room.term('category', 'relief'), await room.term('topic', 'energy')];
	const text = [
		'Ein **Satz** mit [Verweis](https://example.org).',
		'## Sicherheitsbevollmächtigtenversammlung',
		'> Danke!\n-- Olena | Stadtverwaltung',
		'- eins\n- zwei',
		'@ 2023-03: Ankunft',
	].join('\n\n');
	const contact = { name: 'Presse', phone: '+49 231 0', email: 'presse@stadt.example' };
	const facts = { terms, pressContact: contact, dateline: { de: 'Dortmund' } };
	const id = await room.publish('de', { title: 'Generatoren', slug: 'generatoren', text }, facts);
	await room.save(id, 'de', { title: 'Generatoren', slug: 'generatoren', text: `${text}\n\nNoch einer.` });
	await room.release(id, 'de', { kind: 'correction', wrong: '24', note: 'Es sind 25.' });
	await room.publish(
		'de',
		{ title: 'Sicherheitsbevollmächtigtenversammlung', slug: 'verwandt', text: 'x.' },
		{ terms },
	);
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

describe('the news', () => {
	it('can be read by everybody: wide and narrow, light and dark, without a script', async () => {
		const context = await browser.newContext({ baseURL: site.url });
		const page = await context.newPage();
		const said: string[] = [];
		page.on('console', (message) => said.push(message.text()));
		const faults: string[] = [];
		for (const path of ['/de/news/generatoren', '/de/news', '/uk/news', '/de/accessibility', '/de/easy-language']) {
			faults.push(...(await lookAt(page, path)));
		}
		expect(faults).toEqual([]);
		expect(said, 'nothing the policy of the page refuses').toEqual([]);
		await context.close();
	});
});

/** Past the parser, which would take none of it: straight into what the public reads. */
async function writeHostileTexts(of: RunningSite, room: NewsroomWorld): Promise<void> {
	const { query } = of.database;
	let next = 0;
	const any = () => hostileTexts[next++ % hostileTexts.length]!;
	const named = () => JSON.stringify({ de: any(), uk: any(), en: any() });
	const run = () => ({ kind: 'text', text: any(), marks: ['strong'], link: any() });
	await layOutRelief(of.database, of.cities);
	const image = await layOutPicture(of.database, of.cities.dortmund, room.partnershipId, { pressUse: true });
	const document = anId<'document'>();
	await query(
		`insert into document (id, city_id, partnership_id, title, disclosure, kind, file_name, size_bytes, sha256, stored_at)
		values ($1, $2, $3, $4, 'partners', 'pdf', 'a.pdf', 1, encode(sha256('x'), 'hex'), now())`,
		[document, of.cities.dortmund.id, room.partnershipId, named()],
	);
	const terms = [await room.term('category', 'hostile'), await room.term('topic', 'foreign')];
	const text = `[[image: ${image}]]\n\n[[downloads: ${document}]]\n\n[[story-line: news-pair]]\n\n[[map: zhytomyr]]`;
	const contact = { name: 'A', phone: '1', email: 'a@b.example' };
	const id = await room.publish(
		'de',
		{ title: 'Hülle', slug: 'huelle', text },
		{ kind: 'press-release', terms, pressContact: contact },
	);
	const gone = await room.publish('de', { title: 'Fort', slug: 'fort', text: 'x.' });
	await room.withdraw(gone, 'de', 'x');
	await inWorker(of.database.databases.worker, (trx) => publish(trx, of.start));
	await query(
		'update image set alt = $1, caption = $2, credit = left($3, 200), rights_holder = left($4, 200) where id = $5',
		[named(), named(), any(), any(), image],
	);
	await query('update newsroom_term set names = jsonb_build_object($1::text, $2::text)', ['de', any()]);
	await query('update public_partnership set names = $1, cities = $2', [named(), `[${named()}, ${named()}]`]);
	await query('update public_operation set names = $1, destination = $2, lead_city = $3', [named(), named(), named()]);
	await query(
		`insert into public_story_entry (partnership_slug, position, id, kind, on_day, precision, fact, source)
		values ('news-pair', 901, $1, 'agreement', '2023-03-14', 'day', $2, $3)`,
		[
			`agreement-${anId()}`,
			`{"kind": "agreement", "title": ${named()}}`,
			JSON.stringify({ kind: 'link', url: 'https://city.example/' }),
		],
	);
	const spoken = [
		...hostileTexts.map((each, at) => ({
			id: `p${at}`,
			kind: 'paragraph',
			text: [{ ...run(), text: each, link: each }],
		})),
		{ id: 'h', kind: 'heading', level: 2, text: [run()] },
		{ id: 'l', kind: 'list', ordered: false, items: [[run()], [run()]] },
		{ id: 'q', kind: 'quote', text: [run()], speaker: any(), role: any() },
		{ id: 't', kind: 'timeline', entries: [{ on: { date: '2023-03-14', precision: 'day' }, text: [run()] }] },
		{ id: 'i', kind: 'image', imageId: image, caption: any() },
	];
	const at = of.start;
	const content = {
		dateline: { de: any() },
		pressContact: { name: any(), phone: any(), email: any() },
		sources: [
			{ label: any(), url: 'javascript:__hit(1)' },
			{ label: any(), url: 'https://city.example/' },
		],
		notes: [
			{ kind: 'major', at, note: any() },
			{ kind: 'correction', at, wrong: any(), note: any() },
		],
		figures: [],
		withdrawal: null,
	};
	await query(
		'update public_article set title = $1, kicker = $2, teaser = $3, blocks = $4::jsonb || blocks, content = content || $5::jsonb where article_id = $6',
		[any(), any(), any(), JSON.stringify(spoken), JSON.stringify(content), id],
	);
	const withdrawal = { withdrawal: { at, reason: any(), leadsTo: 'javascript:__hit(2)' } };
	await query('update public_article set content = content || $1::jsonb where article_id = $2', [
		JSON.stringify(withdrawal),
		gone,
	]);
	// As lists and feeds have them: every one as a title, a kicker and a teaser.
	await query(
		`insert into public_article (article_id, edition, public_id, article_public_id, language, easy, slug, former_slugs, state, kind,
			kicker, title, teaser, blocks, content, partnership, terms, shared, related, first_published_at, public_updated_at)
		select $1, 'n' || n, gen_random_uuid(), gen_random_uuid(), 'de', false, 'n-' || n || t, '{}', 'live', 'press-release', t, t, t, '[]',
			content, 'news-pair', terms, '{}', '{}', first_published_at + n * interval '1 second', public_updated_at
		from unnest($2::text[]) with ordinality as listed(t, n), public_article where article_id = $1 and edition = 'de'`,
		[id, hostileTexts],
	);
}

/** What on a page could run something, or ran. */
const dangers = () => {
	const found: string[] = [...((window as unknown as { hits?: string[] }).hits ?? [])];
	const plain = /^(?:https?:|mailto:|\/|#|\?|$)/;
	for (const element of document.querySelectorAll('*')) {
		for (const { name, value } of element.attributes) {
			if (/^on/i.test(name)) found.push(`${element.tagName} ${name}`);
			if (/(?:^|:)(?:href|src|action|formaction|data|srcdoc)$/i.test(name) && !plain.test(value))
				found.push(`${name}=${value}`);
		}
		if (
			/^(?:script|iframe|object|embed|base|math|marquee|noscript|form|video|input)$/i.test(
				element.localName.replace(/^.*:/, ''),
			)
		) {
			const known = element.matches('script[type="application/ld+json"], .ui-footer form, .ui-footer input');
			if (!known) found.push(element.outerHTML.slice(0, 200));
		}
	}
	return found;
};

describe('texts that try to run code', () => {
	it('are texts on every page, in every feed, map and archive: none of three hundred runs, with no policy that would stop it', async () => {
		await writeHostileTexts(site, room);
		await site.tell({ now: later(site.now(), 5000) });
		const context = await browser.newContext({ baseURL: site.url, bypassCSP: true });
		await context.addInitScript(() => {
			const own = window as unknown as { hits: string[]; __hit: (number: number) => void };
			own.hits = [];
			own.__hit = (number) => own.hits.push(`ran ${number}`);
		});
		const page = await context.newPage();
		await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: hostileTexts.join('') }));
		await page.goto('/bare');
		const bare = await page.evaluate(dangers);
		expect(bare, 'what a page would do that let them through').toContain('ran 0');
		const paths = [
			'/de/news/huelle',
			'/de/news/fort',
			'/de/news',
			'/de/news?page=9',
			'/de/news/topic/foreign',
			'/de/news/partnership/news-pair',
			'/de/press',
			'/de/press/partnerships/news-pair',
			'/de/news/feed.atom',
			'/de/press/feed.atom',
			'/sitemap.xml',
			'/sitemap-news.xml',
		];
		const found: Record<string, readonly string[]> = {};
		for (const path of paths) {
			const answer = await page.goto(path);
			expect([path, answer?.status()]).toEqual([path, path.endsWith('fort') ? 410 : 200]);
			const here = await page.evaluate(dangers);
			if (here.length > 0) found[path] = here;
		}
		expect(found).toEqual({});
		await page.goto('/de/news/huelle');
		const shown = await page.locator('article').first().innerText();
		expect(hostileTexts.filter((text) => !shown.includes(text.replace(/\s+/g, ' ').trim()))).toEqual([]);
		const data = await page.locator('script[type="application/ld+json"]').textContent();
		expect(hostileTexts).toContain((JSON.parse(data ?? '') as { headline: string }).headline);
		const card = await page.locator('meta[property="og:image"]').first().getAttribute('content');
		expect((await page.request.get(card ?? '')).headers()['content-type']).toBe('image/png');
		await context.close();
		const feed = (await (await fetch(`${site.url}/de/news/feed.json`)).json()) as { items: { title: string }[] };
		expect(feed.items.filter(({ title }) => !hostileTexts.includes(title))).toEqual([]);
		const facts = await fetch(`${site.url}/de/press/partnerships/news-pair/facts.txt`);
		expect([facts.headers.get('content-type'), facts.headers.get('x-content-type-options')]).toEqual([
			'text/plain; charset=utf-8',
			'nosniff',
		]);
	});
});
