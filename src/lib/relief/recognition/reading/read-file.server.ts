import { Worker } from 'node:worker_threads';
import { type Result, refused } from '#lib/kernel/result.ts';
import { sourceFile } from '#lib/platform/source-file.server.ts';
import type { ReadingRequest } from './read-bytes.server.ts';
import type { ReadDocument } from './read-document.ts';
import { type ReadingLimits, readingLimits, workLimit } from './reading-limits.ts';
import type { ReadingRefusal } from './reading-refusal.ts';

export interface ReadFileOptions {
	/** Only this sheet, hidden or not; any case. */
	readonly sheet?: string | undefined;
	readonly limits?: ReadingLimits;
}

type Answer = Result<ReadDocument, ReadingRefusal>;
type Outcome = Answer | 'ended' | 'late' | 'worked' | 'memory';

/** Threads at work at once: the rest wait, so that many uploads cost time and never memory. */
const mostThreads = 2;
/** After a larger file a thread is ended, and its memory with it. */
const reuseUpToBytes = 1_000_000;

let running = 0;
let idle: Worker | undefined;
const waiting: (() => void)[] = [];

/**
 * Reads a need list from a file: xlsx, xls, ods, csv, docx, html, saved mail or text, told apart by content. The
 * work is done in a thread with limits of time and memory and is stopped when it exceeds them. Never throws for what is
 * in the file; each refusal is one of {@link ReadingRefusal}.
 */
export async function readFile(bytes: Uint8Array, fileName?: string, options: ReadFileOptions = {}): Promise<Answer> {
	const limits = options.limits ?? readingLimits;
	if (bytes.length === 0) return refused({ kind: 'empty-file' });
	if (bytes.length > limits.fileBytes) {
		return refused({ kind: 'too-large', bytes: bytes.length, limitBytes: limits.fileBytes });
	}
	await turn();
	try {
		return await readInThread({ bytes, fileName: fileName ?? null, sheet: options.sheet ?? null, limits });
	} finally {
		running--;
		waiting.shift()?.();
	}
}

async function turn(): Promise<void> {
	while (running >= mostThreads) await new Promise<void>((resolve) => waiting.push(resolve));
	running++;
}

async function readInThread(request: ReadingRequest): Promise<Answer> {
	const { limits } = request;
	const worker = takeThread(limits);
	// A copy that can be handed over: the caller's buffer may be part of a larger one and must stay usable.
	const bytes = new Uint8Array(request.bytes);
	const most = workLimit(limits, bytes.length);
	const outcome = await new Promise<Outcome>((resolve) => {
		const timer = setTimeout(() => settle('late'), limits.seconds * 1000);
		const stopWatching = watchWork(worker, most, () => settle('worked'));
		const settle = (answer: Outcome) => {
			clearTimeout(timer);
			stopWatching();
			resolve(answer);
		};
		worker.once('message', (answer: Answer) => settle(answer));
		worker.once('error', (error) => settle(isMemory(error) ? 'memory' : 'ended'));
		worker.once('exit', () => settle('ended'));
		worker.postMessage({ ...request, bytes }, [bytes.buffer]);
	});
	silence(worker);
	if (typeof outcome === 'object') {
		keepThread(worker, request);
		return outcome;
	}
	// Listens for the late error of a thread that is being ended, which would otherwise end the server.
	worker.on('error', () => {});
	await worker.terminate();
	if (outcome === 'worked') return refused({ kind: 'took-too-long', limitSeconds: most });
	if (outcome === 'late') return refused({ kind: 'took-too-long', limitSeconds: limits.seconds });
	// A thread that ended without a word was ended by its limits as well.
	return refused({ kind: 'needed-too-much-memory', limitMegabytes: limits.memoryMegabytes });
}

const watchEachMilliseconds = 200;

/** Calls `exceeded` once the thread has worked for so many seconds since now, however long it had to wait for its turn. */
function watchWork(worker: Worker, seconds: number, exceeded: () => void): () => void {
	// A thread that has not begun yet, or has ended meanwhile, has nothing to tell.
	const usage = (since?: NodeJS.CpuUsage) => worker.cpuUsage(since).catch(() => ({ user: 0, system: 0 }));
	const before = usage();
	const look = async () => {
		const { user, system } = await usage(await before);
		if (user + system > seconds * 1_000_000) exceeded();
	};
	const watch = setInterval(() => void look(), watchEachMilliseconds);
	return () => clearInterval(watch);
}

/** Our listeners only: removing all would cut the worker's own as well, and it would never answer again. */
function silence(worker: Worker): void {
	for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

function isMemory(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function takeThread(limits: ReadingLimits): Worker {
	const kept = limits === readingLimits ? idle : undefined;
	if (kept) {
		idle = undefined;
		silence(kept);
		kept.ref();
		return kept;
	}
	return new Worker(sourceFile(workerFile), {
		resourceLimits: { maxOldGenerationSizeMb: limits.memoryMegabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
		execArgv: [],
		// Parsers print warnings about odd files; a server's log is no place for them.
		stdout: true,
		stderr: true,
	});
}

function keepThread(worker: Worker, { limits, bytes }: ReadingRequest): void {
	if (idle || limits !== readingLimits || bytes.length > reuseUpToBytes) {
		void worker.terminate();
		return;
	}
	idle = worker;
	worker.on('error', () => forget(worker));
	worker.on('exit', () => forget(worker));
	// An idle thread keeps no program from ending.
	worker.unref();
}

function forget(worker: Worker): void {
	if (idle === worker) idle = undefined;
}

const workerFile = 'src/lib/relief/recognition/reading/reading-worker.server.ts';
