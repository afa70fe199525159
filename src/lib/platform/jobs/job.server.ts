import type { z } from 'zod';
import type { Log } from '../log/log.server.ts';
import type { Services } from '../services.server.ts';

/** What a job may use besides its input. */
export interface JobContext {
	readonly services: Services;
	readonly log: Log;
	/** 1 for the first try. */
	readonly attempt: number;
	/** True where a failure now is final. */
	readonly lastAttempt: boolean;
	/** Aborted when the process stops or the job's time is up. */
	readonly signal: AbortSignal;
}

export interface JobSpec<Input extends object> {
	/** kebab-case, imperative: `send-mail`. */
	readonly name: string;
	/** Ids and figures, never personal data: a job's input is readable to whoever runs the database. */
	readonly input: z.ZodType<Input>;
	/**
	 * Does the work; throwing means try again. A job may run twice (its process may die after the work and before the
	 * note of it), so the work must be such that a second run does no harm.
	 */
	readonly run: (input: Input, context: JobContext) => Promise<void>;
	/** Further tries after the first; default 5, waiting 30 s, 1 min, 2 min … at most an hour. */
	readonly retries?: number;
	/** Seconds after which a run counts as failed; default 300. */
	readonly timeLimitSeconds?: number;
	/** How many run at once in one process; default 1. */
	readonly concurrency?: number;
	/** Runs by itself with an empty input: a cron expression in the time of Berlin. */
	readonly schedule?: string;
	/**
	 * Runs by itself with an empty input so often in each worker's process, never twice at once there, and leaves no trace
	 * in the queue: for work that usually finds nothing to do. A failure is logged and tried again at the next turn.
	 */
	readonly everySeconds?: number;
}

/** A kind of background work, as the worker knows it. */
export interface Job {
	readonly name: string;
	readonly retries: number;
	readonly timeLimitSeconds: number;
	readonly concurrency: number;
	readonly schedule: string | undefined;
	readonly everySeconds: number | undefined;
	runOn(data: unknown, context: JobContext): Promise<void>;
}

/** What those must know of a kind of background work who ask for it. */
export interface JobRequest<Input extends object> {
	readonly name: string;
	readonly input: z.ZodType<Input>;
}

/** A kind of background work that was defined. */
export interface JobOf<Input extends object> extends Job, JobRequest<Input> {}

/** Describes a kind of background work. Its input is checked when it is asked for and again when it runs. */
export function defineJob<Input extends object>(spec: JobSpec<Input>): JobOf<Input> {
	return {
		name: spec.name,
		input: spec.input,
		retries: spec.retries ?? 5,
		timeLimitSeconds: spec.timeLimitSeconds ?? 300,
		concurrency: spec.concurrency ?? 1,
		schedule: spec.schedule,
		everySeconds: spec.everySeconds,
		runOn: (data, context) => spec.run(spec.input.parse(data ?? {}), context),
	};
}
