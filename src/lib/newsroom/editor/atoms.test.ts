import { describe, expect, it } from 'vitest';
import { type AtomAnswer, fieldsOf, type Insertable, readAtom } from './atom-form.ts';
import { lookOf } from './atom-words.ts';
import type { Choice } from './choice.ts';
import { documentOf } from './document.ts';
import { measureText } from './measure-text.ts';
import { namesIn } from './names-in.ts';
import { nextTool } from './tools.browser.ts';

const choice = (value: string): Choice => ({ value, label: value, note: null, picture: null });
const figure = { items: [choice('PWR-GEN')], scopes: [choice('operation/winter')] };
const query = {
	measure: 'received',
	itemCode: 'PWR-GEN',
	scope: { kind: 'operation', slug: 'winter' },
	from: null,
	to: '2023-12-31',
};

describe('a dialogue of the editor', () => {
	it.each<[Insertable, AtomAnswer, object]>([
		['image', { chosen: { images: [choice('a')] }, fields: { caption: ' ' } }, { imageId: 'a', caption: null }],
		['gallery', { chosen: { images: [choice('a'), choice('b')] }, fields: {} }, { imageIds: ['a', 'b'] }],
		['map', { chosen: { operations: [choice('winter')] }, fields: {} }, { operation: 'winter' }],
		[
			'story-line',
			{ chosen: { partnerships: [choice('pair')] }, fields: { fromYear: '2022', toYear: 'heute' } },
			{ partnership: 'pair', fromYear: 2022, toYear: null },
		],
		['figure-in-line', { chosen: figure, fields: { measure: 'received', to: '2023-12-31' } }, { query }],
		[
			'figure',
			{ chosen: figure, fields: { measure: 'received', to: '2023-12-31', label: ' Zwei  Wörter ' } },
			{ query, label: 'Zwei Wörter' },
		],
	])('yields what a block of kind %s keeps', (atom, answer, kept) => {
		expect(readAtom(atom, answer)).toEqual({ ok: true, value: kept });
	});

	it.each<[string, Insertable, AtomAnswer, object]>([
		['nothing was chosen', 'gallery', { chosen: { images: [] }, fields: {} }, { kind: 'missing', field: 'images' }],
		[
			'a figure has no label',
			'figure',
			{ chosen: figure, fields: { measure: 'needed' } },
			{ kind: 'missing', field: 'label' },
		],
		[
			'nothing is counted',
			'figure',
			{ chosen: figure, fields: { measure: 'loved' } },
			{ kind: 'missing', field: 'measure' },
		],
		[
			'years end before they begin',
			'story-line',
			{ chosen: { partnerships: [choice('pair')] }, fields: { fromYear: '2025', toYear: '2022' } },
			{ kind: 'years' },
		],
		[
			'days end before they begin',
			'figure-in-line',
			{ chosen: figure, fields: { measure: 'needed', from: '2023-02-01', to: '2023-01-01' } },
			{ kind: 'years' },
		],
	])('is not done where %s', (_, atom, answer, fault) => {
		expect(readAtom(atom, answer)).toEqual({ ok: false, refusal: fault });
	});

	it('opens with what stands in the text', () => {
		expect(fieldsOf({ id: 'b1', query, label: 'Stück', fromYear: 2022, toYear: null })).toMatchObject({
			measure: 'received',
			to: '2023-12-31',
			label: 'Stück',
			fromYear: '2022',
		});
	});
});

describe('what a text names', () => {
	const document = documentOf([
		{ kind: 'paragraph', text: [{ kind: 'figure', query }] },
		{ kind: 'image', imageId: 'a', caption: 'Lkw' },
		{ kind: 'map', operation: 'winter' },
	]);

	it('is looked up once by kind', () => {
		expect(namesIn(document).map(({ kind, value }) => `${kind} ${value}`)).toEqual([
			'items PWR-GEN',
			'scopes operation/winter',
			'images a',
			'operations winter',
		]);
	});

	it('is shown by what people call it, and by its sign where nobody knows', () => {
		const names = new Map([['operations winter', { ...choice('winter'), label: 'Winterhilfe' }]]);
		const looks = document.content!.map((node) => lookOf(node, 'de', (key) => names.get(key)));
		expect(looks[1]).toEqual({ kind: 'Bild', words: 'nicht gefunden: a · Lkw', pictures: [] });
		expect(looks[2]).toEqual({ kind: 'Karte', words: 'Winterhilfe', pictures: [] });
	});
});

describe('the measure of a text', () => {
	const text = (words: string) =>
		documentOf([{ kind: 'paragraph', text: [{ kind: 'text', text: words, marks: [], link: null }] }]);
	const easy = 'Das ist gut. Wir sind da. Der Bus ist rot. Er ist neu. '.repeat(3);
	const hard =
		'Verwaltungsverfahrensrechtliche Zuständigkeitsregelungen beeinflussen kommunalpolitische Entscheidungsfindungsprozesse. '.repeat(
			6,
		);

	it('counts words and the length of sentences, and knows dots that end none', () => {
		expect(measureText(text('Am 3. Mai kamen 12.000 Euro. Danke!'), 'de')).toMatchObject({
			words: 7,
			sentenceLength: 4,
		});
		expect(measureText(text(''), 'de')).toEqual({ words: 0, sentenceLength: null, ease: null });
	});

	it('tells easy from hard, where a language has a formula and the text is long enough', () => {
		expect(measureText(text(easy), 'de').ease?.level).toBe('easy');
		expect(measureText(text(hard), 'de').ease?.level).toBe('hard');
		expect(measureText(text(easy), 'uk').ease).toBeNull();
		expect(measureText(text('Kurz.'), 'de').ease).toBeNull();
	});
});

describe('the tools', () => {
	it.each([
		['ArrowRight', 2, 0],
		['ArrowLeft', 0, 2],
		['Home', 2, 0],
		['End', 0, 2],
		['Tab', 1, undefined],
	])('are gone through by %s', (key, at, next) => {
		expect(nextTool(at, key, 3)).toBe(next);
	});
});
