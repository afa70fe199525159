import { describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { type Catalogue, speak } from './catalogue.ts';
import { formatDate, formatShare } from './format.ts';

const en = { greeting: 'Hello, {name}', needs: { one: '{count} need', other: '{count} needs' } } as const;
const catalogue: Catalogue<typeof en> = {
	en,
	de: { greeting: 'Hallo, {name}', needs: { one: '{count} Bedarf', other: '{count} Bedarfe' } },
	uk: {
		greeting: 'Вітаємо, {name}',
		needs: { one: '{count} потреба', few: '{count} потреби', many: '{count} потреб', other: '{count} потреби' },
	},
};

describe('a catalogue', () => {
	it('fills gaps', () => {
		expect(languages.map((language) => speak(catalogue, language)('greeting', { name: 'Олена' }))).toEqual([
			'Hallo, Олена',
			'Вітаємо, Олена',
			'Hello, Олена',
		]);
	});

	it.each([
		['uk', 1, '1 потреба'],
		['uk', 2, '2 потреби'],
		['uk', 5, '5 потреб'],
		['uk', 11, '11 потреб'],
		['uk', 21, '21 потреба'],
		['uk', 112, '112 потреб'],
		['de', 1, '1 Bedarf'],
		['de', 0, '0 Bedarfe'],
		['en', 1000, '1,000 needs'],
	] as const)('says in %s for %d: %s', (language, count, sentence) => {
		expect(speak(catalogue, language)('needs', { count })).toBe(sentence);
	});

	it('never lets a value be read as a gap', () => {
		expect(speak(catalogue, 'en')('greeting', { name: '{name}' })).toBe('Hello, {name}');
	});
});

describe('formats', () => {
	it('always write the year of a date', () => {
		expect(languages.map((language) => formatDate(plainDate('2023-03-14'), language))).toEqual([
			'14. März 2023',
			'14 березня 2023\u00a0р.',
			'14 March 2023',
		]);
	});

	it('never round a share up to done', () => {
		expect(formatShare(996, 1000, 'en')).toBe('99%');
		expect(formatShare(0, 0, 'en')).toBe('0%');
	});
});
