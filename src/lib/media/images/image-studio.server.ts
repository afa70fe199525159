import { type ChildProcess, fork } from 'node:child_process';
import { assert } from '#lib/kernel/assert.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { sourceFile } from '#lib/platform/source-file.server.ts';
import type { DrawnFile, Master } from './draw-image.server.ts';
import type { ImageFault } from './image.ts';
import { readImageHeader } from './image-header.ts';
import { exhausted, type StudioAnswer, type StudioRequest } from './studio-request.ts';
import type { Variant } from './variants.ts';

const processFile = 'src/lib/media/images/image-process.server.ts';
/** For a process that does not answer at all; work is counted by the process itself. */
const limitSeconds = 240;
/** A process that had nothing to do for so long is ended, and its memory with it. */
const idleSeconds = 20;

let last: Promise<unknown> = Promise.resolve();
let idle: { readonly child: ChildProcess; readonly timer: NodeJS.Timeout } | undefined;

/**
 * Draws a file that was handed in anew and reads what its metadata suggests, in a process apart: a file that breaks the
 * decoder, fills the memory or never ends is refused, and the server goes on. One picture after the other.
 */
export async function takePicture(bytes: Uint8Array): Promise<Result<Master, ImageFault>> {
	// What the header alone refuses needs no process.
	const header = readImageHeader(bytes);
	if (!header.ok) return header;
	const outcome = await inTurn({ task: 'master', bytes });
	if (outcome === 'exhausted') return refused({ kind: 'image-too-heavy' });
	if (outcome === 'ended') return refused({ kind: 'image-damaged' });
	assert(outcome.ok, `drawing a picture failed: ${outcome.ok || outcome.reason}`);
	return outcome.value as Result<Master, ImageFault>;
}

/** Draws variants from a master of ours, all of them; throws where that fails, so that a job tries again. */
export async function drawFiles(master: Uint8Array, variants: readonly Variant[]): Promise<readonly DrawnFile[]> {
	const outcome = await inTurn({ task: 'variants', bytes: master, variants });
	assert(typeof outcome === 'object' && outcome.ok, 'the variants of an image could not be drawn');
	return outcome.value as readonly DrawnFile[];
}

type Outcome = StudioAnswer | 'ended' | 'exhausted';

function inTurn(request: StudioRequest): Promise<Outcome> {
	const answer = last.then(() => ask(request));
	last = answer.catch(() => undefined);
	return answer;
}

async function ask(request: StudioRequest): Promise<Outcome> {
	const child = takeProcess();
	const outcome = await new Promise<Outcome>((resolve) => {
		const timer = setTimeout(() => settle('exhausted'), limitSeconds * 1000);
		const settle = (answer: Outcome) => {
			clearTimeout(timer);
			child.removeAllListeners('message');
			child.removeAllListeners('exit');
			resolve(answer);
		};
		child.once('message', (answer) => settle(answer as StudioAnswer));
		child.once('exit', (code) => settle(code === exhausted ? 'exhausted' : 'ended'));
		// A process that ended while it was written to is told of by its end.
		child.send(request, () => {});
	});
	if (typeof outcome === 'object') keepProcess(child);
	else child.kill('SIGKILL');
	return outcome;
}

function takeProcess(): ChildProcess {
	if (idle) {
		const { child, timer } = idle;
		idle = undefined;
		clearTimeout(timer);
		child.removeAllListeners('exit');
		child.ref();
		child.channel?.ref();
		if (child.connected) return child;
	}
	const child = fork(sourceFile(processFile), {
		serialization: 'advanced',
		execArgv: ['--max-old-space-size=256'],
		// It reads what strangers made: it is not told where the database is and with which password.
		env: plainEnvironment(),
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	// A process that cannot be started ends as one that ended.
	child.on('error', () => child.emit('exit', 1));
	return child;
}

const harmless = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH', 'LANG'];

function plainEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(harmless.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** An idle process keeps no program from ending, and ends itself when its program has. */
function keepProcess(child: ChildProcess): void {
	const timer = setTimeout(() => {
		idle = undefined;
		child.kill('SIGKILL');
	}, idleSeconds * 1000);
	timer.unref();
	child.unref();
	child.channel?.unref();
	child.once('exit', () => {
		if (idle?.child === child) idle = undefined;
	});
	idle = { child, timer };
}
