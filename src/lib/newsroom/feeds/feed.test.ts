import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { atomFeed, type Feed, isFeedName, jsonFeed, xmlText } from './feed.ts';
import { newsSitemap, robots, sitemap } from './sitemap.ts';

const entry = {
	publicId: '00000000-0000-4000-8000-000000000001',
	url: 'https://city.example/de/news/a?b=1&c=2',
	title: '25 "Generatoren" & mehr',
	summary: 'Für <Schytomyr>\u0007',
	terms: ['Strom & Wärme'],
	published: instant('2023-03-14T09:00:00Z'),
	updated: instant('2023-03-15T09:00:00Z'),
};
const feed: Feed = {
	title: 'Aktuelles',
	language: 'de',
	pageUrl: 'https://city.example/de/news',
	feedUrl: 'https://city.example/de/news/feed.atom',
	entries: [entry],
	since: instant('2023-01-01T00:00:00Z'),
};

describe('a feed', () => {
	it('is known by its name', () => {
		expect([isFeedName('feed.atom'), isFeedName('feed.json'), isFeedName('feed.xml')]).toEqual([true, true, false]);
	});

	it('is well-formed Atom with permanent ids and the latest change', () => {
		const atom = atomFeed(feed);
		expect(atom).toContain('<id>urn:uuid:00000000-0000-4000-8000-000000000001</id>');
		expect(atom).toContain('<title>25 &quot;Generatoren&quot; &amp; mehr</title>');
		expect(atom).toContain('<summary>Für &lt;Schytomyr&gt;</summary>');
		expect(atom).toContain('<category term="Strom &amp; Wärme"/>');
		expect(atom.match(/<updated>([^<]+)<\/updated>/)?.[1]).toBe('2023-03-15T09:00:00.000Z');
	});

	it('speaks of no moment of its asking where it is empty', () => {
		expect(atomFeed({ ...feed, entries: [] })).toContain('<updated>2023-01-01T00:00:00.000Z</updated>');
	});

	it('is JSON Feed 1.1 with the same entries', () => {
		expect(JSON.parse(jsonFeed(feed))).toMatchObject({
			version: 'https://jsonfeed.org/version/1.1',
			items: [{ id: `urn:uuid:${entry.publicId}`, title: entry.title, date_published: '2023-03-14T09:00:00.000Z' }],
		});
	});

	it('holds nothing that XML has no place for, whatever was written', () => {
		const anyText = fc
			.array(fc.oneof(fc.nat(0x2fff), fc.integer({ min: 0xe000, max: 0x10ffff })))
			.map((points) => String.fromCodePoint(...points));
		fc.assert(
			fc.property(anyText, (text) => {
				const written = xmlText(text);
				return written.isWellFormed() && !/[<>"']|(?![\t\n\r])\p{Cc}/u.test(written);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('a sitemap', () => {
	const page = { url: 'https://city.example/de/news/a', changed: entry.updated };
	const languages = [{ language: 'de', url: page.url }] as const;

	it('names pages with their translations and when they changed, where that is known', () => {
		const map = sitemap([
			{ ...page, languages },
			{ url: 'https://city.example/uk', changed: null, languages: [] },
		]);
		expect(map).toContain(
			`<url><loc>${page.url}</loc><lastmod>2023-03-15T09:00:00.000Z</lastmod><xhtml:link rel="alternate" hreflang="de" href="${page.url}"/></url>`,
		);
		expect(map).toContain('<url><loc>https://city.example/uk</loc></url>');
	});

	it('of news names title, language and day', () => {
		const map = newsSitemap([{ url: page.url, title: entry.title, language: 'de', published: entry.published }]);
		expect(map).toContain('<news:title>25 &quot;Generatoren&quot; &amp; mehr</news:title>');
		expect(map).toContain('<news:publication_date>2023-03-14T09:00:00.000Z</news:publication_date>');
	});

	it('is where robots are told it is', () => {
		expect(robots('https://city.example')).toContain('Sitemap: https://city.example/sitemap.xml\n');
	});
});
