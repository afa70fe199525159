import { fixedClock } from '#lib/platform/clock/clock.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { type Log, silentLog, standardLog } from '#lib/platform/log/log.server.ts';
import { provideServices } from '#lib/platform/services.server.ts';
import { startPlatform } from '#lib/platform/start.server.ts';
import { startSite } from '../bin/site.ts';
import type { SiteOrder } from './running-site.ts';

// The built site in a process of its own, as it runs for a city, but with a clock that stands until it is moved.

const told = readConfig(process.env, process.cwd());
const config = { ...told, http: { ...told.http, port: 0 } };
const log: Log = process.env.LOG_LEVEL ? standardLog(config.logLevel) : silentLog;
const clock = fixedClock(systemClock.now());
const platform = await startPlatform(config, { jobs: [], log, clock, migrate: false });
const site = await startSite(platform, { withWorker: process.env.SITE_WORKER === '1' });

process.on('message', (order: SiteOrder) => {
	if (order.now !== undefined) clock.set(order.now);
	if (order.demo !== undefined) provideServices({ ...platform.services, config: { ...config, demo: order.demo } });
	if (order.stop) void site.stop().then(() => process.exit(0));
	process.send?.({ done: true });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: site.address, now: clock.now() });
