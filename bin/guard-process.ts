import type { Log } from '#lib/platform/log/log.server.ts';

/**
 * Decides what a failure nobody caught costs. A promise nobody waited for is logged, and the others go on being served.
 * An exception out of nowhere leaves the process in a state nobody knows: it is logged and the process ends, to be
 * started anew; what was committed is safe.
 */
export function guardProcess(log: Log): void {
	process.on('unhandledRejection', (error) => log.error('a failure nobody waited for', { error }));
	process.on('uncaughtException', (error) => {
		log.error('an exception nobody caught; the process ends', { error });
		process.exit(3);
	});
}
