import type { Services } from '../services.server.ts';
import type { Job } from './job.server.ts';

/** Work that comes round by itself. */
export interface Turns {
	/** Begins no further turn and waits for the one that runs; it is told to stop by its signal. */
	stop(): Promise<void>;
}

/** Runs each job that comes round every few seconds, one turn after another, until stopped. */
export function startTurns(services: Services, jobs: readonly Job[]): Turns {
	const stopping = new AbortController();
	const running = jobs.flatMap((job) =>
		job.everySeconds ? [turn(job, job.everySeconds * 1000, services, stopping)] : [],
	);
	return {
		stop: async () => {
			stopping.abort();
			await Promise.all(running);
		},
	};
}

async function turn(job: Job, pause: number, services: Services, { signal }: AbortController): Promise<void> {
	const log = services.log.with({ job: job.name });
	while (!signal.aborted) {
		try {
			await job.runOn({}, { services, log, attempt: 1, lastAttempt: false, signal });
		} catch (error) {
			log.warn('will try a job again', { error });
		}
		await pauseFor(pause, signal);
	}
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resume) => {
		if (signal.aborted) return resume();
		const done = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resume();
		};
		const timer = setTimeout(done, milliseconds);
		signal.addEventListener('abort', done);
	});
}
