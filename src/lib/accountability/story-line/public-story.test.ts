import { describe, expect, it } from 'vitest';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { languages } from '#lib/kernel/language.ts';
import { type PlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import type { PublicRecord } from '../disclosure/public-record.ts';
import { storyOfDelivery, storyOfRecord } from './public-story.ts';
import { deedInWords, titleInWords } from './story-words.ts';

const publicId = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
const on = (date: string): FuzzyDate => ({ date: date as PlainDate, precision: 'day' });
const names = { en: 'A name' };

type Contents = { [Record in PublicRecord as Record['record']]: Partial<Record['content']> };

/** A public record with the fields its entry is told from. */
function record<Kind extends PublicRecord['record']>(kind: Kind, content: Contents[Kind]): PublicRecord {
	return { record: kind, content: { publicId, ...content } } as unknown as PublicRecord;
}

const promise = (changes: Contents['promise']) =>
	record('promise', {
		text: names,
		made: on('2023-03-14'),
		since: on('2023-03-14'),
		state: 'made',
		note: null,
		...changes,
	});
const project = (changes: Contents['project']) =>
	record('project', { names, state: 'running', since: on('2023-05-01'), begins: null, ...changes });

/** What each public record tells: the ids of its entries without the public id, and when. */
const told: readonly (readonly [PublicRecord, readonly (readonly [string, string])[]])[] = [
	[
		record('paper', {
			names,
			reference: '1',
			dated: on('2023-01-01'),
			decision: { body: 'Rat', met: on('2023-02-09'), outcome: 'approved' },
		}),
		[['paper-', '2023-02-09']],
	],
	[record('paper', { names, reference: '1', dated: on('2023-01-01'), decision: null }), [['paper-', '2023-01-01']]],
	[record('paper', { names, reference: '1', dated: null, decision: null }), []],
	[record('agreement', { title: names, signedOn: on('2023-02-23') }), [['agreement-', '2023-02-23']]],
	[
		record('standing', { kind: 'full', status: 'active', basisText: null, since: on('2025-07-09') }),
		[['standing-', '2025-07-09']],
	],
	[record('theme', { names, state: 'agreed', since: on('2023-03-14') }), [['theme-', '2023-03-14']]],
	[project({ state: 'planned' }), []],
	[project({}), [['project-', '2023-05-01']]],
	[
		project({ state: 'completed', since: on('2024-05-01'), begins: on('2023-05-01') }),
		[
			['project--begun', '2023-05-01'],
			['project-', '2024-05-01'],
		],
	],
	[project({ state: 'cancelled', begins: on('2023-05-01') }), [['project-', '2023-05-01']]],
	[
		record('event', { title: names, kind: 'workshop', state: 'held', began: on('2023-06-14') }),
		[['event-', '2023-06-14']],
	],
	[record('event', { title: names, kind: 'workshop', state: 'confirmed', began: on('2023-06-14') }), []],
	[record('event', { title: names, kind: 'workshop', state: 'cancelled', began: on('2023-06-14') }), []],
	[record('exchange', { kind: 'youth', host: names, year: 2024, state: 'held' }), [['exchange-', '2024-01-01']]],
	[record('exchange', { kind: 'youth', host: names, year: 2024, state: 'confirmed' }), []],
	[promise({}), [['promise-', '2023-03-14']]],
	[promise({ state: 'under-way', since: on('2023-03-20') }), [['promise-', '2023-03-14']]],
	[
		promise({ state: 'kept', since: on('2023-03-31') }),
		[
			['promise-', '2023-03-14'],
			['promise--outcome', '2023-03-31'],
		],
	],
	[
		record('funding', { names, programme: null, grantedCents: null, granted: plainDate('2023-04-17') }),
		[['funding-', '2023-04-17']],
	],
	[record('funding', { names, programme: null, grantedCents: null, granted: null }), []],
	[record('side', { city: names }), []],
];

describe('the public story', () => {
	it.each(told)('tells of %j', (published, expected) => {
		const entries = storyOfRecord(published);
		expect(entries.map(({ id, when }) => [id.replace(publicId, ''), when.date])).toEqual(expected);
		for (const { source, fact } of entries) {
			expect(source).toEqual({ kind: 'record', of: published.record, publicId });
			for (const language of languages) {
				expect(deedInWords(fact, language)).toMatch(/\p{L}/u);
				expect(titleInWords(fact, currentCatalogue(), language).text).toMatch(/\p{L}/u);
			}
		}
	});

	it('knows of an exchange the year alone', () => {
		const [entry] = storyOfRecord(record('exchange', { kind: 'youth', host: names, year: 2024, state: 'held' }));
		expect(entry?.when).toEqual({ date: '2024-01-01', precision: 'year' });
	});

	it.each([
		[{ kind: 'week', monday: plainDate('2023-03-27') } as const, { date: '2023-03-27', precision: 'week' }],
		[{ kind: 'day', date: plainDate('2023-03-31') } as const, { date: '2023-03-31', precision: 'day' }],
	])('dates a delivery as the delivery is dated (%j)', (received, when) => {
		const entry = storyOfDelivery({ publicId, operation: 'zhytomyr', received, goods: [] });
		expect(entry).toMatchObject({
			id: `shipment-${publicId}`,
			when,
			fact: { number: null },
			source: { kind: 'delivery', publicId, operation: 'zhytomyr' },
		});
	});
});
