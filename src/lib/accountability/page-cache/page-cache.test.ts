import { describe, expect, it } from 'vitest';
import { cacheKey, PageCache } from './page-cache.ts';

const page = (text: string) => {
	const body = new TextEncoder().encode(text);
	return { bodies: { identity: body, br: body, gzip: body }, headers: [] };
};

describe('the cache of public pages', () => {
	it('answers a page of the same version', () => {
		const cache = new PageCache(2);
		cache.keep('a', '/de', page('home'));
		expect(cache.find('a', '/de')).toEqual(page('home'));
	});

	it('answers nothing of an older version, so that what was hidden is gone', () => {
		const cache = new PageCache(2);
		cache.keep('a', '/de', page('home'));
		expect(cache.find('b', '/de')).toBeUndefined();
		cache.keep('b', '/uk', page('головна'));
		expect(cache.find('b', '/de')).toBeUndefined();
		expect(cache.find('a', '/de')).toBeUndefined();
	});

	it('keeps the pages that are read', () => {
		const cache = new PageCache(2);
		cache.keep('a', '/1', page('1'));
		cache.keep('a', '/2', page('2'));
		cache.find('a', '/1');
		cache.keep('a', '/3', page('3'));
		expect([cache.find('a', '/1'), cache.find('a', '/2'), cache.find('a', '/3')]).toEqual([
			page('1'),
			undefined,
			page('3'),
		]);
	});
});

describe('a request', () => {
	const ask = {
		method: 'GET',
		routeId: '/[lang=language]/(public)/operations/[slug]',
		origin: 'https://tandem.example',
		pathname: '/de/operations/zhytomyr',
		search: '',
		theme: 'dark',
		signedIn: false,
	};

	it('for a public page is kept under its whole address and theme', () => {
		expect(cacheKey(ask)).toBe('dark https://tandem.example/de/operations/zhytomyr');
	});

	it('for a further page of a list is kept as well, and in no other spelling of it', () => {
		const list = { ...ask, routeId: '/[lang=language]/(public)/news', pathname: '/de/news' };
		expect(cacheKey({ ...list, search: '?page=2' })).toBe('dark https://tandem.example/de/news?page=2');
		for (const search of ['?page=1', '?page=02', '?page=2&x=1', '?page=1000', '?page=-1', '?PAGE=2']) {
			expect(cacheKey({ ...list, search }), search).toBeUndefined();
		}
		expect(cacheKey({ ...ask, search: '?page=2' })).toBeUndefined();
	});

	it.each([
		['of a signed-in reader', { signedIn: true }],
		["in a spelling of nobody's", { pathname: '/de/operations/zhyt%6Fmyr' }],
		['with a query', { search: '?x=1' }],
		['that changes something', { method: 'POST' }],
		['for the office', { routeId: '/[lang=language]/(office)/office' }],
		['for a private link', { routeId: '/[lang=language]/(public)/offer/[token]' }],
		['for nothing that was built', { routeId: null }],
	])('%s is never kept', (_, changes) => {
		expect(cacheKey({ ...ask, ...changes })).toBeUndefined();
	});
});
