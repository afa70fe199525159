import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { present } from '#lib/kernel/assert.ts';
import type { ReadingRequest } from './read-bytes.server.ts';

// A thread starts for many a file: what it loads is compiled once and for all, before anything else is loaded.
enableCompileCache();
const { readBytes } = await import('./read-bytes.server.ts');
const { failureOf } = await import('./reading-failure.server.ts');

/** Runs in a thread of its own: one request in, one answer out. `readFile` starts, times and ends it. */
const port = present(parentPort, 'the thread that started this one');

port.on('message', (request: ReadingRequest) => {
	readBytes(request).then(
		(answer) => port.postMessage(answer),
		(error: unknown) => port.postMessage(failureOf(error, request)),
	);
});
