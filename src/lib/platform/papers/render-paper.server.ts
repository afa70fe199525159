import { Worker } from 'node:worker_threads';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { sourceFile } from '../source-file.server.ts';
import type { FigureAddress, Paper } from './paper.ts';
import type { PaperFormat } from './paper-format.ts';
import { type LinkedPaper, linkPaper } from './paper-layout.ts';

/** What the thread is asked for. */
export interface PaperRequest {
	readonly paper: LinkedPaper;
	readonly formats: readonly PaperFormat[];
	readonly at: Instant;
}

export type PaperFiles = Readonly<Partial<Record<PaperFormat, Uint8Array>>>;

/** A paper so long that it was not finished in time. */
export interface PaperTooLong {
	readonly kind: 'paper-too-long';
	readonly limitSeconds: number;
}

const workerFile = 'src/lib/platform/papers/paper-worker.server.ts';
const limitSeconds = 120;

let last: Promise<unknown> = Promise.resolve();

/**
 * Draws a paper in one or both formats, in a thread of its own: setting a thousand rows takes seconds, in which the server
 * goes on answering. One paper after the other; the thread's memory goes with it. Refuses what takes longer than two
 * minutes.
 */
export function renderPaper(
	paper: Paper,
	formats: readonly PaperFormat[],
	at: Instant,
	addressOf: FigureAddress,
): Promise<Result<PaperFiles, PaperTooLong>> {
	const request = { paper: linkPaper(paper, addressOf), formats, at };
	const answer = last.then(() => draw(request));
	last = answer.catch(() => undefined);
	return answer;
}

async function draw(request: PaperRequest): Promise<Result<PaperFiles, PaperTooLong>> {
	const worker = new Worker(sourceFile(workerFile), { workerData: request, execArgv: [] });
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<'late'>((resolve) => {
		timer = setTimeout(() => resolve('late'), limitSeconds * 1000);
	});
	const files = new Promise<PaperFiles>((resolve, reject) => {
		worker.once('message', resolve);
		worker.once('error', reject);
		worker.once('exit', () => reject(new Error('the thread that draws papers ended')));
	});
	try {
		const answer = await Promise.race([files, late]);
		return answer === 'late' ? refused({ kind: 'paper-too-long', limitSeconds }) : ok(answer);
	} finally {
		clearTimeout(timer);
		// Ending a thread that still works rejects a promise nobody waits for any more.
		files.catch(() => undefined);
		await worker.terminate();
	}
}
