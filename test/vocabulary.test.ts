import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

const glossary = readFileSync('docs/GLOSSARY.md', 'utf8');
const rows = glossary.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'));
const code = trackedFiles()
	.filter((path) => /^(src|db\/migrations)\/.*\.(ts|svelte|sql)$/.test(path) && !path.endsWith('.test.ts'))
	.map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const spellings = (name: string): string[] => {
	const kebab = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
	const pascal = kebab.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
	return [name, kebab, kebab.replaceAll('-', '_'), pascal, pascal[0]!.toLowerCase() + pascal.slice(1)];
};

describe('the vocabulary', () => {
	it('has every word in three languages', () => {
		const incomplete = rows.filter((row) =>
			row
				.split('|')
				.slice(1, 6)
				.some((cell) => cell.trim() === ''),
		);
		expect(incomplete).toEqual([]);
	});

	it('is what the code speaks: every code name occurs', () => {
		const names = rows.map((row) => /`([^`]+)`/.exec(row)![1]!);
		const unspoken = names.filter(
			(name) => !spellings(name).some((each) => code.some(({ text }) => text.includes(each))),
		);
		expect(unspoken).toEqual([]);
	});

	it('has no synonyms: words that are not used do not name anything', () => {
		const banned = /\b(donation|consignment|beneficiary|tenant)(Id|s)?\b|\b(donation|consignment|beneficiary|tenant)_/i;
		const said = code.filter(({ path, text }) => !/recognition|catalogue|messages\./.test(path) && banned.test(text));
		expect(said.map(({ path }) => path)).toEqual([]);
	});
});
