import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { speak } from '#lib/i18n/catalogue.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import type { Log } from '../log/log.server.ts';
import { OperatorError } from '../operator-error.ts';
import { bodyLimitOf } from './body-limit.ts';
import { comeAgainSeconds } from './busy-page.ts';
import { compressResponse } from './compression.server.ts';
import { createGate, type Gate } from './gate.ts';
import { httpMessages } from './http-messages.ts';
import { isOneClick } from './one-click.ts';
import {
	addressHeader,
	clientAddress,
	hostHeader,
	protocolHeader,
	type Reach,
	requestOrigin,
} from './request-origin.ts';

/** Answers a request, or calls `next` where it has no answer. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

export interface HttpOptions extends Reach {
	readonly port: number;
	readonly handler: Handler;
	/** Whether everything a page needs is there; asked by `/ready`. */
	readonly ready: () => Promise<boolean>;
	readonly log: Log;
	readonly largestBodyBytes?: number;
	/** How many requests are answered at once; more are asked to come again. */
	readonly mostRequests: number;
}

export interface HttpServer {
	/** The port it listens on: the one asked for, or the free one found where 0 was asked for. */
	readonly port: number;
	/**
	 * Says "not ready", takes no new connection, lets requests under way finish for so long, then cuts the rest.
	 */
	stop(withinMilliseconds?: number): Promise<void>;
}

/** A reader that takes nothing of its answer for so long has gone. */
const silenceMilliseconds = 120_000;

/** Starts the web server before the built site. `/health` and `/ready` are answered here, without the site. */
export async function startHttpServer(options: HttpOptions): Promise<HttpServer> {
	let stopping = false;
	const gate = createGate(options.mostRequests);
	const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 300_000 });
	server.setTimeout(silenceMilliseconds);
	server.on('request', (request, response) => {
		if (stopping) response.shouldKeepAlive = false;
		void answer(request, response, { ...options, gate }, () => stopping);
	});
	await listen(server, options.host, options.port);
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : options.port;
	return {
		port,
		stop: async (withinMilliseconds = 10_000) => {
			stopping = true;
			const closed = new Promise<void>((done) => server.close(() => done()));
			const idle = setInterval(() => server.closeIdleConnections(), 50);
			const late = setTimeout(() => server.closeAllConnections(), withinMilliseconds);
			await closed;
			clearInterval(idle);
			clearTimeout(late);
		},
	};
}

function listen(server: Server, host: string, port: number): Promise<void> {
	return new Promise((done, failed) => {
		server.once('error', (error: NodeJS.ErrnoException) => failed(explain(error, host, port)));
		server.listen({ host, port }, () => done());
	});
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
	const reasons: Record<string, string> = {
		EADDRINUSE: `Something else already listens on ${host}:${port}. Stop it, or set PORT to another number.`,
		EACCES: `This user may not listen on port ${port}. Set PORT to a number above 1023.`,
		EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to 127.0.0.1, or to 0.0.0.0 for every network.`,
		ENOTFOUND: `The name ${host} of HOST has no address.`,
	};
	const reason = reasons[error.code ?? ''];
	return reason ? new OperatorError(reason, { cause: error }) : error;
}

interface Serving extends HttpOptions {
	readonly gate: Gate;
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	options: Serving,
	stopping: () => boolean,
): Promise<void> {
	const origin = requestOrigin(request.headers.host, options);
	const path = request.url?.split('?')[0] ?? '';
	const limit = bodyLimitOf(path, options.largestBodyBytes);
	if (path === '/health') say(response, 200, 'healthy');
	else if (path === '/ready') await sayReady(response, options, stopping);
	else if (!path.startsWith('/') || path.startsWith('//')) say(response, 400, 'wrong address');
	else if (!origin.ok) say(response, origin.refusal.kind === 'foreign-host' ? 421 : 400, 'wrong host');
	else if (request.headers['transfer-encoding'] !== undefined) refuseBody(request, response, 411, 'length required');
	else if (Number(request.headers['content-length'] ?? 0) > limit) sayTooLarge(request, response, limit);
	else await admit(request, response, origin.value, options);
}

/** Hands a request on while there is room; its place is free again when the last byte of the answer is gone. */
async function admit(request: IncomingMessage, response: ServerResponse, origin: URL, options: Serving): Promise<void> {
	const forwarded = request.headers['x-forwarded-for'];
	const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
	const address = clientAddress(request.socket.remoteAddress, hops, options.trustedProxies);
	const leave = options.gate.enter(address);
	if (!leave) return sayBusy(request, response);
	response.once('close', leave);
	request.headers[protocolHeader] = origin.protocol.slice(0, -1);
	request.headers[hostHeader] = origin.host;
	request.headers[addressHeader] = address;
	if (isOneClick(request.method, request.url)) takeForNobodys(request, origin);
	await answerFromSite(request, response, options);
}

/** A form that no page of ours was asked for: it acts for nobody who is signed in, whatever it brings along. */
function takeForNobodys(request: IncomingMessage, origin: URL): void {
	delete request.headers.cookie;
	delete request.headers['sec-fetch-site'];
	request.headers.origin = origin.origin;
}

async function answerFromSite(
	request: IncomingMessage,
	response: ServerResponse,
	{ handler, log }: HttpOptions,
): Promise<void> {
	response.setHeader('x-content-type-options', 'nosniff');
	compressResponse(request, response);
	try {
		await handler(request, response, () => say(response, 404, 'not found'));
	} catch (error) {
		log.error('a request ended in an error nobody caught', { error });
		if (response.headersSent) response.destroy();
		else say(response, 500, 'internal error');
	}
}

async function sayReady(response: ServerResponse, { ready }: HttpOptions, stopping: () => boolean): Promise<void> {
	const isReady = !stopping() && (await ready().catch(() => false)) && !stopping();
	say(response, isReady ? 200 : 503, isReady ? 'ready' : 'not ready');
}

function say(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
	response.end(`${text}\n`);
}

function sayTooLarge(request: IncomingMessage, response: ServerResponse, limit: number): void {
	const megabytes = Math.floor(limit / 1_000_000);
	sayInAllLanguages(response, 413, (language) => speak(httpMessages, language)('tooLarge', { megabytes }));
	dropRest(request, response);
}

function sayBusy(request: IncomingMessage, response: ServerResponse): void {
	response.setHeader('retry-after', String(comeAgainSeconds));
	sayInAllLanguages(response, 503, (language) => speak(httpMessages, language)('busy'));
	if (Number(request.headers['content-length'] ?? 0) > 0) dropRest(request, response);
}

/** Programs may send bodies of unknown length; browsers never do, and such a body has no bound until it is read. */
function refuseBody(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
	response.setHeader('connection', 'close');
	say(response, status, text);
	dropRest(request, response);
}

/** Takes no byte of the rest of a body nobody wants. */
function dropRest(request: IncomingMessage, response: ServerResponse): void {
	response.once('finish', () => setTimeout(() => request.destroy(), 1_000).unref());
}

/** Says it in all three languages, because nothing of the request has been looked at. */
function sayInAllLanguages(response: ServerResponse, status: number, sentence: (language: Language) => string): void {
	const sentences = languages.map((language) => `<p lang="${language}">${sentence(language)}</p>`);
	response.writeHead(status, {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'content-security-policy': "default-src 'none'",
		connection: 'close',
	});
	response.end(`<!doctype html><html lang="de"><title>${status}</title>${sentences.join('')}</html>\n`);
}
