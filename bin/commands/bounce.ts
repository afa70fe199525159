import { text } from 'node:stream/consumers';
import { speak } from '#lib/i18n/catalogue.ts';
import { takeBounce } from '#lib/newsroom/subscriptions/bounces.server.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { standardLog } from '#lib/platform/log/log.server.ts';
import { startPlatform } from '#lib/platform/start.server.ts';
import { cliMessages } from '../cli-messages.ts';
import type { Command } from '../command.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	run: async (args, terminal) => {
		if (!parseOptions('bounce', args, {}, terminal)) return 2;
		const message = await text(process.stdin);
		const config = readConfig(terminal.env, process.cwd());
		const platform = await startPlatform(config, { jobs: [], log: standardLog(config.logLevel), migrate: false });
		try {
			const taken = await takeBounce(platform.services, message);
			terminal.out(speak(cliMessages, terminal.language)(taken ? 'bounceTaken' : 'bounceLeft'));
			return 0;
		} finally {
			await platform.stop();
		}
	},
};
