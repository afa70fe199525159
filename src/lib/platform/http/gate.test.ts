import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';

describe('the gate before the site', () => {
	it('has so many places and no more', () => {
		const gate = createGate(2);
		expect([gate.enter('a'), gate.enter('b'), gate.enter('c')].map(Boolean)).toEqual([true, true, false]);
	});

	it('gives a place back once, however often somebody leaves', () => {
		const gate = createGate(2);
		const leave = gate.enter('a');
		gate.enter('b');
		leave?.();
		leave?.();
		expect([gate.enter('c'), gate.enter('d')].map(Boolean)).toEqual([true, false]);
	});

	it('keeps half of its places from any one address', () => {
		const gate = createGate(4);
		const first = gate.enter('a');
		gate.enter('a');
		expect(gate.enter('a')).toBeUndefined();
		expect(gate.enter('b')).toBeDefined();
		first?.();
		expect(gate.enter('a')).toBeDefined();
	});
});
