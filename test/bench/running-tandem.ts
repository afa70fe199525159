import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The built site at work for a database, in a process of its own, just as `tandem serve` runs it. */
export interface RunningTandem {
	readonly port: number;
	/** Milliseconds of processor time it used so far. */
	processorMilliseconds(): Promise<number>;
	stop(): Promise<void>;
}

const command = fileURLToPath(new URL('../../bin/tandem.ts', import.meta.url));

/** Starts it without background work, which would disturb the measuring. Needs `npm run build` first. */
export async function startTandem(databaseUrl: string): Promise<RunningTandem> {
	const port = await freePort();
	const child = spawn(process.execPath, [command, 'serve', '--without-work'], {
		env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), NODE_ENV: 'production' },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const stop = async () => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		await ended;
	};
	try {
		await untilReady(child, port);
	} catch (error) {
		await stop();
		throw error;
	}
	return { port, stop, processorMilliseconds: () => processorMilliseconds(child.pid!) };
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	if (typeof address !== 'object' || address === null) throw new Error('no port is free');
	return address.port;
}

async function untilReady(child: ChildProcess, port: number): Promise<void> {
	for (let tries = 0; tries < 600; tries++) {
		if (child.exitCode !== null) throw new Error('Tandem ended at its start; is the site built?');
		const answer = await fetch(`http://localhost:${port}/ready`).catch(() => undefined);
		if (answer?.ok) return;
		await delay(100);
	}
	throw new Error('Tandem was not ready within a minute');
}

/** From /proc, so on Linux alone; elsewhere nothing is known of another process. */
async function processorMilliseconds(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const ticks = Number(fields[11]) + Number(fields[12]);
	return ticks * 10;
}

export interface Visit {
	readonly milliseconds: number;
	readonly status: number;
	/** Of the body as it came over the wire. */
	readonly bytes: number;
	readonly body: Buffer;
}

/** One visitor with one connection that stays open. */
export class Visitor {
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
	readonly #port: number;
	readonly #headers: Readonly<Record<string, string>>;

	constructor(port: number, headers: Readonly<Record<string, string>> = {}) {
		this.#port = port;
		this.#headers = headers;
	}

	/** Fetches a page whole and says how long that took, from asking to the last byte. */
	get(path: string): Promise<Visit> {
		const began = performance.now();
		return new Promise((done, failed) => {
			const asked = request(
				{ agent: this.#agent, host: '127.0.0.1', port: this.#port, path, headers: this.#headers },
				(response) => {
					const chunks: Buffer[] = [];
					response.on('data', (chunk: Buffer) => chunks.push(chunk));
					response.on('error', failed);
					response.on('end', () => {
						const body = Buffer.concat(chunks);
						const milliseconds = performance.now() - began;
						done({ milliseconds, status: response.statusCode ?? 0, bytes: body.length, body });
					});
				},
			);
			asked.on('error', failed).end();
		});
	}

	leave(): void {
		this.#agent.destroy();
	}
}

/** The value below which so much of the values lies; 0.95 for the 95th percentile. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
