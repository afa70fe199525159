import { describe, expect, it } from 'vitest';
import { addressablePaths, everyLanguage, inLanguage, onlyExisting, withCurrent } from './navigation.ts';

describe('the same page in another language', () => {
	it.each([
		['/de', 'uk', '/uk'],
		['/de/', 'uk', '/uk'],
		['/de/news', 'en', '/en/news'],
		['/uk/news?q=генератор', 'de', '/de/news?q=генератор'],
		['/de?x=1', 'uk', '/uk?x=1'],
		['/design', 'de', '/de/design'],
		['/', 'en', '/en'],
	] as const)('%s in %s is %s', (path, language, expected) => {
		expect(inLanguage(path, language)).toBe(expected);
	});

	it('names all three', () => {
		expect(everyLanguage('/de/needs')).toEqual({ de: '/de/needs', uk: '/uk/needs', en: '/en/needs' });
	});
});

describe('the current item of a navigation', () => {
	const items = ['/de', '/de/office', '/de/office/needs', '/de/office/need-lists'].map((href) => ({
		href,
		label: href,
	}));
	it.each([
		['/de', '/de'],
		['/de/imprint', undefined],
		['/de/office', '/de/office'],
		['/de/office/needs', '/de/office/needs'],
		['/de/office/needs/17', '/de/office/needs'],
		['/de/office/needs-of-others', '/de/office'],
	])('on %s is %s', (path, expected) => {
		const current = withCurrent(items, path).filter((item) => item.current);
		expect(current.map((item) => item.href)).toEqual(expected === undefined ? [] : [expected]);
	});
});

describe('an item that has pages elsewhere', () => {
	const items = [
		{ href: '/de/office', label: 'Overview' },
		{ href: '/de/office/partnerships', label: 'Partnerships', alsoAt: ['/de/office/agreements'] },
	];
	it.each([
		['/de/office/agreements/17', 'Partnerships'],
		['/de/office/partnerships/pair', 'Partnerships'],
		['/de/office/needs', 'Overview'],
	])('is current on %s: %s', (path, expected) => {
		expect(withCurrent(items, path).find((item) => item.current)?.label).toBe(expected);
	});
});

describe('links to pages there are', () => {
	const ids = [
		'/',
		'/[lang=language]/(public)',
		'/[lang=language]/(public)/offer',
		'/[lang=language]/(office)/office/needs/[id]',
	];

	it('are found from the routes, without groups and without what needs filling in', () => {
		expect(addressablePaths(ids)).toEqual(['', '/offer']);
	});

	it('stay, and others go', () => {
		const items = ['/de', '/de/offer', '/de/news'].map((href) => ({ href, label: href }));
		expect(onlyExisting(items, addressablePaths(ids)).map(({ href }) => href)).toEqual(['/de', '/de/offer']);
		expect(onlyExisting(items, undefined)).toEqual(items);
	});
});
