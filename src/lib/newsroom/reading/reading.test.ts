import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { FigureQuery } from '../articles/block.ts';
import { sumFigures } from './figure-sum.ts';
import { machineView, scriptSafe } from './machine-view.ts';
import { parseMonth } from './news-paths.ts';
import type { ReadArticle } from './reading-queries.server.ts';

const query = (changes: Partial<FigureQuery> = {}): FigureQuery => ({
	measure: 'received',
	itemCode: 'PWR',
	scope: { kind: 'operation', slug: 'zhytomyr' },
	from: null,
	to: null,
	...changes,
});
const item = (itemCode: string, received: number, baseUnit = 'piece') => ({
	itemCode,
	baseUnit,
	needed: 100,
	promised: 50,
	received,
	inUse: 1,
});
const date = (text: string) => text as PlainDate;

describe('a bound figure', () => {
	it('counts the item and everything below it, and no other that begins alike', () => {
		const items = [item('PWR', 1), item('PWR-GEN', 20), item('PWRX', 400)];
		expect(sumFigures(query(), items, [])).toEqual({ value: 21, unit: 'piece' });
		expect(sumFigures(query({ measure: 'needed' }), items, [])).toEqual({ value: 200, unit: 'piece' });
		expect(sumFigures(query({ measure: 'in-use', itemCode: 'PWR-GEN' }), items, [])).toEqual({
			value: 1,
			unit: 'piece',
		});
	});

	it('has no answer where units cannot be added, where there is nothing, or where only a whole is known', () => {
		expect(sumFigures(query(), [item('PWR-A', 1), item('PWR-B', 1, 'gram')], [])).toBeUndefined();
		expect(sumFigures(query(), [item('MED', 1)], [])).toBeUndefined();
		expect(sumFigures(query({ measure: 'needed', from: date('2023-01-01') }), [item('PWR', 1)], [])).toBeUndefined();
	});

	it('counts a week only where all of it lies within the days', () => {
		const line = { itemCode: 'PWR-GEN', baseUnit: 'piece', quantity: 7 };
		const deliveries = [
			{ ...line, received: { kind: 'week', monday: date('2023-02-27') } as const },
			{ ...line, received: { kind: 'day', date: date('2023-03-14') } as const },
		];
		const within = (from: string | null, to: string | null) =>
			sumFigures(query({ from: from === null ? null : date(from), to: to === null ? null : date(to) }), [], deliveries);
		expect(within('2023-01-01', null)?.value).toBe(14);
		expect(within('2023-02-28', null)?.value).toBe(7);
		expect(within('2023-01-01', '2023-03-04')?.value).toBe(0);
		expect(within('2023-01-01', '2023-03-05')?.value).toBe(7);
	});
});

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
		const { jsonLd, url } = machineView(article, [], 'https://city.example');
		expect(url).toBe('https://city.example/de/news/strom');
		expect(jsonLd).not.toContain('<');
		expect(JSON.parse(jsonLd)).toMatchObject({
			headline: article.title,
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
