import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { machineView, scriptSafe } from './machine-view.ts';
import { parseMonth } from './news-paths.ts';
import type { ReadArticle } from './reading-queries.server.ts';

describe('what programs read of an article', () => {
	const article: ReadArticle = {
		publicId: 'a',
		articlePublicId: 'b',
		state: 'live',
		language: 'de',
		easy: false,
		slug: 'strom',
		kind: 'news',
		kicker: '',
		title: 'Strom </script><script>alert(1)</script>',
		teaser: '',
		terms: [],
		imageId: null,
		blocks: [],
		partnership: null,
		content: {
			dateline: { de: 'Dortmund' },
			pressContact: null,
			sources: [],
			figures: [],
			notes: [
				{ kind: 'major', at: instant('2023-03-15T09:00:00Z'), note: 'Neu' },
				{ kind: 'correction', at: instant('2023-03-16T09:00:00Z'), wrong: '24', note: '25' },
			],
			withdrawal: null,
		},
		firstPublishedAt: instant('2023-03-14T09:00:00Z'),
		publicUpdatedAt: instant('2023-03-16T09:00:00Z'),
	};

	it('names corrections apart from other changes, and cannot leave its element', () => {
		const card = {
			language: 'de',
			kicker: 'Nachricht',
			title: article.title,
			partnership: null,
			date: '14. März 2023',
		} as const;
		const { jsonLd, url, images } = machineView(article, [], { card, path: '/cards/a/b.png' }, 'https://city.example');
		expect(url).toBe('https://city.example/de/news/strom');
		const alt = `Nachricht · ${article.title} · 14. März 2023`;
		expect(images).toEqual([{ url: 'https://city.example/cards/a/b.png', width: 1200, height: 630, alt }]);
		expect(jsonLd).not.toContain('<');
		expect(JSON.parse(jsonLd)).toMatchObject({
			headline: article.title,
			image: ['https://city.example/cards/a/b.png'],
			dateModified: '2023-03-16T09:00:00.000Z',
			correction: [{ '@type': 'CorrectionComment', text: '25' }],
		});
	});

	it('is the same data after being made safe, whatever it holds', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const safe = scriptSafe(JSON.stringify(value));
				return !/[<>&\u2028\u2029]/.test(safe) && JSON.stringify(JSON.parse(safe)) === JSON.stringify(value);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('a month in an address', () => {
	it.each([
		['2023-03', '2023-03'],
		['2023-13', undefined],
		['2023-3', undefined],
		['1999-01', undefined],
	])('%s is read as %s', (text, month) => expect(parseMonth(text)).toBe(month));
});
