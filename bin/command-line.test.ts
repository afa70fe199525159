import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import type { ExitCode, Terminal } from './command.ts';
import { runCommandLine, takeLanguage } from './command-line.ts';
import { helpMessages } from './help/help-messages.ts';
import { nearest } from './nearest.ts';
import { parseOptions } from './options.ts';

async function tandem(...args: string[]): Promise<{ code: ExitCode; out: string; err: string }> {
	const said = { out: '', err: '' };
	const code = await runCommandLine(
		args,
		{},
		{
			out: (text) => (said.out += `${text}\n`),
			err: (text) => (said.err += `${text}\n`),
		},
	);
	return { code, ...said };
}

describe('the command line', () => {
	test('explains itself, and every command in it', async () => {
		const { code, out } = await tandem('--help');
		expect(code).toBe(0);
		for (const name of ['demo', 'migrate', 'serve', 'work']) {
			expect(out).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
			const help = await tandem(name, '--help');
			expect(help).toMatchObject({ code: 0, err: '' });
			expect(help.out).toContain(`Usage: tandem ${name}`);
		}
	});

	test.each([
		[['dmeo'], 'There is no command "dmeo". Did you mean "demo"?'],
		[['xylophone'], 'There is no command "xylophone".\n'],
		[['serve', '--whitout-work'], 'The command serve has no option "--whitout-work".\nDid you mean "--without-work"?'],
		[['migrate', 'now'], 'The command migrate takes no "now".'],
		[['serve', '--lang', 'fr'], 'The language "fr" is not one of de, uk, en.'],
		[['dmeo', '--lang', 'de'], 'Den Befehl „dmeo“ gibt es nicht. Meinten Sie „demo“?'],
		[['--lang=uk', 'dmeo'], 'Команди «dmeo» немає.'],
	])('refuses %s with 2 and says what was meant', async (args, sentence) => {
		const { code, out, err } = await tandem(...args);
		expect(code).toBe(2);
		expect(out).toBe('');
		expect(err).toContain(sentence);
	});

	test('names its version', async () => {
		expect((await tandem('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
	});
});

describe('the language of the command line', () => {
	test.each([
		['--lang', ['--lang', 'uk', 'demo'], { LANG: 'de_DE.UTF-8' }, 'uk', ['demo']],
		['--lang after the command', ['demo', '--lang=de'], {}, 'de', ['demo']],
		['the machine', ['demo'], { LANG: 'uk_UA.UTF-8' }, 'uk', ['demo']],
		['LC_ALL before LANG', ['demo'], { LC_ALL: 'de_DE.UTF-8', LANG: 'uk_UA.UTF-8' }, 'de', ['demo']],
		['English where the machine speaks another', ['demo'], { LANG: 'fr_FR.UTF-8' }, 'en', ['demo']],
		['English where the machine says nothing', [], {}, 'en', []],
	] as const)('comes from %s', (_, args, env, language, rest) => {
		expect(takeLanguage(args, env)).toEqual({ language, rest });
	});
});

describe('options', () => {
	const terminal: Terminal = { out: () => {}, err: () => {}, env: {}, language: 'en' };
	const options = { file: { type: 'string' }, dry: { type: 'boolean' } } as const;

	test('are parsed', () => {
		const parsed = parseOptions('import', ['--file', 'a.csv', '--dry'], options, terminal);
		expect(parsed?.values).toEqual({ file: 'a.csv', dry: true });
	});

	test('are refused where a value is missing or a word is left over', () => {
		expect(parseOptions('import', ['--file'], options, terminal)).toBeUndefined();
		expect(parseOptions('import', ['a.csv'], options, terminal)).toBeUndefined();
		expect(parseOptions('import', ['a.csv'], options, terminal, { positionals: true })?.positionals).toEqual(['a.csv']);
	});
});

describe('the nearest word', () => {
	test.each([
		['dmeo', 'demo'],
		['verfy-ledger', 'verify-ledger'],
		['server', 'serve'],
		['', undefined],
		['completely-different', undefined],
	])('to "%s" is %s', (typed, expected) => {
		expect(nearest(typed, ['demo', 'migrate', 'serve', 'verify-ledger', 'recognise'])).toBe(expected);
	});
});

describe('the help of a command', () => {
	const names = readdirSync(new URL('./commands/', import.meta.url))
		.filter((file) => /^[a-z-]+\.ts$/.test(file))
		.map((file) => file.replace(/\.ts$/, ''));

	test.each(languages)('is there for every command in %s, and for nothing else', (language) => {
		const texts = helpMessages[language];
		const keys = names.flatMap((name) => [`${name}-summary`, `${name}-usage`]);
		expect(Object.keys(texts).sort()).toEqual(keys.sort());
		for (const name of names) expect(texts[`${name}-usage` as keyof typeof texts]).toContain(`: tandem ${name}`);
	});
});
