import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReturnPath } from './return-path.ts';

describe('a return path', () => {
	it.each([
		['/de/office', '/de/office'],
		['/uk/office/needs?after=3&status=open', '/uk/office/needs?after=3&status=open'],
		['/en', '/en'],
		['/de/./office/../account', '/de/account'],
		['/de/office#main', '/de/office'],
	])('keeps %s as %s', (text, path) => {
		expect(parseReturnPath(text)).toBe(path);
	});

	it.each([
		[undefined],
		[null],
		[''],
		['de/office'],
		['https://evil.example/de'],
		['//evil.example/de'],
		['/\\evil.example/de'],
		['/\t/evil.example/de'],
		['/.//evil.example/de'],
		['/de/..//evil.example'],
		['/de/../\\evil.example'],
		['javascript:alert(1)'],
		['/fr/office'],
		['/deep'],
		['/de/sign-in'],
		['/de/sign-in?to=/de/sign-in'],
		['/uk/sign-out'],
	])('refuses %j', (text) => {
		expect(parseReturnPath(text)).toBeUndefined();
	});

	it('is refused when it is absurdly long', () => {
		expect(parseReturnPath(`/de/${'a'.repeat(3000)}`)).toBeUndefined();
	});

	const parts = [
		'/',
		'\\',
		'//',
		'..',
		'.',
		':',
		'@',
		'%2f',
		'%5c',
		'\t',
		'\n',
		'\u0000',
		'de',
		'uk',
		'evil.example',
		'?',
		'#',
		' ',
	];
	const hostile = fc
		.array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 3 })), { maxLength: 12 })
		.map((pieces) => `/${pieces.join('')}`);

	it('never leaves this site, whatever was typed, and is stable when parsed again', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const path = parseReturnPath(text);
				if (path === undefined) return;
				for (const origin of ['https://tandem.example', 'http://localhost:3000']) {
					expect(new URL(path, origin).origin).toBe(origin);
				}
				expect(path).toMatch(/^\/(de|uk|en)([/?]|$)/);
				const letters = Array.from(path).map((letter) => letter.codePointAt(0)!);
				expect(letters.every((code) => code > 0x1f && code !== 0x5c)).toBe(true);
				expect(parseReturnPath(path)).toBe(path);
			}),
			{ seed: 42, numRuns: 5000 },
		);
	});
});
