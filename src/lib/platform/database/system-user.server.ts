import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { OperatorError } from '../operator-error.ts';

/** The account the database server runs under, when it isn't ours. */
export interface SystemUser {
	readonly name: string;
	readonly uid: number;
	readonly gid: number;
}

const createdUser = 'tandem-postgres';

/**
 * PostgreSQL refuses to run as root. Under root it runs as the user whose data it is, where there is any; else as
 * `postgres`, else as `nobody`, else as a user made for it. Undefined where Tandem itself is an ordinary user, who then
 * runs the server too.
 */
export function chooseSystemUser(dataFolder: string): SystemUser | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const passwd = readPasswd();
	const known = findUser(passwd, 'postgres') ?? findUser(passwd, createdUser) ?? findUser(passwd, 'nobody');
	return ownerOf(dataFolder) ?? known ?? createUser();
}

/** Whose data lies in a folder; undefined where there is none yet, or root's. */
function ownerOf(folder: string): SystemUser | undefined {
	const { uid, gid } = statSync(folder, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
	return uid > 0 ? { name: String(uid), uid, gid } : undefined;
}

/** Looks a user up in the text of /etc/passwd (`name:x:uid:gid:…`). Root under another name is no answer. */
export function findUser(passwd: string, name: string): SystemUser | undefined {
	const fields = passwd
		.split('\n')
		.map((line) => line.split(':'))
		.find((line) => line[0] === name);
	const uid = Number(fields?.[2]);
	const gid = Number(fields?.[3]);
	return Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 ? { name, uid, gid } : undefined;
}

function readPasswd(): string {
	try {
		return readFileSync('/etc/passwd', 'utf8');
	} catch {
		return '';
	}
}

function createUser(): SystemUser {
	spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', createdUser]);
	const user = findUser(readPasswd(), createdUser);
	if (user) return user;
	throw new OperatorError(
		'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody", nor could one be created. ' +
			'Run Tandem as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
	);
}

/** The options that make a child process run as that user. */
export function runAs(user: SystemUser | undefined): { uid?: number; gid?: number } {
	return user ? { uid: user.uid, gid: user.gid } : {};
}

/** True where that user can reach the folder and write in it. Tried, not computed: modes, ACLs and mounts all count. */
export function canWrite(user: SystemUser | undefined, folder: string): boolean {
	if (!user) return true;
	const tried = spawnSync('/bin/sh', ['-c', 'cd "$0" && test -w .', folder], { ...runAs(user), cwd: '/', env: {} });
	return tried.status === 0;
}
