import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Terminal } from '../command.ts';
import { command } from './allocate.ts';

const story = fileURLToPath(new URL('../../test/fixtures/allocation/story.json', import.meta.url));
const builders = fileURLToPath(new URL('../../test/fixtures/allocation/builders.ts', import.meta.url));

async function run(args: readonly string[], language: Terminal['language'] = 'en') {
	const out: string[] = [];
	const err: string[] = [];
	const terminal: Terminal = { out: (text) => out.push(text), err: (text) => err.push(text), env: {}, language };
	const code = await command.run(args, terminal);
	return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('tandem allocate', () => {
	test('prints the result as JSON that names its format', async () => {
		const { code, out, err } = await run([story]);
		expect([code, err]).toEqual([0, '']);
		expect(JSON.parse(out)).toMatchObject({
			format: 'tandem-allocation-result-1',
			optimality: { kind: 'proven' },
			left: [],
		});
	});

	test.each([
		['de', 'Bewiesen:', '150 aus thw-beds für beds-housing (Unterkünfte in Schytomyr)'],
		['uk', 'Доведено:', '150 з партії thw-beds для beds-housing (Житло в Житомирі)'],
		['en', 'Proven:', '150 of thw-beds for beds-housing (Housing in Zhytomyr)'],
	] as const)('says it in sentences in %s', async (language, first, line) => {
		const { code, out } = await run([story, '--format', 'text'], language);
		expect(code).toBe(0);
		expect(out).toContain(first);
		expect(out).toContain(line);
	});

	test('answers 1 and says what is wrong where the file is no instance', async () => {
		const { code, out, err } = await run([builders]);
		expect([code, out]).toEqual([1, '']);
		expect(err).toContain('isn’t valid JSON');
	});

	test.each([
		['no file', []],
		['two files', [story, story]],
		['a file that isn’t there', [`${story}.gone`]],
		['an unknown format', [story, '--format', 'xml']],
		['an unknown option', [story, '--fast']],
	])('answers 2 for %s, and prints nothing', async (_, args) => {
		const { code, out, err } = await run(args);
		expect([code, out]).toEqual([2, '']);
		expect(err).not.toBe('');
	});
});
