import { readdir, readFile } from 'node:fs/promises';
import { speak } from '#lib/i18n/catalogue.ts';
import { isLanguage, type Language } from '#lib/kernel/language.ts';
import { OperatorError } from '#lib/platform/operator-error.ts';
import { cliMessages } from './cli-messages.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { helpMessages } from './help/help-messages.ts';
import type { en } from './help/messages.en.ts';
import { nearest } from './nearest.ts';

/** The commands bin/help speaks of; a test holds that they are all of bin/commands. */
type HelpedCommand = Extract<keyof typeof en, `${string}-summary`> extends `${infer Name}-summary` ? Name : never;

type Output = Pick<Terminal, 'out' | 'err'>;

const commandFolder = new URL('./commands/', import.meta.url);

/**
 * Runs `tandem <arguments>`. A file in bin/commands that exports `command` is a command, loaded only when it is called.
 * Whatever an OperatorError says goes to standard error and ends with 3; anything else that is thrown is a defect.
 */
export async function runCommandLine(args: readonly string[], env: Terminal['env'], output: Output): Promise<ExitCode> {
	const { language, rest, unknown } = takeLanguage(args, env);
	const terminal: Terminal = { ...output, env, language };
	const say = speak(cliMessages, language);
	if (unknown !== undefined) return misused(terminal, say('unknownLanguage', { language: unknown }));
	const [name, ...own] = rest;
	if (name === '--version') return version(terminal);
	if (name === undefined || name === '--help' || name === 'help') {
		await help(terminal);
		return name === undefined ? 2 : 0;
	}
	const names = await commandNames();
	if (!names.includes(name)) {
		const near = nearest(name, names);
		const hint = near ? ` ${say('didYouMean', { name: near })}` : '';
		return misused(terminal, say('unknownCommand', { name }) + hint);
	}
	return run(name, own, terminal);
}

async function run(name: string, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
	try {
		const command = await loadCommand(name);
		if (!args.includes('--help')) return await command.run(args, terminal);
		terminal.out(speak(helpMessages, terminal.language)(`${name as HelpedCommand}-usage`));
		return 0;
	} catch (error) {
		if (error instanceof OperatorError) {
			terminal.err(error.message);
		} else {
			terminal.err(speak(cliMessages, terminal.language)('failed'));
			terminal.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
		}
		return 3;
	}
}

/** Takes `--lang` out of the arguments. Without it the environment decides (LC_ALL, LC_MESSAGES, LANG), else English. */
export function takeLanguage(
	args: readonly string[],
	env: Terminal['env'],
): { readonly language: Language; readonly rest: readonly string[]; readonly unknown?: string } {
	const surroundings = (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').slice(0, 2);
	const usual = isLanguage(surroundings) ? surroundings : 'en';
	const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
	if (at < 0) return { language: usual, rest: args };
	const joined = args[at]!.includes('=');
	const wanted = joined ? args[at]!.slice('--lang='.length) : (args[at + 1] ?? '');
	const rest = args.toSpliced(at, joined ? 1 : 2);
	return isLanguage(wanted) ? { language: wanted, rest } : { language: usual, rest, unknown: wanted };
}

async function commandNames(): Promise<readonly string[]> {
	const files = await readdir(commandFolder);
	return files
		.filter((file) => /^[a-z-]+\.ts$/.test(file))
		.map((file) => file.slice(0, -'.ts'.length))
		.sort();
}

async function loadCommand(name: string): Promise<Command> {
	const module = (await import(new URL(`${name}.ts`, commandFolder).href)) as { command: Command };
	return module.command;
}

async function help(terminal: Terminal): Promise<void> {
	const say = speak(cliMessages, terminal.language);
	const sayHelp = speak(helpMessages, terminal.language);
	const names = await commandNames();
	const width = Math.max(...names.map((name) => name.length));
	terminal.out(`${say('usage')}\n\n${say('commands')}`);
	for (const name of names) terminal.out(`  ${name.padEnd(width)}  ${sayHelp(`${name as HelpedCommand}-summary`)}`);
	terminal.out(`\n${say('everywhere')}`);
}

async function version(terminal: Terminal): Promise<ExitCode> {
	const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
	terminal.out((JSON.parse(manifest) as { version: string }).version);
	return 0;
}

function misused(terminal: Terminal, sentence: string): ExitCode {
	terminal.err(sentence);
	terminal.err(speak(cliMessages, terminal.language)('seeHelp'));
	return 2;
}
