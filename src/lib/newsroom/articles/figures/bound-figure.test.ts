import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { parseMarkup } from '../markup/parse-markup.ts';
import { printQuery } from '../markup/print-markup.ts';
import { figuresIn, saysTheSame } from './bound-figure.ts';
import { figureDays, figureText, showFigure } from './figure-words.ts';

const [noon, later] = [instant('2023-03-14T12:00:00Z'), instant('2023-03-15T12:00:00Z')];
const pieces = (value: number, asOf = noon) => ({ sum: { value, unit: 'pcs' as const }, asOf });
const nothing = { sum: null, asOf: noon };

describe('the figures of a text', () => {
	const textOf = (markup: string) => {
		const parsed = parseMarkup(markup);
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
		return figuresIn(parsed.value).map(printQuery);
	};
	const [first, second] = ['received PWR-GEN operation/winter', 'in-use MED partnership/pair from 2023-01-01'];

	it('are those of its lines, lists, timelines and blocks, once each, in the order of the text', () => {
		expect(
			textOf(
				`Heute [[figure: ${first}]] und [[figure: ${second}]].\n\n- noch [[figure: ${first}]]\n- ja\n\n[[figure: ${second} | Kästen]]\n\n@ 2023: [[figure: needed FOO operation/x]]`,
			),
		).toEqual([first, second, 'needed FOO operation/x']);
	});

	it('are named by what they ask, so that a number stays with its question wherever sentences move', () => {
		const before = `Erst [[figure: ${first}]].\n\nDann [[figure: ${second}]].`;
		const after = `Neu: [[figure: ${second}]].\n\nEingefügt.\n\nErst [[figure: ${first}]].`;
		expect(textOf(after).toSorted()).toEqual(textOf(before).toSorted());
	});
});

describe('a figure in words', () => {
	it.each([
		['de', 1, 'pack', '1 Packung'],
		['de', 1200, 'pcs', '1.200 Stück'],
		['uk', 1, 'pack', '1 упаковка'],
		['uk', 3, 'pack', '3 упаковки'],
		['uk', 5, 'pack', '5 упаковок'],
		['uk', 2500, 'g', '2,5 кг'],
		['en', 12, 'pcs', '12 pieces'],
	] as const)('in %s says %d %s as "%s"', (language, value, unit, text) => {
		expect(figureText({ sum: { value, unit }, asOf: noon }, language).text.replaceAll('\u00a0', ' ')).toBe(text);
	});

	it.each([
		['de', 'nicht bekannt'],
		['uk', 'невідомо'],
		['en', 'not known'],
	] as const)('in %s says of what nobody knows "%s", and no number', (language, text) => {
		expect(figureText(nothing, language).text).toBe(text);
		expect(figureText({ sum: null, asOf: null }, language)).toEqual({ text, asOf: null });
	});

	it('says both numbers where they differ, and when each held', () => {
		const at = { language: 'de', row: 'figure-1' } as const;
		const shown = showFigure(pieces(14), pieces(12, later), at);
		expect(shown).toMatchObject({ published: { text: '14 Stück' }, today: { text: '12 Stück' }, moved: true });
		expect(shown.words).toBe('14 Stück (heute: 12 Stück)');
		expect(shown.published?.asOf).not.toBe(shown.today.asOf);
		expect(showFigure(pieces(14), pieces(14, later), at).moved).toBe(false);
		expect(showFigure(pieces(14), nothing, at)).toMatchObject({ today: { text: 'nicht bekannt' }, moved: true });
		expect(showFigure(null, pieces(14), at)).toMatchObject({ published: null, moved: false });
	});

	it('is the same where number and unit are, and nothing known is not zero', () => {
		expect(saysTheSame(pieces(0), nothing)).toBe(false);
		expect(saysTheSame(nothing, { sum: null, asOf: later })).toBe(true);
		expect(saysTheSame(pieces(2), { sum: { value: 2, unit: 'g' }, asOf: noon })).toBe(false);
	});

	it('names the days it is limited to', () => {
		const days = (from: string | null, to: string | null) => {
			const read = parseMarkup(`[[figure: ${first(from, to)} | x]]`);
			const [query] = read.ok ? figuresIn(read.value) : [];
			return query && figureDays(query, 'de');
		};
		expect(days('2023-01-01', '2023-12-31')).toBe('1. Januar 2023 bis 31. Dezember 2023');
		expect(days('2023-01-01', null)).toBe('seit 1. Januar 2023');
		expect(days(null, null)).toBeNull();
	});
});

const first = (from: string | null, to: string | null) =>
	`received PWR operation/x${from ? ` from ${from}` : ''}${to ? ` to ${to}` : ''}`;
