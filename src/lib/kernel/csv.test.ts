import { expect, it } from 'vitest';
import { csvText } from './csv.ts';

it.each([
	['a', 'a'],
	['a;b', '"a;b"'],
	['say "so"', '"say ""so"""'],
	['two\nlines', '"two\nlines"'],
	['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
	['+49 231', "'+49 231"],
	['@cmd', "'@cmd"],
	['-12,50', '-12,50'],
	['-1+1|cmd', "'-1+1|cmd"],
	['', ''],
])('a cell %j is written as %j', (cell, text) => {
	expect(csvText([[cell]])).toBe(`\uFEFF${text}\r\n`);
});

it('separates cells by semicolons and rows by line breaks, the last one too', () => {
	expect(
		csvText([
			['№', 'Größe'],
			['1', '2,5'],
		]),
	).toBe('\uFEFF№;Größe\r\n1;2,5\r\n');
});
