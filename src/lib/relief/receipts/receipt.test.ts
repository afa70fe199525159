import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '#lib/kernel/instant.ts';
import { decideSettlement, settlementRules, settlements, settlementsOffered } from './discrepancy.ts';
import { type CountedLine, closingMove, countedUnits, decideReceipt, mishaps, type ShippedLine } from './receipt.ts';

const departed = 100 as Instant;
const now = 1000 as Instant;
const reasons = { damaged: '', missing: '', refused: '' };

function aLine(changes: Partial<CountedLine> = {}): CountedLine {
	return { shipmentLineId: 'a', accepted: 0, damaged: 0, missing: 0, refused: 0, reasons, ...changes };
}

function shipped(outstanding: number, id = 'a', position = 1): ShippedLine {
	const recorded = { accepted: 20 - outstanding, damaged: 0, missing: 0, refused: 0 };
	return { shipmentLineId: id, position, shipped: 20, outstanding, recorded };
}

function decide(
	lines: readonly CountedLine[],
	outstanding = 20,
	extras: { description: string; quantity: number }[] = [],
) {
	const goods = {
		receivedAt: 200 as Instant,
		lines,
		extras: extras.map((extra) => ({ shipmentLineId: null, ...extra })),
	};
	return decideReceipt([shipped(outstanding)], departed, goods, now);
}

describe('a receipt', () => {
	test.each([
		['with nothing counted', [aLine()], 'nothing-counted'],
		['of a line nobody loaded', [aLine({ shipmentLineId: 'x', accepted: 1 })], 'unknown-line'],
		['with one line twice', [aLine({ accepted: 1 }), aLine({ accepted: 1 })], 'line-twice'],
		['of more than is outstanding', [aLine({ accepted: 21 })], 'exceeds-shipped'],
		['of a fraction', [aLine({ accepted: 0.5 })], 'no-whole-number'],
		['of less than nothing', [aLine({ accepted: -1 })], 'no-whole-number'],
		['with missing units and no reason', [aLine({ accepted: 19, missing: 1 })], 'reason-missing'],
	])('%s is refused', (_case, lines, kind) => {
		expect(decide(lines)).toMatchObject({ ok: false, refusal: { kind } });
	});

	test('names the line and what is left of it', () => {
		expect(decide([aLine({ accepted: 5 })], 4)).toMatchObject({ refusal: { position: 1, left: 4, counted: 5 } });
	});

	test('takes what was not declared, with words and a whole number', () => {
		expect(decide([], 20, [{ description: 'candles', quantity: 3 }])).toMatchObject({ ok: true });
		expect(decide([], 20, [{ description: ' ', quantity: 3 }])).toMatchObject({
			refusal: { kind: 'extra-without-description' },
		});
		expect(decide([], 20, [{ description: 'candles', quantity: 0 }])).toMatchObject({
			refusal: { kind: 'extra-without-quantity' },
		});
	});

	describe('whose goods somebody else recorded meanwhile', () => {
		const second = (line: CountedLine, outstanding: number) => {
			const goods = { receivedAt: 200 as Instant, lines: [line], extras: [], overtaken: true };
			return decideReceipt([shipped(outstanding)], departed, goods, now);
		};
		const broken = { ...reasons, damaged: 'wet' };

		test.each([
			['that agrees deviates in nothing', aLine({ accepted: 20 }), 0, 0],
			['that differs says by how much', aLine({ accepted: 17, damaged: 3, reasons: broken }), 0, 3],
			['of more than is left says by how much', aLine({ accepted: 18 }), 4, 2],
		])('is kept beside, and a count %s', (_case, line, outstanding, differing) => {
			const decided = second(line, outstanding);
			expect(decided).toMatchObject({ ok: true, value: { lines: [], beside: [line], outstanding } });
			const deviations = decided.ok ? decided.value.deviations : [];
			expect(deviations.map(({ kind, quantity }) => [kind, quantity])).toEqual(
				differing === 0 ? [] : [['counted-differently', differing]],
			);
		});

		test('is a further receipt where its goods are still outstanding', () => {
			expect(second(aLine({ accepted: 4 }), 4)).toMatchObject({ value: { beside: [], outstanding: 0 } });
		});

		test('is still refused where it counts more than was ever shipped', () => {
			expect(second(aLine({ accepted: 21 }), 0)).toMatchObject({ refusal: { kind: 'exceeds-shipped', left: 20 } });
		});
	});

	test('closes a shipment only when nothing is outstanding, and says how it went', () => {
		expect(closingMove(1, false)).toBeUndefined();
		expect(closingMove(0, false)).toBe('received');
		expect(closingMove(0, true)).toBe('closed-with-discrepancy');
	});
});

describe('any number of receipts of any counts', () => {
	const count = fc.integer({ min: 0, max: 12 });
	const line = (id: string) =>
		fc
			.record({ accepted: count, damaged: count, missing: count, refused: count, reasoned: fc.boolean() })
			.map(({ reasoned, ...units }) => {
				const word = reasoned ? 'wet' : '';
				return aLine({ shipmentLineId: id, ...units, reasons: { damaged: word, missing: word, refused: word } });
			});

	test('account for each shipped unit once: accepted + damaged + missing + refused + outstanding = shipped', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(line('a'), line('b')), { maxLength: 12 }),
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 40 }),
				(receipts, ofA, ofB) => {
					const left = new Map([
						['a', ofA],
						['b', ofB],
					]);
					const total = { accepted: 0, damaged: 0, missing: 0, refused: 0, deviating: 0 };
					for (const lines of receipts) {
						const open = [shipped(left.get('a')!, 'a', 1), shipped(left.get('b')!, 'b', 2)];
						const decided = decideReceipt(open, departed, { receivedAt: 200 as Instant, lines, extras: [] }, now);
						if (!decided.ok) continue;
						for (const each of decided.value.lines) {
							left.set(each.shipmentLineId, left.get(each.shipmentLineId)! - countedUnits(each));
							for (const outcome of ['accepted', ...mishaps] as const) total[outcome] += each[outcome];
							for (const mishap of mishaps) expect(each[mishap] === 0 || each.reasons[mishap] !== '').toBe(true);
						}
						total.deviating += decided.value.deviations.reduce((sum, each) => sum + each.quantity, 0);
						expect(decided.value.outstanding).toBe(left.get('a')! + left.get('b')!);
					}
					const outstanding = left.get('a')! + left.get('b')!;
					expect(Math.min(...left.values())).toBeGreaterThanOrEqual(0);
					expect(total.accepted + total.damaged + total.missing + total.refused + outstanding).toBe(ofA + ofB);
					expect(total.deviating).toBe(total.damaged + total.missing + total.refused);
				},
			),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('a discrepancy', () => {
	const kinds = Object.keys(settlementRules) as (keyof typeof settlementRules)[];

	test.each(kinds)('of the kind "%s" can be settled by the sender in some way', (kind) => {
		expect(settlementsOffered({ kind, open: 1, hasLine: true }, 'sender').length).toBeGreaterThan(0);
	});

	test('is settled only as offered, within what is open, and with a word', () => {
		const open = { kind: 'missing', open: 3, hasLine: true } as const;
		for (const side of ['sender', 'receiver'] as const) {
			for (const settlement of settlements) {
				const offered = settlementsOffered(open, side).includes(settlement);
				expect(decideSettlement(open, { settlement, quantity: 3, note: 'x', side }).ok).toBe(offered);
			}
		}
		const wanted = { settlement: 'written-off', quantity: 4, note: 'x', side: 'sender' } as const;
		expect(decideSettlement(open, wanted)).toMatchObject({ refusal: { kind: 'more-than-open', open: 3 } });
		expect(decideSettlement(open, { ...wanted, quantity: 1, note: ' ' })).toMatchObject({
			refusal: { kind: 'note-missing' },
		});
	});
});
