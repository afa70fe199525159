import { speak } from '#lib/i18n/catalogue.ts';
import { cliMessages } from './cli-messages.ts';
import type { Terminal } from './command.ts';

/**
 * Waits until the process is asked to stop (Ctrl+C, `kill`, a closed terminal), then runs `stop`. Asked a second time, it
 * ends at once.
 */
export async function untilStopped(terminal: Terminal, stop: () => Promise<void>): Promise<void> {
	const say = speak(cliMessages, terminal.language);
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	await new Promise<void>((asked) => {
		for (const signal of signals) process.once(signal, () => asked());
	});
	for (const signal of signals) process.on(signal, () => process.exit(130));
	terminal.err(say('stopping'));
	await stop();
	terminal.err(say('stopped'));
}
