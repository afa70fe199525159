import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './run-command.server.ts';

describe('canonical JSON', () => {
	test('means the same as JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const plain: unknown = JSON.parse(JSON.stringify(value));
				expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	test('is one text whatever the order of keys, and whatever is absent', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
				const entries = Object.entries(record).filter(([key]) => key !== '__proto__');
				const forward = Object.fromEntries(entries);
				const backward = Object.fromEntries([...entries.toReversed(), ['absent!', undefined]]);
				expect(canonicalJson(backward)).toBe(canonicalJson(forward));
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	test.each([
		['a date', new Date(0)],
		['a map', new Map()],
		['a bigint', 1n],
		['not a number', Number.NaN],
		['a function', () => 1],
	])('takes no %s: a command decides on plain data', (_, value) => {
		expect(() => canonicalJson({ value })).toThrow('Broken assumption');
	});
});
