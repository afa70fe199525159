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

const usage = `Usage: tandem serve [--without-work]

Runs Tandem for a city: brings the database up to date, answers requests, does the background work.
Stops in order on Ctrl+C or SIGTERM: requests under way have ten seconds to finish.

  --without-work   leave the background work to "tandem work"

Settings (environment)
  ORIGIN           public address, https://tandem.example.org; needed wherever others than this machine use Tandem
  HOST             address to listen on (127.0.0.1)
  PORT             port to listen on (3000)
  TRUSTED_PROXIES  how many proxies stand before Tandem (0)
  MOST_REQUESTS    how many requests are answered at once; more are asked to come again (512)
  DATABASE_URL     PostgreSQL 15 or later, postgres://user:password@host:5432/database (none: its own PostgreSQL)
  TANDEM_DATA      folder for what Tandem keeps (./.tandem)
  SMTP_URL         mail server, smtps://user:password@mail.example.org:465 (none: mails wait in the outbox)
  MAIL_FROM        sender, Tandem <tandem@example.org>; needed with SMTP_URL
  LOG_LEVEL        debug, info, warn, error or silent (info); the log goes to standard output
  TANDEM_DEMO      1 shows sign-in links to everyone (0); never with real data

GET /health answers while the process lives, GET /ready while the database answers.`;

export const command: Command = {
	summary: 'run Tandem: site and background work',
	usage,
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
