import { describe, expect, test } from 'vitest';
import { acceptedEncoding, isCompressible } from './accepted-encoding.ts';

describe('the encoding of an answer', () => {
	test.each([
		['gzip, deflate, br, zstd', 'br'],
		['gzip', 'gzip'],
		['GZIP;q=0.5', 'gzip'],
		['br;q=0.1, gzip;q=0.9', 'gzip'],
		['*', 'br'],
		['br;q=0, *', 'gzip'],
		['identity', undefined],
		['br;q=0, gzip;q=0', undefined],
		['', undefined],
		[undefined, undefined],
	])('for "%s" is %s', (header, expected) => {
		expect(acceptedEncoding(header)).toBe(expected);
	});
});

describe('what is compressed', () => {
	test.each([
		['text/html', true],
		['text/csv; charset=utf-8', true],
		['application/ld+json', true],
		['application/atom+xml', true],
		['image/svg+xml', true],
		['image/webp', false],
		['font/woff2', false],
		['application/zip', false],
		['application/pdf', false],
		['text/event-stream', false],
	])('%s: %s', (type, expected) => {
		expect(isCompressible(type)).toBe(expected);
	});
});
