import { speak } from '#lib/i18n/catalogue.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { startWorker } from '#lib/platform/jobs/queue.server.ts';
import { standardLog } from '#lib/platform/log/log.server.ts';
import { startPlatform } from '#lib/platform/start.server.ts';
import { cliMessages } from '../cli-messages.ts';
import type { Command } from '../command.ts';
import { guardProcess } from '../guard-process.ts';
import { allJobs } from '../jobs.ts';
import { parseOptions } from '../options.ts';
import { untilStopped } from '../until-stopped.ts';

export const command: Command = {
	run: async (args, terminal) => {
		if (!parseOptions('work', args, {}, terminal)) return 2;
		const config = readConfig(terminal.env, process.cwd());
		const log = standardLog(config.logLevel, process.stdout);
		guardProcess(log);
		const platform = await startPlatform(config, { jobs: allJobs, log });
		const worker = await startWorker(platform.services, allJobs);
		terminal.err(speak(cliMessages, terminal.language)('workReady'));
		await untilStopped(terminal, async () => {
			await worker.stop();
			await platform.stop();
		});
		return 0;
	},
};
