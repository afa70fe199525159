import { assert } from '#lib/kernel/assert.ts';
import type { Clock } from './clock/clock.ts';
import type { Config } from './config/config.server.ts';
import type { Databases } from './database/connect.server.ts';
import type { Log } from './log/log.server.ts';

/** What the running process hands to requests, jobs and commands. */
export interface Services {
	readonly config: Config;
	readonly databases: Databases;
	readonly clock: Clock;
	readonly log: Log;
}

// The built site carries its own copies of our modules; a symbol of the process is what both copies share.
const place = Symbol.for('tandem.services');
const shared = globalThis as { [place]?: Services | undefined };

/** Makes the services known to the whole process; `undefined` takes them back. */
export function provideServices(services: Services | undefined): void {
	shared[place] = services;
}

export function hasServices(): boolean {
	return shared[place] !== undefined;
}

/** The services of the running process. A request that comes before they are there is a defect of the start. */
export function services(): Services {
	const found = shared[place];
	assert(found, 'the services were asked for before they were provided');
	return found;
}
