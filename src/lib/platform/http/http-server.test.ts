import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../log/log.server.ts';
import { type Handler, type HttpOptions, type HttpServer, startHttpServer } from './http-server.server.ts';

const started: HttpServer[] = [];
afterEach(async () => {
	await Promise.all(started.splice(0).map((server) => server.stop(100)));
});

async function aServer(handler: Handler, changes: Partial<HttpOptions> = {}) {
	const server = await startHttpServer({
		origin: undefined,
		host: '127.0.0.1',
		port: 0,
		trustedProxies: 0,
		mostRequests: 100,
		ready: async () => true,
		log: silentLog,
		handler,
		...changes,
	});
	started.push(server);
	return { server, url: `http://127.0.0.1:${server.port}` };
}

const echo: Handler = (request, response) => {
	response.end(JSON.stringify({ headers: request.headers, url: request.url }));
};

describe('the web server', () => {
	test('tells the site protocol, host and address of a request, whatever the sender claims', async () => {
		const { url, server } = await aServer(echo);
		const answer = await fetch(url, { headers: { 'x-tandem-protocol': 'https', 'x-tandem-address': '1.2.3.4' } });
		const { headers } = (await answer.json()) as { headers: Record<string, string> };
		expect(headers).toMatchObject({
			'x-tandem-protocol': 'http',
			'x-tandem-host': `127.0.0.1:${server.port}`,
			'x-tandem-address': '127.0.0.1',
		});
		expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
	});

	test('takes the configured origin for the address of every request', async () => {
		const { url } = await aServer(echo, { origin: 'https://tandem.dortmund.example' });
		const { headers } = (await (await fetch(url)).json()) as { headers: Record<string, string> };
		expect(headers).toMatchObject({ 'x-tandem-protocol': 'https', 'x-tandem-host': 'tandem.dortmund.example' });
	});

	test('answers a name that was made to point here with 421', async () => {
		const { server } = await aServer(echo);
		expect(await raw(server.port, 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toMatch(
			/^HTTP\/1.1 421 /,
		);
	});

	test.each(['http://evil.example/de', '//evil.example/de', 'evil', '*'])(
		'takes no address that names a host, for it would stand in our pages: %s',
		async (address) => {
			const { server } = await aServer(echo);
			expect(await raw(server.port, `GET ${address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toMatch(
				/^HTTP\/1.1 400 /,
			);
		},
	);

	test('says before the first byte, in three languages, that a body is too large', async () => {
		const { server } = await aServer(echo);
		const head = 'POST /uk/office/need-lists/new HTTP/1.1\r\nHost: localhost\r\n';
		const answer = await raw(server.port, `${head}Content-Length: 60000001\r\n\r\n`);
		expect(answer).toMatch(/^HTTP\/1.1 413 /);
		expect(answer).toContain('höchstens 60 MB');
		expect(answer).toContain('не більше ніж 60 МБ');
		expect(answer).toContain('60 MB at most');
	});

	test.each([
		['more than four megabytes where no file is sent', 'Content-Length: 4000001', 413],
		['a body that does not say how long it is', 'Transfer-Encoding: chunked', 411],
	])('does not take %s', async (_, header, status) => {
		const { server } = await aServer(echo);
		const answer = await raw(server.port, `POST /de/offer HTTP/1.1\r\nHost: localhost\r\n${header}\r\n\r\n`);
		expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
	});

	test('asks those to come again for whom there is no room, and has room once an answer is gone', async () => {
		const begun = Promise.withResolvers<void>();
		const finish = Promise.withResolvers<void>();
		const { url } = await aServer(
			async (request, response) => {
				if (request.url === '/slow') {
					begun.resolve();
					await finish.promise;
				}
				response.end('answered');
			},
			{ mostRequests: 2 },
		);
		const slow = fetch(`${url}/slow`);
		await begun.promise;
		const refused = await fetch(url);
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
		expect(await refused.text()).toContain('Спробуйте ще раз');
		expect((await fetch(`${url}/health`)).status).toBe(200);
		finish.resolve();
		expect(await (await slow).text()).toBe('answered');
		await expect.poll(async () => (await fetch(url)).status).toBe(200);
	});

	test.each(['br', 'gzip'])('compresses a text with %s where the reader takes it, and only then', async (encoding) => {
		const page = '<p>Потреба</p>'.repeat(1_000);
		const { url } = await aServer((_, response) => {
			response.setHeader('content-type', 'text/html');
			response.setHeader('content-length', Buffer.byteLength(page));
			response.setHeader('etag', '"tag"');
			response.writeHead(200);
			response.write(page);
			response.end();
		});
		const compressed = await fetch(url, { headers: { 'accept-encoding': encoding } });
		expect(compressed.headers.get('content-encoding')).toBe(encoding);
		expect(compressed.headers.get('vary')).toBe('accept-encoding');
		expect(compressed.headers.get('etag')).toBe('W/"tag"');
		expect(await compressed.text()).toBe(page);
		const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
		expect(plain.headers.get('content-encoding')).toBeNull();
		expect(plain.headers.get('vary')).toBe('accept-encoding');
		expect(await plain.text()).toBe(page);
	});

	test('passes the first piece of a compressed stream on before there is a second', async () => {
		const second = Promise.withResolvers<void>();
		const { url } = await aServer(async (_, response) => {
			response.setHeader('content-type', 'text/html');
			response.writeHead(200);
			response.write('first');
			await second.promise;
			response.end('second');
		});
		const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } });
		const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
		expect((await reader.read()).value).toBe('first');
		second.resolve();
		expect((await reader.read()).value).toBe('second');
	});

	test('brings a large body through a slow reader whole', async () => {
		const body = Buffer.from(Array.from({ length: 400_000 }, (_, index) => `${(index * 7919) % 104_729},`).join(''));
		const { url } = await aServer((_, response) => {
			response.setHeader('content-type', 'text/csv');
			response.writeHead(200);
			const pieces = Array.from({ length: 40 }, (_, at) => body.subarray(at * 65_536, (at + 1) * 65_536));
			const send = (): void => {
				for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
					if (!response.write(piece)) return void response.once('drain', send);
				}
				response.end(body.subarray(40 * 65_536));
			};
			send();
		});
		const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
		const chunks: Uint8Array[] = [];
		for await (const chunk of answer.body!) {
			chunks.push(chunk);
			if (chunks.length % 20 === 0) await new Promise((later) => setTimeout(later, 1));
		}
		expect(Buffer.concat(chunks).equals(body)).toBe(true);
	});

	test.each([
		['a picture', 'image/webp', 5_000],
		['what fits into one packet', 'text/html', 500],
	])('leaves %s as it is', async (_, type, length) => {
		const { url } = await aServer((request, response) => {
			response.setHeader('content-type', type);
			response.setHeader('content-length', length);
			response.writeHead(200);
			response.end(Buffer.alloc(length));
			request.resume();
		});
		const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } });
		expect(answer.headers.get('content-encoding')).toBeNull();
		expect((await answer.arrayBuffer()).byteLength).toBe(length);
	});

	test('is healthy while it lives and ready while the database answers', async () => {
		let database = true;
		const { url } = await aServer(echo, { ready: async () => database });
		expect((await fetch(`${url}/health`)).status).toBe(200);
		expect((await fetch(`${url}/ready`)).status).toBe(200);
		database = false;
		expect((await fetch(`${url}/health`)).status).toBe(200);
		expect((await fetch(`${url}/ready`)).status).toBe(503);
	});

	test('survives a handler that throws and one that rejects', async () => {
		const { url } = await aServer((request) => {
			if (request.url === '/throws') throw new Error('thrown');
			return Promise.reject(new Error('rejected'));
		});
		expect((await fetch(`${url}/throws`)).status).toBe(500);
		expect((await fetch(`${url}/rejects`)).status).toBe(500);
	});

	test('finishes what is under way when it stops, and takes nothing new', async () => {
		const begun = Promise.withResolvers<void>();
		const finish = Promise.withResolvers<void>();
		const { url, server } = await aServer(async (_, response) => {
			begun.resolve();
			await finish.promise;
			response.end('finished');
		});
		const underWay = fetch(url).then((response) => response.text());
		await begun.promise;
		const stopped = server.stop(120_000);
		await expect(fetch(url)).rejects.toThrow();
		finish.resolve();
		expect(await underWay).toBe('finished');
		await stopped;
	});

	test('cuts what does not finish in time', async () => {
		const begun = Promise.withResolvers<void>();
		const { url, server } = await aServer(() => begun.resolve());
		const hanging = fetch(url);
		hanging.catch(() => {});
		await begun.promise;
		await server.stop(50);
		await expect(hanging).rejects.toThrow();
	});

	test('names the way out where its port is taken', async () => {
		const { server } = await aServer(echo);
		await expect(aServer(echo, { port: server.port })).rejects.toThrow(/already listens.*set PORT/);
	});
});

function raw(port: number, text: string): Promise<string> {
	return new Promise((done, failed) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(text));
		let answer = '';
		socket.on('data', (chunk) => {
			answer += chunk.toString();
			if (/\r\n\r\n[\s\S]*\n$/.test(answer)) socket.end();
		});
		socket.on('close', () => done(answer));
		socket.on('error', failed);
	});
}
