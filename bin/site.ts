import { publicOrigin } from '#lib/platform/config/config.server.ts';
import { answers } from '#lib/platform/database/connect.server.ts';
import { largestBodyBytes } from '#lib/platform/http/body-limit.ts';
import { startHttpServer } from '#lib/platform/http/http-server.server.ts';
import { loadSite } from '#lib/platform/http/site.server.ts';
import { startWorker, type Worker } from '#lib/platform/jobs/queue.server.ts';
import type { Platform } from '#lib/platform/start.server.ts';
import { allJobs } from './jobs.ts';
import { buildFolder } from './site-build.ts';

/** A running site. */
export interface Site {
	/** The address people open. */
	readonly address: string;
	/** Ends requests, jobs and the database, in this order. */
	readonly stop: () => Promise<void>;
}

/** Puts the built site on the network, on top of a running platform, with the background work in the same process. */
export async function startSite(platform: Platform, { withWorker }: { readonly withWorker: boolean }): Promise<Site> {
	const { config, databases, log } = platform.services;
	const handler = await loadSite(buildFolder, largestBodyBytes);
	const server = await startHttpServer({ ...config.http, handler, log, ready: () => answers(databases.app) });
	const worker: Worker | undefined = withWorker ? await startWorker(platform.services, allJobs) : undefined;
	return {
		address: publicOrigin(config.http, server.port),
		stop: async () => {
			await server.stop();
			await worker?.stop();
			await platform.stop();
		},
	};
}
