import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { facts } from '#test/fixtures/article-steps.ts';
import { findBlockers } from './article-blockers.ts';
import { parseMarkup } from './markup/parse-markup.ts';
import { parseBlocks } from './parse-blocks.ts';

describe('what keeps a text from its readers', () => {
	const known = {
		documents: new Set<Id<'document'>>(),
		operations: new Set(['winter']),
		partnerships: new Set<string>(),
		figure: () => true,
		images: new Map(),
	};
	it('is a figure that the public figures do not answer', () => {
		const parsed = parseMarkup('Kein Wort.\n\nEs sind [[figure: received PWR operation/winter]].');
		const blocks = parsed.ok ? parsed.value : [];
		const found = findBlockers({ teaser: 'x', blocks }, facts, { ...known, figure: () => false }, 'de');
		expect(found).toEqual([{ kind: 'figure-unknown', block: 2 }]);
		expect(findBlockers({ teaser: 'x', blocks }, facts, known, 'de')).toEqual([]);
	});

	it('is found with its block', () => {
		const parsed = parseBlocks([
			{ id: 'a', kind: 'map', operation: 'winter' },
			{ id: 'b', kind: 'map', operation: 'summer' },
			{ id: 'c', kind: 'story-line', partnership: 'nobody', fromYear: null, toYear: null },
		]);
		const blocks = parsed.ok ? parsed.value : [];
		expect(findBlockers({ teaser: 'x', blocks }, facts, known, 'de')).toEqual([
			{ kind: 'reference-unknown', block: 2 },
			{ kind: 'reference-unknown', block: 3 },
		]);
		expect(
			findBlockers({ teaser: '', blocks: [] }, { ...facts, kind: 'press-release' }, known, 'de').map(
				({ kind }) => kind,
			),
		).toEqual(['teaser-missing', 'text-missing', 'press-contact-missing']);
	});
});

describe('a picture in a text', () => {
	const id = '00000000-0000-4000-8000-000000000001' as Id<'image'>;
	const image = {
		id,
		alt: { de: 'Zwei Fahrzeuge' },
		decorative: false,
		credit: 'Tandem demo',
		licence: 'own',
		consent: 'nobody',
		hiddenAt: null,
		drawn: true,
	} as const;
	const parsed = parseBlocks([{ id: 'a', kind: 'gallery', imageIds: [id] }]);
	const text = { teaser: 'x', blocks: parsed.ok ? parsed.value : [] };
	const nothing = {
		documents: new Set<Id<'document'>>(),
		operations: new Set<string>(),
		partnerships: new Set<string>(),
		figure: () => true,
	};
	const blockersIn = (language: 'de' | 'uk', changes: object = {}) =>
		findBlockers(text, facts, { ...nothing, images: new Map([[id, { ...image, ...changes }]]) }, language);

	it('needs its alternative text in the language of the text, its credit, and to be there at all', () => {
		expect(blockersIn('de')).toEqual([]);
		expect(blockersIn('uk')).toEqual([
			{ kind: 'image-lacks', block: 1, fault: { kind: 'alt-missing', language: 'uk' } },
		]);
		expect(blockersIn('de', { credit: null })).toMatchObject([{ fault: { kind: 'credit-missing' } }]);
		expect(findBlockers(text, facts, { ...nothing, images: new Map() }, 'de')).toEqual([
			{ kind: 'image-unknown', block: 1 },
		]);
	});
});
