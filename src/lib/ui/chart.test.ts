import { describe, expect, it } from 'vitest';
import { labelledIndexes, linePoints, roundMaximum } from './chart.ts';
import { moveMark } from './combobox.ts';

describe('the end of a scale', () => {
	it.each([
		[[], 1],
		[[0], 1],
		[[0.7], 1],
		[[1], 1],
		[[3], 5],
		[[18.4, 42], 50],
		[[201], 250],
		[[999], 1000],
		[[1_284_500], 2_000_000],
	])('of %j is %d', (values, expected) => {
		expect(roundMaximum(values)).toBe(expected);
	});
});

describe('a line', () => {
	it('runs from left to right and grows upwards', () => {
		expect(linePoints([0, 5, 10], 100, 100)).toEqual([
			{ x: 0, y: 100 },
			{ x: 50, y: 50 },
			{ x: 100, y: 0 },
		]);
	});

	it('of one value stands at the left', () => {
		expect(linePoints([5], 100, 100)).toEqual([{ x: 0, y: 0 }]);
	});

	it.each([
		[0, 4, []],
		[3, 4, [0, 1, 2]],
		[7, 4, [0, 2, 4, 6]],
		[10, 4, [0, 3, 6, 9]],
	])('of %d points labels at most %d, with the first and the last', (count, most, expected) => {
		expect(labelledIndexes(count, most)).toEqual(expected);
	});
});

describe('the mark in a list of proposals', () => {
	it.each([
		[-1, 'ArrowDown', 3, 0],
		[2, 'ArrowDown', 3, 0],
		[0, 'ArrowUp', 3, 2],
		[-1, 'ArrowUp', 3, 2],
		[1, 'ArrowUp', 3, 0],
		[1, 'x', 3, 1],
		[0, 'ArrowDown', 0, -1],
	])('at %d after %s among %d is at %d', (mark, key, count, expected) => {
		expect(moveMark(mark, key, count)).toBe(expected);
	});
});
