import { spawnSync } from 'node:child_process';
import { readFile, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server writes about itself into `postmaster.pid` of its data folder. */
export interface Postmaster {
	readonly processId: number;
	readonly port: number;
	/** Empty where it listens on no socket. */
	readonly socketFolder: string;
	readonly ready: boolean;
}

/** Reads `postmaster.pid`; undefined where there is none or it is half written. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
	const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
	const lines = text.split('\n').map((line) => line.trim());
	const processId = Number(lines[0]);
	if (!Number.isInteger(processId) || processId < 1) return undefined;
	return {
		processId,
		port: Number(lines[3] ?? 0),
		socketFolder: lines[4] ?? '',
		ready: lines[7] === 'ready',
	};
}

/**
 * Whether the process that `postmaster.pid` names is a PostgreSQL server. After a crash or in a container the number
 * may belong to something else, or to a dead process nobody has buried; PostgreSQL itself then refuses to start.
 */
export async function isPostmaster(processId: number): Promise<boolean> {
	if (!processExists(processId)) return false;
	if (process.platform === 'win32') return true;
	const state = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => undefined);
	if (state !== undefined) {
		if (/\) [ZX] /.test(state)) return false;
		return /\(postgres\)/.test(state) || /postgres/.test(await readlink(`/proc/${processId}/exe`).catch(() => ''));
	}
	const listed = spawnSync('ps', ['-o', 'stat=,command=', '-p', String(processId)], { encoding: 'utf8' }).stdout ?? '';
	return !listed.trimStart().startsWith('Z') && listed.includes('postgres');
}

export function processExists(processId: number): boolean {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** A lock file that says nothing after this long was cut short by a power failure, not by a server just writing it. */
const writingTakesAtMost = 5_000;

/** Removes a `postmaster.pid` whose server is gone. True where one was removed. */
export async function removeStaleLock(cluster: string): Promise<boolean> {
	const file = join(cluster, 'postmaster.pid');
	const found = await stat(file).catch(() => undefined);
	if (!found) return false;
	const postmaster = await readPostmaster(cluster);
	const stale = postmaster
		? !(await isPostmaster(postmaster.processId))
		: Date.now() - found.mtimeMs > writingTakesAtMost;
	if (stale) await rm(file, { force: true });
	return stale;
}
