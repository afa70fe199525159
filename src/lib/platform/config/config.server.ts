import { resolve } from 'node:path';
import { z } from 'zod';
import { type LogLevel, logLevels } from '../log/log.server.ts';
import { OperatorError } from '../operator-error.ts';

/** Everything that can be set from outside, parsed once at the start. */
export interface Config {
	readonly http: {
		readonly host: string;
		readonly port: number;
		/**
		 * The address people reach Tandem under, without a closing slash. Set, every request is taken as sent to it, whatever
		 * its Host header says. Undefined, Tandem runs for this machine or network only, over plain http.
		 */
		readonly origin: string | undefined;
		/** How many proxies of ours stand before Tandem: that many addresses at the end of X-Forwarded-For are believed. */
		readonly trustedProxies: number;
		/** How many requests are answered at once; more are asked to come again. */
		readonly mostRequests: number;
	};
	/** Undefined: Tandem runs its own PostgreSQL in the data folder. */
	readonly databaseUrl: string | undefined;
	/** Absolute. Holds the database of our own and the files. */
	readonly dataFolder: string;
	readonly mail: {
		/** Undefined: mails wait in the outbox. */
		readonly smtpUrl: string | undefined;
		readonly from: string;
	};
	readonly logLevel: LogLevel;
	/** Shows the story of Dortmund and Zhytomyr, with sign-in links for every role. Never for real data. */
	readonly demo: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface Setting<Value> {
	readonly schema: z.ZodType<Value>;
	/** Completes "PORT is … but must be …". */
	readonly expected: string;
	/** Its value must not be repeated in an error. */
	readonly secret?: boolean;
}

const url = (protocols: RegExp) => z.url({ protocol: protocols, hostname: /^.+$/ });
const origin = url(/^https?$/).refine((text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''));

const settings = {
	HOST: { schema: z.string().regex(/^[\w.:-]+$/), expected: 'a host name or address such as 127.0.0.1 or 0.0.0.0' },
	PORT: { schema: z.coerce.number().int().min(0).max(65_535), expected: 'a whole number from 0 to 65535' },
	ORIGIN: { schema: origin, expected: 'an address without a path such as https://tandem.dortmund.de' },
	TRUSTED_PROXIES: { schema: z.coerce.number().int().min(0).max(10), expected: 'the number of proxies before Tandem' },
	MOST_REQUESTS: { schema: z.coerce.number().int().min(2).max(100_000), expected: 'a whole number from 2 to 100000' },
	DATABASE_URL: {
		schema: z.string().regex(/^postgres(ql)?:\/\/.+/),
		expected: 'an address such as postgres://user:password@host:5432/database',
		secret: true,
	},
	TANDEM_DATA: { schema: z.string(), expected: 'the path of a folder' },
	SMTP_URL: {
		schema: url(/^smtps?$/),
		expected: 'an address such as smtps://user:password@mail.example.org:465',
		secret: true,
	},
	MAIL_FROM: {
		schema: z.string().regex(/^[^\r\n<>]*<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/),
		expected: 'an address such as Tandem <tandem@example.org>',
	},
	LOG_LEVEL: { schema: z.enum(logLevels), expected: `one of ${logLevels.join(', ')}` },
	TANDEM_DEMO: { schema: z.enum(['0', '1']), expected: '0 or 1' },
} as const satisfies Record<string, Setting<unknown>>;

type SettingName = keyof typeof settings;

/**
 * Reads the configuration. An empty variable counts as unset.
 * Throws one OperatorError that names every wrong variable, what was given (never a secret) and what is expected.
 */
export function readConfig(env: Environment, workingFolder: string): Config {
	const problems: string[] = [];
	const read = <Name extends SettingName>(name: Name) => readSetting(name, env[name], problems);
	const config: Config = {
		http: {
			host: read('HOST') ?? '127.0.0.1',
			port: read('PORT') ?? 3000,
			origin: read('ORIGIN')?.replace(/\/$/, ''),
			trustedProxies: read('TRUSTED_PROXIES') ?? 0,
			mostRequests: read('MOST_REQUESTS') ?? 512,
		},
		databaseUrl: read('DATABASE_URL'),
		dataFolder: resolve(workingFolder, read('TANDEM_DATA') ?? '.tandem'),
		mail: { smtpUrl: read('SMTP_URL'), from: read('MAIL_FROM') ?? 'Tandem <tandem@localhost>' },
		logLevel: read('LOG_LEVEL') ?? 'info',
		demo: read('TANDEM_DEMO') === '1',
	};
	if (config.mail.smtpUrl && !env['MAIL_FROM']) {
		problems.push('SMTP_URL is set, so MAIL_FROM must be set too: the address Tandem writes from.');
	}
	if (problems.length > 0) throw new OperatorError(problems.join('\n'));
	return config;
}

function readSetting<Name extends SettingName>(
	name: Name,
	given: string | undefined,
	problems: string[],
): z.infer<(typeof settings)[Name]['schema']> | undefined {
	const setting: Setting<unknown> = settings[name];
	if (given === undefined || given.trim() === '') return undefined;
	const parsed = setting.schema.safeParse(given.trim());
	if (parsed.success) return parsed.data as z.infer<(typeof settings)[Name]['schema']>;
	problems.push(
		`${name} is ${setting.secret ? 'set to something else' : `"${given}"`} but must be ${setting.expected}.`,
	);
	return undefined;
}

/** Where people find Tandem: the configured address, else this machine. */
export function publicOrigin(http: Config['http'], port = http.port): string {
	return http.origin ?? `http://localhost:${port}`;
}
