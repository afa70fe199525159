import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, constants, openSync } from 'node:fs';
import {
	access,
	chown,
	link,
	mkdir,
	readdir,
	readFile,
	realpath,
	rename,
	rm,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import type { Log } from '../log/log.server.ts';
import { OperatorError } from '../operator-error.ts';
import type { PostgresBinaries } from './postgres-binaries.server.ts';
import { processExists } from './postmaster.server.ts';
import { canWrite, runAs, type SystemUser } from './system-user.server.ts';

/** The folder of one embedded server, and how it is reached. */
export interface Cluster {
	/** Holds `cluster` (the data), `socket`, `password` and `server.log`. Only the server's user and we may enter. */
	readonly home: string;
	readonly data: string;
	readonly password: string;
	readonly user: SystemUser | undefined;
	/** A socket of the file system, which no one else can take or reach; a port on the loopback where there is none. */
	readonly socketFolder: string | undefined;
	readonly port: number;
}

/** The longest socket path every system takes (macOS: 104 bytes with the closing zero). */
const longestSocketPath = 103;
const socketPort = 5432;

/**
 * Makes the folder ready: created, owned by the server's user, with a password of its own and an initialised data
 * folder. Safe against a crash in between and against two processes doing it at once.
 */
export async function prepareCluster(
	folder: string,
	binaries: PostgresBinaries,
	user: SystemUser | undefined,
	log: Log,
): Promise<Cluster> {
	const home = await prepareHome(resolve(folder), user, log);
	const data = join(home, 'cluster');
	const password = await readOrCreate(join(home, 'password'), () => randomBytes(24).toString('base64url'));
	await initialise(home, data, password, binaries, user, log);
	const socketFolder = await prepareSocketFolder(home, user);
	const port = socketFolder ? socketPort : Number(await readOrCreate(join(home, 'port'), freePort));
	return { home, data, password, user, socketFolder, port };
}

async function prepareHome(folder: string, user: SystemUser | undefined, log: Log): Promise<string> {
	await mkdir(dirname(folder), { recursive: true, mode: 0o711 }).catch(explainAccess(folder));
	await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting).catch(explainAccess(folder));
	const home = await realpath(folder);
	await access(home, constants.R_OK | constants.W_OK | constants.X_OK).catch(explainAccess(folder));
	if (user) await chown(home, user.uid, user.gid);
	if (canWrite(user, home)) return home;
	return relocate(folder, home, user!, log);
}

/** A project under /root can't hold the data: the server's user may not enter. The data then lies under /var/lib. */
async function relocate(folder: string, home: string, user: SystemUser, log: Log): Promise<string> {
	const name = `database-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
	const target = join('/var/lib/tandem', name);
	const wayOut = 'Set TANDEM_DATA to a folder below one that every user may enter, such as /srv/tandem.';
	if (await stat(join(home, 'cluster')).catch(() => undefined)) {
		throw new OperatorError(`The user ${user.name} of the database server can no longer reach ${home}. ${wayOut}`);
	}
	await mkdir(dirname(target), { recursive: true, mode: 0o755 });
	await mkdir(target, { mode: 0o700 }).catch(ignoreExisting);
	await chown(target, user.uid, user.gid);
	if (!canWrite(user, target)) {
		throw new OperatorError(`The user ${user.name} can write neither in ${home} nor in ${target}. ${wayOut}`);
	}
	await rm(folder, { recursive: true, force: true });
	await symlink(target, folder);
	log.info('the database lies where its user can reach it', { folder: target, systemUser: user.name });
	return target;
}

/** The content of a small file that the first of several processes writes and all others read. */
async function readOrCreate(file: string, create: () => string | Promise<string>): Promise<string> {
	const found = await readFile(file, 'utf8').catch(() => undefined);
	if (found) return found.trim();
	const draft = `${file}.${draftSuffix()}`;
	await writeFile(draft, `${await create()}\n`, { mode: 0o600 });
	await link(draft, file).catch(ignoreExisting);
	await rm(draft);
	return (await readFile(file, 'utf8')).trim();
}

async function prepareSocketFolder(home: string, user: SystemUser | undefined): Promise<string | undefined> {
	const folder = join(home, 'socket');
	const path = join(folder, `.s.PGSQL.${socketPort}`);
	if (process.platform === 'win32' || Buffer.byteLength(path) > longestSocketPath) return undefined;
	await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting);
	if (user) await chown(folder, user.uid, user.gid);
	return folder;
}

async function initialise(
	home: string,
	data: string,
	password: string,
	binaries: PostgresBinaries,
	user: SystemUser | undefined,
	log: Log,
): Promise<void> {
	const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
	if (version?.trim() === binaries.majorVersion) return;
	if (version) {
		throw new OperatorError(
			`${data} was written by PostgreSQL ${version.trim()}, this Tandem brings ${binaries.majorVersion}. ` +
				'Restore a backup into an empty TANDEM_DATA, or set DATABASE_URL.',
		);
	}
	await removeAbandonedDrafts(home);
	const draft = join(home, `cluster.${draftSuffix()}`);
	const passwordFile = join(home, `password.${draftSuffix()}`);
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (user) await chown(passwordFile, user.uid, user.gid);
	try {
		await runInitdb(draft, passwordFile, binaries, user);
		await rename(draft, data);
		log.info('created the database cluster', { folder: data });
	} catch (error) {
		const otherWasFaster = await stat(join(data, 'PG_VERSION')).catch(() => undefined);
		if (!otherWasFaster) throw error;
	} finally {
		await rm(passwordFile, { force: true });
		await rm(draft, { recursive: true, force: true });
	}
}

/** Names whose draft it is, so that the draft of a process that died can be told from one that is being made. */
function draftSuffix(): string {
	return `draft-${process.pid}-${randomBytes(4).toString('hex')}`;
}

async function removeAbandonedDrafts(home: string): Promise<void> {
	for (const name of await readdir(home)) {
		const owner = /\.draft-(\d+)-/.exec(name)?.[1];
		if (owner && !processExists(Number(owner))) await rm(join(home, name), { recursive: true, force: true });
	}
}

/** C.UTF-8 built into the server: the same order on every machine. Text is ordered by ICU collations where it is shown. */
async function runInitdb(
	draft: string,
	passwordFile: string,
	binaries: PostgresBinaries,
	user: SystemUser | undefined,
): Promise<void> {
	const options = [
		`--pgdata=${draft}`,
		'--username=postgres',
		`--pwfile=${passwordFile}`,
		'--auth=scram-sha-256',
		'--encoding=UTF8',
		'--locale-provider=builtin',
		'--builtin-locale=C.UTF-8',
		'--locale=C',
		'--data-checksums',
		'--no-instructions',
	];
	const child = spawn(binaries.initdb, options, { ...runAs(user), cwd: '/', env: cleanEnvironment() });
	let said = '';
	child.stdout.resume();
	child.stderr.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	const code = await new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done));
	if (code !== 0) throw new OperatorError(`initdb could not create the database in ${dirname(draft)}: ${said.trim()}`);
}

/** Nothing of our environment may bend the server: PGDATA, PGPORT, a locale that isn't installed, a preloaded library. */
function cleanEnvironment(): NodeJS.ProcessEnv {
	const { PATH, SystemRoot, TEMP, TMPDIR } = process.env;
	const kept = Object.entries({ PATH, SystemRoot, TEMP, TMPDIR }).filter(([, value]) => value !== undefined);
	return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Starts the server in a process group of its own, so that Ctrl+C reaches only Tandem, which then ends the server in
 * order. Its messages go to a file: a pipe would break when we die, and it shall outlive us unharmed.
 */
export function spawnPostmaster(cluster: Cluster, binaries: PostgresBinaries, durable: boolean): ChildProcess {
	const logFile = openSync(join(cluster.home, 'server.log'), 'a', 0o600);
	try {
		const settings = Object.entries(serverSettings(cluster, durable)).flatMap(([key, value]) => [
			'-c',
			`${key}=${value}`,
		]);
		const child = spawn(binaries.postgres, ['-D', cluster.data, '-p', String(cluster.port), ...settings], {
			...runAs(cluster.user),
			cwd: '/',
			env: cleanEnvironment(),
			detached: true,
			stdio: ['ignore', logFile, logFile],
		});
		child.on('error', () => {});
		child.unref();
		return child;
	} finally {
		closeSync(logFile);
	}
}

/**
 * The server's log must hold nothing personal: no failed statement, no DETAIL line (which quotes the row).
 * Without `durable` a power cut may cost the data: only for databases that tests throw away.
 */
function serverSettings(cluster: Cluster, durable: boolean): Record<string, string> {
	return {
		listen_addresses: cluster.socketFolder ? '' : '127.0.0.1',
		unix_socket_directories: cluster.socketFolder ?? '',
		unix_socket_permissions: '0700',
		timezone: 'UTC',
		log_timezone: 'UTC',
		log_error_verbosity: 'terse',
		log_min_error_statement: 'panic',
		jit: 'off',
		...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
	};
}

/** The last lines the server wrote, to explain why it didn't start. */
export async function lastServerLines(cluster: Cluster, count = 12): Promise<string> {
	const text = await readFile(join(cluster.home, 'server.log'), 'utf8').catch(() => '');
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Keeps the server's log from growing for ever: above ten megabytes it becomes `server.log.1`. */
export async function turnServerLog(cluster: Cluster, limitBytes = 10_000_000): Promise<void> {
	const file = join(cluster.home, 'server.log');
	const size = await stat(file).then(
		(found) => found.size,
		() => 0,
	);
	if (size > limitBytes) await rename(file, join(dirname(file), `${basename(file)}.1`));
}

function freePort(): Promise<string> {
	return new Promise((done, failed) => {
		const probe = createServer();
		probe.once('error', failed);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			probe.close(() => done(String(port)));
		});
	});
}

function explainAccess(folder: string): (error: NodeJS.ErrnoException) => never {
	return (error) => {
		throw new OperatorError(
			`This user may not use the folder ${folder} (${error.code}). Start Tandem as the user who owns it, or set ` +
				'TANDEM_DATA to a folder of your own.',
			{ cause: error },
		);
	};
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EEXIST') throw error;
}
