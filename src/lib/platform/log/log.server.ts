import { OperatorError } from '../operator-error.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * The only things a log line may carry. None can hold a name, an address, a typed text or a secret: a log is copied,
 * mailed and kept, so a person's data must not be able to get in. Add a field only if that stays true.
 */
export interface LogFields {
	readonly requestId?: string;
	readonly method?: string;
	/** The route's pattern, such as `/[lang]/needs/[need]`; never the address that was asked for. */
	readonly route?: string;
	readonly status?: number;
	readonly milliseconds?: number;
	readonly bytes?: number;
	readonly command?: string;
	readonly job?: string;
	readonly id?: string;
	readonly migration?: string;
	readonly folder?: string;
	readonly file?: string;
	readonly port?: number;
	readonly processId?: number;
	readonly systemUser?: string;
	readonly attempt?: number;
	readonly count?: number;
	/** A word out of the code (`'stale lock file'`), never a text from outside. */
	readonly reason?: string;
	readonly error?: unknown;
}

/** Writes one line per event. `event` is a fixed sentence of the code; what varies goes into the fields. */
export interface Log {
	debug(event: string, fields?: LogFields): void;
	info(event: string, fields?: LogFields): void;
	warn(event: string, fields?: LogFields): void;
	error(event: string, fields?: LogFields): void;
	/** The same log with fields that every line repeats, such as the request's id. */
	with(fields: LogFields): Log;
}

export interface LogOptions {
	readonly level: LogLevel;
	/** `lines` is JSON for machines, `pretty` is for a person at a terminal. */
	readonly form: 'lines' | 'pretty';
	readonly now: () => number;
	readonly write: (line: string) => void;
}

/** A log that drops everything: for tests, and for commands whose output is their answer. */
export const silentLog: Log = createLog({ level: 'silent', form: 'lines', now: () => 0, write: () => {} });

/** A log on a stream of the process: pretty at a terminal, JSON lines elsewhere. A server logs to standard output. */
export function standardLog(level: LogLevel, stream: NodeJS.WriteStream = process.stderr): Log {
	return createLog({
		level,
		form: stream.isTTY ? 'pretty' : 'lines',
		now: Date.now,
		write: (line) => stream.write(`${line}\n`),
	});
}

export function createLog(options: LogOptions, repeated: LogFields = {}): Log {
	const threshold = logLevels.indexOf(options.level);
	const at =
		(level: LogLevel) =>
		(event: string, fields: LogFields = {}) => {
			if (logLevels.indexOf(level) < threshold) return;
			const line = { ...repeated, ...fields };
			options.write(options.form === 'lines' ? asJson(options.now(), level, event, line) : asText(level, event, line));
		};
	return {
		debug: at('debug'),
		info: at('info'),
		warn: at('warn'),
		error: at('error'),
		with: (fields) => createLog(options, { ...repeated, ...fields }),
	};
}

function asJson(now: number, level: LogLevel, event: string, { error, ...fields }: LogFields): string {
	const failure = error === undefined ? {} : { error: describeError(error) };
	return JSON.stringify({ time: new Date(now).toISOString(), level, event, ...fields, ...failure });
}

const colours: Record<LogLevel, string> = { debug: '2', info: '36', warn: '33', error: '31', silent: '0' };

function asText(level: LogLevel, event: string, { error, ...fields }: LogFields): string {
	const details = Object.entries(fields).map(([key, value]) => ` \u001b[2m${key}=\u001b[0m${value}`);
	const failure = error === undefined ? '' : `\n${JSON.stringify(describeError(error), null, '  ')}`;
	return `\u001b[${colours[level]}m${level.padEnd(5)}\u001b[0m ${event}${details.join('')}${failure}`;
}

/** What of an error may be logged: its kind and where it was thrown. Its message may quote what a person typed. */
export interface DescribedError {
	readonly name: string;
	readonly message?: string;
	readonly code?: string;
	readonly table?: string;
	readonly constraint?: string;
	readonly at?: readonly string[];
	readonly cause?: DescribedError;
}

const ownSentence = 'Broken assumption: ';

export function describeError(error: unknown): DescribedError {
	if (!(error instanceof Error)) return { name: typeof error };
	const known = error as Error & { code?: unknown; table?: unknown; constraint?: unknown };
	const text = (key: 'code' | 'table' | 'constraint') =>
		typeof known[key] === 'string' ? { [key]: known[key] as string } : {};
	return {
		name: error.name,
		...(error instanceof OperatorError ? { message: error.message } : {}),
		...(error.message.startsWith(ownSentence) ? { message: withoutQuotes(error.message) } : {}),
		...text('code'),
		...text('table'),
		...text('constraint'),
		...(error instanceof OperatorError ? {} : { at: framesOf(error) }),
		...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
	};
}

/** Assertions quote the offending value between double quotes: the sentence stays, the value goes. */
function withoutQuotes(message: string): string {
	return message.replace(/"[^"]*"?/g, '"…"');
}

function framesOf(error: Error): readonly string[] {
	const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	return frames.slice(0, 12).map((line) => line.trim().slice(3));
}
