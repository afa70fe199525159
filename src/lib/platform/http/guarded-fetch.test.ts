import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchLimits, guardedFetch } from './guarded-fetch.server.ts';

let server: Server;
let base = '';
let reached = Promise.withResolvers<void>();
const timers = new Set<NodeJS.Timeout>();
const usual: FetchLimits = { bytes: 10_000, milliseconds: 120_000, loopbackToo: true };

const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
	'/plain': (_request, response) => void response.setHeader('content-type', 'Text/Plain; charset=utf-8').end('hello'),
	'/missing': (_request, response) => void response.writeHead(404).end('no'),
	'/busy': (_request, response) => void response.writeHead(429, { 'retry-after': '7' }).end(),
	'/moved': (_request, response) => void response.writeHead(302, { location: '/plain' }).end(),
	'/round': (_request, response) => void response.writeHead(302, { location: '/round' }).end(),
	'/inward': (_request, response) => void response.writeHead(301, { location: 'http://169.254.169.254/latest' }).end(),
	'/local-file': (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
	'/large': (_request, response) => void response.end('x'.repeat(20_000)),
	'/bomb': (_request, response) =>
		void response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))),
	'/packed': (_request, response) => void response.setHeader('content-encoding', 'gzip').end(gzipSync('packed')),
	'/half-packed': (_request, response) =>
		void response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(999)).subarray(0, 15)),
	'/drip': (_request, response) => {
		const timer = setInterval(() => response.write('.'), 50);
		timers.add(timer);
		response.on('close', () => clearInterval(timer));
	},
	'/silent': () => reached.resolve(),
	'/broken': (_request, response) => {
		response.setHeader('content-length', '100');
		response.write('half', () => response.destroy());
	},
	'/headers': (request, response) => void response.end(JSON.stringify(request.headers)),
};

beforeAll(async () => {
	server = createServer((request, response) => {
		const answer = answers[request.url ?? ''];
		if (answer) answer(request, response);
		else response.writeHead(500).end();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	for (const timer of timers) clearInterval(timer);
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

const refusal = async (address: string, limits: Partial<FetchLimits> = {}) => {
	const answer = await guardedFetch(address, { ...usual, ...limits });
	return answer.ok ? answer.value.status : answer.refusal;
};

describe('the guarded fetch', () => {
	it('answers content, status and media type, and follows redirects', async () => {
		const answer = await guardedFetch(`${base}/moved`, usual);
		expect(answer).toMatchObject({ ok: true, value: { url: `${base}/plain`, status: 200, mediaType: 'text/plain' } });
		expect(answer.ok && answer.value.bytes.toString()).toBe('hello');
	});

	it('unpacks what comes packed', async () => {
		const answer = await guardedFetch(`${base}/packed`, usual);
		expect(answer.ok && answer.value.bytes.toString()).toBe('packed');
	});

	it('gives statuses as they are, with the time a busy server asks for', async () => {
		expect(await refusal(`${base}/missing`)).toBe(404);
		const busy = await guardedFetch(`${base}/busy`, usual);
		expect(busy).toMatchObject({ ok: true, value: { status: 429, retryAfter: '7' } });
	});

	it('sends nothing that tells who asks', async () => {
		const answer = await guardedFetch(`${base}/headers`, usual);
		const headers = JSON.parse(answer.ok ? answer.value.bytes.toString() : '{}') as object;
		expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
	});

	it.each([
		['not an address', { kind: 'address-malformed' }],
		['file:///etc/passwd', { kind: 'scheme-not-permitted', scheme: 'file' }],
		['data:text/plain,x', { kind: 'scheme-not-permitted', scheme: 'data' }],
		['ftp://example.org/', { kind: 'scheme-not-permitted', scheme: 'ftp' }],
		['https://anna:secret@example.org/', { kind: 'credentials-in-address' }],
		['http://10.0.0.1/', { kind: 'address-not-public', host: '10.0.0.1' }],
		['http://2130706433/', { kind: 'address-not-public', host: '127.0.0.1' }],
		['http://0x7f.1/', { kind: 'address-not-public', host: '127.0.0.1' }],
		['http://[::ffff:127.0.0.1]/', { kind: 'address-not-public', host: '::ffff:7f00:1' }],
		['http://[fd00::1]/', { kind: 'address-not-public', host: 'fd00::1' }],
		['http://localhost/', { kind: 'address-not-public', host: 'localhost' }],
	])('does not go to %s', async (address, expected) => {
		expect(await refusal(address, { loopbackToo: false })).toEqual(expected);
	});

	it('does not follow a redirect inward, to a file or in a circle', async () => {
		expect(await refusal(`${base}/inward`)).toEqual({ kind: 'address-not-public', host: '169.254.169.254' });
		expect(await refusal(`${base}/local-file`)).toEqual({ kind: 'scheme-not-permitted', scheme: 'file' });
		expect(await refusal(`${base}/round`)).toEqual({ kind: 'too-many-redirects', most: 5 });
	});

	it('does not reach this machine unless it is told to', async () => {
		expect(await refusal(`${base}/plain`, { loopbackToo: false })).toEqual({
			kind: 'address-not-public',
			host: '127.0.0.1',
		});
	});

	it('stops at its size, packed or not', async () => {
		expect(await refusal(`${base}/large`)).toEqual({ kind: 'too-large', bytes: 10_000 });
		expect(await refusal(`${base}/bomb`)).toEqual({ kind: 'too-large', bytes: 10_000 });
	});

	it.each(['/drip', '/silent'])('stops at its time, also where %s', async (path) => {
		expect(await refusal(base + path, { milliseconds: 300 })).toEqual({ kind: 'too-slow', seconds: 0 });
	});

	it('stops when it is told to', async () => {
		const stop = new AbortController();
		reached = Promise.withResolvers<void>();
		const asked = refusal(`${base}/silent`, { signal: stop.signal });
		await reached.promise;
		stop.abort();
		expect(await asked).toEqual({ kind: 'stopped' });
	});

	it('says that a connection broke, content came damaged or nobody is there', async () => {
		expect(await refusal(`${base}/broken`)).toEqual({ kind: 'connection-failed', code: 'ECONNRESET' });
		expect(await refusal(`${base}/half-packed`)).toEqual({ kind: 'connection-failed', code: 'Z_BUF_ERROR' });
		const gone = createTcpServer();
		await new Promise<void>((done) => gone.listen(0, '127.0.0.1', done));
		const { port } = gone.address() as AddressInfo;
		await new Promise((done) => gone.close(done));
		expect(await refusal(`http://127.0.0.1:${port}/`)).toEqual({ kind: 'connection-failed', code: 'ECONNREFUSED' });
		const unknown = await refusal('http://nobody.invalid/', { milliseconds: 30_000 });
		expect(unknown).toEqual({ kind: 'host-unknown', host: 'nobody.invalid' });
	});
});
