import { describe, expect, it } from 'vitest';
import { keyAction } from './review-keys.ts';

const press = (key: string, code: string, changes = {}) => ({
	key,
	code,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	...changes,
});

describe('the keys of the review', () => {
	it.each([
		['1', 'Digit1', { kind: 'suggestion', index: 0 }],
		['3', 'Numpad3', { kind: 'suggestion', index: 2 }],
		['0', 'Digit0', { kind: 'not-goods' }],
		['n', 'KeyN', { kind: 'not-goods' }],
		['о', 'KeyJ', { kind: 'next' }],
		['л', 'KeyK', { kind: 'previous' }],
		['ArrowDown', 'ArrowDown', { kind: 'next' }],
		['г', 'KeyU', { kind: 'undo' }],
		['й', 'KeyQ', { kind: 'ask' }],
		['?', 'Slash', { kind: 'help' }],
		['x', 'KeyX', undefined],
		['4', 'Digit4', undefined],
	])('"%s" on %s', (key, code, action) => {
		expect(keyAction(press(key, code))).toEqual(action);
	});

	it('leaves combinations to the browser', () => {
		expect(keyAction(press('n', 'KeyN', { ctrlKey: true }))).toBeUndefined();
	});
});
