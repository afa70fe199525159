import { speak } from '#lib/i18n/catalogue.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { standardLog } from '#lib/platform/log/log.server.ts';
import { startPlatform } from '#lib/platform/start.server.ts';
import { cliMessages } from '../cli-messages.ts';
import type { Command } from '../command.ts';
import { guardProcess } from '../guard-process.ts';
import { allJobs } from '../jobs.ts';
import { parseOptions } from '../options.ts';
import { startSite } from '../site.ts';
import { untilStopped } from '../until-stopped.ts';

export const command: Command = {
	run: async (args, terminal) => {
		const parsed = parseOptions('serve', args, { 'without-work': { type: 'boolean' } }, terminal);
		if (!parsed) return 2;
		const config = readConfig(terminal.env, process.cwd());
		const log = standardLog(config.logLevel, process.stdout);
		guardProcess(log);
		const platform = await startPlatform(config, { jobs: allJobs, log });
		const site = await startSite(platform, { withWorker: !parsed.values['without-work'] }).catch(async (error) => {
			await platform.stop();
			throw error;
		});
		terminal.err(speak(cliMessages, terminal.language)('serveReady', { address: site.address }));
		await untilStopped(terminal, site.stop);
		return 0;
	},
};
