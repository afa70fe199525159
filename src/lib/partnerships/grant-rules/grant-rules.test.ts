import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { parsePlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import { type PlannedExchange, type PlannedGroup, planOfEvent, planOfExchange, planOfFunding } from './grant-plan.ts';
import { grantProgrammes, programmesOfFunding } from './grant-programmes.ts';
import { checkPlan, type GrantRule, judge, measures, type Range } from './grant-rule.ts';
import { speakCheck } from './verdict-words.ts';

const programme = (id: string) => grantProgrammes.find((each) => each.id === id)!;
const erasmus = programme('erasmus-youth-exchange');
const cerv = programme('cerv-town-twinning');
const fund = programme('kleinprojektefonds');

const group = (changes: Partial<PlannedGroup> = {}): PlannedGroup => ({
	names: { en: 'Zhytomyr', de: 'Schytomyr' },
	country: 'UA',
	participants: 8,
	leaders: 1,
	youngest: 14,
	oldest: 17,
	...changes,
});
const exchange = (changes: Partial<PlannedExchange> = {}): PlannedExchange => ({
	startsOn: plainDate('2027-07-05'),
	endsOn: plainDate('2027-07-11'),
	hostCountry: 'DE',
	groups: [group(), group({ names: { en: 'Dortmund' }, country: 'DE' })],
	costCents: null,
	grantCents: null,
	...changes,
});
const verdictsOf = (plan: PlannedExchange) =>
	checkPlan(erasmus, planOfExchange(plan)).map(({ kind, rule }) => `${rule.measure} ${rule.comparator}: ${kind}`);
const notMet = (plan: PlannedExchange) => verdictsOf(plan).filter((line) => !line.endsWith(': met'));
const euro = (amount: number) => (amount * 100) as EuroCents;

describe('the programmes on file', () => {
	it.each(grantProgrammes)(
		'state every rule of $id with its source, day and words',
		({ id, names, source, edition, asOf, rules, ...more }) => {
			expect(id).toMatch(/^[a-z][a-z-]{1,39}$/);
			expect(new URL(source).protocol).toBe('https:');
			expect(parsePlainDate(asOf)).toBe(asOf);
			expect(more.subjects.every((subject) => ['exchange', 'event', 'funding'].includes(subject))).toBe(true);
			const texts = [names, edition, ...rules.map(({ text }) => text)];
			for (const text of texts) expect(languages.every((language) => text[language].length > 0)).toBe(true);
			for (const { measure, comparator, bound } of rules) {
				expect(measures).toContain(measure);
				expect(['at-least', 'at-most']).toContain(comparator);
				expect(Number.isSafeInteger(bound) && bound > 0).toBe(true);
			}
		},
	);
});

describe('the rules of an Erasmus+ youth exchange', () => {
	it('are all met by 16 youths of two countries in a week', () => {
		expect(notMet(exchange())).toEqual([]);
	});

	it.each<[string, Partial<PlannedExchange>, string[]]>([
		['with 15 people', { groups: [group({ participants: 7 }), group({ country: 'DE' })] }, ['participants at-least']],
		['with 61 people', { groups: [group({ participants: 53 }), group({ country: 'DE' })] }, ['participants at-most']],
		[
			'with 3 in one group',
			{ groups: [group({ participants: 3 }), group({ participants: 13, country: 'DE' })] },
			['smallest-group at-least'],
		],
		[
			'without a leader in one group',
			{ groups: [group({ leaders: 0 }), group({ country: 'DE' })] },
			['fewest-leaders at-least'],
		],
		['with somebody of 12', { groups: [group({ youngest: 12 }), group({ country: 'DE' })] }, ['youngest-age at-least']],
		['with somebody of 31', { groups: [group({ oldest: 31 }), group({ country: 'DE' })] }, ['oldest-age at-most']],
		['of 4 days', { endsOn: plainDate('2027-07-08') }, ['programme-days at-least']],
		['of 22 days', { endsOn: plainDate('2027-07-26') }, ['programme-days at-most']],
		['of one country', { groups: [group({ country: 'DE' }), group({ country: 'DE' })] }, ['countries at-least']],
		['without a group of the hosts', { hostCountry: 'PL' }, ['groups-of-host-country at-least']],
	])('are missed by an exchange %s, and nothing else is', (_, changes, missed) => {
		expect(notMet(exchange(changes))).toEqual(missed.map((rule) => `${rule}: missed`));
	});

	it('stay open where a number is not known yet, unless the rest decides already', () => {
		const some = (participants: number) =>
			exchange({ groups: [group({ participants: null, youngest: null }), group({ participants, country: 'DE' })] });
		expect(notMet(some(8))).toEqual([
			'participants at-least: open',
			'participants at-most: open',
			'smallest-group at-least: open',
			'youngest-age at-least: open',
		]);
		expect(notMet(some(61))).toContain('participants at-most: missed');
		expect(notMet(some(16))).not.toContain('participants at-least: open');
		expect(notMet(some(3))).toContain('smallest-group at-least: missed');
	});

	it('are all open for a plan that says nothing', () => {
		const plan = exchange({ startsOn: null, endsOn: null, groups: [] });
		expect(verdictsOf(plan).every((line) => line.endsWith(': open'))).toBe(true);
	});
});

describe('the rules of CERV town twinning', () => {
	it.each([
		[50, 25, ['DE', 'UA'], []],
		[49, 25, ['DE', 'UA'], ['participants: missed']],
		[50, 24, ['DE', 'UA'], ['participants-from-abroad: missed']],
		[50, 25, ['UA', 'MD'], ['eu-countries: missed']],
		[50, 25, ['DE'], ['countries: missed']],
		[null, null, ['DE', 'UA'], ['participants: open', 'participants-from-abroad: open']],
	])('judge %s people, %s from abroad, from %j: %j', (people, peopleFromAbroad, countries, expected) => {
		const verdicts = checkPlan(cerv, planOfEvent({ people, peopleFromAbroad, countries, days: 2 }));
		expect(verdicts.filter(({ kind }) => kind !== 'met').map(({ kind, rule }) => `${rule.measure}: ${kind}`)).toEqual(
			expected,
		);
	});

	it('count those who come from outside the hosting country', () => {
		const plan = planOfExchange(
			exchange({ groups: [group({ participants: 24 }), group({ participants: 40, country: 'DE' })] }),
		);
		expect(plan['participants-from-abroad']).toMatchObject({ low: 24, high: 24 });
	});
});

describe('the rules of the Kleinprojektefonds', () => {
	it.each([
		[1_000, 1_112, []],
		[999.99, 5_000, ['grant-cents at-least: missed']],
		[50_000, 60_000, []],
		[50_000.01, 60_000, ['grant-cents at-most: missed']],
		[9_000, 10_000, []],
		[9_000.01, 10_000, ['grant-share at-most: missed']],
		[9_000, null, ['grant-share at-most: open']],
	])('judge a grant of %s of %s euros: %j', (grant, total, expected) => {
		const plan = planOfFunding({ grantCents: euro(grant), totalCents: total === null ? null : euro(total) });
		const verdicts = checkPlan(fund, plan).filter(({ kind }) => kind !== 'met');
		expect(verdicts.map(({ kind, rule }) => `${rule.measure} ${rule.comparator}: ${kind}`)).toEqual(expected);
	});
});

const aRule = fc.record<GrantRule>({
	measure: fc.constantFrom(...measures),
	comparator: fc.constantFrom('at-least', 'at-most'),
	bound: fc.integer({ min: 0, max: 200 }),
	text: fc.constant({ de: 'r', uk: 'r', en: 'r' }),
});
const aRange = fc
	.tuple(
		fc.integer({ min: 0, max: 200 }),
		fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 200 })),
	)
	.map(([low, more]): Range => ({ low, high: low + more }));

describe('a verdict', () => {
	it('turns from missed into met by exactly what it asks for, and by no less', () => {
		fc.assert(
			fc.property(aRule, aRange, (rule, found) => {
				const verdict = judge(rule, found);
				if (verdict.kind !== 'missed') return;
				const mended = (by: number): Range => {
					const value = rule.comparator === 'at-least' ? found.high + by : found.low - by;
					return { low: value, high: value };
				};
				expect(judge(rule, mended(verdict.by)).kind).toBe('met');
				expect(judge(rule, mended(verdict.by - 1)).kind).toBe('missed');
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('never changes when more becomes known, unless it was open', () => {
		fc.assert(
			fc.property(aRule, aRange, fc.nat(), fc.nat(), (rule, found, a, b) => {
				const width = Math.min(found.high, found.low + 300) - found.low + 1;
				const [low, high] = [found.low + (a % width), found.low + (b % width)].sort((x, y) => x - y);
				const before = judge(rule, found).kind;
				if (before !== 'open') expect(judge(rule, { low: low!, high: high! }).kind).toBe(before);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('is spoken in full in each language, for every rule missed, met or open', () => {
		for (const language of languages) {
			for (const each of grantProgrammes) {
				for (const value of [0, 5, 1000, 10_000_000, null]) {
					const range = { low: value ?? 0, high: value ?? Number.POSITIVE_INFINITY, at: { de: 'G', uk: 'Г', en: 'G' } };
					const plan = Object.fromEntries(measures.map((measure) => [measure, range]));
					const spoken = speakCheck(each, plan, { language, today: plainDate('2026-03-14') });
					expect(spoken.isAged).toBe(true);
					expect(spoken.verdicts).toHaveLength(each.rules.length);
					expect(JSON.stringify(spoken)).not.toMatch(/\{\w+\}|NaN|undefined/);
					for (const verdict of spoken.verdicts) expect(verdict.kind === 'met').toBe(verdict.advice === null);
				}
			}
		}
	});

	it('says what would mend a plan', () => {
		const plan = planOfExchange(exchange({ groups: [group({ participants: 3 }), group({ country: 'DE' })] }));
		const advice = speakCheck(erasmus, plan, { language: 'de', today: plainDate('2025-06-01') }).verdicts.map(
			(verdict) => verdict.advice,
		);
		expect(advice.filter(Boolean)).toEqual(['Gewinnen Sie 5 Personen mehr.', 'Der Gruppe Schytomyr fehlt 1 Person.']);
	});
});

describe('the programmes a funding is checked against', () => {
	it.each([
		[null, ['kleinprojektefonds']],
		['Kleinprojektefonds kommunale Entwicklungspolitik', ['kleinprojektefonds']],
		[
			'Engagement Global: Kleinprojektefonds Kommunale Entwicklungspolitik (Engagement Global), 2026',
			['kleinprojektefonds'],
		],
		['Small Projects Fund for municipal development policy', ['kleinprojektefonds']],
		['Фонд малих проєктів', ['kleinprojektefonds']],
		['Nakopa', []],
	])('where %j is written are %j', (written, ids) => {
		expect(programmesOfFunding(written).map(({ id }) => id)).toEqual(ids);
	});
});
