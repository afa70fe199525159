import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { present } from '#lib/kernel/assert.ts';
import { factor } from '#lib/kernel/factor.ts';
import { languages } from '#lib/kernel/language.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { aLot, aNeed, aProblem, destinations, noEarmark } from '#test/fixtures/allocation/builders.ts';
import { allocate } from './allocate.ts';
import { type AllocationProblem, defaultPolicy } from './allocation-problem.ts';
import type { AllocationResult } from './allocation-result.ts';
import { checkAllocation } from './check/check-allocation.ts';
import { parseInstance } from './instance/instance-format.ts';
import { reasonVoice } from './say-reason.ts';

/** "need ← quantity of lot", sorted, of an allocation that has passed the check. */
function linesOf(problem: AllocationProblem): string[] {
	const result = allocate(problem);
	expect(checkAllocation(problem, result)).toEqual([]);
	return result.allocations.map((line) => `${line.need} ← ${line.quantity} ${line.lot}`);
}

function unmetReason(result: AllocationResult, need: string) {
	return present(
		result.unmet.find((line) => line.need === need),
		'the unmet need',
	).reason;
}

describe('In March 2023', () => {
	const text = readFileSync(new URL('../../../../test/fixtures/allocation/story.json', import.meta.url), 'utf8');
	const parsed = parseInstance(text);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
	const problem = parsed.value;

	test('two turntable ladders wanted in Zhytomyr and in the earthquake area go one to each', () => {
		const ladders = allocate(problem).allocations.filter((line) => line.lot.startsWith('ladder'));
		expect(ladders.map((line) => [line.need, line.quantity])).toEqual([
			['ladder-turkiye', 1],
			['ladder-zhytomyr', 1],
		]);
	});

	test('25 generators of various sizes give housing and resilience points the same share, as sizes allow', () => {
		const power = allocate(problem).coverage.filter((line) => line.kind === 'power');
		expect(power.map((line) => [line.destination, line.delivered, line.requested])).toEqual([
			['zhytomyr-housing', 14, 20],
			['zhytomyr-resilience', 11, 15],
		]);
	});

	test('200 camp beds cover half of what each asked for', () => {
		const beds = allocate(problem).coverage.filter((line) => line.kind === 'shelter');
		expect(beds.map((line) => line.delivered / line.requested)).toEqual([0.5, 0.5]);
	});

	test('the whole allocation is proven, and passes the check', () => {
		const result = allocate(problem);
		expect(result.optimality).toEqual({ kind: 'proven' });
		expect(checkAllocation(problem, result)).toEqual([]);
	});
});

describe('An allocation', () => {
	test('serves the most urgent class first', () => {
		const needs = [aNeed({ id: 'later', urgency: 2 }), aNeed({ id: 'now', destination: 'kharkiv' })];
		expect(linesOf(aProblem({ needs, lots: [aLot({ id: 'lot', quantity: 12 })] }))).toEqual([
			'later ← 2 lot',
			'now ← 10 lot',
		]);
	});

	test('keeps an earmark even where others need it more', () => {
		const needs = [aNeed({ id: 'later', urgency: 2, destination: 'kharkiv' }), aNeed({ id: 'now' })];
		const lots = [aLot({ id: 'lot', earmark: { ...noEarmark, destination: 'kharkiv' } })];
		expect(linesOf(aProblem({ needs, lots }))).toEqual(['later ← 10 lot']);
	});

	test('counts two small generators as one large where the need accepts it, and never half of one', () => {
		const problem = aProblem({
			needs: [aNeed({ id: 'need', item: 'PWR-GEN-D60', quantity: 3, acceptsSubstitutes: true })],
			lots: [aLot({ id: 'small', item: 'PWR-GEN-D06', quantity: 5 })],
			substitutes: [{ wanted: 'PWR-GEN-D60', given: 'PWR-GEN-D06', factor: factor(1, 2), penalty: 10 }],
		});
		const result = allocate(problem);
		expect(result.allocations.map(({ quantity, covers, substitute }) => [quantity, covers, substitute])).toEqual([
			[4, 2, true],
		]);
		expect(result.left).toEqual([{ lot: 'small', quantity: 1, reason: { kind: 'less-than-a-pack', pack: 2 } }]);
		expect(checkAllocation(problem, result)).toEqual([]);
	});

	test('prefers what expires first among equals, and leaves what expires too early', () => {
		const problem = aProblem({
			needs: [aNeed({ id: 'need', quantity: 5, minimumRemainingDays: 30 })],
			lots: [
				aLot({ id: 'a-keeps', quantity: 5, expiry: plainDate('2024-03-14') }),
				aLot({ id: 'b-soon', quantity: 5, expiry: plainDate('2023-06-01') }),
				aLot({ id: 'c-too-soon', quantity: 5, expiry: plainDate('2023-03-20') }),
			],
		});
		expect(linesOf(problem)).toEqual(['need ← 5 b-soon']);
	});

	test('gives an indivisible lot whole or not at all', () => {
		const needs = [aNeed({ id: 'small', quantity: 6 }), aNeed({ id: 'large', quantity: 9, destination: 'kharkiv' })];
		const lots = [aLot({ id: 'kit', quantity: 8, indivisible: true })];
		expect(linesOf(aProblem({ needs, lots }))).toEqual(['large ← 8 kit']);
	});

	test('says that an indivisible lot is too large', () => {
		const problem = aProblem({
			needs: [aNeed({ id: 'need', quantity: 6 })],
			lots: [aLot({ id: 'kit', indivisible: true })],
		});
		expect(unmetReason(allocate(problem), 'need')).toEqual({ kind: 'pack-too-large', lots: 1, smallestPack: 10 });
	});

	test('gives a useful quantity to one rather than a useless one to each', () => {
		const needs = [aNeed({ id: 'a', minimumUseful: 8 }), aNeed({ id: 'b', minimumUseful: 8, destination: 'kharkiv' })];
		const problem = aProblem({ needs, lots: [aLot({ id: 'lot', quantity: 10 })] });
		expect(linesOf(problem)).toHaveLength(1);
		expect(allocate(problem).unmet).toHaveLength(1);
	});

	test('fixes what is fixed by hand, and shares the rest', () => {
		const needs = [aNeed({ id: 'a' }), aNeed({ id: 'b', destination: 'kharkiv' })];
		const pins = [{ need: 'a', lot: 'one', quantity: 5 }];
		const lots = [aLot({ id: 'one', quantity: 8 }), aLot({ id: 'two', quantity: 4 })];
		expect(linesOf(aProblem({ needs, lots, pins }))).toEqual(['a ← 5 one', 'a ← 1 two', 'b ← 3 one', 'b ← 3 two']);
	});

	test('measures by people where the council says so', () => {
		const problem = aProblem({
			policy: { ...defaultPolicy, denominator: 'people' },
			needs: [
				aNeed({ id: 'camp', quantity: 100, peopleServed: 300 }),
				aNeed({ id: 'town', quantity: 100, peopleServed: 100, destination: 'kharkiv' }),
			],
			lots: [aLot({ id: 'lot', quantity: 80 })],
		});
		expect(linesOf(problem)).toEqual(['camp ← 60 lot', 'town ← 20 lot']);
	});

	test('says what it compares when it measures by people', () => {
		const problem = aProblem({
			policy: { ...defaultPolicy, denominator: 'people' },
			needs: [
				aNeed({ id: 'camp', quantity: 100, peopleServed: 300 }),
				aNeed({ id: 'town', quantity: 100, peopleServed: 100, destination: 'kharkiv' }),
			],
			lots: [aLot({ id: 'lot', quantity: 80 })],
		});
		const line = present(allocate(problem).allocations[0], 'the first line');
		expect(reasonVoice(destinations, 'en', 'people').line(line)).toBe(
			'Zhytomyr: 60 of 100 (0.2 per person), the same share as Kharkiv (20 of 100, 0.2 per person).',
		);
	});

	test('leaves confirmed promises alone, and counts them', () => {
		const needs = [aNeed({ id: 'a' }), aNeed({ id: 'b', destination: 'kharkiv' })];
		const promises = [{ need: 'a', lot: 'lot', quantity: 6, confirmed: true }];
		expect(linesOf(aProblem({ needs, lots: [aLot({ id: 'lot' })], promises }))).toEqual(['a ← 6 lot', 'b ← 4 lot']);
	});
});

describe('Reasons', () => {
	const needs = [aNeed({ id: 'a', quantity: 25 }), aNeed({ id: 'b', quantity: 25, destination: 'kharkiv' })];
	const result = allocate(aProblem({ needs, lots: [aLot({ id: 'lot', quantity: 36 })] }));

	test.each([
		['de', 'Schytomyr: 18 von 25 (72 %), derselbe Anteil wie Charkiw (18 von 25, 72 %).'],
		['uk', 'Житомир: 18 з 25 (72%) — така сама частка, як у: Харків (18 з 25, 72%).'],
		['en', 'Zhytomyr: 18 of 25 (72%), the same share as Kharkiv (18 of 25, 72%).'],
	] as const)('name the shares in %s', (language, sentence) => {
		const line = present(result.allocations[0], 'the first line');
		expect(reasonVoice(destinations, language).line(line).replaceAll('\u00a0', ' ')).toBe(sentence);
	});

	test('name every obstacle that stood in the way, with its number', () => {
		const problem = aProblem({
			needs: [
				aNeed({
					id: 'need',
					conditions: [{ kind: 'at-least', attribute: 'power_kva', value: 10 }],
					deadline: plainDate('2023-04-01'),
				}),
			],
			lots: [
				aLot({ id: 'bed', item: 'SHE-BED-CMP' }),
				aLot({ id: 'earmarked', earmark: { ...noEarmark, destination: 'kharkiv' } }),
				aLot({ id: 'late', attributes: { power_kva: 15 }, availableFrom: plainDate('2023-05-01') }),
				aLot({ id: 'unknown' }),
				aLot({ id: 'weak', attributes: { power_kva: 6 } }),
			],
		});
		const reason = unmetReason(allocate(problem), 'need');
		expect(reasonVoice(destinations, 'en').unmet(reason)).toBe(
			'No lot fits (of 5): 1 of another kind, 1 earmarked for something else, ' +
				'1 with a required property unknown, 1 without a required property, 1 too late.',
		);
	});

	test('leave no gap unfilled in any language', () => {
		for (const language of languages) {
			const voice = reasonVoice(destinations, language);
			const sentences = [
				...result.allocations.map((line) => voice.line(line)),
				...result.unmet.map((line) => voice.unmet(line.reason)),
			];
			for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|undefined/);
		}
	});
});
