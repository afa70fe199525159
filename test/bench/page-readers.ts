import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { percentile, type RunningTandem, Visitor } from './running-tandem.ts';

/** How long how many read. */
export interface Reading {
	readonly seconds: number;
	readonly readers: number;
}

/** What the readers saw. */
export interface Load {
	readonly requests: number;
	readonly seconds: number;
	readonly p50: number;
	readonly p99: number;
	readonly bytes: number;
	readonly failures: number;
}

/** Reads one page over and over, each reader waiting for its answer, until the time is over. */
async function load(port: number, path: string, { seconds, readers }: Reading): Promise<Load> {
	const taken: number[] = [];
	let [bytes, failures] = [0, 0];
	const began = performance.now();
	const until = began + seconds * 1000;
	const read = async () => {
		const visitor = new Visitor(port, { 'accept-encoding': 'br', accept: 'text/html' });
		while (performance.now() < until) {
			const visit = await visitor.get(path);
			taken.push(visit.milliseconds);
			if (visit.status !== 200) failures++;
			bytes = visit.bytes;
		}
		visitor.leave();
	};
	await Promise.all(Array.from({ length: readers }, read));
	const took = (performance.now() - began) / 1000;
	return {
		requests: taken.length,
		seconds: took,
		p50: percentile(taken, 0.5),
		p99: percentile(taken, 0.99),
		bytes,
		failures,
	};
}

/** Has the readers of a second process read at a port of this machine. */
export async function readIn(port: number, path: string, reading: Reading): Promise<Load> {
	const child = fork(fileURLToPath(import.meta.url), [], { execArgv: [] });
	child.send({ port, path, reading });
	const [answer] = (await once(child, 'message')) as [Load];
	if (child.exitCode === null) await once(child, 'exit');
	return answer;
}

/** The same, with the processor time the site took meanwhile. */
export async function readSite(
	site: RunningTandem,
	path: string,
	reading: Reading,
): Promise<Load & { readonly processorMilliseconds: number }> {
	const before = await site.processorMilliseconds();
	const seen = await readIn(site.port, path, reading);
	return { ...seen, processorMilliseconds: (await site.processorMilliseconds()) - before };
}

interface Order {
	readonly port: number;
	readonly path: string;
	readonly reading: Reading;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.once('message', async ({ port, path, reading }: Order) => {
		const seen = await load(port, path, reading);
		process.send?.(seen, () => process.disconnect());
	});
}
