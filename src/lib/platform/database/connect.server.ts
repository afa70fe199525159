/**
 * How Tandem talks to PostgreSQL.
 *
 * One address, four roles. Each role has a pool whose connections start as that role (`-c role=…`), so that a
 * forgotten WHERE meets row-level security and the public site cannot read what isn't public:
 * `owner` changes the schema, `app` works for one city at a time, `public` reads the public projection only,
 * `worker` runs jobs and builds projections.
 *
 * Typing: `Tables` (tables.ts) is open; each area adds its tables by declaration merging and writes Kysely queries in
 * camelCase. Hot and bulk statements are raw: sql<Row>`…`.execute(trx); there the SQL is snake_case, the rows that
 * come back are camelCase as everywhere (nested JSON is left as it is).
 */
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { type Log, silentLog } from '../log/log.server.ts';
import { OperatorError } from '../operator-error.ts';
import type { Tables } from './tables.ts';
import { valueParsers } from './value-parsers.server.ts';

export type Db = Kysely<Tables>;
/** A transaction: what queries and commands take first. */
export type Trx = Transaction<Tables>;

export const databaseRoles = ['owner', 'app', 'public', 'worker'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** The pools of one database. Connections are made when first needed. */
export type Databases = Readonly<Record<DatabaseRole, Db>> & {
	/** The address they use, for the job queue; holds the password: never log it. */
	readonly url: string;
	/** Waits for running queries and closes every connection. */
	readonly close: () => Promise<void>;
};

export interface ConnectOptions {
	readonly log?: Log;
	/** Most connections per role. */
	readonly connections?: Partial<Record<DatabaseRole, number>>;
	/** How many times longer than usual everything may take. Default 1. */
	readonly patience?: number;
}

/** The role's name in PostgreSQL. */
export function roleName(role: DatabaseRole): string {
	return `tandem_${role}`;
}

/** Limits in milliseconds, so that one stuck request can't hold a lock or a connection for ever. 0 is no limit. */
const limits: Record<DatabaseRole, { statement: number; lock: number; idleInTransaction: number }> = {
	owner: { statement: 0, lock: 60_000, idleInTransaction: 0 },
	app: { statement: 30_000, lock: 10_000, idleInTransaction: 60_000 },
	public: { statement: 10_000, lock: 5_000, idleInTransaction: 15_000 },
	worker: { statement: 600_000, lock: 30_000, idleInTransaction: 600_000 },
};
const usualConnections: Record<DatabaseRole, number> = { owner: 2, app: 16, public: 8, worker: 12 };

/** Opens the four pools of a database. Throws an OperatorError where the address is none. */
export function connect(url: string, options: ConnectOptions = {}): Databases {
	const open = (role: DatabaseRole) => createDb(url, role, options);
	const databases = { owner: open('owner'), app: open('app'), public: open('public'), worker: open('worker') };
	return {
		...databases,
		url,
		close: async () => {
			await Promise.all(databaseRoles.map((role) => databases[role].destroy()));
		},
	};
}

function createDb(url: string, role: DatabaseRole, options: ConnectOptions): Db {
	const { connections, log = silentLog, patience = 1 } = options;
	const pool = new pg.Pool({
		connectionString: withRole(url, role, patience),
		max: connections?.[role] ?? usualConnections[role],
		types: valueParsers,
		idleTimeoutMillis: 30_000,
		connectionTimeoutMillis: 4_000 * patience,
		allowExitOnIdle: true,
	});
	// A connection that dies is thrown away by the pool, and whoever uses it gets the error from his query. But each also
	// emits the error, and an emitted error nobody listens to would end the process.
	pool.on('error', (error) => log.warn('lost an idle database connection', { reason: roleName(role), error }));
	pool.on('connect', (client) => client.on('error', () => {}));
	return new Kysely<Tables>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
	});
}

/** The address with the start-up options of a role. `options` already in the address are kept, ours come last and win. */
export function withRole(url: string, role: DatabaseRole, patience = 1): string {
	const address = parseAddress(url);
	const { statement, lock, idleInTransaction } = limits[role];
	const settings = [
		address.searchParams.get('options') ?? '',
		`-c role=${roleName(role)}`,
		'-c timezone=UTC',
		'-c datestyle=ISO,YMD',
		`-c statement_timeout=${statement * patience}`,
		`-c lock_timeout=${lock * patience}`,
		`-c idle_in_transaction_session_timeout=${idleInTransaction * patience}`,
	];
	address.searchParams.set('options', settings.join(' ').trim());
	address.searchParams.set('application_name', `tandem-${role}`);
	return address.href;
}

/** The address of another database of the same server. */
export function withDatabase(url: string, database: string): string {
	const address = parseAddress(url);
	address.pathname = `/${encodeURIComponent(database)}`;
	return address.href;
}

function parseAddress(url: string): URL {
	try {
		const address = new URL(url);
		if (/^postgres(ql)?:$/.test(address.protocol)) return address;
	} catch {
		// Said below without the text: it may hold a password.
	}
	throw new OperatorError('DATABASE_URL is no address such as postgres://user:password@host:5432/database.');
}

/**
 * Makes sure that every pool really works as its role. A pooler such as PgBouncer in transaction mode drops start-up
 * options; row-level security would then protect nothing, so Tandem refuses to run.
 */
export async function assertRoles(databases: Databases): Promise<void> {
	for (const role of databaseRoles) {
		const answer = await sql<{ role: string }>`select current_user::text as role`.execute(databases[role]);
		if (answer.rows[0]?.role === roleName(role)) continue;
		throw new OperatorError(
			`The database connection does not take the role ${roleName(role)}. DATABASE_URL must lead to PostgreSQL itself ` +
				'or to a pooler in session mode, because start-up options are needed.',
		);
	}
}

/** True where the database answers within the time; for readiness. */
export async function answers(db: Db, withinMilliseconds = 2_000): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((done) => {
		timer = setTimeout(() => done(false), withinMilliseconds);
	});
	const asked = sql`select 1`.execute(db).then(
		() => true,
		() => false,
	);
	return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
