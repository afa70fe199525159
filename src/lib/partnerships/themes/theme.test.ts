import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestDay, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { decideThemeStep, type Theme, type ThemeState, type ThemeStep, themeMoves, themeStates } from './theme.ts';
import { readTheme, readThemeStep } from './theme-form.ts';

const fuzzy = (text: string) => parseFuzzyDate(text)!;
const today = plainDate('2024-06-01');
const word: LocalizedText = { de: 'Weil.' };
const agreedIn = { kind: 'link', url: 'https://example.org/a' } as const;
const theme = (state: ThemeState, changes: Partial<Theme> = {}): Theme => ({
	names: { de: 'Digitalisierung' },
	description: null,
	goals: [9, 11],
	proposerId: null,
	state,
	since: fuzzy('2023-03-14'),
	agreedIn: null,
	...changes,
});
const step = (to: ThemeState, changes: Partial<ThemeStep> = {}): ThemeStep => ({
	to,
	on: fuzzy('2024-05'),
	note: word,
	agreedIn: null,
	...changes,
});
const kinds = (answer: ReturnType<typeof decideThemeStep>) => (answer.ok ? [] : answer.refusal.map(({ kind }) => kind));

describe('a theme', () => {
	it.each(themeStates.flatMap((from) => themeStates.map((to) => [from, to] as const)))(
		'goes from %s to %s exactly where the table says so',
		(from, to) => {
			const permitted: readonly ThemeState[] = themeMoves[from];
			expect(kinds(decideThemeStep(theme(from), step(to), today))).toEqual(
				permitted.includes(to) ? [] : ['move-not-permitted'],
			);
		},
	);

	it('is agreed where one can look it up, or where a word says how', () => {
		const agree = (changes: Partial<ThemeStep>, known: Partial<Theme> = {}) =>
			kinds(decideThemeStep(theme('proposed', known), step('agreed', changes), today));
		expect(agree({ note: null })).toEqual(['agreed-nowhere']);
		expect(agree({ note: null, agreedIn })).toEqual([]);
		expect(agree({})).toEqual([]);
		expect(agree({ note: null }, { agreedIn })).toEqual([]);
		expect(agree({ note: null, on: fuzzy('2024-07') })).toEqual(['date-in-future', 'agreed-nowhere']);
	});

	it('comes to rest or ends only with a word about why, and never before it was what it is', () => {
		const go = (to: ThemeState, changes: Partial<ThemeStep>) =>
			kinds(decideThemeStep(theme('agreed'), step(to, changes), today));
		expect(go('ended', { note: null })).toEqual(['reason-needed']);
		expect(go('dormant', { note: null })).toEqual(['reason-needed']);
		expect(go('ended', { on: fuzzy('2023-02') })).toEqual(['before-state']);
		expect(go('ended', { on: fuzzy('2023-03') })).toEqual([]);
	});

	it('never goes back in time, whatever is asked of it', () => {
		const ask = fc.record({
			to: fc.constantFrom(...themeStates),
			on: fc.constantFrom('2022', '2023', '2023-03', '2023-12-24', '2024', '2024-06-02', '2025'),
			note: fc.constantFrom(null, word),
			agreedIn: fc.constantFrom(null, agreedIn),
		});
		fc.assert(
			fc.property(fc.array(ask, { maxLength: 20 }), (asked) => {
				let now = theme('proposed');
				for (const each of asked) {
					const wanted = { ...each, on: fuzzy(each.on) };
					const decided = decideThemeStep(now, wanted, today);
					if (!decided.ok) continue;
					expect(latestDay(decided.value.since) >= now.since.date).toBe(true);
					expect(decided.value.since.date <= today).toBe(true);
					now = { ...now, ...decided.value, agreedIn: wanted.agreedIn ?? now.agreedIn };
				}
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('the forms of a theme', () => {
	it('read goals that were ticked and nothing else', () => {
		const typed = { 'names-de': 'Digitalisierung', 'goal-9': 'on', 'goal-11': 'on', 'goal-18': 'on', 'goal-3': '' };
		expect(readTheme(typed)).toEqual({
			ok: true,
			value: { names: { de: 'Digitalisierung' }, description: null, goals: [9, 11], proposerId: null },
		});
		expect(readTheme({})).toEqual({ ok: false, refusal: [{ kind: 'field-missing', field: 'names' }] });
	});

	it('take a page of the office or an https address for where it was agreed', () => {
		const read = (address: string) => readThemeStep({ to: 'agreed', on: '2024', agreedIn: address });
		const id = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
		expect(read(`/de/office/agreements/${id}`)).toMatchObject({
			value: { agreedIn: { kind: 'record', ref: { kind: 'agreement', id } } },
		});
		expect(read('somewhere')).toEqual({ ok: false, refusal: [{ kind: 'nowhere-to-look', typed: 'somewhere' }] });
	});
});
