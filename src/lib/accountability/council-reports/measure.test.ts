import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Movement, measuresOf, shareOfValue, worthOf } from './measure.ts';

const movement: Movement = {
	year: 2025,
	operationId: 'operation',
	operationNames: { de: 'Hilfe' },
	itemCode: 'PWR-GEN',
	baseUnit: 'pcs',
	lotId: 'lot',
	openedQuantity: 48,
	valueCents: 1000,
	donorId: 'donor',
	donor: { de: 'THW' },
	shipmentId: 'one',
	shipmentNumber: '2025-001',
	arrived: 30,
	failed: 0,
};
const names = (code: string) => ({ de: code });

describe('the measures of a report', () => {
	it('add up the shipments of a lot, and value the whole of what arrived, so that no cent is lost by rounding twice', () => {
		const [measure] = measuresOf([movement, { ...movement, shipmentId: 'two', arrived: 18 }], names);
		expect(measure).toMatchObject({ arrived: 48, shipments: 2, valueCents: 1000 });
	});

	it.each([
		['another year', { year: 2024 }],
		['another item', { itemCode: 'SHE-BED-CMP' }],
		['another donor', { donorId: 'other' }],
		['another operation', { operationId: 'other' }],
	])('keep %s apart', (_, other) => {
		expect(measuresOf([movement, { ...movement, ...other }], names)).toHaveLength(2);
	});

	it('are one line for all donors who are not named', () => {
		const unnamed = [1, 2].map((each) => ({ ...movement, donorId: `person ${each}`, donor: null }));
		expect(measuresOf(unnamed, names).map(({ key, donor }) => [key, donor])).toEqual([
			['2025.PWR-GEN.unnamed.operation', null],
		]);
	});

	it('have no value where the value of any lot is not known', () => {
		const measures = measuresOf([movement, { ...movement, lotId: 'other', valueCents: null }], names);
		expect(measures[0]?.valueCents).toBeNull();
		expect(worthOf(measures)).toEqual({ cents: 0, unknown: 1 });
	});

	it('leave out what was taken back as a whole', () => {
		expect(measuresOf([movement, { ...movement, arrived: -30 }], names)).toEqual([]);
	});

	it('tell of goods that failed to arrive, which are worth nothing to anybody', () => {
		const [measure] = measuresOf([{ ...movement, arrived: 0, failed: 5 }], names);
		expect(measure).toMatchObject({ arrived: 0, failed: 5, valueCents: 0 });
	});
});

describe('the value of a part of a lot', () => {
	it('is never more than that of the whole, exact for amounts no float holds', () => {
		const amount = fc.integer({ min: 1, max: 1_000_000_000_000 });
		fc.assert(
			fc.property(amount, fc.nat(), amount, (value, part, whole) => {
				const used = Math.min(part, whole);
				const exact = (BigInt(value) * BigInt(used)) / BigInt(whole);
				expect(BigInt(shareOfValue(value, used, whole))).toBe(exact);
				expect(shareOfValue(value, whole, whole)).toBe(value);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});
