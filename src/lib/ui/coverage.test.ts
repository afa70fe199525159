import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageParts, stillOpen } from './coverage.ts';

const amount = fc.nat({ max: 1_000_000 });
const coverages = fc.record({ requested: amount, received: amount, onItsWay: amount, promised: amount });

describe('a coverage bar', () => {
	it('is never longer than the bar, without gaps and in order', () => {
		fc.assert(
			fc.property(coverages, (coverage) => {
				let end = 0;
				for (const part of coverageParts(coverage)) {
					expect(part.start).toBeCloseTo(end, 6);
					expect(part.length).toBeGreaterThanOrEqual(0);
					end = part.start + part.length;
				}
				expect(end).toBeLessThanOrEqual(100.000001);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	it('is full exactly when nothing is open', () => {
		fc.assert(
			fc.property(coverages, (coverage) => {
				const drawn = coverageParts(coverage).reduce((sum, part) => sum + part.length, 0);
				const whole = coverage.requested + coverage.received + coverage.onItsWay + coverage.promised;
				if (whole > 0 && stillOpen(coverage) === 0) expect(drawn).toBeCloseTo(100, 6);
				if (stillOpen(coverage) > 0) expect(drawn).toBeLessThan(100);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	it('draws nothing where nothing was asked for or given', () => {
		expect(
			coverageParts({ requested: 0, received: 0, onItsWay: 0, promised: 0 }).every((part) => part.length === 0),
		).toBe(true);
	});
});
