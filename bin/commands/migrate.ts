import { join } from 'node:path';
import { speak } from '#lib/i18n/catalogue.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/database/embedded-postgres.server.ts';
import { standardLog } from '#lib/platform/log/log.server.ts';
import { prepareDatabase } from '#lib/platform/prepare.server.ts';
import { databaseName } from '#lib/platform/start.server.ts';
import { cliMessages } from '../cli-messages.ts';
import type { Command } from '../command.ts';
import { allJobs } from '../jobs.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	run: async (args, terminal) => {
		if (!parseOptions('migrate', args, {}, terminal)) return 2;
		const config = readConfig(terminal.env, process.cwd());
		const log = standardLog(config.logLevel);
		const embedded = config.databaseUrl
			? undefined
			: await startEmbeddedPostgres({ folder: join(config.dataFolder, 'database'), durable: true, log });
		try {
			await embedded?.ensureDatabase(databaseName);
			const url = config.databaseUrl ?? embedded!.url(databaseName);
			const applied = await prepareDatabase(url, { log, jobs: allJobs });
			const say = speak(cliMessages, terminal.language);
			for (const name of applied) terminal.out(name);
			terminal.out(applied.length === 0 ? say('upToDate') : say('migrated', { count: applied.length }));
			return 0;
		} finally {
			await embedded?.stop();
		}
	},
};
