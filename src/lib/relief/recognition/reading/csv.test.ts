import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSeparator, parseCsv } from './csv.ts';

describe('separated texts', () => {
	it('come back as they were written, whatever the cells hold', () => {
		const cells = fc.array(fc.array(fc.string({ maxLength: 12 }), { minLength: 2, maxLength: 4 }), {
			minLength: 1,
			maxLength: 8,
		});
		fc.assert(
			fc.property(cells, fc.constantFrom<';' | ',' | '\t' | '|'>(';', ',', '\t', '|'), (rows, separator) => {
				const quoted = rows
					.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
					.join('\r\n');
				expect(parseCsv(quoted, separator)).toEqual(rows);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	it('never throw and never lose a letter, whatever the quotes', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('"', ';', '\n', 'a', 'ї'), maxLength: 60 }), (text) => {
				const letters = (value: string) => value.replace(/[^aї]/g, '');
				expect(letters(parseCsv(text, ';').flat().join(''))).toBe(letters(text));
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it.each<readonly [what: string, text: string, separator: string | undefined]>([
		['German and Ukrainian Excel', 'Назва;К-сть\nКовдри;20\n', ';'],
		['English Excel', 'Item,Qty\nTents,20\nStoves,4\n', ','],
		['copied cells', 'Назва\tК-сть\nКовдри\t20\n', '\t'],
		['a decimal comma in a semicolon table', 'A;B\nx;1,5\ny;2,5\n', ';'],
		['a sentence with commas', 'Wir brauchen Decken, Kissen, Zelte.\nBitte bald, danke.\n', undefined],
		['a plain list', 'ковдри\nподушки\n', undefined],
	])('%s', (_, text, separator) => {
		expect(findSeparator(text, false)).toBe(separator);
	});
});
