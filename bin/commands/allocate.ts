import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { speak } from '#lib/i18n/catalogue.ts';
import { allocate } from '#lib/relief/allocation/allocate.ts';
import { allocationMessages } from '#lib/relief/allocation/allocation-messages.ts';
import { allocationText } from '#lib/relief/allocation/allocation-text.ts';
import { checkAllocation } from '#lib/relief/allocation/check/check-allocation.ts';
import { parseInstance } from '#lib/relief/allocation/instance/instance-format.ts';
import { sayFault } from '#lib/relief/allocation/instance/instance-messages.ts';
import type { Command, ExitCode, Terminal } from '../command.ts';
import { parseOptions } from '../options.ts';

const formats = ['json', 'text'];

export const command: Command = {
	run: async (args, terminal) => {
		const options = { format: { type: 'string', default: 'json' } } as const;
		const parsed = parseOptions('allocate', args, options, terminal, { positionals: true });
		if (!parsed) return 2;
		const { values, positionals } = parsed;
		const say = speak(allocationMessages, terminal.language);
		const [path] = positionals;
		if (path === undefined || positionals.length > 1) return misused(terminal, say('command.one-file'));
		if (!formats.includes(values.format)) {
			return misused(terminal, say('command.unknown-format', { format: values.format }));
		}
		const content = await readInput(path);
		if (content === undefined) return misused(terminal, say('command.file-not-found', { file: path }));
		return answer(content, values.format === 'json', terminal);
	},
};

function misused(terminal: Terminal, sentence: string): 2 {
	terminal.err(sentence);
	return 2;
}

/** The text of a file or of standard input, without a byte order mark; undefined where there is no such file. */
async function readInput(path: string): Promise<string | undefined> {
	const content = path === '-' ? await text(process.stdin) : await readFile(path, 'utf8').catch(() => undefined);
	return content?.replace(/^\uFEFF/, '');
}

function answer(content: string, asJson: boolean, terminal: Terminal): ExitCode {
	const { language } = terminal;
	const say = speak(allocationMessages, language);
	const parsed = parseInstance(content);
	if (!parsed.ok) {
		terminal.err(say('command.faults', { count: parsed.refusal.length }));
		for (const fault of parsed.refusal) terminal.err(`  ${sayFault(fault, language)}`);
		return 1;
	}
	const result = allocate(parsed.value);
	const violations = checkAllocation(parsed.value, result);
	if (violations.length > 0) {
		terminal.err(say('command.violations', { count: violations.length }));
		for (const { kind, at } of violations) terminal.err(`  ${kind}: ${at}`);
		return 3;
	}
	terminal.out(asJson ? JSON.stringify(result, null, '\t') : allocationText(parsed.value, result, language));
	return 0;
}
