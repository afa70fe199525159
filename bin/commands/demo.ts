import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accessMessages } from '#lib/access/access-messages.ts';
import { demoLinks } from '#lib/access/demo-links.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { type Config, readConfig } from '#lib/platform/config/config.server.ts';
import { standardLog } from '#lib/platform/log/log.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { type Platform, startPlatform } from '#lib/platform/start.server.ts';
import { cliMessages } from '../cli-messages.ts';
import type { Command, Terminal } from '../command.ts';
import { guardProcess } from '../guard-process.ts';
import { allJobs } from '../jobs.ts';
import { parseOptions } from '../options.ts';
import { type Site, startSite } from '../site.ts';
import { buildSiteIfNeeded } from '../site-build.ts';
import { untilStopped } from '../until-stopped.ts';

export const command: Command = {
	run: async (args, terminal) => {
		if (!parseOptions('demo', args, {}, terminal)) return 2;
		const config = demoConfig(terminal.env);
		const say = speak(cliMessages, terminal.language);
		await buildSiteIfNeeded(terminal);
		terminal.err(say('startingDatabase'));
		const log = standardLog(config.logLevel);
		guardProcess(log);
		const platform = await startPlatform(config, { jobs: allJobs, log });
		const site = await show(platform, terminal).catch(async (error) => {
			await platform.stop();
			throw error;
		});
		await untilStopped(terminal, site.stop);
		return 0;
	},
};

/** Demo mode writes to nobody and is quiet, so that the sign-in links stay in sight. */
function demoConfig(env: Terminal['env']): Config {
	const demo = { ...env, TANDEM_DEMO: '1', SMTP_URL: undefined, LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn' };
	return readConfig(demo, process.cwd());
}

async function show(platform: Platform, terminal: Terminal): Promise<Site> {
	const { services, databaseFolder } = platform;
	const say = speak(cliMessages, terminal.language);
	terminal.err(say('loadingStory'));
	await loadStory(services);
	const site = await startSite(platform, { withWorker: true });
	const { language } = terminal;
	const links = await demoLinks(services.databases.worker, {
		origin: site.address,
		language,
		now: services.clock.now(),
	});
	terminal.out(`\n${say('demoReady', { address: site.address })}\n`);
	if (links.length > 0) terminal.out(say('demoSignIn'));
	const sayRole = speak(accessMessages, language);
	for (const { role, cityName, name, url } of links) {
		terminal.out(`  ${name} (${sayRole(`role-${role}`)}, ${cityName})\n    ${url}`);
	}
	terminal.out(`\n${say('demoData', { folder: databaseFolder ?? services.config.dataFolder })}`);
	return site;
}

/** The story lies beside its data. Loading it again changes nothing. */
async function loadStory(services: Services): Promise<void> {
	const file = new URL('../../db/seed/story.server.ts', import.meta.url);
	if (!existsSync(fileURLToPath(file))) return;
	const story = (await import(file.href)) as { loadStory(services: Services): Promise<void> };
	await story.loadStory(services);
}
