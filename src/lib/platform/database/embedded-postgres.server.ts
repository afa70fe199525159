import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log/log.server.ts';
import { OperatorError } from '../operator-error.ts';
import { type Cluster, lastServerLines, prepareCluster, spawnPostmaster, turnServerLog } from './cluster.server.ts';
import { type PostgresBinaries, prepareBinaries } from './postgres-binaries.server.ts';
import { isPostmaster, type Postmaster, readPostmaster, removeStaleLock } from './postmaster.server.ts';
import { chooseSystemUser, runAs } from './system-user.server.ts';

export interface EmbeddedPostgresOptions {
	/** Where the server keeps its data; created where missing. */
	readonly folder: string;
	/** False only for databases that are thrown away: a power cut may then cost the data. */
	readonly durable: boolean;
	readonly log: Log;
}

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
	/** The folder the data really lies in. */
	readonly folder: string;
	readonly processId: number;
	/** The address of a database of this server, for its superuser. Holds the password: never log it. */
	url(database: string): string;
	/** Creates a database where it is missing. */
	ensureDatabase(name: string): Promise<void>;
	/** Ends the server, unless another Tandem process still uses it; that one then ends it. */
	stop(): Promise<'stopped' | 'still-used'>;
}

/** Every Tandem process that uses a server holds this lock shared; who gets it exclusively is the last one. */
const useLock = "hashtext('tandem'), 1";
const startWithin = 60_000;

/**
 * Starts the bundled PostgreSQL on a folder, or joins the server that already runs there: one whose Tandem was killed,
 * or that of a second Tandem process. Whoever uses it watches it and starts it again when it dies.
 * Throws an OperatorError where this machine can't run it, always with the way out.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
	const user = chooseSystemUser(join(options.folder, 'cluster'));
	const binaries = await prepareBinaries(user, options.log);
	const cluster = await prepareCluster(options.folder, binaries, user, options.log);
	await turnServerLog(cluster);
	const supervisor = new Supervisor(cluster, binaries, options);
	await supervisor.start();
	return supervisor;
}

class Supervisor implements EmbeddedPostgres {
	readonly #cluster: Cluster;
	readonly #binaries: PostgresBinaries;
	readonly #options: EmbeddedPostgresOptions;
	#child: ChildProcess | undefined;
	#watch: pg.Client | undefined;
	#postmaster: Postmaster | undefined;
	#stopping = false;
	#restarting: Promise<void> = Promise.resolve();

	constructor(cluster: Cluster, binaries: PostgresBinaries, options: EmbeddedPostgresOptions) {
		this.#cluster = cluster;
		this.#binaries = binaries;
		this.#options = options;
	}

	get folder(): string {
		return this.#cluster.home;
	}

	get processId(): number {
		return this.#postmaster?.processId ?? 0;
	}

	url(database: string): string {
		const { socketFolder, port, password } = this.#cluster;
		const host = socketFolder ? encodeURIComponent(socketFolder) : '127.0.0.1';
		return `postgres://postgres:${password}@${host}:${port}/${encodeURIComponent(database)}`;
	}

	async start(): Promise<void> {
		const began = performance.now();
		await this.#attach();
		process.once('exit', this.#onExit);
		this.#options.log.info(this.#child ? 'the database server is up' : 'joined the database server that was running', {
			folder: this.folder,
			processId: this.processId,
			milliseconds: Math.round(performance.now() - began),
		});
	}

	async ensureDatabase(name: string): Promise<void> {
		const client = new pg.Client({ connectionString: this.url('postgres') });
		await client.connect();
		try {
			const found = await client.query('select from pg_database where datname = $1', [name]);
			if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
		} catch (error) {
			if (!isCode(error, '42P04', '23505')) throw error;
		} finally {
			await client.end();
		}
	}

	async stop(): Promise<'stopped' | 'still-used'> {
		if (this.#stopping) return 'stopped';
		this.#stopping = true;
		process.removeListener('exit', this.#onExit);
		await this.#restarting;
		if (!(await this.#isLastUser())) {
			this.#options.log.info('left the database server to the other Tandem process', { folder: this.folder });
			return 'still-used';
		}
		await shutDown(this.#cluster, this.#binaries);
		this.#options.log.info('stopped the database server', { folder: this.folder });
		return 'stopped';
	}

	async #isLastUser(): Promise<boolean> {
		const watch = this.#watch;
		if (!watch) return true;
		try {
			await watch.query(`select pg_advisory_unlock_shared(${useLock})`);
			const tried = await watch.query<{ last: boolean }>(`select pg_try_advisory_lock(${useLock}) as last`);
			return tried.rows[0]?.last ?? true;
		} catch {
			return true;
		} finally {
			await watch.end().catch(() => {});
		}
	}

	/** An exit nobody prepared can't wait: the server gets its orderly shutdown signal and ends on its own. */
	readonly #onExit = (): void => {
		if (this.#child?.pid && this.#child.exitCode === null) {
			try {
				process.kill(this.#child.pid, 'SIGINT');
			} catch {
				// It is gone already.
			}
		}
	};

	/** Connects to the server, starting it where none runs, and stays connected to notice its death. */
	async #attach(): Promise<void> {
		const deadline = Date.now() + startWithin;
		for (let wait = 5; ; wait = Math.min(wait * 1.5, 250)) {
			const watch = await this.#tryConnect();
			if (watch) return this.#keep(watch);
			if (this.#stopping) return;
			await this.#startUnlessRunning();
			if (Date.now() > deadline) {
				throw new OperatorError(
					`The database server did not come up within ${startWithin / 1000} seconds (${this.folder}). ` +
						`Its last words:\n${await lastServerLines(this.#cluster)}`,
				);
			}
			await delay(wait);
		}
	}

	async #startUnlessRunning(): Promise<void> {
		const running = await readPostmaster(this.#cluster.data);
		if (running && (await isPostmaster(running.processId))) return;
		if (this.#child?.exitCode === null && this.#child.signalCode === null) return;
		if (this.#child?.exitCode) await this.#explainExit();
		if (await removeStaleLock(this.#cluster.data)) {
			this.#options.log.warn('removed the lock file of a server that is gone', { folder: this.#cluster.data });
		}
		this.#child = spawnPostmaster(this.#cluster, this.#binaries, this.#options.durable);
	}

	/** A server that another one still holds out (its last processes are just ending) is tried again; else it's over. */
	async #explainExit(): Promise<void> {
		const said = await lastServerLines(this.#cluster);
		this.#child = undefined;
		if (/lock file|shared memory block|in use/.test(said)) return;
		throw new OperatorError(`The database server does not start (${this.folder}). Its last words:\n${said}`);
	}

	async #tryConnect(): Promise<pg.Client | undefined> {
		const running = await readPostmaster(this.#cluster.data);
		if (!running?.ready) return undefined;
		const client = new pg.Client({ connectionString: this.url('postgres'), connectionTimeoutMillis: 2_000 });
		client.on('error', () => {});
		try {
			await client.connect();
			await client.query(`select pg_advisory_lock_shared(${useLock})`);
			this.#postmaster = running;
			return client;
		} catch (error) {
			await client.end().catch(() => {});
			if (!isCode(error, '28P01', '28000', 'EACCES')) return undefined;
			throw new OperatorError(
				`A database server runs in ${this.folder} but does not let this Tandem in (${(error as { code: string }).code}). ` +
					'Start Tandem as the user who created the folder, and leave its file "password" as it is.',
			);
		}
	}

	#keep(watch: pg.Client): void {
		this.#watch = watch;
		watch.once('end', () => {
			this.#watch = undefined;
			if (this.#stopping) return;
			this.#options.log.warn('lost the database server', { folder: this.folder });
			this.#restarting = this.#restart();
		});
	}

	async #restart(): Promise<void> {
		for (let attempt = 1; !this.#stopping; attempt++) {
			try {
				await this.#attach();
				this.#options.log.info('the database server is back', { processId: this.processId, attempt });
				return;
			} catch (error) {
				this.#options.log.error('the database server does not come back', { attempt, error });
				await delay(Math.min(1_000 * 2 ** attempt, 30_000));
			}
		}
	}
}

/** Ends the server of a folder: connections are cut, everything committed is on disk when this returns. */
export async function shutDown(cluster: Pick<Cluster, 'data' | 'user'>, binaries: PostgresBinaries): Promise<void> {
	for (const mode of ['fast', 'immediate']) {
		const child = spawn(binaries.pgCtl, ['stop', '-D', cluster.data, '-m', mode, '-w', '-t', '20'], {
			...runAs(cluster.user),
			cwd: '/',
			stdio: 'ignore',
		});
		const code = await new Promise<number | null>((done) => child.once('error', () => done(null)).once('close', done));
		const left = await readPostmaster(cluster.data);
		if (code === 0 || !left || !(await isPostmaster(left.processId))) return;
	}
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
	const code = (error as { code?: unknown } | undefined)?.code;
	return typeof code === 'string' && codes.includes(code);
}
