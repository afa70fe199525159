import { describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Block } from '../articles/block.ts';
import { beyondText, type PublicSiteText, sitePageOf, textsForReader } from './site-text.ts';
import { explainSiteTextRefusal } from './site-text-words.ts';

const text = (language: 'de' | 'uk' | 'en', citySlug: string): PublicSiteText => ({
	language,
	citySlug,
	cityNames: { en: citySlug },
	blocks: [],
	changedOn: '2026-11-22' as PlainDate,
});

describe('a page the site must have', () => {
	it('is known by its address', () => {
		expect([sitePageOf('imprint'), sitePageOf('constructor')]).toEqual(['imprint', undefined]);
	});

	it('is read in the reader’s language, else in the first other one that any city wrote', () => {
		const all = [text('de', 'dortmund'), text('uk', 'dortmund'), text('de', 'zhytomyr')];
		expect(textsForReader(all, ['uk', 'de', 'en'])).toEqual([all[1]]);
		expect(textsForReader(all, ['en', 'de', 'uk'])).toEqual([all[0], all[2]]);
		expect(textsForReader([], ['de'])).toEqual([]);
	});

	it('holds no number from the ledger, not even inside a sentence', () => {
		const figure = { kind: 'figure', query: {} };
		const words = { kind: 'text', text: 'a', marks: [], link: null };
		const block = (content: object) => ({ id: 'b1', ...content }) as unknown as Block;
		expect(beyondText([block({ kind: 'paragraph', text: [words] })])).toBeUndefined();
		expect(beyondText([block({ kind: 'paragraph', text: [words, figure] })])).toBe(1);
		expect(beyondText([block({ kind: 'list', ordered: false, items: [[words], [figure]] })])).toBe(1);
	});

	it('says in each language what it cannot hold and where', () => {
		for (const language of languages) {
			const { field, message } = explainSiteTextRefusal({ kind: 'only-text', block: 3 }, language);
			expect(field).toBe('text');
			expect(message).toContain('3');
			expect(explainSiteTextRefusal({ kind: 'changed-meanwhile' }, language).field).toBe('form');
		}
	});
});
