import { type ParseArgsConfig, parseArgs } from 'node:util';
import { speak } from '#lib/i18n/catalogue.ts';
import { cliMessages } from './cli-messages.ts';
import type { Terminal } from './command.ts';
import { nearest } from './nearest.ts';

type OptionSpecs = NonNullable<ParseArgsConfig['options']>;
type Parsed<Options extends OptionSpecs> = ReturnType<
	typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>;

/**
 * Parses a command's arguments. Undefined where they are wrong: the reason and the nearest right word are said then,
 * and the command answers 2.
 */
export function parseOptions<const Options extends OptionSpecs>(
	command: string,
	args: readonly string[],
	options: Options,
	terminal: Terminal,
	{ positionals = false }: { readonly positionals?: boolean } = {},
): Parsed<Options> | undefined {
	const say = speak(cliMessages, terminal.language);
	try {
		const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
		const surplus = positionals ? undefined : parsed.positionals[0];
		if (surplus === undefined) return parsed;
		terminal.err(say('unexpectedArgument', { command, argument: surplus }));
	} catch (error) {
		const option = /'(--?[^' ]+)/.exec((error as Error).message)?.[1] ?? args.join(' ');
		const unknown = (error as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
		terminal.err(unknown ? say('unknownOption', { command, option }) : say('optionNeedsValue', { option }));
		const name = unknown ? nearest(option.replace(/^--?/, ''), ['help', 'lang', ...Object.keys(options)]) : undefined;
		if (name) terminal.err(say('didYouMean', { name: `--${name}` }));
	}
	terminal.err(say('seeHelp'));
	return undefined;
}
