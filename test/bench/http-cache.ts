import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What stood in a cache for how long it may. */
interface Kept {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
	readonly at: number;
	renewed: boolean;
}

/** A shared HTTP cache in a process of its own, as one stands in front of a city's site (RFC 9111, RFC 5861). */
export interface HttpCache {
	readonly port: number;
	/** How often it asked the site. */
	asked(): Promise<number>;
	/** Lets everything in it grow so many seconds older. */
	age(seconds: number): Promise<void>;
	stop(): Promise<void>;
}

export async function startHttpCache(originPort: number): Promise<HttpCache> {
	const child = fork(fileURLToPath(import.meta.url), [String(originPort)], { execArgv: [] });
	const port = await answer(child);
	return {
		port,
		asked: () => {
			const told = answer(child);
			child.send('asked');
			return told;
		},
		age: async (seconds) => {
			const told = answer(child);
			child.send(seconds);
			await told;
		},
		stop: async () => {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		},
	};
}

async function answer(child: ChildProcess): Promise<number> {
	const [told] = (await once(child, 'message')) as [number];
	return told;
}

const secondsIn = (headers: IncomingHttpHeaders, directive: string): number =>
	Number(new RegExp(`(?:^|[ ,])${directive}=(\\d+)`).exec(headers['cache-control'] ?? '')?.[1] ?? Number.NaN);

/** Keeps what may be kept, hands it out while it is fresh, asks again behind it, and hands out what it has while the site is away. */
async function serveCache(originPort: number): Promise<void> {
	const kept = new Map<string, Kept>();
	let asked = 0;
	let past = 0;
	const now = () => performance.now() + past;
	const ask = (from: IncomingMessage): Promise<Kept> => {
		asked++;
		const headers = { ...from.headers, connection: 'close' };
		return new Promise((resolve, reject) => {
			const asking = request({ host: '127.0.0.1', port: originPort, path: from.url, headers }, (got) => {
				const parts: Buffer[] = [];
				got.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
				got.on('end', () => {
					const body = Buffer.concat(parts);
					resolve({ status: got.statusCode ?? 502, headers: got.headers, body, at: now(), renewed: false });
				});
			});
			asking.on('error', reject).end();
		});
	};
	const keep = (key: string, got: Kept): Kept => {
		if (got.status < 500 && !Number.isNaN(secondsIn(got.headers, 'max-age'))) kept.set(key, got);
		return got;
	};
	const find = async (from: IncomingMessage, key: string): Promise<Kept> => {
		const known = kept.get(key);
		const age = known ? (now() - known.at) / 1000 : 0;
		const fresh = known ? secondsIn(known.headers, 's-maxage') || secondsIn(known.headers, 'max-age') : 0;
		if (known && age < fresh) return known;
		if (known && age < fresh + (secondsIn(known.headers, 'stale-while-revalidate') || 0)) {
			if (!known.renewed) {
				known.renewed = true;
				ask(from).then(
					(got) => keep(key, got),
					() => (known.renewed = false),
				);
			}
			return known;
		}
		try {
			return keep(key, await ask(from));
		} catch (error) {
			if (known && age < fresh + (secondsIn(known.headers, 'stale-if-error') || 0)) return known;
			throw error;
		}
	};
	const serve = async (from: IncomingMessage, to: ServerResponse) => {
		try {
			const { status, headers, body } = await find(from, `${from.headers['accept-encoding']} ${from.url}`);
			const { connection: _connection, 'transfer-encoding': _chunked, ...own } = headers;
			to.writeHead(status, { ...own, 'content-length': body.length }).end(body);
		} catch {
			to.writeHead(502).end();
		}
	};
	const server = createServer((from, to) => void serve(from, to)).listen(0, '127.0.0.1');
	await once(server, 'listening');
	process.send?.((server.address() as AddressInfo).port);
	process.on('message', (said: 'asked' | number) => {
		if (said !== 'asked') past += said * 1000;
		process.send?.(asked);
	});
	process.on('SIGTERM', () => process.exit(0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serveCache(Number(process.argv[2]));
