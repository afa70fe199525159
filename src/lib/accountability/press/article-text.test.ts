import { describe, expect, it } from 'vitest';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { ShownBlock, ShownFigure } from '#lib/newsroom/articles/shown-block.ts';
import { articleText, type CopiedArticle } from './article-text.ts';

const run = (text: string, link: string | null = null) => ({ kind: 'text', text, marks: [], link }) as const;
const figure: ShownFigure = {
	published: { text: '14 Stück', asOf: '14.03.2023' },
	today: { text: '12 Stück', asOf: '20.03.2023' },
	words: '14 Stück (heute: 12 Stück)',
	moved: true,
	row: null,
};
const map = { width: 1, height: 1, land: [], points: [], lines: [] };

const article = (blocks: readonly ShownBlock[], changes: Partial<CopiedArticle> = {}): CopiedArticle => ({
	kicker: 'Hilfe',
	title: 'Titel',
	teaser: '',
	dateline: 'Dortmund',
	published: { iso: '2023-03-14T09:00:00.000Z', text: '14. März 2023' },
	blocks,
	pressContact: null,
	sources: [],
	language: 'de',
	machine: { url: 'https://city.example/de/news/titel', images: [], jsonLd: '' },
	...changes,
});
const head = 'Hilfe\n\nTitel\n\nDortmund, 14. März 2023\n\n';
const foot = '\n\nhttps://city.example/de/news/titel\n';

describe('an article as plain text', () => {
	const told: readonly [what: string, block: ShownBlock, text: string][] = [
		[
			'a link with its address',
			{ id: 'b', kind: 'paragraph', text: [run('Siehe '), run('hier', 'https://a.example/'), run('.')] },
			'Siehe hier (https://a.example/).',
		],
		[
			'an address once',
			{ id: 'b', kind: 'paragraph', text: [run('https://a.example/', 'https://a.example/')] },
			'https://a.example/',
		],
		[
			'a figure as it was published and is today',
			{ id: 'b', kind: 'paragraph', text: [run('Es kamen '), { kind: 'figure', figure }, run('.')] },
			'Es kamen 14 Stück (heute: 12 Stück).',
		],
		['a figure of its own', { id: 'b', kind: 'figure', label: 'Angekommen', figure }, 'Angekommen: 14 Stück'],
		['a list', { id: 'b', kind: 'list', ordered: false, items: [[run('eins')], [run('zwei')]] }, '- eins\n- zwei'],
		[
			'a counted list',
			{ id: 'b', kind: 'list', ordered: true, items: [[run('eins')], [run('zwei')]] },
			'1. eins\n2. zwei',
		],
		[
			'a quote',
			{ id: 'b', kind: 'quote', text: [run('Danke!')], speaker: 'Olena', role: 'Verwaltung' },
			'Danke!\n– Olena, Verwaltung',
		],
		[
			'a timeline',
			{ id: 'b', kind: 'timeline', entries: [{ on: parseFuzzyDate('2023-03')!, text: [run('Ankunft')] }] },
			'März 2023: Ankunft',
		],
		[
			'a map as its page',
			{ id: 'b', kind: 'map', place: { href: '/de/operations/winter', label: 'Winterhilfe', map } },
			'Winterhilfe: https://city.example/de/operations/winter',
		],
		[
			'documents with their addresses',
			{
				id: 'b',
				kind: 'downloads',
				documents: [
					{ href: '/documents/1/a.pdf', title: { text: 'Konzept', language: 'de' }, format: 'PDF', language: null },
				],
			},
			'Konzept: https://city.example/documents/1/a.pdf',
		],
	];
	it.each(told)('writes %s', (_, block, text) => {
		expect(articleText(article([block]))).toBe(head + text + foot);
	});

	it('leaves out what is empty, and what steers rather than says', () => {
		const steered = article([{ id: 'b', kind: 'paragraph', text: [run('a\u0007b')] }], { kicker: '', dateline: null });
		expect(articleText(steered)).toBe(`Titel\n\n14. März 2023\n\na b${foot}`);
	});

	it('ends with sources, whom to ask and where it stands', () => {
		const asked = article([], {
			sources: [{ label: 'Beschluss', url: 'https://rat.example/1' }],
			pressContact: { name: 'Anna', phone: '', email: 'a@b.example' },
		});
		expect(articleText(asked)).toBe(`${head}Beschluss: https://rat.example/1\n\nAnna\na@b.example${foot}`);
	});
});
