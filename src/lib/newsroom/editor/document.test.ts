import fc from 'fast-check';
import { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import type { Block } from '../articles/block.ts';
import { takeIds } from '../articles/markup/keep-ids.ts';
import { parseMarkup } from '../articles/markup/parse-markup.ts';
import { printMarkup } from '../articles/markup/print-markup.ts';
import { parseBlocks } from '../articles/parse-blocks.ts';
import { blocksOf, type DocumentNode, documentOf } from './document.ts';
import { schema } from './schema.browser.ts';
import { openWritten, writtenBlocks } from './written-form.ts';

const words = fc.string({ unit: fc.constantFrom(...'ab *_[]()\\|#>@-1.\n•:ü№🙂\u00a0\u0301'), maxLength: 14 });
const query = {
	measure: 'received',
	itemCode: 'PWR-GEN',
	scope: { kind: 'operation', slug: 'winter' },
	from: null,
	to: null,
};
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
const uuid = fc.uuid({ version: 4 });
const entry = fc.record({
	on: fc.constantFrom(
		{ date: '2023-01-01', precision: 'year' },
		{ date: '2023-02-01', precision: 'month' },
		{ date: '2023-03-14', precision: 'day' },
	),
	text: runs,
});
const anyBlock = fc.oneof(
	fc.record({ kind: fc.constant('paragraph'), text: runs }),
	fc.record({ kind: fc.constant('heading'), level: fc.constantFrom(2, 3), text: runs }),
	fc.record({
		kind: fc.constant('list'),
		ordered: fc.boolean(),
		items: fc.array(runs, { minLength: 1, maxLength: 4 }),
	}),
	fc.record({ kind: fc.constant('quote'), text: runs, speaker: label, role: fc.option(label) }),
	fc.record({ kind: fc.constant('timeline'), entries: fc.array(entry, { minLength: 1, maxLength: 3 }) }),
	fc.record({ kind: fc.constant('image'), imageId: uuid, caption: fc.option(label) }),
	fc.record({ kind: fc.constant('gallery'), imageIds: fc.array(uuid, { minLength: 1, maxLength: 3 }) }),
	fc.record({ kind: fc.constant('figure'), query: fc.constant(query), label }),
	fc.record({ kind: fc.constant('map'), operation: fc.constant('winter') }),
	fc.record({ kind: fc.constant('downloads'), documentIds: fc.array(uuid, { minLength: 1, maxLength: 3 }) }),
	fc.record({
		kind: fc.constant('story-line'),
		partnership: fc.constant('a-b'),
		fromYear: year,
		toYear: fc.constant(null),
	}),
);
const texts = fc
	.array(anyBlock, { maxLength: 6 })
	.map((blocks) => parseBlocks(blocks.map((block, at) => ({ id: `b${at * 3 + 1}`, ...block }))))
	.filter((parsed) => parsed.ok)
	.map((parsed) => (parsed.ok ? parsed.value : []));

/** Through the real schema, so that a document is one ProseMirror holds. */
function held(document: DocumentNode): DocumentNode {
	const node = Node.fromJSON(schema, document);
	node.check();
	return node.toJSON() as DocumentNode;
}

/** The text a form yields whose fields the editor wrote. */
function savedFrom(document: DocumentNode, before: readonly Block[]): readonly Block[] {
	const { blocks, blockIds } = writtenBlocks(document);
	const parsed = parseMarkup(blocks, before);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
	return takeIds(parsed.value, blockIds, before);
}

describe('the document of the editor', () => {
	it('holds every text there can be, and gives it back as it was', () => {
		fc.assert(
			fc.property(texts, (blocks) => {
				const document = held(
					documentOf(
						blocks,
						blocks.map(({ id }) => id),
					),
				);
				expect(savedFrom(document, blocks)).toEqual(blocks);
			}),
			{ seed: 42, numRuns: 400 },
		);
	});

	it('opens what its form holds, block for block', () => {
		fc.assert(
			fc.property(texts, (blocks) => {
				const form = { blocks: printMarkup(blocks), blockIds: blocks.map(({ id }) => id).join(' ') };
				const opened = openWritten(form);
				if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
				expect(writtenBlocks(held(opened.value))).toEqual(form);
			}),
			{ seed: 43, numRuns: 300 },
		);
	});

	const anyNode: fc.Arbitrary<DocumentNode> = fc.letrec<{ inline: DocumentNode; block: DocumentNode }>((tie) => ({
		inline: fc.oneof(
			fc.record({
				type: fc.constant('text'),
				text: words.filter((each) => each !== '').map((each) => each.replaceAll('\n', ' ')),
				marks: fc.subarray([{ type: 'strong' }, { type: 'emphasis' }]),
			}),
			fc.constant({ type: 'figure', attrs: { query } }),
		),
		block: fc.oneof(
			fc.record({ type: fc.constantFrom('paragraph', 'heading'), content: fc.array(tie('inline'), { maxLength: 4 }) }),
			fc.record({
				type: fc.constant('list'),
				content: fc.array(
					fc.record({ type: fc.constant('list_item'), content: fc.array(tie('inline'), { maxLength: 3 }) }),
					{ minLength: 1, maxLength: 3 },
				),
			}),
		),
	})).block;

	it('never holds what could not be stored: what anybody leaves in it is read again or left out', () => {
		fc.assert(
			fc.property(fc.array(anyNode, { minLength: 1, maxLength: 5 }), (content) => {
				const document = held({ type: 'doc', content });
				const saved = savedFrom(document, []);
				expect(saved).toHaveLength(blocksOf(document).length);
			}),
			{ seed: 44, numRuns: 300 },
		);
	});

	it('keeps what is not finished, and says nothing of what is empty', () => {
		const unfinished = held({
			type: 'doc',
			content: [
				{ type: 'paragraph' },
				{
					type: 'quote',
					content: [
						{ type: 'quote_text', content: [{ type: 'text', text: 'Wir helfen.' }] },
						{ type: 'quote_speaker' },
						{ type: 'quote_role', content: [{ type: 'text', text: 'Oberbürgermeister' }] },
					],
				},
				{
					type: 'timeline',
					content: [
						{
							type: 'timeline_entry',
							content: [
								{ type: 'entry_date', content: [{ type: 'text', text: 'im Mai' }] },
								{ type: 'entry_text', content: [{ type: 'text', text: 'Abfahrt' }] },
							],
						},
						{ type: 'timeline_entry', content: [{ type: 'entry_date' }, { type: 'entry_text' }] },
					],
				},
				{ type: 'list', content: [{ type: 'list_item' }] },
			],
		});
		const form = writtenBlocks(unfinished);
		expect(form.blocks).toBe('> Wir helfen.\n--  | Oberbürgermeister\n\n@ im Mai: Abfahrt');
		const opened = openWritten(form);
		expect(opened.ok && writtenBlocks(held(opened.value)).blocks).toBe(
			'> Wir helfen.\n--  | Oberbürgermeister\n\n@ im Mai: Abfahrt',
		);
		const read = parseMarkup(form.blocks);
		expect(!read.ok && read.refusal.map(({ block, part }) => `${block} ${part}`)).toEqual(['1 speaker', '2 entries']);
	});

	it.each([
		['a mark that is not closed', 'Das ist **wichtig.'],
		['a sign nobody knows', '[[video: abc]]'],
		['a link that runs', 'Klick [hier](javascript:alert)'],
		['a heading that competes with the title', '# Titel'],
	])('is not opened on %s: words would be lost', (_, blocks) => {
		expect(openWritten({ blocks, blockIds: '' }).ok).toBe(false);
	});

	it('names its blocks, so that one moved and reworded at once stays itself', () => {
		const before = parseMarkup('Eins\n\nZwei\n\nDrei');
		if (!before.ok) throw new Error();
		const after = parseMarkup('Drei, anders\n\nNeu\n\nEins');
		if (!after.ok) throw new Error();
		expect(takeIds(after.value, 'b3 - b1', before.value).map(({ id }) => id)).toEqual(['b3', 'b4', 'b1']);
		expect(takeIds(after.value, 'b3 b3 b1', before.value).map(({ id }) => id)).toEqual(['b4', 'b5', 'b1']);
	});
});
