import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '#lib/kernel/language.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { addDays, type PlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import { outcomes } from '#lib/partnerships/council/paper-words.ts';
import { eventKinds } from '#lib/partnerships/events/event.ts';
import { exchangeKinds } from '#lib/partnerships/exchanges/exchange.ts';
import { promiseStates } from '#lib/partnerships/promises/promise-states.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import {
	byYear,
	compareEntries,
	filterForPlace,
	parseStoryFilter,
	parseStoryId,
	type StoryCount,
	type StoryDate,
	type StoryEntry,
	type StoryFact,
	storyKinds,
	storyPageLength,
	storyPrecisions,
	windowOf,
} from './story-line.ts';
import { storySourcePath } from './story-source.ts';
import { kindChoices, neighbours, storyYears, yearChoices } from './story-view.ts';
import { deedInWords, detailInWords, storyDateText, storyKindName, titleInWords } from './story-words.ts';

const catalogue = currentCatalogue();
const title = { de: 'Titel', uk: 'Назва', en: 'Title' };
const goods = [
	{ itemCode: 'PWR-GEN', baseUnit: 'pcs', quantity: 25 },
	{ itemCode: 'SHE-BED-CMP', baseUnit: 'pcs', quantity: 200 },
];
const day = plainDate('2023-03-14');

/** Every fact there can be. */
const everyFact: readonly StoryFact[] = [
	...outcomes.map((outcome): StoryFact => ({ kind: 'paper', title, reference: '17042-20', body: 'Rat', outcome })),
	{ kind: 'paper', title, reference: '', body: null, outcome: null },
	{ kind: 'agreement', title },
	...(['initiating', 'active', 'dormant', 'ended'] as const).map((status): StoryFact => {
		return { kind: 'standing', is: 'solidarity', status, basis: status === 'active' ? title : null };
	}),
	...(['agreed', 'dormant', 'ended'] as const).map((state): StoryFact => ({ kind: 'theme', title, state })),
	...(['running', 'suspended', 'completed', 'cancelled'] as const).map((state): StoryFact => {
		return { kind: 'project', title, state };
	}),
	...eventKinds.map((eventKind): StoryFact => ({ kind: 'event', title, eventKind })),
	...exchangeKinds.map((exchangeKind): StoryFact => ({ kind: 'exchange', title, exchangeKind })),
	...promiseStates.flatMap((state): StoryFact[] => {
		return state === 'under-way' ? [] : [{ kind: 'promise', title, state, note: state === 'made' ? null : title }];
	}),
	{ kind: 'funding', title, programme: 'CERV', cents: 1_000_000 as EuroCents },
	{ kind: 'funding', title, programme: null, cents: null },
	{ kind: 'need', list: 'Bedarf.xlsx', needs: 12, goods: [] },
	{ kind: 'need', list: null, needs: 2, goods },
	{ kind: 'offer', goods },
	{ kind: 'allocation', goods: [] },
	{ kind: 'shipment', number: '2023-002', goods },
	{ kind: 'shipment', number: null, goods },
	{ kind: 'use', number: '2023-002', goods },
	...(['council', 'proof-of-use'] as const).map((reportKind): StoryFact => {
		return { kind: 'report', reportKind, from: day, until: day };
	}),
];

const entry = (when: string, precision: StoryDate['precision'], fact: StoryFact, id = 'x-1'): StoryEntry<null> => ({
	id,
	when: { date: when as PlainDate, precision },
	fact,
	source: null,
});

describe('every entry of a story line', () => {
	it('is of a kind this test knows', () => {
		expect([...new Set(everyFact.map(({ kind }) => kind))].toSorted()).toEqual([...storyKinds].toSorted());
	});

	it.each(languages)('has a deed, a title and the name of its kind in words (%s)', (language: Language) => {
		for (const fact of everyFact) {
			const said = [deedInWords(fact, language), titleInWords(fact, catalogue, language).text];
			for (const text of [...said, storyKindName(fact.kind, language)]) {
				expect(text, JSON.stringify(fact)).not.toMatch(/^$|undefined|null|\{\w+\}|^(deed|kind)-/);
			}
			expect(detailInWords(fact, language)?.text ?? 'none').not.toMatch(/^$|undefined|null|\{\w+\}/);
		}
	});

	it('differs between the languages', () => {
		for (const fact of everyFact.filter(({ kind }) => kind !== 'paper')) {
			expect(new Set(languages.map((language) => deedInWords(fact, language))).size, fact.kind).toBe(3);
		}
	});

	it('says its goods with their quantities, three by name and the rest by number', () => {
		const many = [...goods, ...goods, ...goods];
		expect(titleInWords({ kind: 'shipment', number: null, goods }, catalogue, 'de').text).toBe(
			'Stromerzeuger: 25 Stück, Feldbett: 200 Stück',
		);
		expect(titleInWords({ kind: 'offer', goods: many }, catalogue, 'en').text).toMatch(/, .+, .+ and 3 more items$/);
		expect(titleInWords({ kind: 'offer', goods: [] }, catalogue, 'en').text).toBe('Goods without a known quantity');
	});

	it('is dated no more exactly than is known', () => {
		const date = plainDate('2023-03-27');
		const said = storyPrecisions.map((precision) => storyDateText({ date, precision }, 'en'));
		expect(said).toEqual(['2023', 'March 2023', 'Week of 27 March 2023', '27 March 2023']);
	});

	it('leads to its record and has an address of its own', () => {
		const id = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
		expect(storySourcePath({ kind: 'need-list', id: id as never })).toBe(`/need-lists/${id}/review`);
		expect(storySourcePath({ kind: 'allocation', id: id as never })).toBe(`/allocations/${id}`);
		expect(storySourcePath({ kind: 'paper', id: id as never })).toBe(`/council/${id}`);
		const reader = { language: 'uk', catalogue, hrefOf: () => '/there', entryPath: (name: string) => `?entry=${name}` };
		const [year] = storyYears([entry('2023-03-01', 'month', { kind: 'agreement', title: { de: 'Abkommen' } })], {
			...reader,
			language: 'uk' as const,
		});
		expect(year).toMatchObject({
			year: 2023,
			items: [
				{
					lang: 'de',
					datetime: '2023-03',
					permanent: { href: '?entry=x-1#x-1', name: 'березень 2023\u00a0р.: постійне посилання на «Abkommen»' },
					href: '/there',
				},
			],
		});
	});
});

describe('the order of a story line', () => {
	it('puts what is known less exactly at the head of the span it lies in', () => {
		const agreement: StoryFact = { kind: 'agreement', title };
		const told = [
			entry('2023-04-01', 'day', agreement),
			entry('2023-03-27', 'day', agreement),
			entry('2023-03-27', 'week', agreement),
			entry('2023-03-01', 'day', agreement),
			entry('2023-03-01', 'month', agreement),
			entry('2023-01-01', 'day', agreement),
			entry('2023-01-01', 'month', agreement),
			entry('2023-01-01', 'year', agreement),
			entry('2022-12-31', 'day', agreement),
		];
		expect(told.toReversed()).toEqual(told.toSorted(compareEntries));
	});

	it('tells what happened on one day as one thing leads to the next', () => {
		const chain = [
			'paper',
			'agreement',
			'standing',
			'theme',
			'event',
			'need',
			'offer',
			'allocation',
			'shipment',
			'use',
		];
		const told = everyFact.map((fact) => entry('2023-03-14', 'day', fact)).toSorted(compareEntries);
		const kinds = [...new Set(told.map(({ fact }) => fact.kind))];
		expect(kinds.filter((kind) => chain.includes(kind))).toEqual(chain);
	});

	it('puts a promise before what became of it on the same day', () => {
		const [made, kept] = ['made', 'kept'].map((state) => ({ kind: 'promise', title, state, note: null }) as StoryFact);
		const told = [
			entry('2023-03-14', 'day', kept!, 'promise-1-outcome'),
			entry('2023-03-14', 'day', made!, 'promise-1'),
		];
		expect(told.toSorted(compareEntries).map(({ id }) => id)).toEqual(['promise-1', 'promise-1-outcome']);
	});

	it('tells what became of a promise after the shipment of that day, and before the report on it', () => {
		const kept: StoryFact = { kind: 'promise', title, state: 'kept', note: null };
		const report: StoryFact = { kind: 'report', reportKind: 'council', from: day, until: day };
		const told = [
			entry('2023-03-31', 'day', report, 'report-1'),
			entry('2023-03-31', 'day', kept, 'promise-1-outcome'),
			entry('2023-03-31', 'day', { kind: 'shipment', number: null, goods }, 'shipment-1'),
		];
		expect(told.toSorted(compareEntries)).toEqual(told.toReversed().toSpliced(1, 1, told[1]!));
	});

	const anEntry = fc
		.record({
			days: fc.integer({ min: 0, max: 800 }),
			precision: fc.constantFrom(...storyPrecisions),
			fact: fc.constantFrom(...everyFact),
			id: fc.stringMatching(/^[a-z]{1,2}-[0-9]{1,2}(-outcome)?$/),
		})
		.map(({ days, precision, fact, id }) => entry(addDays(plainDate('2022-01-01'), days), precision, fact, id));

	it('is total, and the same whatever order entries come in', () => {
		fc.assert(
			fc.property(fc.uniqueArray(anEntry, { maxLength: 40, selector: ({ id }) => id }), (entries) => {
				const told = entries.toSorted(compareEntries);
				expect(entries.toReversed().toSorted(compareEntries)).toEqual(told);
				for (const [index, each] of told.entries()) {
					const next = told[index + 1];
					if (next) expect(compareEntries(each, next)).toBeLessThan(0);
				}
				expect(byYear(told).flatMap((year) => year.entries)).toEqual(told);
				const years = byYear(told).map(({ year }) => year);
				expect(years).toEqual([...new Set(years)].toSorted((a, b) => a - b));
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('the part of a story line a page shows', () => {
	const counts: readonly StoryCount[] = [
		{ year: 2022, kind: 'paper', count: 2 },
		{ year: 2023, kind: 'paper', count: 10 },
		{ year: 2023, kind: 'shipment', count: 2 * storyPageLength },
		{ year: 2025, kind: 'shipment', count: 5 },
	];
	const asks = (query: string) => windowOf(counts, parseStoryFilter(new URLSearchParams(query)));

	it.each([
		['', { year: 2025, page: 1, pages: 1, offset: 0 }],
		['kind=paper', { year: null, page: 1, pages: 1, offset: 0 }],
		['year=2023', { year: 2023, page: 1, pages: 3, offset: 0 }],
		['year=2023&page=3', { year: 2023, page: 3, pages: 3, offset: 2 * storyPageLength }],
		['year=2023&page=9999', { year: 2023, page: 3, pages: 3, offset: 2 * storyPageLength }],
		['year=1900', { year: 1900, page: 1, pages: 1, offset: 0 }],
		['kind=nonsense&year=x&page=-1', { year: 2025, page: 1, pages: 1, offset: 0 }],
	])('is what "%s" asks for', (query, expected) => {
		expect(asks(query)).toEqual(expected);
	});

	it('is nothing where there is nothing', () => {
		expect(windowOf([], { kind: null, year: null, page: 1 })).toEqual({ year: null, page: 1, pages: 1, offset: 0 });
	});

	it('is the page an entry stands on, for its permanent link', () => {
		const at = (before: number) => windowOf(counts, filterForPlace(counts, { year: 2023, before }));
		expect([0, storyPageLength - 1, storyPageLength, 2 * storyPageLength].map((before) => at(before).page)).toEqual([
			1, 1, 2, 3,
		]);
		expect(windowOf(counts, filterForPlace(counts, undefined)).year).toBe(2025);
		const few = counts.slice(0, 2);
		expect(windowOf(few, filterForPlace(few, { year: 2023, before: 4 })).year).toBeNull();
	});

	it('leads to the pages and the years beside it', () => {
		const beside = (query: string) => {
			const filter = parseStoryFilter(new URLSearchParams(query));
			return neighbours(counts, filter, windowOf(counts, filter), { partnership: 'pair' });
		};
		expect(beside('year=2023')).toEqual({
			previous: '?partnership=pair&year=2022&page=9999',
			next: '?partnership=pair&year=2023&page=2',
		});
		expect(beside('kind=shipment&year=2025')).toEqual({
			previous: '?partnership=pair&kind=shipment&year=2023&page=9999',
			next: undefined,
		});
		expect(beside('kind=paper')).toEqual({ previous: undefined, next: undefined });
	});

	it('offers the kinds and years there are', () => {
		expect(kindChoices(counts, 'en').map(({ value }) => value)).toEqual(['paper', 'shipment']);
		expect(yearChoices(counts).map(({ value }) => value)).toEqual(['2025', '2023', '2022']);
	});

	it.each(['paper-0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d', 'promise-1-outcome'])('knows "%s" as an id', (id) => {
		expect(parseStoryId(id)).toBe(id);
	});
	it.each([null, '', 'paper', 'paper-', "paper-'; drop", `paper-${'1'.repeat(121)}`])('takes %s for none', (id) => {
		expect(parseStoryId(id)).toBeUndefined();
	});
});
