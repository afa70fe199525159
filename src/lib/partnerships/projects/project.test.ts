import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { decimalsOf, decimalText, indicatorProgress, parseDecimal, plainDecimal } from './indicator.ts';
import { decideOutcome, isMilestoneOverdue, type MilestoneOutcome, milestoneProgress } from './milestone.ts';
import {
	decideProjectFacts,
	decideProjectStep,
	type ProjectFacts,
	type ProjectState,
	projectMoves,
	projectStates,
} from './project.ts';

const fuzzy = (text: string) => parseFuzzyDate(text)!;
const today = plainDate('2024-06-01');
const organisation = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' as Id<'organisation'>;
const facts: ProjectFacts = {
	code: 'DZ-2024-01',
	names: { de: 'Energieberatung' },
	description: null,
	leadId: null,
	begins: fuzzy('2024'),
	ends: fuzzy('2025-06'),
	budgetCents: null,
	dreamId: null,
	iatiId: null,
	themeIds: [],
	partnerIds: [],
};

describe('a project', () => {
	it.each(projectStates.flatMap((from) => projectStates.map((to) => [from, to] as const)))(
		'goes from %s to %s exactly where the table says so',
		(from, to) => {
			const permitted: readonly ProjectState[] = projectMoves[from];
			const step = { to, on: fuzzy('2024-05'), note: { de: 'Weil.' } };
			expect(decideProjectStep({ state: from, since: fuzzy('2024') }, step, today).ok).toBe(permitted.includes(to));
		},
	);

	it.each([
		['2024', '2025-06', true],
		['2024-03', '2024', true],
		['2024-03-15', '2024-03', true],
		['2024-04', '2024-03-31', false],
		['2024', '2023', false],
	])('that begins %s and ends %s makes sense: %s', (begins, ends, sense) => {
		expect(decideProjectFacts({ ...facts, begins: fuzzy(begins), ends: fuzzy(ends) }).ok).toBe(sense);
	});

	it('names who leads it once', () => {
		expect(decideProjectFacts({ ...facts, leadId: organisation, partnerIds: [organisation] })).toMatchObject({
			refusal: [{ kind: 'lead-is-partner-too' }],
		});
	});
});

describe('a milestone', () => {
	const reached: MilestoneOutcome = {
		state: 'reached',
		settledOn: today,
		note: 'Beide Städte haben zugestimmt.',
		evidence: null,
	};
	it.each([
		[reached, []],
		[{ ...reached, note: '' }, ['reached-shown-or-said']],
		[{ ...reached, note: '', evidence: { kind: 'link', url: 'https://example.org' } }, []],
		[{ ...reached, settledOn: null }, ['settled-on-which-day']],
		[{ ...reached, settledOn: plainDate('2024-06-02') }, ['settled-in-future']],
		[{ ...reached, state: 'dropped', note: '' }, ['dropped-without-reason']],
		[{ ...reached, state: 'open', settledOn: null, note: '' }, []],
	] as const)('%j is refused for %j', (outcome, kinds) => {
		const decided = decideOutcome(outcome, today);
		expect(decided.ok ? [] : decided.refusal.map(({ kind }) => kind)).toEqual(kinds);
	});

	it('is overdue from the day after', () => {
		expect(isMilestoneOverdue({ state: 'open', due: plainDate('2024-05-31') }, today)).toBe(true);
		expect(isMilestoneOverdue({ state: 'open', due: today }, today)).toBe(false);
		expect(isMilestoneOverdue({ state: 'reached', due: plainDate('2020-01-01') }, today)).toBe(false);
	});

	it('that was dropped counts neither way', () => {
		const states = ['reached', 'open', 'dropped', 'reached'] as const;
		expect(milestoneProgress(states.map((state) => ({ state })))).toEqual({ reached: 2, all: 3 });
	});
});

describe('an indicator', () => {
	it.each([
		['12,5', 1, 125],
		['12.50', 1, 125],
		['1 250', 0, 1250],
		['-3', 2, -300],
		['0,0', 1, 0],
		['12,55', 1, undefined],
		['zwölf', 0, undefined],
		['1e5', 0, undefined],
		['', 0, undefined],
	])('reads %j with %d decimals as %s', (typed, decimals, value) => {
		expect(parseDecimal(typed, decimals)).toBe(value);
	});

	it('is written as it was read, in every language', () => {
		expect(decimalText(125, 1, 'de')).toBe('12,5');
		expect(decimalText(-5, 2, 'en')).toBe('-0.05');
		const places = fc.integer({ min: 0, max: 3 });
		const values = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
		fc.assert(
			fc.property(values, places, (value, decimals) => {
				const typed = plainDecimal(value, decimals);
				expect(parseDecimal(typed, decimals)).toBe(value === 0 ? 0 : value);
				expect(decimalsOf(typed)).toBeLessThanOrEqual(decimals);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	it.each([
		[0, 200, 150, 75],
		[null, 200, 199, 99],
		[100, 50, 75, 50],
		[100, 50, 120, 0],
		[100, 50, 20, 100],
		[0, 200, 500, 100],
		[0, 1000, 996, 99],
	])('from %s to %s, at %s, has come %d %% of the way', (baseline, target, value, share) => {
		const actual = { value, asOf: today, source: 'x' };
		expect(indicatorProgress({ baseline, target, actual })).toBe(share);
	});

	it('says nothing of the way before anything was measured', () => {
		expect(indicatorProgress({ baseline: 0, target: 5, actual: null })).toBeNull();
	});
});
