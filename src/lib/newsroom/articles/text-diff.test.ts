import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArticleText } from './article.ts';
import type { Block } from './block.ts';
import { parseMarkup } from './markup/parse-markup.ts';
import { diffTexts, diffWords } from './text-diff.ts';

function textOf(markup: string, before: readonly Block[] = [], title = 'Titel'): ArticleText {
	const parsed = parseMarkup(markup, before);
	if (!parsed.ok) throw new Error(markup);
	return { slug: 'titel', kicker: '', title, teaser: '', blocks: parsed.value };
}

const shown = (before: string, after: string) =>
	diffWords(before, after)
		.map(({ kind, text }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[kind])
		.join('');

describe('the difference of two texts', () => {
	it.each([
		['25 Generatoren fuhren ab.', '52 Generatoren fuhren ab.', '-25-+52+ Generatoren fuhren ab.'],
		['Er sagt ja.', 'Er sagt deutlich ja.', 'Er sagt +deutlich +ja.'],
		['Генератори вже в місті', 'Генератори у місті', 'Генератори -вже в-+у+ місті'],
		['gleich', 'gleich', 'gleich'],
		['', 'neu', '+neu+'],
	])('from “%s” to “%s” is %s', (before, after, expected) => {
		expect(shown(before, after)).toBe(expected);
	});

	it('shows a new paragraph between old ones as one that is new', () => {
		const before = textOf('Eins\n\nZwei\n\nDrei');
		const after = textOf('Eins\n\nNeu dazu\n\nZwei\n\nDrei vier', before.blocks, 'Neuer Titel');
		expect(
			diffTexts(before, after).map((entry) =>
				entry.kind === 'block' ? entry.change : entry.kind === 'field' ? entry.field : entry.count,
			),
		).toEqual(['title', 1, 'added', 1, 'changed']);
	});

	it('gives back both texts, whatever they are', () => {
		const words = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', 'ж', ' ', '\n', '.', '25'), maxLength: 40 });
		fc.assert(
			fc.property(words, words, (before, after) => {
				const parts = diffWords(before, after);
				const side = (left: 'added' | 'removed') =>
					parts
						.filter(({ kind }) => kind !== left)
						.map(({ text }) => text)
						.join('');
				expect([side('added'), side('removed')]).toEqual([before, after]);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('ends in time for texts that have nothing in common', () => {
		const long = (word: string) => `x ${`${word} `.repeat(20_000)}`;
		expect(diffWords(long('ja'), long('nein')).length).toBeGreaterThan(1);
	});
});
