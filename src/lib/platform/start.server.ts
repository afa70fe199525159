import { join } from 'node:path';
import type { Clock } from './clock/clock.ts';
import { systemClock } from './clock/system-clock.server.ts';
import type { Config } from './config/config.server.ts';
import { assertRoles, connect } from './database/connect.server.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './database/embedded-postgres.server.ts';
import type { Job } from './jobs/job.server.ts';
import { type Log, standardLog } from './log/log.server.ts';
import { prepareDatabase } from './prepare.server.ts';
import { provideServices, type Services } from './services.server.ts';

/** A running platform: everything a request, a job or a command stands on. */
export interface Platform {
	readonly services: Services;
	/** Where the data lies: the folder of our own database, or undefined with DATABASE_URL. */
	readonly databaseFolder: string | undefined;
	/** Closes the pools and, where it is ours and nobody else uses it, ends the database server. */
	stop(): Promise<void>;
}

export interface StartOptions {
	/** Every job that may be asked for. */
	readonly jobs: readonly Job[];
	readonly log?: Log;
	readonly clock?: Clock;
	/** False leaves a database that isn't up to date as it is and refuses nothing. Default true. */
	readonly migrate?: boolean;
}

/** The name of the database on a server of our own. */
export const databaseName = 'tandem';

/** Brings up the database (our own unless DATABASE_URL is set), migrates it, opens the pools, provides the services. */
export async function startPlatform(config: Config, options: StartOptions): Promise<Platform> {
	const log = options.log ?? standardLog(config.logLevel);
	const embedded = config.databaseUrl ? undefined : await startOwn(config, log);
	const url = config.databaseUrl ?? embedded!.url(databaseName);
	try {
		if (options.migrate ?? true) await prepareDatabase(url, { log, jobs: options.jobs });
		const databases = connect(url, { log });
		await assertRoles(databases);
		const services: Services = { config, databases, log, clock: options.clock ?? systemClock };
		provideServices(services);
		return {
			services,
			databaseFolder: embedded?.folder,
			stop: async () => {
				provideServices(undefined);
				await databases.close();
				await embedded?.stop();
			},
		};
	} catch (error) {
		await embedded?.stop();
		throw error;
	}
}

async function startOwn(config: Config, log: Log): Promise<EmbeddedPostgres> {
	const embedded = await startEmbeddedPostgres({ folder: join(config.dataFolder, 'database'), durable: true, log });
	await embedded.ensureDatabase(databaseName);
	return embedded;
}
