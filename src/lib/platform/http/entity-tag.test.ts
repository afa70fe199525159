import { describe, expect, it } from 'vitest';
import { encodedTag, isKnown } from './entity-tag.ts';

describe('the tag of a content', () => {
	it('is another for each encoding', () => {
		expect([encodedTag('"a"', undefined), encodedTag('"a"', 'br'), encodedTag(null, 'br')]).toEqual([
			'"a"',
			'"a-br"',
			null,
		]);
	});

	it.each([
		['"a-br"', true],
		['W/"a-br"', true],
		['"b", "a-br"', true],
		['*', true],
		['"a"', false],
		['"a-br-more"', false],
		[null, false],
	])('is known to somebody who sends %s: %s', (header, known) => {
		expect(isKnown('"a-br"', header)).toBe(known);
	});
});
