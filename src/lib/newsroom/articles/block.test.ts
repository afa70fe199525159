import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { type Block, bounds } from './block.ts';
import type { BlockRefusal } from './block-refusal.ts';
import { parseLink } from './link.ts';
import { explainBlockRefusal } from './markup/block-words.ts';
import { parseMarkup } from './markup/parse-markup.ts';
import { printMarkup } from './markup/print-markup.ts';
import { parseBlocks } from './parse-blocks.ts';

const text = (words: string, ...marks: readonly string[]) => ({ kind: 'text', text: words, marks, link: null });
const query = {
	measure: 'received',
	itemCode: 'PWR-GEN',
	scope: { kind: 'operation', slug: 'winter' },
	from: null,
	to: null,
};
const imageId = '00000000-0000-4000-8000-000000000001';

function blocksOf(input: unknown): readonly Block[] {
	const parsed = parseBlocks(input);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
	return parsed.value;
}

function faultsOf(parsed: { ok: boolean; refusal?: readonly BlockRefusal[] }): readonly string[] {
	return (parsed.refusal ?? []).map(({ block, part, fault }) => `${block} ${part} ${fault.kind}`);
}

describe('blocks', () => {
	it('are kept tidy: composed, joined, without spaces nobody sees', () => {
		const [block] = blocksOf([
			{
				id: 'b1',
				kind: 'paragraph',
				text: [text('  Ein '), text('Bu'), text('\u0308cherei \n '), text('\n\nTag'), text(' ')],
			},
		]);
		expect(block).toEqual({ id: 'b1', kind: 'paragraph', text: [text('Ein Bücherei\nTag')] });
	});

	it.each<[string, unknown, string]>([
		['markup of another kind', '<p>', '0 text not-blocks'],
		['an unknown kind', [{ id: 'a', kind: 'html', html: '<b>' }], '1 kind unknown-kind'],
		['a field too many', [{ id: 'a', kind: 'map', operation: 'x', onclick: '1' }], '1 kind unknown-field'],
		['a paragraph of nothing', [{ id: 'a', kind: 'paragraph', text: [text(' \u00a0')] }], '1 text missing'],
		['a heading of level 1', [{ id: 'a', kind: 'heading', level: 1, text: [text('x')] }], '1 level malformed'],
		[
			'a quote of nobody',
			[{ id: 'a', kind: 'quote', text: [text('x')], speaker: ' ', role: null }],
			'1 speaker missing',
		],
		['text that turns round', [{ id: 'a', kind: 'paragraph', text: [text('a\u202eb')] }], '1 text forbidden-character'],
		['half a character', [{ id: 'a', kind: 'paragraph', text: [text('a\ud800')] }], '1 text forbidden-character'],
		['an unknown mark', [{ id: 'a', kind: 'paragraph', text: [text('a', 'blink')] }], '1 text malformed'],
		['a list without items', [{ id: 'a', kind: 'list', ordered: false, items: [] }], '1 items missing'],
		['an image by address', [{ id: 'a', kind: 'image', imageId: 'https://x', caption: null }], '1 image malformed'],
		['an id of its own', [{ id: '"><b', kind: 'map', operation: 'x' }], '1 id malformed'],
		[
			'a story that ends before it begins',
			[{ id: 'a', kind: 'story-line', partnership: 'x', fromYear: 2025, toYear: 2022 }],
			'1 years ends-before-it-begins',
		],
		[
			'a figure nobody measures',
			[{ id: 'a', kind: 'figure', query: { ...query, measure: 'loved' }, label: 'x' }],
			'1 figure unknown-measure',
		],
		[
			'a figure of no item',
			[{ id: 'a', kind: 'figure', query: { ...query, itemCode: 'x' }, label: 'x' }],
			'1 figure no-item-code',
		],
		[
			'a day that never was',
			[{ id: 'a', kind: 'timeline', entries: [{ on: { date: '2023-02-30', precision: 'day' }, text: [text('x')] }] }],
			'1 entries not-a-day',
		],
	])('refuse %s', (_, input, expected) => {
		expect(faultsOf(parseBlocks(input))).toEqual([expected]);
	});

	it('refuse one id for two blocks, and say which block', () => {
		const map = { id: 'a', kind: 'map', operation: 'x' };
		expect(faultsOf(parseBlocks([map, { ...map, id: 'b' }, map]))).toEqual(['3 id id-twice']);
	});

	it('refuse what is too long or too many, by the bound', () => {
		const long = { id: 'a', kind: 'paragraph', text: [text('x'.repeat(bounds.paragraph + 1))] };
		expect(faultsOf(parseBlocks([long]))).toEqual(['1 text too-long']);
		const many = Array.from({ length: bounds.blocks + 1 }, (_, at) => ({ id: `b${at}`, kind: 'map', operation: 'x' }));
		expect(faultsOf(parseBlocks(many))).toEqual(['401 text too-many']);
		const whole = Array.from({ length: 21 }, (_, at) => ({ ...long, id: `b${at}`, text: [text('x'.repeat(5000))] }));
		expect(faultsOf(parseBlocks(whole))).toEqual(['21 text too-long']);
	});

	it('are refused in words that name the block, in every language', () => {
		const fault = { kind: 'no-link', typed: 'javascript:x' } as const;
		const said = languages.map((language) => explainBlockRefusal({ block: 4, part: 'text', fault }, language).message);
		expect(said.map((sentence) => sentence.slice(0, 16))).toEqual([
			'Absatz 4, Text: ',
			'Блок 4, текст: «',
			'Block 4, text: “',
		]);
		const whole = { block: 0, part: 'text', fault: { kind: 'not-blocks' } } as const;
		expect(explainBlockRefusal(whole, 'en')).toEqual({
			field: 'blocks',
			message: 'The text did not arrive as text. Please send the form again.',
		});
	});

	it('never throw, whatever comes', () => {
		fc.assert(
			fc.property(fc.anything({ maxDepth: 5 }), (input) => void parseBlocks(input)),
			{ seed: 42, numRuns: 300 },
		);
		const nearly = fc.array(
			fc.record(
				{
					id: fc.anything(),
					kind: fc.constantFrom('paragraph', 'list', 'timeline', 'figure'),
					text: fc.anything(),
					items: fc.anything(),
					entries: fc.anything(),
					query: fc.anything(),
				},
				{ requiredKeys: ['kind'] },
			),
			{ maxLength: 4 },
		);
		fc.assert(
			fc.property(nearly, (input) => void parseBlocks(input)),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('a link of an article', () => {
	it.each([
		['https://www.dortmund.de/a', 'https://www.dortmund.de/a'],
		['HTTPS://dortmund.de', 'https://dortmund.de/'],
		['https://de.wikipedia.org/wiki/Dortmund_(Stadt)', 'https://de.wikipedia.org/wiki/Dortmund_%28Stadt%29'],
		['mailto:presse@dortmund.de', 'mailto:presse@dortmund.de'],
		['/de/partnerships/dortmund-zhytomyr#goods', '/de/partnerships/dortmund-zhytomyr#goods'],
		['javascript:alert(1)', undefined],
		['java\nscript:alert(1)', undefined],
		['data:text/html,x', undefined],
		['//evil.example', undefined],
		['/\\evil.example', undefined],
		['/.//evil.example', undefined],
		['https://user:secret@dortmund.de', undefined],
		['mailto:a@b.de?bcc=c@d.de', undefined],
		['ftp://dortmund.de', undefined],
		['dortmund.de', undefined],
		['', undefined],
	])('%s is kept as %s', (typed, kept) => {
		expect(parseLink(typed)).toBe(kept);
		if (kept !== undefined) expect(parseLink(kept)).toBe(kept);
	});
});

describe('the written form of a text', () => {
	const sample = [
		'Am **Dienstag** fuhren [[figure: received PWR-GEN operation/winter]] Stück, [__mehr__ dazu](https://example.org/a).',
		'Zweite Zeile mit snake_case und 3*4.',
		'',
		'## Worum es geht',
		'- Strom',
		'- Wärme [sic]',
		'',
		'1. zuerst',
		'2. danach',
		'',
		'> Wir helfen.',
		'> Heute.',
		'-- Thomas Westphal | Oberbürgermeister',
		'',
		'@ 2023-02: Unterschrift',
		'@ 2023-03-14: Pressekonferenz',
		'',
		`[[image: ${imageId} | Zwei \\| Fahrzeuge \\[rot\\]]]`,
		`[[gallery: ${imageId}, ${imageId}]]`,
		'[[figure: in-use PWR-GEN partnership/dortmund-zhytomyr from 2023-01-01 to 2023-12-31 | Generatoren]]',
		'[[map: winter]]',
		`[[downloads: ${imageId}]]`,
		'[[story-line: dortmund-zhytomyr 2022-]]',
	].join('\r\n');

	it('has a way to say every kind of block', () => {
		const parsed = parseMarkup(sample);
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
		expect(parsed.value.map(({ id, kind }) => `${id} ${kind}`)).toEqual(
			'paragraph heading list list quote timeline image gallery figure map downloads story-line'
				.split(' ')
				.map((kind, at) => `b${at + 1} ${kind}`),
		);
		expect(parsed.value[6]).toMatchObject({ caption: 'Zwei | Fahrzeuge [rot]' });
		expect(parsed.value[11]).toMatchObject({ fromYear: 2022, toYear: null });
		expect(parseMarkup(printMarkup(parsed.value), parsed.value)).toEqual(parsed);
	});

	it.each([
		['a mark that is not closed', 'Das ist **wichtig.', '1 text not-closed'],
		['a sign nobody knows', 'Text\n\n[[video: abc]]', '2 kind unknown-sign'],
		['a sign in the middle of a line', 'Siehe [[image: x]] dort', '1 text unknown-sign'],
		['a link that runs', 'Klick [hier](javascript:alert)', '1 text no-link'],
		['a quote without a speaker', '> Wir helfen.', '1 speaker missing'],
		['a heading that competes with the title', '# Titel', '1 level malformed'],
		['a day in words', '@ gestern: Abfahrt', '1 entries not-a-day'],
		[
			'a figure with a word too many',
			'[[figure: received PWR-GEN operation/x since 2023-01-01 | x]]',
			'1 figure unknown-measure',
		],
	])('refuses %s', (_, typed, expected) => {
		expect(faultsOf(parseMarkup(typed))).toEqual([expected]);
	});

	it('finds a link behind brackets that are none, and reads a line of nothing but brackets', () => {
		const parsed = parseMarkup('[sic [hier](https://a.example/)');
		expect(parsed.ok && parsed.value[0]).toMatchObject({
			text: [{ text: '[sic ' }, { text: 'hier', link: 'https://a.example/' }],
		});
		expect(parseMarkup(`${'[a'.repeat(60_000)}](`).ok).toBe(false);
	});

	it('keeps the id of a block that was moved or reworded, and gives new ones to what is new', () => {
		const before = parseMarkup('Eins\n\nZwei\n\n## Drei\n\nVier');
		if (!before.ok) throw new Error();
		const after = parseMarkup('Neu\n\nEins\n\nZwei, anders\n\n## Drei', before.value);
		expect(after.ok && after.value.map(({ id }) => id)).toEqual(['b5', 'b1', 'b2', 'b3']);
	});

	const words = fc.string({
		unit: fc.constantFrom(...'ab *_[]()\\|#>@-1.\n•:ü№🙂\u00a0\u0301'),
		maxLength: 14,
	});
	const run = fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				kind: fc.constant('text'),
				text: words,
				marks: fc.subarray(['strong', 'emphasis']),
				link: fc.constantFrom(null, null, null, 'https://a.example/b_c*d', '/de/x', 'mailto:a@b.de'),
			}),
		},
		{ weight: 1, arbitrary: fc.constant({ kind: 'figure', query }) },
	);
	const runs = fc.array(run, { minLength: 1, maxLength: 6 });
	const label = words.map((each) => `x${each}`);
	const year = fc.option(fc.integer({ min: 1990, max: 2030 }));
	const block = fc.oneof(
		fc.record({ kind: fc.constant('paragraph'), text: runs }),
		fc.record({ kind: fc.constant('heading'), level: fc.constantFrom(2, 3), text: runs }),
		fc.record({
			kind: fc.constant('list'),
			ordered: fc.boolean(),
			items: fc.array(runs, { minLength: 1, maxLength: 3 }),
		}),
		fc.record({ kind: fc.constant('quote'), text: runs, speaker: label, role: fc.option(label) }),
		fc.record({ kind: fc.constant('image'), imageId: fc.uuid(), caption: fc.option(label) }),
		fc.record({ kind: fc.constant('gallery'), imageIds: fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }) }),
		fc.record({
			kind: fc.constant('figure'),
			query: fc.constant({ ...query, from: '2023-01-01', to: '2023-02-01' }),
			label,
		}),
		fc.record({
			kind: fc.constant('timeline'),
			entries: fc.array(
				fc.record({
					on: fc.constantFrom({ date: '2023-01-01', precision: 'year' }, { date: '2023-03-14', precision: 'day' }),
					text: runs,
				}),
				{ minLength: 1, maxLength: 3 },
			),
		}),
		fc.record({ kind: fc.constant('map'), operation: fc.constantFrom('winter', 'a-1') }),
		fc.record({ kind: fc.constant('downloads'), documentIds: fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }) }),
		fc.tuple(year, year).map(([one, other]) => ({
			kind: 'story-line',
			partnership: 'a-b',
			fromYear: one !== null && other !== null ? Math.min(one, other) : one,
			toYear: one !== null && other !== null ? Math.max(one, other) : other,
		})),
	);
	const stored = fc
		.array(block, { maxLength: 6 })
		.map((blocks) => parseBlocks(blocks.map((each, at) => ({ id: `b${at + 1}`, ...each }))))
		.filter((parsed) => parsed.ok)
		.map((parsed) => parsed.value);

	it('says exactly what is stored: read again it is the same, ids and all', () => {
		fc.assert(
			fc.property(stored, (blocks) => {
				expect(parseBlocks(blocks)).toEqual({ ok: true, value: blocks });
				expect(parseMarkup(printMarkup(blocks), blocks)).toEqual({ ok: true, value: blocks });
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});

	it('never throws, whatever is typed, and what it takes it says again', () => {
		const typed = fc.string({
			unit: fc.constantFrom(...'ab*_[]()\\|#>@-1.\n: \u202e', '[[figure:', ']]', '\n\n'),
			maxLength: 60,
		});
		fc.assert(
			fc.property(typed, (each) => {
				const parsed = parseMarkup(each);
				if (parsed.ok) expect(parseMarkup(printMarkup(parsed.value))).toEqual(parsed);
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});
});
